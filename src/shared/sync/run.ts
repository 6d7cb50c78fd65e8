// One run at a time for a person and a phone: text before photos, until nothing is left to do (SPEC.md S13, S15). Clock,
// lock, store and network are passed in.
import { unreachable } from '../lib/unreachable.ts';
import { backoff } from './classify.ts';
import type { ExchangeEnd, Overtaken } from './exchange.ts';

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

/** What the last or present run has to say. */
export type SyncRunState =
  | { readonly type: 'idle' }
  | { readonly type: 'running'; readonly since: string }
  | { readonly type: 'waiting'; readonly because: WaitReason; readonly retryAt: string | null }
  | { readonly type: 'stopped'; readonly because: StopReason };
export type WaitReason = 'offline' | 'busy' | 'bad-answer' | 'server-error';
export type StopReason = 'signed-out' | 'device-revoked' | 'app-too-old' | 'not-accepted';

export type RunEnd =
  | { readonly type: 'done' }
  /** Another tab or the worker is at it, and goes round again for us. */
  | { readonly type: 'marked' }
  | { readonly type: 'not-yet' }
  | { readonly type: 'waiting'; readonly because: WaitReason }
  /** All went but what the server leaves unanswered: a later run asks again. */
  | { readonly type: 'unanswered' }
  | { readonly type: 'stopped'; readonly because: StopReason };

export type WorkEnd =
  | { readonly type: 'done' }
  | { readonly type: 'unanswered' }
  /** Another person of this phone comes first now; the rest goes with a later run. */
  | { readonly type: 'yield' }
  /** The session is another person's of this phone. */
  | { readonly type: 'not-ours' }
  | Overtaken
  | { readonly type: 'retry'; readonly because: WaitReason; readonly afterMs: number | null }
  | { readonly type: 'stop'; readonly because: StopReason };

type Failed = Extract<WorkEnd, { type: 'retry' | 'stop' }>;

export interface RunPorts {
  /** How often a trigger found the lock taken. */
  mark(): Promise<number>;
  addMark(): Promise<void>;
  /** Runs the work alone; null, and no work, while somebody else holds the lock. */
  alone<T>(work: () => Promise<T>): Promise<T | null>;
  state(): Promise<SyncRunState>;
  setState(state: SyncRunState): Promise<void>;
  /** Failed runs in a row. */
  failures(): Promise<number>;
  setFailures(count: number): Promise<void>;
  /** Everything that is to be done now, from the first exchange to the last photo. */
  work(): Promise<WorkEnd>;
  /** A new session by the queue's key (S13). */
  signIn(): Promise<{ readonly type: 'signed-in' } | Failed>;
  /** Whether the session may be another person's before anything was asked. Left out: nobody else uses the phone. */
  signsInFirst?(): Promise<boolean>;
  /** A bug: noted, and thrown on. */
  failed(error: unknown): Promise<void>;
  /** Told before a run looks at the mark for the last time. */
  ending(): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  /** In [0, 1). */
  fraction(): number;
}

export function createRun(ports: RunPorts): (trigger: Trigger) => Promise<RunEnd> {
  let seenMark = 0;

  return async function run(trigger: Trigger): Promise<RunEnd> {
    if (!mayRun(await ports.state(), trigger, ports.now())) return { type: 'not-yet' };
    let end = await underLock();
    if (end === null) {
      await ports.addMark();
      // The holder may have looked at the mark a moment before it was set; then the lock is free or is looked at again.
      end = await underLock();
      if (end === null) return { type: 'marked' };
    }
    // A mark set between the last look and letting go belongs to nobody else.
    while (mayGoRound(end) && (await ports.mark()) !== seenMark) {
      const again = await underLock();
      if (again === null) return { type: 'marked' };
      end = again;
    }
    // What this run knows is old, and the lock it held is another's: it comes like anybody who rings.
    return end.type === 'overtaken' ? run(trigger) : end;
  };

  /** Null when the lock is taken. */
  function underLock(): Promise<RunEnd | Overtaken | null> {
    return ports.alone(async () => {
      for (;;) {
        seenMark = await ports.mark();
        const end = await guarded(ports);
        await ports.ending();
        const marked = (await ports.mark()) !== seenMark;
        if (!marked || !mayGoRound(end)) return end;
      }
    });
  }
}

