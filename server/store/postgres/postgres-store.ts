// The store in PostgreSQL, for one server process or several. The row of a commune is the turn to write in it: who has
// it sees all that was committed before and commits before the next begins, so commits come in the order of the counter
// (SPEC.md S7), and two identical pushes are decided one after the other. Communes never wait for one another.
import { Kysely, sql } from 'kysely';
import { atMost } from '../../at-most.ts';
import { failureFacts, type Log } from '../../log.ts';
import { migrate } from '../../migrations/migrate.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Tables } from '../sql/tables.ts';
import { type Hold, sqlInstallationTx, sqlTx } from '../sql/tx.ts';
import type { Store } from '../store.ts';
import { isContended, isTaken } from '../unavailable.ts';
import { preparing, serving } from './dialect.ts';

type Db = Kysely<Tables>;

export interface PostgresDeps {
  /** Names a database that has no epoch yet. */
  readonly newEpoch: () => string;
  readonly log: Log;
}

/** Connects and brings the tables up to date; when two servers start at once, one does and the other waits. */
export async function openPostgresStore(url: string, { newEpoch, log }: PostgresDeps): Promise<Store> {
  const onLost = (error: Error) => log.error('database-connection-lost', failureFacts(error));
  await prepare(new Kysely<Tables>({ dialect: preparing(url, onLost) }));
  const db = new Kysely<Tables>({ dialect: serving(url, onLost) });
  const turnOf = turns();
  const few = atMost(mostInstallation);

  const store: Store = {
    transaction: (communeId, work) =>
      turnOf(communeId)(() =>
        again(isContended, () =>
          writing(db, async (tx) => {
            await holdIn(tx)(communeId);
            return work(sqlTx(tx, communeId));
          }),
        ),
      ),
    read: (communeId, work) => reading(db, (tx) => work(sqlTx(tx, communeId))),
    installation: (work) =>
      few(() =>
        again(
          (error) => isContended(error) || isTaken(error),
          () => writing(db, (tx) => work(sqlInstallationTx(tx, holdIn(tx)))),
        ),
      ),
    readInstallation: (work) => reading(db, (tx) => work(sqlInstallationTx(tx))),
    ready: () => writing(db, (tx) => sqlInstallationTx(tx).setSetting('ready', 'yes')),
    close: () => db.destroy(),
  };
  try {
    await store.installation(async (tx) => {
      if ((await tx.setting('epoch')) === null) await tx.setEpoch(newEpoch());
    });
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return store;
}

/** Few enough that people who are enrolled in a busy commune never take every connection. */
const mostInstallation = 4;

async function prepare(db: Db): Promise<void> {
  try {
    const { rows } = await sql<{ encoding: string }>`select current_setting('server_encoding') as encoding`.execute(db);
    if (rows[0]?.encoding !== 'UTF8') throw new Error('the database must be created with ENCODING UTF8');
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

const writing = <T>(db: Db, work: (tx: Db) => Promise<T>) =>
  db.transaction().setIsolationLevel('read committed').setAccessMode('read write').execute(work);

const reading = <T>(db: Db, work: (tx: Db) => Promise<T>) =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);

/**
 * The installation is held before a commune, never after it, and several communes are held only by who holds the
 * installation: none waits in a circle. The number is an arbitrary one, for advisory locks of this database.
 */
function holdIn(tx: Db): Hold {
  return async (communeId) => {
    if (communeId === null) await sql`select pg_advisory_xact_lock(20261123)`.execute(tx);
    else await tx.selectFrom('commune').select('id').where('id', '=', communeId).forUpdate().execute();
  };
}

/** Writers of one commune wait here, in this process, and not each with a connection in the hand. */
function turns(): (communeId: string) => ReturnType<typeof oneAtATime> {
  const lines = new Map<string, ReturnType<typeof oneAtATime>>();
  return (communeId) => {
    const line = lines.get(communeId) ?? oneAtATime();
    lines.set(communeId, line);
    return line;
  };
}

const mostAttempts = 4;

async function again<T>(isWorthIt: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === mostAttempts || !isWorthIt(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20));
    }
  }
}
