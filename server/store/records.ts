// Records, what happened to them, the photos held for them, and the log of operations.
import type { FieldValue } from '../../src/shared/domain/field.ts';
import type { Scope } from '../../src/shared/domain/role.ts';
import type { StoredRecord } from '../../src/shared/sync/record-store.ts';
import type { Answer, RecordEvent } from '../../src/shared/wire/down.ts';
import type { OperationKind, Resolution } from '../../src/shared/wire/operation.ts';

export interface RecordRow {
  readonly record: StoredRecord;
  /** The commune's number when anything of the record last changed; the feed is sorted by it. */
  readonly seq: number;
  readonly createdAt: string;
}

/** One thing that happened to a record. The name of who did it is read with it. */
export type NewEvent = Omit<RecordEvent, 'by' | 'device'> & {
  readonly recordId: string;
  readonly accountId: string;
  readonly deviceId: string;
};

export interface StoredConflict {
  readonly id: string;
  readonly recordId: string;
  readonly seq: number;
  readonly field: string;
  readonly kept: FieldValue;
  readonly other: FieldValue;
  readonly opId: string;
  readonly authorId: string;
  /** Of the value that was not taken. Null in these: filed before release 0.2.0. */
  readonly at: string | null;
  readonly receivedAt: string | null;
  readonly deviceId: string | null;
  /** Of the value that stayed; null where nobody remembers. */
  readonly keptAuthorId: string | null;
  readonly keptDeviceId: string | null;
  readonly keptAt: string | null;
  readonly resolvedBy: string | null;
  readonly choice: Resolution['choice'] | null;
  readonly resolvedAt: string | null;
}

export interface ConflictEnd {
  readonly seq: number;
  readonly resolvedBy: string;
  readonly choice: Resolution['choice'];
  readonly resolvedAt: string;
}

export type PhotoSize = 'thumb' | 'full';

export interface HeldPhoto {
  readonly recordId: string;
  readonly photoId: string;
  readonly size: PhotoSize;
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: string;
  readonly heldAt: string;
}

export interface Tombstone {
  readonly recordId: string;
  readonly seq: number;
}

export interface RecordsTx {
  record(id: string): Promise<RecordRow | null>;
  /** True when another commune uses this id. Says nothing else of it. */
  idTakenElsewhere(id: string): Promise<boolean>;
  /** Writes the record whole; its unit is read from its content. */
  put(row: RecordRow): Promise<void>;
  /** Tells the phones of a unit that the record has left it. */
  putTombstone(tombstone: Tombstone & { readonly unitId: string }): Promise<void>;
  addEvent(event: NewEvent): Promise<void>;
  addConflict(conflict: StoredConflict): Promise<void>;
  conflict(id: string): Promise<StoredConflict | null>;
  /** Those of the record that nobody has ended, oldest first. */
  openConflicts(recordId: string): Promise<readonly StoredConflict[]>;
  /** Closes it, stamped so that the feed tells it. */
  resolveConflict(id: string, end: ConflictEnd): Promise<void>;
  /** The record's conflicts are told anew: it came to a unit whose people never heard of them. */
  stampConflicts(recordId: string, seq: number): Promise<void>;
  /** True when a record has this number. */
  dossierTaken(dossier: string): Promise<boolean>;
  /** What is held for one record is held for another too. The caller stamps that record. */
  copyHeld(fromRecordId: string, toRecordId: string): Promise<void>;
  /** The bytes are durable: notes it and bumps the record's seq, so that the feed tells it. Gives that seq; null when it was known. */
  holdPhoto(photo: HeldPhoto): Promise<number | null>;
  heldPhotos(recordIds: readonly string[]): Promise<readonly HeldPhoto[]>;

  /** Numbers of what the scope sees after `from`, ascending: records, tombstones, conflicts and units alike. At most `most`. */
  feedSeqs(scope: Scope, from: number, most: number): Promise<readonly number[]>;
  /** Records of the scope stamped after `from` and not after `to`, in that order. */
  between(scope: Scope, from: number, to: number): Promise<readonly RecordRow[]>;
  /** Records that left the scope in that stretch and are not in it now. */
  tombstonesBetween(scope: Scope, from: number, to: number): Promise<readonly Tombstone[]>;
  /** Conflicts of records that the scope sees, filed or resolved in that stretch. */
  conflictsBetween(scope: Scope, from: number, to: number): Promise<readonly StoredConflict[]>;
  /** Events of these records in the order they happened, with the names of the people. */
  events(recordIds: readonly string[]): Promise<readonly (RecordEvent & { readonly recordId: string })[]>;
}

/** Who, when and a digest; never a value. The body lies apart, where a later erasure can blank it. */
export interface LoggedOperation {
  readonly opId: string;
  readonly queue: string;
  readonly queueSeq: number;
  readonly authorId: string;
  readonly carrierId: string;
  readonly recordId: string;
  readonly kind: OperationKind;
  readonly v: number;
  readonly at: string;
  readonly receivedAt: string;
  /** Hex SHA-256 of the canonical JSON. */
  readonly digest: string;
  /** The commune's number it took; null when it changed nothing. */
  readonly seq: number | null;
  /** As first given, without `repeated`. */
  readonly answer: Answer;
}

export interface HistoryRow extends LoggedOperation {
  readonly authorName: string;
  /** The device of the queue; '' where it is gone. */
  readonly deviceName: string;
  /** Paths that it changed in the record whose history is asked for. */
  readonly touched: readonly string[];
  /** Null: erased. */
  readonly body: string | null;
  readonly before: string | null;
}

export interface OperationsTx {
  operation(opId: string): Promise<LoggedOperation | null>;
  /** `body` and `before` are JSON. An opId is logged once; a second time throws. */
  log(operation: LoggedOperation, body: string, before: string | null): Promise<void>;
  body(opId: string): Promise<string | null>;
  /** The operation of a queue by its number in it. */
  ofQueue(queue: string, queueSeq: number): Promise<LoggedOperation | null>;
  /** What changed a record, in the order of the counter, with what was written and what stood before. */
  history(recordId: string): Promise<readonly HistoryRow[]>;
  /** The first operation of the queue on the record that was rejected; null when there is none. */
  refusedBefore(queue: string, recordId: string): Promise<string | null>;
  /** True when a device of the account brought an operation on the record that was accepted, its own or somebody else's. */
  broughtBy(accountId: string, recordId: string): Promise<boolean>;
}
