// A change of a record that was saved before, as operations: what differs from what the person saw, and which operations of
// this phone it takes the place of (SPEC.md S3).
import type { RecordContent } from '../domain/record.ts';
import type { Snapshot } from '../wire/down.ts';
import type { Operation } from '../wire/operation.ts';
import { createBody } from './create-body.ts';
import { diffToChanges } from './diff.ts';
import type { OutboxRow } from './outbox.ts';
import { beforeSuperseded, supersededBy } from './supersede.ts';

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

/** @param rows the record's rows of the outbox, oldest first. */
export function planEdit(
  { kind, seen, content, snapshot, heads }: EditWish,
  rows: readonly OutboxRow[],
): { readonly ops: readonly Unnumbered[]; readonly drop: readonly OutboxRow[] } {
  const drop = supersededBy(rows);
  if (drop.some(({ op }) => op.kind === 'create'))
    return { ops: [{ ...heads[0], kind: 'create', body: createBody(kind, content) }], drop };
  const before = beforeSuperseded(seen.content, drop, snapshot);
  const pending = rows.filter((row) => !drop.includes(row)).map(({ op }) => op);
  const changes = diffToChanges(before, content, pending, seen);
  return { ops: changes.flatMap((change, at) => (heads[at] ? [{ ...heads[at], ...change }] : [])), drop };
}
