// The figures of the sync strip and of the screen "Máy này".

import type { OutboxRow } from '../shared/sync/outbox.ts';
import type { StripFacts } from './live-phone.ts';
import { getMetas } from './meta.ts';
import { inState } from './outbox.ts';
import type { PersonDb } from './person-db.ts';

export async function strip(db: PersonDb): Promise<StripFacts> {
  const [waiting, unsentOps, attention, photosWaiting, drafts, metas] = await Promise.all([
    recordsIn(db, 'waiting'),
    inState(db, 'waiting').count(),
    recordsIn(db, 'attention'),
    db.photos
      .where('state')
      .anyOf('ready', 'heic')
      .filter(({ inOutbox, carriedFor, failure }) => inOutbox && carriedFor === undefined && failure !== 'unwanted')
      .count(),
    db.drafts.count(),
    getMetas(db, ['lastSyncAt', 'syncRun', 'storedBytes', 'persisted', 'storageFull', 'lastSeq']),
  ]);
  const [lastSyncAt, run, bytes, persisted, full, lastSeq = 0] = metas;
  return {
    waiting,
    attention,
    photosWaiting,
    drafts,
    lastSyncAt: lastSyncAt ?? null,
    hasSent: lastSeq > unsentOps,
    run: run ?? { type: 'idle' },
    storage: { bytes: bytes ?? 0, persisted: persisted ?? null, full: full ?? false },
  };
}

/** Records, not operations: three edits of one record are one thing that waits. Reads keys only. */
async function recordsIn(db: PersonDb, state: OutboxRow['state']): Promise<number> {
  const keys = await db.outbox.where('[state+recordId]').between([state, ''], [state, '\uffff']).uniqueKeys();
  return keys.length;
}
