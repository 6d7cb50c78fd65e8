// A change of a record that was saved before, as operations: what differs from what the person saw, and which operations of
// this phone it takes the place of (SPEC.md S3).
import type { RecordContent } from '../domain/record.ts';
import type { Snapshot } from '../wire/down.ts';
import type { Again, Operation } from '../wire/operation.ts';
import { createBody, type Draft } from './create-body.ts';
import { type Change, diffToChanges } from './diff.ts';
import type { OutboxRow } from './outbox.ts';
import { beforeSuperseded, saidOfGoneRows, supersededBy, withFirstSight } from './supersede.ts';

/** What a person saw of a record when they began to change it: the base of every field comes from here. */
export interface SeenRecord {
  readonly content: RecordContent;
  readonly rev: number;
  readonly revs: Readonly<Record<string, number>>;
}

/** An operation without what only the transaction can give. */
export type Unnumbered = Operation extends infer O ? (O extends Operation ? Omit<O, 'seq'> : never) : never;

export type Head = Pick<Operation, 'opId' | 'recordId' | 'v' | 'at'>;

export interface EditWish {
  readonly kind: string;
  readonly seen: SeenRecord;
  /** What the person wants. */
  readonly content: RecordContent;
  /** Confirmed now, which may be newer than what was seen. */
  readonly snapshot: Snapshot | null;
  /** One for each operation: a patch, rows that came, rows that went. */
  readonly heads: readonly [Head, Head, Head];
}

export interface EditPlan {
  readonly ops: readonly Unnumbered[];
  readonly drop: readonly OutboxRow[];
  /** What a restored server is told beside the operations. */
  readonly again?: Again;
}

/** @param rows the record's rows of the outbox, oldest first. */
export function planEdit({ kind, seen, content, snapshot, heads }: EditWish, rows: readonly OutboxRow[]): EditPlan {
  const drop = supersededBy(rows);
  const refused = drop.find(({ op }) => op.kind === 'create');
  if (refused && snapshot === null) {
    const ops = [{ ...heads[0], kind: 'create' as const, body: createBody(kind, content) }];
    // A restored server had numbered the dossier before it refused it: the number stays the record's.
    const dossier = refused.again?.dossier;
    return dossier === undefined ? { ops, drop } : { ops, drop, again: { rev: 0, dossier } };
  }
  const before = beforeSuperseded(seen.content, drop, snapshot);
  const pending = rows.filter((row) => !drop.includes(row)).map(({ op }) => op);
  const changes = withPatch(
    diffToChanges(before, content, pending, seen).map((change) =>
      change.kind === 'setRemove' ? { ...change, body: withFirstSight(change.body, drop) } : change,
    ),
    saidOfGoneRows(drop, rows, [seen.content, content]),
  );
  return { ops: changes.flatMap((change, at) => (heads[at] ? [{ ...heads[at], ...change }] : [])), drop };
}

/** Patches come first: there is one place for both. */
function withPatch(changes: readonly Change[], { patch, base }: Draft<'patch'>['body']): readonly Change[] {
  if (Object.keys(patch).length === 0) return changes;
  const [first, ...others] = changes;
  if (first?.kind !== 'patch') return [{ kind: 'patch', body: { patch, base } }, ...changes];
  return [
    { ...first, body: { patch: { ...patch, ...first.body.patch }, base: { ...base, ...first.body.base } } },
    ...others,
  ];
}
