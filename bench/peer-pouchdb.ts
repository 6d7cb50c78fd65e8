// PouchDB and pouchdb-server, as anybody would start them: the peer that replicates documents over plain HTTP.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { freePort } from '../tests/support/server-process.ts';

const peers = join(import.meta.dirname, 'peers');

export interface PouchServer {
  readonly port: number;
  /** Makes a database that holds the documents, without any line between. */
  create(name: string, docs: readonly PouchDoc[]): Promise<void>;
  stop(): Promise<void>;
}

export type PouchDoc = { readonly _id: string } & Readonly<Record<string, unknown>>;

/** Installs the peers where they are missing; false when that is not possible. */
export function peersInstalled(): boolean {
  if (existsSync(join(peers, 'node_modules/.package-lock.json'))) return true;
  // Nothing is compiled: the in-memory adapter needs none of the optional databases.
  const args = ['ci', '--prefix', peers, '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, { cwd: peers, stdio: 'ignore', shell: process.platform === 'win32' });
  return status === 0;
}

/** `PouchDB 9.0.0, pouchdb-server 4.2.0`: what is installed, not what was asked for. */
export function peerVersions(): string {
  const versionOf = (name: string) => {
    const read: unknown = JSON.parse(readFileSync(join(peers, 'node_modules', name, 'package.json'), 'utf8'));
    return z.object({ version: z.string() }).parse(read).version;
  };
  return `PouchDB ${versionOf('pouchdb-core')}, pouchdb-server ${versionOf('pouchdb-server')}`;
}

export async function startPouchServer(): Promise<PouchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'viec-tot-pouchdb-')); // it writes its settings and log where it stands
  const port = await freePort();
  const script = join(peers, 'node_modules/pouchdb-server/bin/pouchdb-server');
  const args = [script, '--in-memory', '--host', '127.0.0.1', '--port', `${port}`];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilAnswers(origin, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    create: async (name, docs) => {
      await ask(`${origin}/${name}`, 'PUT');
      if (docs.length > 0) await ask(`${origin}/${name}/_bulk_docs`, 'POST', { docs });
    },
    stop,
  };
}

const replicationSchema = z.object({ ok: z.literal(true), ms: z.number(), written: z.number(), known: z.number() });

/** A new client's replication, from its first request to its last; gives milliseconds. */
export async function replicate(
  direction: 'push' | 'pull',
  port: number,
  { database, docs, expected }: { database: string; docs: readonly PouchDoc[]; expected: number },
): Promise<number> {
  const args = [join(peers, 'replicate.js'), direction, `http://127.0.0.1:${port}/${database}`];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: 300_000 });
  child.stdin.end(JSON.stringify(docs));
  const [said, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (said === '') throw new Error(`PouchDB did not replicate: ${complaint}`);
  const { ms, written, known } = replicationSchema.parse(JSON.parse(said));
  if (written !== expected || known !== expected) throw new Error(`PouchDB replicated ${written} of ${expected}`);
  return ms;
}

async function untilAnswers(origin: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (child.exitCode !== null) throw new Error(`pouchdb-server ended with ${child.exitCode}`);
    const answer = await fetch(origin).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > until) throw new Error('pouchdb-server does not answer');
  }
}

async function ask(url: string, method: string, body?: unknown): Promise<void> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(url, { method, headers: { 'content-type': 'application/json' }, ...content });
  if (!answer.ok) throw new Error(`pouchdb-server answers ${answer.status}`);
  await answer.arrayBuffer();
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exit;
  clearTimeout(late);
}
