// The store on one SQLite file: one connection writes, in one order; another reads what was committed.
import { Kysely } from 'kysely';
import { migrate } from '../../migrations/migrate.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Tables } from '../sql/tables.ts';
import { savepoint, sqlInstallationTx, sqlTx } from '../sql/tx.ts';
import type { Store } from '../store.ts';
import { nodeSqliteDialect, openDatabase } from './dialect.ts';
import { groupCommits } from './group-commit.ts';

/** Opens or makes the file at `path` and brings its tables up to date. `newEpoch` names a database that has no epoch yet. */
export async function openSqliteStore(path: string, deps: { readonly newEpoch: () => string }): Promise<Store> {
  const writer = new Kysely<Tables>({ dialect: nodeSqliteDialect(openDatabase(path, 'writer'), 'writer') });
  await migrate(writer);
  const reader = new Kysely<Tables>({ dialect: nodeSqliteDialect(openDatabase(path, 'reader'), 'reader') });
  const read = oneAtATime();
  const inTx = <T>(db: Kysely<Tables>, work: (tx: Kysely<Tables>) => Promise<T>) => db.transaction().execute(work);

  const write = groupCommits<Kysely<Tables>>({ together: (work) => inTx(writer, work), alone: savepoint });

  const store: Store = {
    transaction: (communeId, work) => write((db) => work(sqlTx(db, communeId))),
    read: (communeId, work) => read(() => inTx(reader, (db) => work(sqlTx(db, communeId)))),
    installation: (work) => write((db) => work(sqlInstallationTx(db))),
    readInstallation: (work) => read(() => inTx(reader, (db) => work(sqlInstallationTx(db)))),
    ready: () => write((db) => sqlInstallationTx(db).setSetting('ready', 'yes')),
    close: async () => {
      await write(() => Promise.resolve());
      await writer.destroy();
      await read(() => reader.destroy());
    },
  };
  await store.installation(async (tx) => {
    if ((await tx.setting('epoch')) === null) await tx.setEpoch(deps.newEpoch());
  });
  return store;
}
