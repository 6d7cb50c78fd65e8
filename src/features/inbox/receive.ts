// "Tiếp nhận", the first workflow command: who may give it now, and giving it for one record or many.
import type { RecordPage } from '../../db/live.ts';
import type { PersonDb } from '../../db/person-db.ts';
import type { SaveDeps, SaveFailure } from '../../db/save.ts';
import { saveCommand } from '../../db/save-command.ts';
import { hasRole } from '../../shared/domain/role.ts';
import { commands } from '../../shared/domain/workflow.ts';
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

export const receiveOne = (db: PersonDb, deps: SaveDeps, page: Pick<RecordPage, 'id' | 'status' | 'statusRev'>) =>
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

/** One operation a record, each with what this phone has confirmed of it. The worker is rung once. */
export async function receiveMany(db: PersonDb, deps: SaveDeps, ids: readonly string[]): Promise<BulkOutcome> {
  const quiet: SaveDeps = { ...deps, onSaved: () => undefined };
  let done = 0;
  let skipped = 0;
  let failure: SaveFailure | null = null;
  for (const id of ids) {
    const snapshot = await db.snapshots.get(id);
    if (!snapshot || !commands[command]?.from.includes(snapshot.status)) {
      skipped += 1;
      continue;
    }
    const saved = await receiveOne(db, quiet, snapshot);
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
