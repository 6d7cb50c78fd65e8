// The real server on each database that an installation may have, for tests that must hold on both.
import { hasPostgres, startPostgres } from './postgres.ts';
import { type ServerOptions, type ServerProcess, startServer } from './server-process.ts';

export interface DatabaseKind {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** Whether this machine has it. Where it has not, the tests are skipped, and `npm test` says so. */
  readonly isHere: boolean;
  open(): Promise<OpenDatabase>;
}

export interface OpenDatabase {
  /**
   * The server as a process of its own. On PostgreSQL several may run at once on the same data; each on a data folder of
   * its own unless one is named. Each is removed by whoever started it, before the database.
   */
  startServer(options?: Omit<ServerOptions, 'database'>): Promise<ServerProcess>;
  remove(): Promise<void>;
}

/** `for (const { name, isHere, open } of databases) describe.skipIf(!isHere)(name, …)` */
export const databases: readonly DatabaseKind[] = [
  { name: 'SQLite', isHere: true, open: openSqlite },
  { name: 'PostgreSQL', isHere: hasPostgres, open: openPostgres },
];

/** The server makes its own file in its data folder. */
async function openSqlite(): Promise<OpenDatabase> {
  return { startServer, remove: () => Promise.resolve() };
}

async function openPostgres(): Promise<OpenDatabase> {
  const postgres = await startPostgres();
  const database = await postgres.newDatabase();
  return { startServer: (options) => startServer({ ...options, database }), remove: postgres.remove };
}
