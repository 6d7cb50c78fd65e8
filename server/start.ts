// Opens everything in a data folder and listens; stopping lets running requests end and closes the database.

import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { kinds } from '../src/shared/domain/kinds.ts';
import { createUuidv7 } from '../src/shared/lib/uuid.ts';
import { addressOf } from './http/address.ts';
import { createApp } from './http/app.ts';
import type { AppDeps } from './http/context.ts';
import { readSite } from './http/site.ts';
import { createLog, type Log } from './log.ts';
import type { Options } from './options.ts';
import { createDiskPhotoStore } from './photos/disk-photo-store.ts';
import { createUploads } from './photos/uploads.ts';
import type { PostgresDeps } from './store/postgres/postgres-store.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';
import type { Store } from './store/store.ts';
import { noteStart } from './use-cases/epochs.ts';
import { createGuesses } from './use-cases/guesses.ts';
import { createCodeHasher } from './use-cases/secrets.ts';

export interface Running {
  readonly deps: AppDeps;
  /** No new requests; those that run have `graceMs` to end; then the database is closed. */
  stop(): Promise<void>;
}

const graceMs = 3000;
/** A chunk of a photo on a line of 100 kbit/s takes 40 s. */
const requestMs = 120_000;

/** Throws with one line for the person who started it: the folder cannot be written, the database is damaged, the port is taken. */
export async function start(
  options: Options,
  { dist, write, ...given }: { dist: string; write: (line: string) => void } & Partial<Pick<AppDeps, 'kinds'>>,
): Promise<Running> {
  const log = createLog(Date.now, write);
  // Certificate first: a wrong one must not leave a database open.
  const tls = options.tls ? { cert: await readFile(options.tls.cert), key: await readFile(options.tls.key) } : null;
  const opened = await openData(options, log);
  try {
    // The address is known only when the port is; until then nobody is answered.
    let answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.destroy();
    const onRequest = (request: IncomingMessage, response: ServerResponse) => answer(request, response);
    const server = tls ? createHttpsServer(tls, onRequest) : createHttpServer(onRequest);
    server.requestTimeout = requestMs;
    const { port } = await listen(server, options);
    const address = addressOf({ ...options, port, tls: tls !== null });
    const deps: AppDeps = { ...opened, ...given, address, site: readSite(dist) };
    await noteStart(deps);
    const listener = getRequestListener(createApp(deps).fetch, { overrideGlobalObjects: false });
    answer = (request, response) => void listener(request, response);
    const swept = await deps.uploads.sweep();
    log.info('started', {
      host: options.host,
      port,
      https: address.https,
      version: deps.site?.build.version ?? 'not-built',
      sweptUploads: swept,
    });
    return { deps, stop: () => stop(server, deps) };
  } catch (error) {
    await opened.store.close();
    throw error;
  }
}

/** The database, and what lies below the data folder. The server and its commands open them alike. */
export async function openData(
  { dataDir: folder, database }: Pick<Options, 'dataDir' | 'database'>,
  log: Log,
): Promise<Omit<AppDeps, 'address' | 'site'>> {
  await mkdir(folder, { recursive: true });
  const now = Date.now;
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const newId = createUuidv7({ now, random });
  const photos = createDiskPhotoStore(join(folder, 'blobs'));
  await photos.ready();
  const store =
    database === null
      ? await openSqliteStore(join(folder, 'viectot.sqlite'), { newEpoch: newId })
      : await openPostgres(database, { newEpoch: newId, log });
  const uploads = createUploads({ folder: join(folder, 'uploads'), now });
  return {
    store,
    kinds,
    photos,
    uploads,
    now,
    random,
    newId,
    log,
    guesses: createGuesses(now),
    hashCode: createCodeHasher({ store, random }),
  };
}

/** Its driver is read only where it is used. */
async function openPostgres(url: string, deps: PostgresDeps): Promise<Store> {
  const { openPostgresStore } = await import('./store/postgres/postgres-store.ts');
  return openPostgresStore(url, deps);
}

function listen(server: Server, { host, port }: Options): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const bound = server.address();
      if (bound === null || typeof bound === 'string') reject(new Error('not listening on a port'));
      else resolve(bound);
    });
  });
}

async function stop(server: Server, { store, log }: AppDeps): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(late);
  await store.close();
  log.info('stopped');
}
