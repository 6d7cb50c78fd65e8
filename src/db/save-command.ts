// A workflow step waits in the outbox like everything else a person does.
import type { PersonDb } from './person-db.ts';
import { commit, operationHead, type SaveDeps, type Saved } from './save.ts';

/** A workflow step. `expectStatus` and `expectRev` are what the person saw. */
export async function saveCommand(
  db: PersonDb,
  deps: SaveDeps,
  command: {
    readonly recordId: string;
    readonly name: string;
    readonly expectStatus: string;
    readonly expectRev: number;
    readonly note?: string;
  },
): Promise<Saved> {
  const { recordId, ...body } = command;
  const kind = (await db.snapshots.get(recordId))?.kind ?? '';
  const op = { ...operationHead(db, deps, recordId, kind)(), kind: 'command' as const, body: { command: body } };
  return commit(db, deps, {
    recordId,
    content: null,
    plan: (rows) => {
      const twice = rows.some(
        ({ state, op: other }) =>
          state === 'waiting' && other.kind === 'command' && other.body.command.name === body.name,
      );
      // The same step refused before gives way to this one.
      const drop = rows.filter(
        ({ state, op: other }) =>
          state === 'attention' && other.kind === 'command' && other.body.command.name === body.name,
      );
      return twice ? { ops: [], drop: [] } : { ops: [op], drop };
    },
  });
}
