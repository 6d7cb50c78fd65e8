// The sync engine's shell: one run at a time for a person and a phone, text before photos, until nothing is left to do.
import { countUp, getMeta, putMeta } from '../db/meta.ts';
import type { PersonDb } from '../db/person-db.ts';
import { ensureReserve } from '../db/photo-bytes.ts';
import type { StopReason, SyncRunState, WaitReason } from '../db/rows.ts';
import { noteError } from '../db/storage.ts';
import { unreachable } from '../shared/lib/unreachable.ts';
import { backoff } from '../shared/sync/classify.ts';
import { limits } from '../shared/wire/version.ts';
import { firstChunk } from './chunks.ts';
import { exchange } from './exchange.ts';
import type { Fetch } from './http.ts';
import { nextPhoto, sendPhoto } from './photo-queue.ts';
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
  /** Told after every committed slice of work. */
  readonly progress?: (step: 'text' | 'photo' | 'ending') => void | Promise<void>;
}

export type Trigger =
  | 'start'
  | 'visible'
  | 'pageshow'
  | 'online'
  | 'saved'
  | 'timer'
  | 'button'
  | 'sync'
  | 'periodicsync'
  | 'push';

export type RunEnd =
  | { readonly type: 'done' }
  /** Another tab or the worker is at it, and goes round again for us. */
  | { readonly type: 'marked' }
  | { readonly type: 'not-yet' }
  | { readonly type: 'waiting'; readonly because: WaitReason }
  | { readonly type: 'stopped'; readonly because: StopReason };

export interface Engine {
  run(trigger: Trigger): Promise<RunEnd>;
}

export function createEngine(deps: EngineDeps): Engine {
  const { db, locks } = deps;
  const lockName = `viectot-sync-${db.accountId}`;
  let seenMark = 0;

  async function run(trigger: Trigger): Promise<RunEnd> {
    if (trigger === 'start') await ensureReserve(db, deps).catch(() => undefined); // at the next start, then
    if (!mayRun((await getMeta(db, 'syncRun')) ?? { type: 'idle' }, trigger, deps.now())) return { type: 'not-yet' };
    let end = await underLock();
    if (end === null) {
      await countUp(db, 'syncMark');
      // The holder may have looked at the mark a moment before it was set; then the lock is free or is looked at again.
      end = await underLock();
      if (end === null) return { type: 'marked' };
    }
    // A mark set between the last look and letting go belongs to nobody else.
    while (mayGoRound(end) && ((await getMeta(db, 'syncMark')) ?? 0) !== seenMark) {
      const again = await underLock();
      if (again === null) return { type: 'marked' };
      end = again;
    }
    return end;
  }

  /** Null when the lock is taken. */
  function underLock(): Promise<RunEnd | null> {
    return locks.request(lockName, { ifAvailable: true }, async (lock): Promise<RunEnd | null> => {
      if (lock === null) return null;
      for (;;) {
        seenMark = (await getMeta(db, 'syncMark')) ?? 0;
        const end = await guarded(deps);
        await deps.progress?.('ending');
        const marked = ((await getMeta(db, 'syncMark')) ?? 0) !== seenMark;
        if (!marked || !mayGoRound(end)) return end;
      }
    });
  }

  return { run };
}

/** After "come back later" and "stop" a mark changes nothing; a line that was down may be up again. */
const mayGoRound = (end: RunEnd): boolean =>
  end.type === 'done' || (end.type === 'waiting' && end.because === 'offline');

const longestWait = 3600_000;

/** A server that asked for time gets it; otherwise only the timer keeps the distance, and a person's button none. */
function mayRun(state: SyncRunState, trigger: Trigger, now: number): boolean {
  if (trigger === 'button') return true;
  if (state.type === 'stopped') return trigger !== 'timer' && trigger !== 'visible' && trigger !== 'pageshow';
  if (state.type !== 'waiting' || state.retryAt === null) return true;
  const left = Date.parse(state.retryAt) - now;
  if (left <= 0 || left > longestWait) return true; // the clock was set back: do not wait for it
  return state.because !== 'busy' && trigger !== 'timer';
}

