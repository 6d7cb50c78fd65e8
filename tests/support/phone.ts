// A phone without a browser: the app's own database and engine on fake-indexeddb, talking to a real endpoint over a line
// that can be told to fail.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { firstAdminLink } from '../../server/first-links.ts';
import { type Running, start } from '../../server/start.ts';
import { idMaker, systemIds } from '../../src/db/ids.ts';
import { putMeta } from '../../src/db/meta.ts';
import { openPersonDb, type PersonDb } from '../../src/db/person-db.ts';
import type { KeptOutcome } from '../../src/db/photos.ts';
import type { SaveDeps } from '../../src/db/save.ts';
import type { KindTable } from '../../src/shared/domain/kind.ts';
import { kinds as allKinds } from '../../src/shared/domain/kinds.ts';
import type { Me } from '../../src/shared/wire/down.ts';
import { acceptAnswerSchema } from '../../src/shared/wire/enrolment.ts';
import { createEngine, type Engine, type EngineDeps } from '../../src/sync/engine.ts';
import type { Fetch } from '../../src/sync/http.ts';
import { makeQueueKey, signRegistration } from '../../src/sync/queue-key.ts';
import { aPhoneJpeg } from './jpeg.ts';
import { foundVillage, type Village } from './village.ts';

export interface Commune {
  readonly village: Village;
  readonly port: number;
  readonly running: Running;
  close(): Promise<void>;
}

