// What the phone's tables hold. One database per person on a phone; the person's name stands in the registry.
import type { Unit } from '../shared/domain/unit.ts';
import type { Status } from '../shared/domain/workflow.ts';
import type { SeenRecord } from '../shared/sync/plan-edit.ts';
import type { Receipt, TakenAs } from '../shared/sync/receipt.ts';
import type { RecordState } from '../shared/sync/record-state.ts';
import type { SyncRunState } from '../shared/sync/run.ts';
import type { Conflict, Me, Snapshot } from '../shared/wire/down.ts';
import type { Again, Operation } from '../shared/wire/operation.ts';
import type { ProblemCode } from '../shared/wire/problem.ts';
import type { RejectionCode } from '../shared/wire/rejection.ts';
import type { ClientError, Cursor } from '../shared/wire/up.ts';
import type { Rewriting } from './rewriting.ts';

export interface DraftRow {
  readonly recordId: string;
  readonly kind: string;
  readonly mode: 'new' | 'edit';
  /** The form's own state, as JSON. Only the form reads it. */
  readonly form: unknown;
  /** Milliseconds since 1970 on the phone's clock. */
  readonly updatedAt: number;
  /** The camera app is in front; the browser may be killed behind it (P7). */
  readonly waitingForPhoto: boolean;
  /** Of an edit: what the person saw when they began. */
  readonly seen: SeenRecord | null;
  /** What a list shows of it, since only the form can read `form`. */
  readonly preview?: DraftPreview;
}

export interface DraftPreview {
  readonly title: string;
  readonly people: readonly string[];
  readonly unitId: string | null;
  readonly happenedOn: string | null;
}

export type ReceiptRow = Receipt;
export type SnapshotRow = Snapshot;
export type ConflictRow = Conflict;
export type UnitRow = Unit;
export type ErrorRow = ClientError;

/** Two records that a person compared and found to be two deeds. Stays on this phone. */
export interface NotAlikeRow {
  /** Both ids, the smaller first, with `/` between. */
  readonly pair: string;
  readonly at: number;
}

/** A line of a list. Made from a snapshot in the transaction that stores the snapshot. */
export interface CardRow {
  /** UUIDv7: newest first is id descending. */
  readonly id: string;
  readonly kind: string;
  readonly unitId: string | null;
  readonly status: Status;
  readonly movementId: string | null;
  readonly title: string;
  readonly people: readonly string[];
  readonly happenedOn: string | null;
  /** Title, people and dossier number without diacritics: what a search looks in. */
  readonly folded: string;
  /** The same with its marks: ranks what was found. */
  readonly accented: string;
  readonly dossier: string;
  readonly seq: number;
  readonly photos: number;
  /** Photos whose full bytes the server holds. */
  readonly photosHeld: number;
  readonly authorId: string;
  /** The first photo in the record's order, for the list's picture. */
  readonly firstPhotoId: string | null;
  /** The state while nothing of this record waits on this phone. */
  readonly state: RecordState;
}

