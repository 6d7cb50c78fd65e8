// The sync engine in a browser: what runs, and when, is decided in shared/sync; here are the database, the lock and the network.
import { countUp, getMeta, putMeta } from '../db/meta.ts';
import type { PersonDb } from '../db/person-db.ts';
import { ensureReserve } from '../db/photo-bytes.ts';
import { letOldReceiptsGo } from '../db/receipts.ts';
import { noteError } from '../db/storage.ts';
import { exchange, freshPace } from '../shared/sync/exchange.ts';
import {
  createRun,
  type RunEnd,
  type RunPorts,
  type Trigger,
  type WorkEnd,
  type WorkPorts,
  work,
} from '../shared/sync/run.ts';
import { nextCarriedPhoto, sendCarried } from './carried.ts';
import { firstChunk } from './chunks.ts';
import { exchangePorts } from './exchange.ts';
import { letGoOfPhotos, wantNamedPhotos } from './held-photos.ts';
import type { Fetch } from './http.ts';
import { letGoOfCarried } from './kept-carried.ts';
import { freshPhotoPace, nextPhoto, sendPhoto } from './photo-queue.ts';
import { signIn } from './sign-in.ts';

export interface EngineDeps {
  readonly db: PersonDb;
  readonly fetch: Fetch;
  readonly locks: Pick<LockManager, 'request'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: (count: number) => Uint8Array;
  readonly origin: string;
  /** Of the app, for the server's list of devices. */
  readonly version: string;
  /** People of one phone share one session: their runs take turns. Left out: nobody else uses the phone. */
  readonly inTurn?: <T>(work: () => Promise<T>) => Promise<T>;
  /** Asked between two slices of work: another person's run waits for its turn. */
  readonly isAwaited?: () => Promise<boolean>;
  /** Told after every committed slice of work. */
  readonly progress?: (step: 'text' | 'photo' | 'ending') => void | Promise<void>;
}

export interface Engine {
  run(trigger: Trigger): Promise<RunEnd>;
}

export function createEngine(deps: EngineDeps): Engine {
  const run = createRun(runPorts(deps));
  return {
    run: async (trigger) => {
      if (trigger === 'start') await keepHouse(deps).catch(() => undefined); // at the next start, then
      return run(trigger);
    },
  };
}

/** Ends a request that hangs. */
const timeoutMs = 120_000;

async function keepHouse({ db, random }: EngineDeps): Promise<void> {
  await ensureReserve(db, { random });
  await letOldReceiptsGo(db);
  await letGoOfPhotos(db);
  await letGoOfCarried(db);
  await wantNamedPhotos(db);
}

function runPorts(deps: EngineDeps): RunPorts {
  const { db, now, version, inTurn = (part) => part() } = deps;
  return {
    mark: () => markOf(db),
    addMark: async () => void (await countUp(db, 'syncMark')),
    alone: (part) =>
      deps.locks.request(`viectot-sync-${db.accountId}`, { ifAvailable: true }, async (lock) =>
        lock === null ? null : inTurn(part),
      ),
    state: async () => (await getMeta(db, 'syncRun')) ?? { type: 'idle' },
    setState: (state) => putMeta(db, 'syncRun', state),
    failures: async () => (await getMeta(db, 'failures')) ?? 0,
    setFailures: (count) => putMeta(db, 'failures', count),
    work: () => workHere(deps),
    signIn: () => signIn(db, { fetch: deps.fetch, origin: deps.origin, timeoutMs }),
    signsInFirst: async () => (await getMeta(db, 'signInFirst')) ?? false,
    failed: async (error) => {
      const code = error instanceof Error ? error.name : 'unknown';
      await noteError(db, deps, { code, place: 'sync/engine', version }).catch(() => undefined);
      await putMeta(db, 'syncRun', { type: 'idle' }).catch(() => undefined);
    },
    ending: async () => deps.progress?.('ending'),
    now,
    fraction: () => {
      const [a = 0, b = 0] = deps.random(2);
      return (a * 256 + b) / 65_536;
    },
  };
}

const markOf = async (db: PersonDb): Promise<number> => (await getMeta(db, 'syncMark')) ?? 0;

function workHere(deps: EngineDeps): Promise<WorkEnd> {
  const { db, fetch, origin, now, version } = deps;
  const pace = freshPace();
  const line = { fetch, origin, timeoutMs, now, chunk: firstChunk };
  const ports = exchangePorts({ db, wire: line, version });
  const photos = freshPhotoPace();
  const carriedDeps = { db, wire: line, version };
  const photo: WorkPorts['photo'] = async () => {
    const task = (await nextPhoto(db, photos.left)) ?? (await nextCarriedPhoto(db));
    if (task === null) return { type: 'none' };
    const end = await sendPhoto(db, line, task, photos);
    await deps.progress?.('photo');
    if (end.type === 'retry' || end.type === 'stop' || end.type === 'not-found') return end;
    if (end.type === 'failed')
      await noteError(db, deps, { code: `photo-${end.because}`, place: 'sync/photo', version });
    return { type: 'sent' };
  };
  return work({
    mark: () => markOf(db),
    exchange: async () => {
      const end = await exchange(ports, pace);
      await deps.progress?.('text');
      // What is carried for others goes after all of this person's own text.
      return end.type === 'quiet' ? sendCarried(carriedDeps, pace.carried) : end;
    },
    hasUnanswered: () => pace.unanswered.size + photos.left.size > 0,
    photo,
    ...(deps.isAwaited ? { isAwaited: deps.isAwaited } : {}),
  });
}
