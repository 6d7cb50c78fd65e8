// The database of one person on this phone. Never shared: a queue is never sent as another person's work.
import { Dexie, type Table } from 'dexie';
import type { KindTable } from '../shared/domain/kind.ts';
import { kinds as allKinds } from '../shared/domain/kinds.ts';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import type {
  CardRow,
  CarriedRow,
  ConflictRow,
  DraftRow,
  ErrorRow,
  MetaKey,
  MetaRow,
  NotAlikeRow,
  PhotoRow,
  ReceiptRow,
  SnapshotRow,
  UnitRow,
} from './rows.ts';

export class PersonDb extends Dexie {
  /** Whom it was opened for first, which names it; `me` says whose it is now (`own-account.ts`). */
  readonly accountId: string;
  /** The kinds of record that this phone writes and lists. */
  readonly kinds: KindTable;
  declare readonly meta: Table<MetaRow, MetaKey>;
  declare readonly drafts: Table<DraftRow, string>;
  declare readonly outbox: Table<OutboxRow, number>;
  /** Operations the commune has acknowledged, for 90 days by the server's clock. */
  declare readonly receipts: Table<ReceiptRow, number>;
  declare readonly snapshots: Table<SnapshotRow, string>;
  declare readonly cards: Table<CardRow, string>;
  declare readonly photos: Table<PhotoRow, string>;
  /** Key `<photoId>/full|thumb|original`. Bytes only, as ArrayBuffer (P6); read by key, never scanned. */
  declare readonly photoBytes: Table<ArrayBuffer, string>;
  declare readonly conflicts: Table<ConflictRow, string>;
  declare readonly units: Table<UnitRow, string>;
  declare readonly errors: Table<ErrorRow, string>;
  declare readonly carried: Table<CarriedRow, string>;
  /** Pairs of records that a person has looked at and found to be two deeds. */
  declare readonly notAlike: Table<NotAlikeRow, string>;

  constructor(accountId: string, kinds: KindTable) {
    super(databaseNameOf(accountId), {
      // Chrome's default acknowledges before the disk does: 200 transactions, 6 flushes.
      chromeTransactionDurability: 'strict',
      // Dexie's cache shows what is not committed yet; "Đã lưu trên máy" may not.
      cache: 'disabled',
    });
    this.accountId = accountId;
    this.kinds = kinds;
    this.version(1).stores({
      meta: 'key',
      drafts: 'recordId, updatedAt',
      outbox: 'seq, opId, recordId, [state+seq], [state+recordId]',
      snapshots: 'id',
      cards:
        'id, seq, [status+id], [unitId+id], [movementId+id], [kind+id], [kind+status+id], [kind+unitId+id], [kind+movementId+id]',
      photos: 'id, recordId, state',
      photoBytes: '',
      conflicts: 'id, recordId',
      units: 'id',
      errors: 'id',
    });
    // The index of unit and day is built from the cards that are there: nothing has to be rewritten.
    this.version(2).stores({
      receipts: 'seq, answeredAt',
      carried: 'id, state',
      conflicts: 'id, recordId, resolvedBy',
      cards:
        'id, seq, [status+id], [unitId+id], [movementId+id], [kind+id], [kind+status+id], [kind+unitId+id], [kind+movementId+id], [unitId+happenedOn]',
      notAlike: 'pair',
    });
  }
}

export const databaseNameOf = (accountId: string): string => `viectot-${accountId}`;

export function openPersonDb(accountId: string, kinds: KindTable = allKinds): PersonDb {
  return new PersonDb(accountId, kinds);
}
