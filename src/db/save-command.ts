// A workflow step waits in the outbox like everything else a person does.
import { commands } from '../shared/domain/workflow.ts';
import type { Unnumbered } from '../shared/sync/plan-edit.ts';
import type { PersonDb } from './person-db.ts';
import { commit, operationHead, type SaveDeps, type Saved } from './save.ts';
import { refusedSteps, stepName } from './steps.ts';

/** A workflow step. `expectStatus` and `expectRev` are what the person saw. */
export interface Step {
  readonly recordId: string;
  readonly name: string;
  readonly expectStatus: string;
  readonly expectRev: number;
  readonly note?: string;
  /** Paths the author is asked about. */
  readonly marks?: readonly string[];
}

export async function saveCommand(db: PersonDb, deps: SaveDeps, { recordId, marks, ...step }: Step): Promise<Saved> {
  const command = { ...step, ...(marks ? { marks: [...marks] } : {}) };
  return saveStep(db, deps, { ...(await headOf(db, deps, recordId)), kind: 'command', body: { command } });
}

/** "Rút hồ sơ". `expectRev` is the revision of the status that the person saw. */
export async function saveWithdraw(
  db: PersonDb,
  deps: SaveDeps,
  { recordId, ...body }: { readonly recordId: string; readonly expectRev: number; readonly reason?: string },
): Promise<Saved> {
  return saveStep(db, deps, { ...(await headOf(db, deps, recordId)), kind: 'withdraw', body });
}

async function headOf(db: PersonDb, deps: SaveDeps, recordId: string) {
  const kind = (await db.snapshots.get(recordId))?.kind ?? '';
  return operationHead(db, deps, recordId, kind)();
}

function saveStep(db: PersonDb, deps: SaveDeps, op: Unnumbered): Promise<Saved> {
  const name = stepName(op);
  return commit(db, deps, {
    recordId: op.recordId,
    content: null,
    plan: (rows) => {
      const last = rows.findLast((row) => row.state === 'waiting' && moves(row.op));
      const twice = last !== undefined && moves(op) && stepName(last.op) === name;
      return twice ? { ops: [], drop: [] } : { ops: [op], drop: refusedSteps(rows, name) };
    },
  });
}

/** A comment leaves the record where it is: one may give several. */
function moves(op: Unnumbered): boolean {
  const name = stepName(op);
  return name !== null && commands[name]?.to !== null;
}
