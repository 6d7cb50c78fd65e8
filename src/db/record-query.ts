// One record as its page shows it: confirmed, with what waits on this phone laid over it.
import { Dexie } from 'dexie';
import { seenUnder } from '../shared/sync/base.ts';
import { overSnapshot, viewOf } from '../shared/sync/view.ts';
import type { RecordEvent } from '../shared/wire/down.ts';
import type { MergedInto, RecordPage, TookOver } from './live.ts';
import { stateOf } from './local-records.ts';
import { onlyHere } from './only-here.ts';
import { outboxOf } from './outbox.ts';
import { pendingMerges } from './pending-merges.ts';
import type { PersonDb } from './person-db.ts';
import type { SnapshotRow } from './rows.ts';
import { shownOps } from './steps.ts';

/** Null while nothing of it was ever saved here, and after it left this phone. */
export async function recordPage(db: PersonDb, recordId: string): Promise<RecordPage | null> {
  const [snapshot = null, rows, photosHere, conflicts, merges, lost] = await Promise.all([
    db.snapshots.get(recordId),
    outboxOf(db, recordId),
    db.photos.where('recordId').equals(recordId).toArray(),
    db.conflicts.where('recordId').equals(recordId).toArray(),
    pendingMerges(db),
    onlyHere(db),
  ]);
  const laid = overSnapshot(snapshot, shownOps(rows));
  const view = viewOf(snapshot, laid);
  if (view.kind === null) return null;
  const kind = db.kinds[view.kind];
  const isLost = lost.operations.some((row) => row.recordId === recordId);
  const mergedInto = await mergedIntoOf(db, snapshot, merges.get(recordId));
  return {
    id: recordId,
    kind: view.kind,
    view: view.content,
    state: mergedInto?.isWaiting
      ? { type: 'merged', dossier: snapshot?.dossier ?? '' }
      : stateOf(snapshot, { rows, isLost }, view.content),
    status: mergedInto ? 'merged' : view.status,
    statusRev: snapshot?.statusRev ?? 0,
    ...seenUnder(laid, snapshot),
    dossier: snapshot?.dossier ?? null,
    held: snapshot?.held ?? {},
    photosHere,
    events: snapshot?.events ?? [],
    conflicts: conflicts.filter(({ resolvedBy }) => resolvedBy === null).sort((a, b) => a.seq - b.seq),
    ended: conflicts.filter(({ resolvedBy }) => resolvedBy !== null),
    author: snapshot?.author ?? null,
    local: rows,
    mergedInto,
    tookOver: await tookOver(db, snapshot),
    takesOver: await takenOver(db, recordId, merges),
    attention: rows.filter(({ state }) => state === 'attention'),
    pending: rows.filter(({ state }) => state === 'waiting').length,
    missingToSend: kind?.missingToSend(view.content) ?? [],
    missingToComplete: kind?.missingToComplete(view.content) ?? [],
  };
}

async function mergedIntoOf(
  db: PersonDb,
  snapshot: SnapshotRow | null,
  waiting: string | undefined,
): Promise<MergedInto | null> {
  const id = snapshot?.mergedInto ?? waiting;
  if (id === undefined) return null;
  const [dossier = null, conflicts] = await Promise.all([
    db.snapshots.get(id).then((into) => into?.dossier),
    db.conflicts.where('recordId').equals(id).toArray(),
  ]);
  const disputed = conflicts.filter(({ resolvedBy }) => resolvedBy === null).map(({ field }) => field);
  return { id, dossier, isWaiting: snapshot?.mergedInto === undefined, disputed };
}

/** The step stands in both records. The merged ones are read only for a record that says that it took some. */
async function tookOver(db: PersonDb, snapshot: SnapshotRow | null): Promise<readonly TookOver[]> {
  const isMerge = ({ command }: RecordEvent) => command === 'merge';
  const steps = new Set(snapshot?.events.filter(isMerge).map(({ opId }) => opId));
  if (!snapshot || steps.size === 0) return [];
  const merged = db.cards.where('[status+id]').between(['merged', Dexie.minKey], ['merged', Dexie.maxKey]);
  const others = await db.snapshots.bulkGet(await merged.primaryKeys());
  return others.flatMap((other) => {
    if (other?.mergedInto !== snapshot.id) return [];
    const step = other.events.findLast((event) => isMerge(event) && steps.has(event.opId));
    return step ? [{ opId: step.opId, dossier: other.dossier, author: other.author.name }] : [];
  });
}

async function takenOver(db: PersonDb, recordId: string, merges: ReadonlyMap<string, string>) {
  const ids = [...merges].filter(([, into]) => into === recordId).map(([from]) => from);
  const snapshots = ids.length > 0 ? await db.snapshots.bulkGet(ids) : [];
  return ids.map((id, at) => ({ id, dossier: snapshots[at]?.dossier ?? null }));
}
