// When the page asks for a run (S15). Where there is a worker it is rung; where there is none the page runs the engine.
import { countUp } from '../db/meta.ts';
import type { PersonDb } from '../db/person-db.ts';
import type { Trigger } from '../shared/sync/run.ts';

/** What rings the worker, and what it understands. */
export type WorkerMessage = { readonly type: 'ring'; readonly trigger: Trigger } | { readonly type: 'skip-waiting' };

/** `document` and `window`, as far as they are listened to. */
export interface PageEvents {
  readonly document: EventTarget & { readonly visibilityState: string };
  readonly window: EventTarget;
}

export interface TriggerDeps {
  /** Null while nobody is in front: what those who left this phone have unsent still goes. */
  readonly db: PersonDb | null;
  readonly page: PageEvents;
  /** The registration once there is an active worker; null where the browser has none. */
  readonly registration: () => ServiceWorkerRegistration | null;
  /** `navigator.onLine`. False is sure, true means nothing. */
  readonly isOnline: () => boolean;
  /** Used where there is no worker. Loaded only then. */
  readonly runHere: (trigger: Trigger) => Promise<unknown>;
  readonly setInterval: (work: () => void, ms: number) => number;
  readonly clearInterval: (timer: number) => void;
}

export interface Triggers {
  ring(trigger: Trigger): void;
  /** The registration is known now: registers the sync that was owed meanwhile. */
  workerCame(): void;
  stop(): void;
}

const everyMs = 60_000;

export function startTriggers(deps: TriggerDeps): Triggers {
  const { document, window } = deps.page;
  const isVisible = () => document.visibilityState === 'visible';
  // The worker may be known only after the first save: what is owed is registered when it is.
  let owesRegistration = false;
  const payRegistration = (): void => {
    if (!owesRegistration || deps.registration() === null) return;
    owesRegistration = false;
    void registerSync(deps);
  };
  const ring = (trigger: Trigger): void => {
    const worker = deps.registration()?.active;
    if (worker) worker.postMessage({ type: 'ring', trigger } satisfies WorkerMessage);
    else void deps.runHere(trigger).catch(() => undefined); // noted by the engine; the next trigger tries again
    owesRegistration ||= trigger === 'start' || trigger === 'saved';
    payRegistration();
  };
  const look = (trigger: Trigger) => isVisible() && deps.isOnline() && ring(trigger);
  const onVisible = () => look('visible');
  const onShow = () => deps.isOnline() && ring('pageshow');
  const onOnline = () => ring('online');
  document.addEventListener('visibilitychange', onVisible);
  window.addEventListener('pageshow', onShow);
  window.addEventListener('online', onOnline);
  const timer = deps.setInterval(() => look('timer'), everyMs);
  ring('start');
  return {
    ring,
    workerCame: payRegistration,
    stop() {
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('pageshow', onShow);
      window.removeEventListener('online', onOnline);
      deps.clearInterval(timer);
    },
  };
}

/** What Chromium browsers have besides; the types of other engines lack it. */
interface SyncRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
  readonly periodicSync?: { register(tag: string, options: { readonly minInterval: number }): Promise<void> };
}

export const syncTagPrefix = 'outbox-';

/**
 * Asks the browser to wake the worker when there is a line. Under a fresh tag each time: registering one that waits for
 * its retry does not bring it forward.
 */
export async function registerSync({ db, registration }: Pick<TriggerDeps, 'db' | 'registration'>): Promise<boolean> {
  const here = registration() as (ServiceWorkerRegistration & SyncRegistration) | null; // adds what only Chromium has
  if (!here?.sync || db === null) return false;
  try {
    await here.sync.register(`${syncTagPrefix}${await countUp(db, 'syncTag')}`);
    await here.periodicSync?.register('outbox', { minInterval: 12 * 3600_000 }).catch(() => undefined);
    return true;
  } catch {
    return false; // switched off by the person; the page's own triggers remain
  }
}
