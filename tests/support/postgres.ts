// A PostgreSQL of the test's own: made in a temporary folder, listening on a free port of this machine, thrown away.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { findProgram, postgresql } from '../../scripts/system-packages.mjs';
import { freePort } from './server-process.ts';

const program = findProgram(postgresql);

/** Without it the tests that need it are skipped, and `npm test` says so in one line. */
export const hasPostgres = program !== undefined;

/** Another program of the same version: `pg_dump`. */
export const postgresProgram = (name: string): string => join(dirname(realpathSync(program ?? '')), name);

export interface Postgres {
  /** A new database without tables. Gives its address. */
  newDatabase(): Promise<string>;
  /** Takes every row out of a database and leaves its tables: a hundred times faster than a new one. */
  empty(url: string): Promise<void>;
  /** Runs a statement as the cluster's administrator. */
  run(text: string): Promise<void>;
  /** As an administrator restarts it: what runs is broken off, what is committed is there. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its files. */
  remove(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  if (!program) throw new Error('This test needs PostgreSQL: install it, or name its server in POSTGRES');
  const folder = mkdtempSync(join(tmpdir(), 'viec-tot-postgres-'));
  const user = unprivileged();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  init(program, data, user);
  const port = await freePort();
  const address = (database: string) => `postgres://viectot@127.0.0.1:${port}/${database}`;
  let child: ChildProcess | null = null;
  let databases = 0;

  async function start(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200'];
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    const started = spawn(program ?? '', args, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    child = started;
    let said = '';
    started.stderr.on('data', (text) => {
      said += text;
    });
    process.once('exit', () => started.kill('SIGQUIT'));
    for (const until = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
      if (started.exitCode !== null) throw new Error(`PostgreSQL ended with ${started.exitCode}:\n${said}`);
      if (await answers(address('postgres'))) return;
      if (Date.now() > until) throw new Error(`PostgreSQL does not answer:\n${said}`);
    }
  }

  async function end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  }

  await start();
  return {
    newDatabase: async () => {
      databases += 1;
      const name = `test_${databases}`;
      await run(address('postgres'), `create database ${name} template template0`);
      return address(name);
    },
    empty: (url) => run(url, deleteAll),
    run: (text) => run(address('postgres'), text),
    stop: () => end('SIGINT'),
    start,
    remove: async () => {
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Not in the order of bytes where that can be chosen: what the store compares may not hang on how an administrator
 * created the database. What is committed is flushed, as in an installation; only the making of the folder is not.
 */
function init(postgres: string, data: string, user: RunAs | null): void {
  const version = Number(/(\d+)[.\d]*/.exec(spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? 0);
  const order = version >= 15 ? ['--locale-provider=icu', '--icu-locale=vi'] : [];
  const args = ['-D', data, '-U', 'viectot', '-A', 'trust', '-E', 'UTF8', '--locale=C', ...order, '--no-sync'];
  const { status, stderr } = spawnSync(join(dirname(postgres), 'initdb'), args, {
    ...user,
    cwd: '/',
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`initdb failed:\n${stderr}`);
}

const deleteAll = `
  do $$
  declare name text;
  begin
    perform set_config('session_replication_role', 'replica', true);
    for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
      execute format('delete from %I', name);
    end loop;
  end $$`;

/** For `run`: breaks every connection to a database. */
export const cutConnections = (url: string) =>
  `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${nameIn(url)}'`;

export const nameIn = (url: string) => new URL(url).pathname.slice(1);

interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['postgres', 'nobody'].map((name) => users.find(([one]) => one === name)).find(Boolean);
  if (!user) throw new Error('This machine has no user to run PostgreSQL as');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

async function answers(url: string): Promise<boolean> {
  try {
    await run(url, 'select 1');
    return true;
  } catch {
    return false;
  }
}

async function run(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  // What breaks a connection is told by the query that it breaks.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
