// A process of its own that brings a database up to date and is killed before its n-th statement: `node killed-migration.ts FILE N`.
import { Kysely } from 'kysely';
import { migrate } from '../../server/migrations/migrate.ts';
import { nodeSqliteDialect, openDatabase } from '../../server/store/sqlite/dialect.ts';

const [path = '', before = '0'] = process.argv.slice(2);
const database = openDatabase(path, 'writer');
const prepare = database.prepare.bind(database);
let statements = 0;
database.prepare = (...args) => {
  statements += 1;
  if (statements === Number(before)) process.kill(process.pid, 'SIGKILL');
  return prepare(...args);
};
await migrate(new Kysely({ dialect: nodeSqliteDialect(database, 'writer') }));
