// A second process on a PostgreSQL database: half of a crowd. Its arguments are the database's address and its writers.
import { openPostgresStore } from '../../server/store/postgres/postgres-store.ts';
import { writeMany } from './store-crowd.ts';

const [url = '', ...writers] = process.argv.slice(2);
const log = { info: () => undefined, error: () => undefined };
const store = await openPostgresStore(url, { newEpoch: () => 'epoch-of-the-second', log });
await Promise.all(writers.map((writer) => writeMany(store, Number(writer))));
await store.close();
