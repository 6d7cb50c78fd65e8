// The figures of the sync strip and of the screen "Máy này".
import type { StripFacts } from './live-phone.ts';
import { getMeta } from './meta.ts';
import type { PersonDb } from './person-db.ts';
import type { OutboxRow } from './rows.ts';

export async function strip(db: PersonDb): Promise<StripFacts> {
  const [waiting, attention, photosWaiting, drafts] = await Promise.all([
    recordsIn(db, 'waiting'),
    recordsIn(db, 'attention'),
    db.photos
      .where('state')
      .equals('ready')
      .filter(({ inOutbox }) => inOutbox)
      .count(),
    db.drafts.count(),
  ]);
  return {
    waiting,
    attention,
    photosWaiting,
    drafts,
    lastSyncAt: (await getMeta(db, 'lastSyncAt')) ?? null,
    run: (await getMeta(db, 'syncRun')) ?? { type: 'idle' },
    storage: {
      bytes: (await getMeta(db, 'storedBytes')) ?? 0,
      persisted: (await getMeta(db, 'persisted')) ?? null,
      full: (await getMeta(db, 'storageFull')) ?? false,
    },
  };
}

/** Records, not operations: three edits of one record are one thing that waits. Reads keys only. */
async function recordsIn(db: PersonDb, state: OutboxRow['state']): Promise<number> {
  const keys = await db.outbox.where('[state+recordId]').between([state, ''], [state, '\uffff']).uniqueKeys();
  return keys.length;
}
