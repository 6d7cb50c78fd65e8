// One record as its page shows it: confirmed, with what waits on this phone laid over it.
import { viewOf } from '../shared/sync/view.ts';
import type { RecordPage } from './live.ts';
import { stateOf } from './local-records.ts';
import { outboxOf } from './outbox.ts';
import type { PersonDb } from './person-db.ts';

/** Null while nothing of it was ever saved here, and after it left this phone. */
export async function recordPage(db: PersonDb, recordId: string): Promise<RecordPage | null> {
  const [snapshot = null, rows, photosHere, conflicts] = await Promise.all([
    db.snapshots.get(recordId),
    outboxOf(db, recordId),
    db.photos.where('recordId').equals(recordId).toArray(),
    db.conflicts.where('recordId').equals(recordId).toArray(),
  ]);
  const view = viewOf(
    snapshot,
    rows.map(({ op }) => op),
  );
  if (view.kind === null) return null;
  const kind = db.kinds[view.kind];
  return {
    id: recordId,
    kind: view.kind,
    view: view.content,
    state: stateOf(snapshot, rows, view.content),
    status: view.status,
    statusRev: snapshot?.statusRev ?? 0,
    rev: snapshot?.rev ?? 0,
    revs: snapshot?.revs ?? {},
    dossier: snapshot?.dossier ?? null,
    held: snapshot?.held ?? {},
    photosHere,
    events: snapshot?.events ?? [],
    conflicts: conflicts.filter(({ resolvedBy }) => resolvedBy === null).sort((a, b) => a.seq - b.seq),
    ended: conflicts.filter(({ resolvedBy }) => resolvedBy !== null),
    author: snapshot?.author ?? null,
    local: rows,
    attention: rows.filter(({ state }) => state === 'attention'),
    pending: rows.filter(({ state }) => state === 'waiting').length,
    missingToSend: kind?.missingToSend(view.content) ?? [],
    missingToComplete: kind?.missingToComplete(view.content) ?? [],
  };
}