/** A bug must not leave "running" on the screen, nor stop the next run. */
async function guarded(deps: EngineDeps): Promise<RunEnd> {
  try {
    return await once(deps);
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    await noteError(deps.db, deps, { code, place: 'sync/engine', version: deps.version }).catch(() => undefined);
    await putMeta(deps.db, 'syncRun', { type: 'idle' }).catch(() => undefined);
    throw error;
  }
}

async function once(deps: EngineDeps): Promise<RunEnd> {
  const { db, now } = deps;
  await putMeta(db, 'syncRun', { type: 'running', since: new Date(now()).toISOString() });
  const end = await workSignedIn(deps);
  switch (end.type) {
    case 'done':
      await putMeta(db, 'failures', 0);
      await putMeta(db, 'syncRun', { type: 'idle' });
      return end;
    case 'retry': {
      const failures = ((await getMeta(db, 'failures')) ?? 0) + 1;
      await putMeta(db, 'failures', failures);
      const retryAt = new Date(now() + backoff(failures - 1, end.afterMs, fraction(deps))).toISOString();
      await putMeta(db, 'syncRun', { type: 'waiting', because: end.because, retryAt });
      return { type: 'waiting', because: end.because };
    }
    case 'stop':
      await putMeta(db, 'syncRun', { type: 'stopped', because: end.because });
      return { type: 'stopped', because: end.because };
    default:
      return unreachable(end);
  }
}

/** Ends a request that hangs. */
const timeoutMs = 120_000;

type WorkEnd =
  | { readonly type: 'done' }
  | { readonly type: 'retry'; readonly because: WaitReason; readonly afterMs: number | null }
  | { readonly type: 'stop'; readonly because: StopReason };

/** A session that was lost is renewed once; what was sent meanwhile is not sent again. */
async function workSignedIn(deps: EngineDeps): Promise<WorkEnd> {
  const end = await work(deps);
  if (end.type !== 'stop' || end.because !== 'signed-out') return end;
  const renewed = await signIn(deps.db, { fetch: deps.fetch, origin: deps.origin, timeoutMs });
  return renewed.type === 'signed-in' ? work(deps) : renewed;
}

/** All text, then one photo after another; whatever is saved meanwhile goes before the next photo. */
async function work(deps: EngineDeps): Promise<WorkEnd> {
  const { db, fetch, origin, now, version } = deps;
  const pace = { mostOps: limits.batchOps, registered: false };
  const line = { fetch, origin, timeoutMs, now, chunk: firstChunk };
  const asked = new Set<string>();
  let textMark = -1;
  let photosSent = 0;
  for (;;) {
    const mark = (await getMeta(db, 'syncMark')) ?? 0;
    const task = textMark === mark ? await nextPhoto(db) : null;
    if (task === null) {
      // Also after the last photo: the feed says what the server now holds.
      if (textMark === mark && photosSent === 0) return { type: 'done' };
      photosSent = 0;
      textMark = mark;
      const end = await exchange({ db, wire: line, version }, pace);
      await deps.progress?.('text');
      if (end.type === 'again') textMark = -1;
      else if (end.type !== 'quiet') return end;
      continue;
    }
    const end = await sendPhoto(db, line, task, asked);
    await deps.progress?.('photo');
    if (end.type === 'retry' || end.type === 'stop') return end;
    if (end.type === 'failed')
      await noteError(db, deps, { code: `photo-${end.because}`, place: 'sync/photo', version });
    photosSent += 1;
  }
}

function fraction(deps: Pick<EngineDeps, 'random'>): number {
  const [a = 0, b = 0] = deps.random(2);
  return (a * 256 + b) / 65_536;
}
