// Records as screens subscribe to them. Each observable answers again when something it read has changed, in this tab or another,
// in the page or in the worker. Paged; no large table is read whole.
import type { Observable } from 'dexie';
import type { Missing, RecordContent } from '../shared/domain/record.ts';
import type { Status } from '../shared/domain/workflow.ts';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import type { RecordState } from '../shared/sync/record-state.ts';
import type { RecordEvent, Snapshot } from '../shared/wire/down.ts';
import { listPage } from './list-query.ts';
import { live } from './live-query.ts';
import { outboxOf } from './outbox.ts';
import type { PersonDb } from './person-db.ts';
import { recordPage } from './record-query.ts';
import type { ConflictRow, PhotoRow } from './rows.ts';

export interface ListFilter {
  readonly kind?: string | undefined;
  readonly query?: string | undefined;
  readonly status?: Status | undefined;
  /** Only what stands so on this phone, whatever the commune has of it; `draft`: also of a change; `disputed`: two people wrote different things and nobody chose. */
  readonly here?: 'draft' | 'attention' | 'disputed' | undefined;
  readonly unitId?: string | undefined;
  readonly movementId?: string | undefined;
  /** Only these, in this order. */
  readonly ids?: readonly string[] | undefined;
  readonly limit: number;
}

export interface ListItem {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly people: readonly string[];
  readonly unitId: string | null;
  readonly happenedOn: string | null;
  readonly movementId: string | null;
  readonly state: RecordState;
  readonly dossier: string | null;
  readonly thumbPhotoId: string | null;
  readonly isDraft: boolean;
}

export interface ListPage {
  /** Newest first; of a search, best first. */
  readonly items: readonly ListItem[];
  readonly more: boolean;
  /** Null where counting would mean reading on. */
  readonly total: number | null;
}

export interface RecordPage {
  readonly id: string;
  readonly kind: string;
  /** The confirmed content with this phone's operations laid over it. */
  readonly view: RecordContent;
  readonly state: RecordState;
  /** With this phone's own commands; null while only this phone knows the record. */
  readonly status: Status | null;
  readonly statusRev: number;
  readonly rev: number;
  readonly revs: Readonly<Record<string, number>>;
  readonly dossier: string | null;
  readonly held: Snapshot['held'];
  readonly photosHere: readonly PhotoRow[];
  readonly events: readonly RecordEvent[];
  /** Open ones, in the order they were filed. What this phone decided and has not told stands in `local`. */
  readonly conflicts: readonly ConflictRow[];
  /** Those that a person ended. */
  readonly ended: readonly ConflictRow[];
  readonly author: Snapshot['author'] | null;
  /** This phone's operations that the feed has not brought back, oldest first. */
  readonly local: readonly OutboxRow[];
  /** The record it became part of, or will once this phone has sent; null: none. */
  readonly mergedInto: MergedInto | null;
  /** Records that became part of this one, as far as this phone has them. */
  readonly tookOver: readonly TookOver[];
  /** Records that become part of this one once this phone has sent. */
  readonly takesOver: readonly { readonly id: string; readonly dossier: string | null }[];
  /** Operations that were refused, with their reasons. */
  readonly attention: readonly OutboxRow[];
  /** Operations that wait to be sent. */
  readonly pending: number;
  readonly missingToSend: readonly Missing[];
  readonly missingToComplete: readonly Missing[];
}

export interface MergedInto {
  readonly id: string;
  /** Null where that record is not on this phone. */
  readonly dossier: string | null;
  /** The merge waits on this phone. */
  readonly isWaiting: boolean;
  /** Paths there at which two versions wait for a choice. */
  readonly disputed: readonly string[];
}

export interface TookOver {
  /** The step by which it was taken over. */
  readonly opId: string;
  readonly dossier: string;
  /** The name of who recorded it. */
  readonly author: string;
}

export const liveList = (db: PersonDb, filter: ListFilter): Observable<ListPage> =>
  live(db, () => listPage(db, filter));

export const liveRecord = (db: PersonDb, recordId: string): Observable<RecordPage | null> =>
  live(db, () => recordPage(db, recordId));

/** What was refused of a record, oldest first; also of one that has left this phone. */
export const liveRefused = (db: PersonDb, recordId: string): Observable<readonly OutboxRow[]> =>
  live(db, async () => (await outboxOf(db, recordId)).filter(({ state }) => state === 'attention'));