export interface PhotoPart {
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: 'image/webp' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

export type PhotoSize = 'thumb' | 'full';

export interface UploadMark {
  readonly url: string;
  readonly offset: number;
}

export interface PhotoRow {
  readonly id: string;
  readonly recordId: string;
  /** `heic`: kept as it came until it can be decoded, never sent. `held`: the server has thumbnail and photo. `failed`: see `failure`. */
  readonly state: 'ready' | 'heic' | 'held' | 'failed';
  readonly full: PhotoPart | null;
  readonly thumb: PhotoPart | null;
  /** Local civil time as the camera wrote it. */
  readonly takenAt: string | null;
  readonly addedAt: number;
  readonly uploads: { readonly full?: UploadMark; readonly thumb?: UploadMark };
  /** Sizes the server was heard to hold. */
  readonly sent: readonly PhotoSize[];
  /** False: only a draft's. */
  readonly inOutbox: boolean;
  /** How often the server found other bytes than the hash says, of the file that is sent: the second time the photo fails (P2). */
  readonly mismatches: number;
  readonly failure: PhotoFailure | null;
  /** Decoded after its record was saved: whether an operation has said its hash and measures. None says them twice (P8). */
  readonly facts?: 'untold' | 'told';
  /** The queue whose operations name it, when this phone only carries it (S16). */
  readonly carriedFor?: string;
  /** Carried and held: the first start of the app that found it so, from which it is kept. */
  readonly heldFrom?: number;
  /** Carried, held, and seen by the person: no longer shown among what is carried, also while a restored server is asked for it. */
  readonly putAway?: true;
}

/**
 * `damaged`: the stored bytes no longer have their hash. `missing`: they are gone. `refused`: the server will not take
 * it. `unwanted`: the confirmed record no longer names it.
 */
export type PhotoFailure = 'damaged' | 'missing' | 'refused' | 'unwanted';

/** Brought from a rescue file (S16). Never part of this person's own work. */
export type CarriedRow = CarriedOperation | DraftAside;

/** Another queue's operation, signed where it was made. */
export interface CarriedOperation {
  readonly type: 'operation';
  /** The opId. */
  readonly id: string;
  readonly queue: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly seq: number;
  readonly recordId: string;
  readonly op: Operation;
  /** Signature of the batch that holds it alone. */
  readonly sig: string;
  /** The batch it was signed in with others; null once it goes alone. */
  readonly group: { readonly sig: string; readonly size: number } | null;
  readonly state: 'waiting' | 'arrived' | 'refused';
  /** `behind`: an earlier operation of its record was refused. */
  readonly refusal: RejectionCode | ProblemCode | 'behind' | null;
  /** A restored server is offered it again: what it had answered before (S11). */
  readonly again?: Again;
  /** Arrived: what it was answered, and when by the server's clock; a restored server may have to hear of it. */
  readonly taken?: TakenAs;
  readonly answeredAt?: number;
  /** Arrived, and seen by the person: no longer shown. */
  readonly putAway?: true;
}

/** One of two drafts of a record that say different things: the older, kept until the person chooses. */
export interface DraftAside {
  readonly type: 'draft';
  /** `<recordId>/<updatedAt>` */
  readonly id: string;
  readonly state: 'aside';
  readonly draft: DraftRow;
}

/** This database's name on the wire and its key, whose private half cannot leave the browser. */
export interface QueueIdentity {
  readonly id: string;
  readonly keyPair: CryptoKeyPair;
}

/** What a person has written for a step (why a record is returned, a comment) before they take it. */
export interface StepDraft {
  readonly note: string;
  /** Paths that are ticked. */
  readonly marks: readonly string[];
}

/** Single values, by key. */
export interface MetaValues {
  readonly queue: QueueIdentity;
  /** Last sequence number given. */
  readonly lastSeq: number;
  readonly cursor: Cursor;
  readonly me: Me;
  readonly lastSyncAt: string;
  readonly syncRun: SyncRunState;
  /** Counts triggers; a holder of the lock that sees it grow runs again (R15). */
  readonly syncMark: number;
  /** Counts requests to /api/v1/sync: only the last one's answer counts (S10). */
  readonly requests: number;
  /** Counts Background Sync tags, so that each is fresh. */
  readonly syncTag: number;
  /** Bytes of operations, drafts' photos and photos stored here: counted by us, the browser's figure is invented. */
  readonly storedBytes: number;
  readonly persisted: boolean;
  /** True once a record was saved here. */
  readonly savedOnce: boolean;
  /** Grows whenever cards were taken away: a search index made before is made anew. */
  readonly cardsCleared: number;
  /** Failed exchanges in a row: how long the next try waits. */
  readonly failures: number;
  /** Records have left, or the confirmed rows come anew: at the end of the feed photos of records that are not here leave. */
  readonly sweepPhotos: boolean;
  /** True after the reserve was given up so that text could still be saved. */
  readonly storageFull: boolean;
  /** Conflicts whose end this person has read of, oldest first. */
  readonly endsRead: readonly string[];
  /** By conflict: what this person is writing anew and has not used. */
  readonly rewriting: Readonly<Record<string, Rewriting>>;
  /** True while the browser's one session may be somebody else's of this phone: the next run signs in before anything else. */
  readonly signInFirst: boolean;
  /** True since the server answered the queue's key that it does not know it, until a page of the feed comes for it again (S11.6). */
  readonly unknownToServer: boolean;
  /** Words of a step that was not taken yet, by `<recordId>/<step>`. */
  readonly stepDrafts: Readonly<Record<string, StepDraft>>;
}
export type MetaKey = keyof MetaValues;
export type MetaRow = { readonly [K in MetaKey]: { readonly key: K; readonly value: MetaValues[K] } }[MetaKey];
