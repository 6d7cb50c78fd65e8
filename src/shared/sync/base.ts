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
    const base = baseIn(op, path);
    if (base !== undefined) return base;
  }
  if (seen === null) return 0;
  if (!isRow(path)) return revOf(seen, path);
  // A word of this phone hides what others wrote there: who takes the row out has not seen that.
  const inside = pending.flatMap((op) => (op.kind === 'patch' ? Object.entries(op.body.base) : []));
  const hiding = inside.flatMap(([one, base]) => (one.startsWith(`${path}/`) ? [base] : []));
  return Math.min(rowRevOf(seen, path), ...hiding);
}

/**
 * The bases for taking a row out: the row's own revision, and that of each path in it that has another. One number would not
 * do: words that come back after a restore stand under lower ones than those the person saw beside them.
 * @param key `set/rowId`
 */
export function rowBases(key: string, pending: readonly Operation[], seen: Seen | null): Record<string, number> {
  const own = pending.some((op) => writes(op, key)) || seen === null ? 0 : revOf(seen, key);
  const written = [...Object.keys(seen?.revs ?? {}), ...pending.flatMap((op) => Object.keys(patchIn(op).patch))];
  const bases = written
    .filter((path) => path.startsWith(`${key}/`))
    .map((path) => [path, baseFor(path, pending, seen)] as const);
  return { [key]: own, ...Object.fromEntries(bases.filter(([, base]) => base !== own)) };
}

/**
 * What a person has before their eyes where `laid` lies over the confirmed record: at the paths that it writes they see their
 * own word, and not what others wrote beneath it since.
 */
export function seenUnder(laid: readonly Operation[], confirmed: Seen | null): Seen {
  const { rev, revs } = confirmed ?? { rev: 0, revs: {} };
  const paths = (confirmed ? laid : laid.filter(isLater)).flatMap(pathsOf);
  return { rev, revs: { ...revs, ...Object.fromEntries(paths.map((path) => [path, baseFor(path, laid, confirmed)])) } };
}

/** What a person has seen of a record as a whole: of every path that was written since it was made. */
export function sightOf(pending: readonly Operation[], seen: Seen): Record<string, number> {
  const paths = new Set([...Object.keys(seen.revs), ...pending.filter(isLater).flatMap(pathsOf)]);
  const baseOf = (path: string) => (isRow(path) ? revOf(seen, path) : baseFor(path, pending, seen));
  return Object.fromEntries([...paths].map((path) => [path, baseOf(path)]));
}

/** The base with which the operation writes the path; undefined where it does not. */
function baseIn(op: Operation, path: string): number | undefined {
  const { patch, base } = patchIn(op);
  if (Object.hasOwn(patch, path)) return base[path] ?? 0;
  return op.kind !== 'patch' && writes(op, path) ? 0 : undefined;
}

/** What the operation writes over what stands. */
function patchIn(op: Operation): Pick<PatchBody, 'patch' | 'base'> {
  if (op.kind === 'patch') return op.body;
  const { merge, resolve } = op.kind === 'command' ? op.body.command : {};
  if (merge) return merge;
  if (!resolve || resolve.choice === 'kept') return { patch: {}, base: {} };
  return { patch: { [resolve.field]: resolve.value }, base: { [resolve.field]: resolve.base } };
}

/** A create says every path, and the number of the record itself stands for them. */
const isLater = ({ kind }: Operation): boolean => kind !== 'create';

function pathsOf(op: Operation): readonly string[] {
  const added = op.kind === 'setAdd' || op.kind === 'create' ? op.body.rows : {};
  const made = op.kind === 'create' ? Object.keys(op.body.patch) : [];
  const inRows = Object.entries(added).flatMap(([set, rows]) =>
    rows.flatMap(({ id, values }) => [`${set}/${id}`, ...Object.keys(values).map((name) => `${set}/${id}/${name}`)]),
  );
  return [...made, ...Object.keys(patchIn(op).patch), ...inRows];
}

type PatchBody = Extract<Operation, { kind: 'patch' }>['body'];

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
