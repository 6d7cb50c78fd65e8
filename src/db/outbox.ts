// Reading the outbox.
import type { Collection } from 'dexie';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import type { PersonDb } from './person-db.ts';

/** The record's operations that the confirmed snapshot does not hold yet, oldest first. */
export async function outboxOf(db: PersonDb, recordId: string): Promise<readonly OutboxRow[]> {
  const rows = await db.outbox.where('recordId').equals(recordId).toArray();
  return rows.sort((a, b) => a.seq - b.seq);
}

/** Whether anything of it was ever saved on this phone or came with the feed. */
export async function isRecord(db: PersonDb, recordId: string): Promise<boolean> {
  return (await outboxOf(db, recordId)).length > 0 || (await db.snapshots.get(recordId)) !== undefined;
}

/** Operations in one state, oldest first. */
export function inState(db: PersonDb, state: OutboxRow['state']): Collection<OutboxRow, number> {
  return db.outbox.where('[state+seq]').between([state, 0], [state, Infinity]);
}
