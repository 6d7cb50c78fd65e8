// A commune's server that a test may kill, back up, destroy and bring back: as a process of its own, or, where many are
// wanted quickly, in this one on the same files.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { firstAdminLink } from '../../server/first-links.ts';
import { createLog } from '../../server/log.ts';
import { openData, type Running, start } from '../../server/start.ts';
import { beginEpoch } from '../../server/use-cases/epochs.ts';
import { hasPostgres, nameIn, postgresProgram, startPostgres } from './postgres.ts';
import { freePort, type ServerProcess, startServer } from './server-process.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Installation {
  readonly port: number;
  adminLink(): Promise<string>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** As a power cut ends it. */
  kill(): Promise<void>;
  /** Reads the database beside the server. */
  rows(text: string): Promise<readonly Row[]>;
  /** As docs/operations says, while the server runs. Takes the place of the one before. */
  backUp(): Promise<void>;
  /** Everything the server has is gone, and the backup stands in its place. The server must not run. */
  loseAndPutBack(): Promise<void>;
  /** `npm run after-restore`, before the server starts. */
  afterRestore(): Promise<void>;
  remove(): Promise<void>;
}

export interface DatabaseKind {
  readonly name: string;
  readonly isHere: boolean;
  /** `origin`: where phones reach it, when that is not its own port. */
  open(options?: { origin?: string }): Promise<Installation>;
}

export const databaseKinds: readonly DatabaseKind[] = [
  { name: 'SQLite', isHere: true, open: sqliteInstallation },
  { name: 'PostgreSQL', isHere: hasPostgres, open: postgresInstallation },
];

async function sqliteInstallation(options: { origin?: string } = {}): Promise<Installation> {
  const server = await startServer(options);
  const files = sqliteFiles(server.dataDir);
  return {
    ...hosted(server),
    ...files,
    afterRestore: async () => command(['after-restore', '--data', server.dataDir]),
    remove: async () => {
      await server.remove();
      files.removeBackup();
    },
  };
}

const hosted = (server: ServerProcess) => ({
  port: server.port,
  adminLink: server.adminLink,
  start: server.start,
  stop: server.stop,
  kill: server.kill,
});

async function postgresInstallation(options: { origin?: string } = {}): Promise<Installation> {
  const postgres = await startPostgres();
  const database = await postgres.newDatabase();
  const server = await startServer({ ...options, database });
  const backup = mkdtempSync(join(tmpdir(), 'viec-tot-backup-'));
  const dump = join(backup, 'viectot.dump');
  const blobs = join(server.dataDir, 'blobs');
  return {
    ...hosted(server),
    rows: async (text) => {
      const client = new Client({ connectionString: database });
      await client.connect();
      try {
        return (await client.query<Row>(text)).rows;
      } finally {
        await client.end();
      }
    },
    backUp: async () => {
      tool(postgresProgram('pg_dump'), ['--format=custom', `--file=${dump}`, database]);
      rmSync(join(backup, 'blobs'), { recursive: true, force: true });
      cpSync(blobs, join(backup, 'blobs'), { recursive: true });
    },
    loseAndPutBack: async () => {
      const name = nameIn(database);
      await postgres.run(`drop database ${name} with (force)`);
      await postgres.run(`create database ${name} template template0`);
      rmSync(server.dataDir, { recursive: true, force: true, maxRetries: 5 });
      tool(postgresProgram('pg_restore'), ['--no-owner', `--dbname=${database}`, dump]);
      cpSync(join(backup, 'blobs'), blobs, { recursive: true });
    },
    afterRestore: async () => command(['after-restore', '--data', server.dataDir], { DATABASE_URL: database }),
    remove: async () => {
      await server.remove();
      await postgres.remove();
      rmSync(backup, { recursive: true, force: true });
    },
  };
}

/** The server's own code on its own files, in this process: it cannot be killed, but starts in a few milliseconds. */
export async function installationHere(): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'viec-tot-here-'));
  const port = await freePort();
  const options = {
    command: 'serve',
    demo: false,
    port,
    host: '127.0.0.1',
    dataDir,
    database: null,
    origin: null,
    tls: null,
  } as const;
  let running: Running | null = null;
  const open = async () => {
    running = await start(options, { dist: join(dataDir, 'no-dist'), write: () => undefined });
  };
  const stop = async () => {
    await running?.stop();
    running = null;
  };
  await open();
  const files = sqliteFiles(dataDir);
  return {
    port,
    adminLink: async () => {
      const link = running && (await firstAdminLink(running.deps, running.deps.address.origin));
      if (!link) throw new Error('the commune was founded before');
      return link.url;
    },
    start: open,
    stop,
    kill: stop,
    ...files,
    afterRestore: async () => {
      const data = await openData(
        options,
        createLog(Date.now, () => undefined),
      );
      await beginEpoch(data);
      await data.store.close();
    },
    remove: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
      files.removeBackup();
    },
  };
}

/** Database first, photos after it: every photo that the copied database names is among the copied ones. */
function sqliteFiles(dataDir: string) {
  const backup = mkdtempSync(join(tmpdir(), 'viec-tot-backup-'));
  const file = join(dataDir, 'viectot.sqlite');
  return {
    rows: async (text: string): Promise<readonly Row[]> => {
      const database = new DatabaseSync(file, { readOnly: true });
      try {
        return database.prepare(text).all();
      } finally {
        database.close();
      }
    },
    backUp: async () => {
      rmSync(backup, { recursive: true, force: true });
      mkdirSync(backup);
      const database = new DatabaseSync(file);
      database.exec(`VACUUM INTO '${join(backup, 'viectot.sqlite')}'`);
      database.close();
      cpSync(join(dataDir, 'blobs'), join(backup, 'blobs'), { recursive: true });
    },
    loseAndPutBack: async () => {
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
      cpSync(backup, dataDir, { recursive: true });
    },
    removeBackup: () => rmSync(backup, { recursive: true, force: true }),
  };
}

/** One of the server's commands, as `npm run` calls it. */
const command = (args: readonly string[], env: Readonly<Record<string, string>> = {}): void =>
  tool(process.execPath, ['server/main.ts', ...args], { DATABASE_URL: '', ...env });

function tool(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const { status, stderr } = spawnSync(program, args, {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program} ${args[0]} ended with ${status}:\n${stderr}`);
}