/** A server of its own on a free port, with a founded commune. */
export async function openCommune(kinds: KindTable = allKinds): Promise<Commune> {
  const dataDir = mkdtempSync(join(tmpdir(), 'viec-tot-commune-'));
  const running = await start(
    { command: 'serve', demo: false, port: 0, host: '127.0.0.1', dataDir, database: null, origin: null, tls: null },
    { dist: join(dataDir, 'no-dist'), write: () => undefined, kinds },
  );
  const link = await firstAdminLink(running.deps, running.deps.address.origin);
  if (link === null) throw new Error('the commune was founded before');
  const port = Number(new URL(running.deps.address.origin).port);
  return {
    village: await foundVillage(port, link.url),
    port,
    running,
    async close() {
      await running.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What the line does to one request: it may answer itself, or ask `pass` and change what comes back. */
export type Fault = (pass: () => Promise<Response>, request: SentRequest) => Promise<Response>;

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly bytes: number;
}

export interface Phone {
  readonly db: PersonDb;
  readonly me: Me;
  readonly engine: Engine;
  readonly deps: SaveDeps;
  readonly queueId: string;
  /** Everything that was sent, in order. */
  readonly requests: SentRequest[];
  /** Once: the next request whose path begins so. */
  failOnce(path: string, fault: Fault): void;
  /** Until another is set: every request. Null: a good line. */
  failAlways(fault: Fault | null): void;
  /** The browser was killed before it wrote the cookie to the disk. */
  loseCookie(): void;
  /** Another tab on the same database, or the worker started again. */
  anotherEngine(changes?: Partial<EngineDeps>): Engine;
  close(): void;
}

/** Enrols a phone by a link. Each has storage of its own. */
export async function openPhone(
  port: number,
  link: string,
  { kinds = allKinds, ...changes }: Partial<EngineDeps> & { kinds?: KindTable } = {},
): Promise<Phone> {
  const origin = `http://127.0.0.1:${port}`;
  const { keyPair } = await makeQueueKey();
  const queueId = idMaker(systemIds)();
  const secret = { token: new URL(link).hash.slice(1) };
  const { sig, ...queue } = await signRegistration({ id: queueId, keyPair }, { secret });
  const accepted = await fetch(`${origin}/api/v1/enrolment/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      secret,
      queue,
      sig,
      device: 'Máy thử',
      app: '0.0.0-test',
    }),
  });
  const { me } = acceptAnswerSchema.parse(await accepted.json());
  let cookie = cookieOf(accepted) ?? '';
  const db = freshPersonDb(me.accountId, kinds);
  await putMeta(db, 'queue', { id: queueId, keyPair });
  await putMeta(db, 'me', me);

  const requests: SentRequest[] = [];
  const once: { path: string; fault: Fault }[] = [];
  let always: Fault | null = null;
  const line: Fetch = async (url, init = {}) => {
    const sent = { method: init.method ?? 'GET', path: new URL(url).pathname, bytes: sizeOfBody(init.body) };
    requests.push(sent);
    const pass = async () => {
      const response = await fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } }); // the app only sends plain objects
      cookie = cookieOf(response) ?? cookie;
      return response;
    };
    const at = once.findIndex(({ path }) => sent.path.startsWith(path));
    const fault = at >= 0 ? once.splice(at, 1)[0]?.fault : always;
    return fault ? fault(pass, sent) : pass();
  };
  const locks = new OneLock();
  const engineDeps: EngineDeps = { db, fetch: line, locks, ...systemIds, origin, version: '0.0.0-test', ...changes };
  return {
    db,
    me,
    engine: createEngine(engineDeps),
    deps: { ...systemIds, onSaved: () => undefined },
    queueId,
    requests,
    failOnce: (path, fault) => void once.push({ path, fault }),
    failAlways: (fault) => {
      always = fault;
    },
    loseCookie: () => {
      cookie = '';
    },
    anotherEngine: (other = {}) => createEngine({ ...engineDeps, ...other }),
    close: () => db.close(),
  };
}

/** A database on storage that nothing else has touched. */
export function freshPersonDb(accountId: string, kinds: KindTable = allKinds): PersonDb {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  return openPersonDb(accountId, kinds);
}

const cookieOf = (response: Response): string | undefined => response.headers.getSetCookie()[0]?.split(';')[0];

const sizeOfBody = (body: RequestInit['body']): number =>
  body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? body.byteLength : 0;

/** Web Locks of one phone: `ifAvailable` only, as the engine asks. */
export class OneLock {
  readonly #held = new Set<string>();

  // biome-ignore lint/suspicious/noExplicitAny: the callback's type is the browser's own
  request = async (name: string, _options: unknown, work?: any): Promise<any> => {
    if (this.#held.has(name)) return work(null);
    this.#held.add(name);
    try {
      return await work({ name, mode: 'exclusive' });
    } finally {
      this.#held.delete(name);
    }
  };
}

const offline: Fault = async () => {
  throw new TypeError('Failed to fetch');
};

/** The server did its work; the phone never hears of it. */
const answerLost: Fault = async (pass) => {
  await (await pass()).arrayBuffer();
  throw new TypeError('Failed to fetch');
};

/** A captive portal. */
const portal: Fault = async () =>
  new Response('<html><body>Mời đăng nhập Wi-Fi</body></html>', {
    status: 200,
    headers: { 'content-type': 'text/html' },
  });

/** Something between phone and server speaks. */
const status =
  (code: number, headers: Record<string, string> = {}): Fault =>
  async () =>
    new Response('upstream', { status: code, headers });

const problem =
  (code: string, httpStatus: number): Fault =>
  async () =>
    Response.json({ type: 'about:blank', code, status: httpStatus }, { status: httpStatus });

export const faults = { offline, answerLost, portal, status, problem };

/** What the photo worker would give for a camera's file: real JPEGs without metadata. */
export function aKeptPhoto(seed = 1, size: { width: number; height: number } = { width: 640, height: 480 }) {
  return {
    type: 'done',
    full: picture(aPhoneJpeg({ ...size, seed, exif: null, detailed: true }), size),
    thumb: picture(aPhoneJpeg({ width: 64, height: 48, seed, exif: null }), { width: 64, height: 48 }),
    takenAt: '2026-11-05T16:30:00',
  } satisfies KeptOutcome;
}

function picture(jpeg: Uint8Array<ArrayBuffer>, { width, height }: { width: number; height: number }) {
  const bytes = jpeg.slice().buffer;
  const sha256 = createHash('sha256').update(jpeg).digest('hex');
  return { bytes, mime: 'image/jpeg' as const, width, height, sha256 };
}