/** After "come back later" and "stop" a mark changes nothing; a line that was down may be up again. */
const mayGoRound = (end: RunEnd | Overtaken): boolean =>
  end.type === 'done' || end.type === 'unanswered' || (end.type === 'waiting' && end.because === 'offline');

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
async function guarded(ports: RunPorts): Promise<RunEnd | Overtaken> {
  try {
    return await once(ports);
  } catch (error) {
    await ports.failed(error);
    throw error;
  }
}

async function once(ports: RunPorts): Promise<RunEnd | Overtaken> {
  await ports.setState({ type: 'running', since: instant(ports.now()) });
  const end = await workAsThemselves(ports);
  switch (end.type) {
    case 'done':
      await ports.setFailures(0);
      await ports.setState({ type: 'idle' });
      return end;
    case 'retry':
      await keepDistance(ports, end.because, end.afterMs);
      return { type: 'waiting', because: end.because };
    case 'unanswered':
      await keepDistance(ports, 'server-error', null);
      return end;
    case 'yield':
      await ports.setState({ type: 'idle' });
      return { type: 'not-yet' };
    case 'overtaken':
      return end; // the other run says how it stands
    case 'stop':
      await ports.setState({ type: 'stopped', because: end.because });
      return { type: 'stopped', because: end.because };
    default:
      return unreachable(end);
  }
}

async function keepDistance(ports: RunPorts, because: WaitReason, afterMs: number | null): Promise<void> {
  const failures = (await ports.failures()) + 1;
  await ports.setFailures(failures);
  const retryAt = instant(ports.now() + backoff(failures - 1, afterMs, ports.fraction()));
  await ports.setState({ type: 'waiting', because, retryAt });
}

type Ended = Exclude<WorkEnd, { type: 'not-ours' }>;

/**
 * A session that was lost, or is another person's of this phone, is renewed once with the queue's key (S13); what was
 * sent meanwhile is not sent again.
 */
async function workAsThemselves(ports: RunPorts): Promise<Ended> {
  const isDoubtful = (await ports.signsInFirst?.()) ?? false;
  if (!isDoubtful) {
    const end = await ports.work();
    if (end.type !== 'not-ours' && !(end.type === 'stop' && end.because === 'signed-out')) return end;
  }
  const renewed = await ports.signIn();
  if (renewed.type !== 'signed-in') return renewed;
  const end = await ports.work();
  // Signed in, and still somebody else's: this browser keeps another cookie than it is given.
  return end.type === 'not-ours' ? { type: 'stop', because: 'signed-out' } : end;
}

const instant = (ms: number): string => new Date(ms).toISOString();

export interface WorkPorts {
  mark(): Promise<number>;
  exchange(): Promise<ExchangeEnd>;
  /** Whether something was left for a later run: an operation not answered (S9), a photo not found (P4). */
  hasUnanswered(): boolean;
  /**
   * Sends the next photo whose text the server has. `none`: there is no such photo. `not-found`: the server does not know its
   * record; what the feed says comes before another try.
   */
  photo(): Promise<{ readonly type: 'none' | 'sent' | 'not-found' } | Failed>;
  /** Asked between two slices of work: another person's run waits for its turn. Left out: nobody's does. */
  isAwaited?(): Promise<boolean>;
}

/** All text, then one photo after another; whatever is saved meanwhile goes before the next photo. */
export async function work(ports: WorkPorts): Promise<WorkEnd> {
  let textMark = -1;
  let photosSent = 0;
  for (let slices = 0; ; slices += 1) {
    if (slices > 0 && (await ports.isAwaited?.())) return { type: 'yield' };
    const mark = await ports.mark();
    if (textMark === mark) {
      const photo = await ports.photo();
      if (photo.type === 'retry' || photo.type === 'stop') return photo;
      if (photo.type === 'sent') {
        photosSent += 1;
        continue;
      }
      if (photo.type === 'not-found') {
        textMark = -1;
        continue;
      }
      // Also after the last photo: the feed says what the server now holds.
      if (photosSent === 0) return { type: ports.hasUnanswered() ? 'unanswered' : 'done' };
      photosSent = 0;
    }
    textMark = mark;
    const end = await ports.exchange();
    if (end.type === 'again') textMark = -1;
    else if (end.type !== 'quiet') return end;
  }
}
