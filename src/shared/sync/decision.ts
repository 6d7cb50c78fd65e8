// What the server is asked and what it says of one operation (SPEC.md S6). A store only loads `World` and writes `Decision`.
import type { FieldValue } from '../domain/field.ts';
import type { Row } from '../domain/record.ts';
import type { Actor } from '../domain/role.ts';
import type { Operation, Resolution } from '../wire/operation.ts';
import type { RejectionCode } from '../wire/rejection.ts';
import { type OfferedAgain, withSight } from './again.ts';
import type { FieldError } from './content.ts';
import { type StoredRecord, type Writer, writerOf } from './record-store.ts';

/** Everything the decision needs, loaded before it is taken. */
export interface World {
  /** The author: the person of the queue, with the roles of this moment. */
  readonly author: Actor;
  readonly queue: string;
  /** The record in the author's commune, if there is one. */
  readonly record: StoredRecord | null;
  /** The record that this one became part of, with all that follow; null unless its status is `merged`. */
  readonly survivor: StoredRecord | null;
  /** Of a `merge`: the record that shall become part of this one. */
  readonly other: StoredRecord | null;
  /** What is still asked about `other`. */
  readonly otherConflicts: readonly OpenConflict[];
  /** Of a `resolve`: the conflict it names, in the author's commune. */
  readonly conflict: KnownConflict | null;
  /** True when another commune or a tombstone already uses this record id. */
  readonly idTaken: boolean;
  /** An earlier operation of this queue on this record that was refused, when the record does not exist for that reason. */
  readonly refusedBefore: string | null;
  /** What an earlier epoch had answered to this operation (S11); null for one that nobody has seen. */
  readonly again: OfferedAgain | null;
  /** Of a photo's facts (P8): a device of the author brought something of the record before. */
  readonly hasBrought: boolean;
  /** Units of the commune that exist today. */
  readonly unitExists: (unitId: string) => boolean;
}

export interface KnownConflict {
  readonly id: string;
  readonly recordId: string;
  readonly field: string;
  readonly resolvedBy: string | null;
}

export interface OpenConflict extends FiledConflict {
  readonly id: string;
}

/** What is filed for a person when two people said different things. */
export interface FiledConflict {
  readonly field: string;
  readonly kept: FieldValue;
  readonly other: FieldValue;
}

/** One record as it becomes. */
export interface RecordChange {
  readonly record: StoredRecord;
  /** Paths whose revision becomes the commune's next number. */
  readonly touched: readonly string[];
  readonly statusChanged: boolean;
}

export interface Change {
  readonly type: 'change';
  /** The first is the record the operation speaks of, or the one it became part of. */
  readonly changes: readonly [RecordChange, ...RecordChange[]];
  /** Filed at the first record. */
  readonly conflicts: readonly FiledConflict[];
  /** What stood at the touched paths before, for the history; a row that was taken out stands here whole. */
  readonly before: Readonly<Record<string, FieldValue | Row>>;
  readonly resolves: { readonly conflictId: string; readonly choice: Resolution['choice'] } | null;
  /** The record whose photos, as far as they are held, are the first record's from now on. */
  readonly photosOf: string | null;
  /** Conflicts of another record that end there, each as it is asked of the first record from now on. */
  readonly moves: readonly { readonly id: string; readonly to: FiledConflict | null }[];
  /** Words of another record that became part of the first, unseen by whoever merged them: filed as their writers'. */
  readonly unseen: readonly Unseen[];
}

export interface Unseen extends FiledConflict {
  /** Where it stands in the other record. */
  readonly path: string;
  readonly writer: Writer | undefined;
}

export interface Create {
  readonly type: 'create';
  readonly record: Unstamped;
  readonly fields: readonly string[];
  /** Null: the record's own number. */
  readonly statusRev: number | null;
}

export interface Rejected {
  readonly type: 'rejected';
  readonly code: RejectionCode;
  readonly fieldErrors?: readonly FieldError[];
}

export type Decision =
  | Create
  | Change
  | { readonly type: 'nothing' }
  | Rejected
  | { readonly type: 'blocked'; readonly by: string };

/** A new record before the transaction gives it its number and its dossier. */
export type Unstamped = Omit<StoredRecord, 'rev' | 'statusRev' | 'dossier'>;

export type OpOf<K extends Operation['kind']> = Extract<Operation, { kind: K }>;

export const reject = (code: RejectionCode, fieldErrors?: readonly FieldError[]): Rejected =>
  fieldErrors ? { type: 'rejected', code, fieldErrors } : { type: 'rejected', code };

export const nothing: Decision = { type: 'nothing' };

/** What one operation wants of one record, before it is decided whether that is anything. */
export interface Edit {
  readonly record: StoredRecord;
  readonly touched: readonly string[];
  readonly conflicts: readonly FiledConflict[];
  readonly before: Change['before'];
}

export const noEdit = (record: StoredRecord): Edit => ({ record, touched: [], conflicts: [], before: {} });

/** The edit as a decision: nothing where it changes nothing. */
export function decisionOf(
  edit: Edit,
  writer: Writer,
  bases: Readonly<Record<string, number>> = {},
  isAgain = false,
): Decision {
  if (edit.touched.length === 0 && edit.conflicts.length === 0) return nothing;
  return changeOf(edit, writer, bases, isAgain);
}

export function changeOf(
  { record, touched, conflicts, before }: Edit,
  writer: Writer,
  bases: Readonly<Record<string, number>> = {},
  isAgain = false,
): Change {
  const written = touched.map((path) => {
    const base = bases[path];
    const own = base === undefined ? writer : { ...writer, base };
    return [path, withSight(own, writerOf(record, path), isAgain)] as const;
  });
  const writers = { ...record.writers, ...Object.fromEntries(written) };
  const change = { record: { ...record, writers }, touched, statusChanged: false };
  return {
    type: 'change',
    changes: [change],
    conflicts,
    before,
    resolves: null,
    photosOf: null,
    moves: [],
    unseen: [],
  };
}

/** Nothing of the record changes, but it happened and is told. */
export const told = (record: StoredRecord): Change => ({
  type: 'change',
  changes: [{ record, touched: [], statusChanged: false }],
  conflicts: [],
  before: {},
  resolves: null,
  photosOf: null,
  moves: [],
  unseen: [],
});
