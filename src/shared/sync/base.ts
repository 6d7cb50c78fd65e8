// The base of a field is what the person saw (SPEC.md S3). Taking it from the latest pull loses edits.
import type { Answer, Snapshot } from '../wire/down.ts';
import type { Operation } from '../wire/operation.ts';
import { revOf, rowRevOf } from './record-store.ts';

/** The revisions a person had before their eyes when they began to edit. */
export type Seen = Pick<Snapshot, 'rev' | 'revs'>;

/**
 * The base for a change of `path`: inherited from the earliest operation of this phone that still waits on that
 * field, else the confirmed revision that the person saw; 0 for a record that only this phone knows.
 */
export function baseFor(path: string, pending: readonly Operation[], seen: Seen | null): number {
  for (const op of pending) {
    if (op.kind === 'patch' && Object.hasOwn(op.body.patch, path)) return op.body.base[path] ?? 0;
    if (op.kind !== 'patch' && writes(op, path)) return 0;
  }
  if (seen === null) return 0;
  return isRow(path) ? rowRevOf(seen, path) : revOf(seen, path);
}

/** `photos/<rowId>`: a row as a whole. What the person saw of it is everything in it. */
const isRow = (path: string): boolean => path.split('/').length === 2;

/** True when the operation gives the path a value. */
export function writes(op: Operation, path: string): boolean {
  const [first = '', rowId] = path.split('/');
  if (op.kind === 'patch') return Object.hasOwn(op.body.patch, path);
  if (op.kind === 'create' && rowId === undefined) return Object.hasOwn(op.body.patch, path);
  if (op.kind === 'create' || op.kind === 'setAdd')
    return op.body.rows[first]?.some((row) => row.id === rowId) ?? false;
  return false;
}

/**
 * A later operation on the same record after `earlier` was answered: where it was applied, the base rises to its
 * revision; where it met a conflict, it does not. Only operations that never left the phone may be lifted, since a
 * retry sends the same bytes; for the others the server knows that the queue itself wrote the value.
 */
export function lift(later: Operation, earlier: Operation, answer: Answer): Operation {
  if (later.kind !== 'patch' || later.recordId !== earlier.recordId) return later;
  if (answer.type !== 'applied' && answer.type !== 'conflict') return later;
  const inConflict = answer.type === 'conflict' ? answer.fields : [];
  const base = Object.fromEntries(
    Object.entries(later.body.base).map(([path, rev]) => {
      const lifted = writes(earlier, path) && !inConflict.includes(path);
      return [path, lifted ? Math.max(rev, answer.rev) : rev];
    }),
  );
  return { ...later, body: { ...later.body, base } };
}
