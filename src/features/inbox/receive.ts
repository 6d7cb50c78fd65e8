// "Tiếp nhận", the first workflow command: who may give it now, and giving it for one record or many.
import type { Observable } from 'dexie';
import type { RecordPage } from '../../db/live.ts';
import { live } from '../../db/live-query.ts';
import { pendingMerges } from '../../db/pending-merges.ts';
import type { PersonDb } from '../../db/person-db.ts';
import type { SaveDeps, SaveFailure } from '../../db/save.ts';
import { saveCommand } from '../../db/save-command.ts';
import { shownOps } from '../../db/steps.ts';
import { hasRole } from '../../shared/domain/role.ts';
import { commands } from '../../shared/domain/workflow.ts';
import { viewOf } from '../../shared/sync/view.ts';
import type { Me } from '../../shared/wire/down.ts';

const command = 'receive';

export type ReceiveChoice =
  | { readonly type: 'may' }
  | { readonly type: 'may-not'; readonly because: 'not-officer' | 'not-at-commune' | 'done' };

export function receiveChoice(page: Pick<RecordPage, 'status' | 'dossier'>, me: Me): ReceiveChoice {
  const spec = commands[command];
  if (!spec || !hasRole(me, ...spec.roles)) return { type: 'may-not', because: 'not-officer' };
  if (page.status === null || page.dossier === null) return { type: 'may-not', because: 'not-at-commune' };
  return spec.from.includes(page.status) ? { type: 'may' } : { type: 'may-not', because: 'done' };
}

type Standing = Pick<RecordPage, 'id' | 'status' | 'statusRev'>;

export const receiveOne = (db: PersonDb, deps: SaveDeps, page: Standing) =>
  saveCommand(db, deps, {
    recordId: page.id,
    name: command,
    expectStatus: page.status ?? '',
    expectRev: page.statusRev,
  });

export interface BulkOutcome {
  readonly done: number;
  /** Stood elsewhere already. */
  readonly skipped: number;
  /** What stopped it; those before it are received. */
  readonly failure: SaveFailure | null;
}

/**
 * Those of them that stand before the step, with what waits on this phone.
 * @param merges what `pendingMerges` says: read once for many.
 */
async function receivable(
  db: PersonDb,
  ids: readonly string[],
  merges: ReadonlyMap<string, string>,
): Promise<readonly Standing[]> {
  const [snapshots, rows] = await Promise.all([
    db.snapshots.bulkGet([...ids]),
    db.outbox.where('recordId').anyOf(ids).sortBy('seq'),
  ]);
  return snapshots.flatMap((snapshot) => {
    if (!snapshot || merges.has(snapshot.id)) return [];
    const { id, statusRev } = snapshot;
    const { status } = viewOf(snapshot, shownOps(rows.filter(({ recordId }) => recordId === id)));
    return status !== null && commands[command]?.from.includes(status) ? [{ id, status, statusRev }] : [];
  });
}

export interface BulkAhead {
  readonly done: number;
  readonly skipped: number;
}

/** What receiving them would do. */
export const liveBulkAhead = (db: PersonDb, ids: readonly string[]): Observable<BulkAhead> =>
  live(db, async () => {
    const done = ids.length === 0 ? 0 : (await receivable(db, ids, await pendingMerges(db))).length;
    return { done, skipped: ids.length - done };
  });

/** One operation a record, each with what this phone shows of it at that moment. The worker is rung once. */
export async function receiveMany(db: PersonDb, deps: SaveDeps, ids: readonly string[]): Promise<BulkOutcome> {
  const quiet: SaveDeps = { ...deps, onSaved: () => undefined };
  const merges = await pendingMerges(db);
  let done = 0;
  let skipped = 0;
  let failure: SaveFailure | null = null;
  for (const id of ids) {
    const [standing] = await receivable(db, [id], merges);
    if (!standing) {
      skipped += 1;
      continue;
    }
    const saved = await receiveOne(db, quiet, standing);
    if (saved.ok) done += 1;
    else if (saved.error.code === 'nothing-changed') skipped += 1;
    else {
      failure = saved.error;
      break;
    }
  }
  if (done > 0) deps.onSaved();
  return { done, skipped, failure };
}
