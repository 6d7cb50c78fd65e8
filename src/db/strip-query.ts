// The figures of the sync strip and of the screen "Máy này".

import type { OutboxRow } from '../shared/sync/outbox.ts';
import type { StripFacts } from './live-phone.ts';
import { getMetas } from './meta.ts';
import { type OnlyHere, onlyHere } from './only-here.ts';
import { inState } from './outbox.ts';
import type { PersonDb } from './person-db.ts';

export async function strip(db: PersonDb): Promise<StripFacts> {
  const [waiting, unsentOps, attention, photosWaiting, drafts, lost, metas] = await Promise.all([
    recordsIn(db, 'waiting'),
    inState(db, 'waiting').count(),
    recordsIn(db, 'attention'),
    db.photos
      .where('state')
      .anyOf('ready', 'heic')
      .filter(({ inOutbox, carriedFor, failure }) => inOutbox && carriedFor === undefined && failure !== 'unwanted')
      .count(),
    db.drafts.count(),
    onlyHere(db),
    getMetas(db, ['lastSyncAt', 'syncRun', 'storedBytes', 'persisted', 'storageFull', 'lastSeq']),
  ]);
  const [lastSyncAt, run, bytes, persisted, full, lastSeq = 0] = metas;
  return {
    waiting: waiting.size + lostBeside(lost, waiting, attention),
    attention: attention.size,
    photosWaiting: photosWaiting + lost.photos.filter(({ carriedFor }) => carriedFor === undefined).length,
    drafts,
    lastSyncAt: lastSyncAt ?? null,
    hasSent: lastSeq > unsentOps,
    run: run ?? { type: 'idle' },
    storage: { bytes: bytes ?? 0, persisted: persisted ?? null, full: full ?? false },
  };
}

/** Records, not operations: three edits of one record are one thing that waits. Reads keys only. */
export async function recordsIn(db: PersonDb, state: OutboxRow['state']): Promise<ReadonlySet<string>> {
  const keys = await db.outbox.where('[state+recordId]').between([state, ''], [state, '\uffff']).uniqueKeys();
  return new Set(keys.flatMap((key) => (Array.isArray(key) ? [String(key[1])] : [])));
}

/** Records that wait for nothing but what the server has lost with their author. */
function lostBeside({ operations }: OnlyHere, ...counted: readonly ReadonlySet<string>[]): number {
  const lost = new Set(operations.map(({ recordId }) => recordId));
  return [...lost].filter((recordId) => !counted.some((records) => records.has(recordId))).length;
}
