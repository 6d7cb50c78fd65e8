// The endpoint as an installation runs it: a process of its own, that a test may stop, kill and start again.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Half of a start is compiling, and tests start it hundreds of times. */
const compiled = join(root, 'node_modules/.cache/node-compile');

/** The flags of `npm start`: without a bound V8 lets garbage grow to several times what lives. */
const asStarted = ['--max-old-space-size=256', '--max-semi-space-size=4'];

export type ServerProcess = {
  readonly port: number;
  readonly dataDir: string;
  /** The first admin's link, once it is printed. */
  adminLink(): Promise<string>;
  /** Of the process that runs now; null between two. */
  pid(): number | null;
  /** All that it printed since it was made, over its restarts. */
  output(): string;
  start(): Promise<void>;
  /** In good order, as an admin stops it. */
  stop(): Promise<void>;
  /** As a power cut ends it. */
  kill(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
};

export interface ServerOptions {
  /** Where the browser reaches it, when that is not its own port. */
  readonly origin?: string;
  readonly dataDir?: string;
  /** Address of a PostgreSQL database. Without it: SQLite in the data folder. */
  readonly database?: string;
}

export async function startServer(options: ServerOptions = {}): Promise<ServerProcess> {
  const port = await freePort();
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'viec-tot-server-'));
  const args = [...asStarted, 'server/main.ts', '--port', String(port), '--data', dataDir];
  if (options.origin) args.push('--origin', options.origin);
  const env = {
    ...process.env,
    DATABASE_URL: options.database ?? '', // never the one of whoever runs the tests
    NODE_COMPILE_CACHE: compiled,
  };
  let printed = '';
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const started = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (data) => {
        printed += data;
      });
    }
    for (const until = Date.now() + 20_000; ; ) {
      if (started.exitCode !== null) throw new Error(`The server ended with ${started.exitCode}:\n${printed}`);
      if (await answers(port)) return;
      if (Date.now() > until) throw new Error(`The server does not answer:\n${printed}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  }

  await start();
  return {
    port,
    dataDir,
    adminLink: async () => {
      for (const until = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
        const link = printed.match(/https?:\/\/\S+\/e#[\w-]{43}/)?.[0];
        if (link) return link;
        if (Date.now() > until) throw new Error(`No admin link was printed:\n${printed}`);
      }
    },
    pid: () => child?.pid ?? null,
    output: () => printed,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    remove: async () => {
      await end('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => void probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  await new Promise((resolve) => void probe.close(resolve));
  return address.port;
}
