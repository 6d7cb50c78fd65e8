import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PersonDb } from '../../../src/db/person-db.ts';
import { registerSync, startTriggers, type TriggerDeps } from '../../../src/sync/triggers.ts';
import { testId } from '../../support/builders.ts';
import { freshPersonDb } from '../../support/phone.ts';

let db: PersonDb;
let rung: string[];
let tags: string[];

beforeEach(() => {
  db = freshPersonDb(testId(0xb1));
  rung = [];
  tags = [];
});
afterEach(() => db.close());

class FakeDocument extends EventTarget {
  visibilityState = 'visible';
}

/** What of a registration is used: the active worker, and Chromium's sync. */
function aRegistration(): ServiceWorkerRegistration {
  const active = { postMessage: ({ trigger }: { trigger: string }) => rung.push(`worker:${trigger}`) };
  const sync = { register: async (tag: string) => void tags.push(tag) };
  return { active, sync } as unknown as ServiceWorkerRegistration; // the rest is not touched
}

function aPage(registration: ServiceWorkerRegistration | null) {
  const timers: (() => void)[] = [];
  const document = new FakeDocument();
  const window = new EventTarget();
  const current = { registration, isOnline: true };
  const deps: TriggerDeps = {
    db,
    page: { document, window },
    registration: () => current.registration,
    isOnline: () => current.isOnline,
    runHere: async (trigger) => rung.push(`page:${trigger}`),
    setInterval: (work) => timers.push(work),
    clearInterval: (timer) => void timers.splice(timer - 1, 1),
  };
  return { current, document, window, timers, triggers: startTriggers(deps) };
}

describe('[S15] triggers of the page', () => {
  test('ring the worker for start, visible, pageshow, online, the timer, a save and the button', () => {
    const { document, window, timers, triggers } = aPage(aRegistration());
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('pageshow'));
    window.dispatchEvent(new Event('online'));
    timers[0]?.();
    triggers.ring('saved');
    triggers.ring('button');
    expect(rung).toEqual(
      ['start', 'visible', 'pageshow', 'online', 'timer', 'saved', 'button'].map((t) => `worker:${t}`),
    );
  });

  test('nothing rings for looking or by the clock where there is surely no network; its return does', () => {
    const { current, document, window, timers } = aPage(aRegistration());
    current.isOnline = false;
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('pageshow'));
    timers[0]?.();
    expect(rung).toEqual(['worker:start']);
    current.isOnline = true;
    window.dispatchEvent(new Event('online'));
    expect(rung).toEqual(['worker:start', 'worker:online']);
  });

  test('a hidden page does not ring by itself, and a stopped one not at all', () => {
    const { document, window, timers, triggers } = aPage(aRegistration());
    document.visibilityState = 'hidden';
    document.dispatchEvent(new Event('visibilitychange'));
    timers[0]?.();
    triggers.stop();
    window.dispatchEvent(new Event('online'));
    expect(rung).toEqual(['worker:start']);
    expect(timers).toEqual([]);
  });

  test('where there is no worker the page runs the engine itself', () => {
    const { triggers } = aPage(null);
    triggers.ring('saved');
    expect(rung).toEqual(['page:start', 'page:saved']);
  });

  test('Background Sync gets a fresh tag each time, also after the browser was closed', async () => {
    const registration = aRegistration();
    await registerSync({ db, registration: () => registration });
    await registerSync({ db, registration: () => registration });
    expect(tags).toEqual(['outbox-1', 'outbox-2']);
    expect(await registerSync({ db, registration: () => null })).toBe(false);
  });

  test('what was saved before the worker was known is registered as soon as it is, though nobody rings again', async () => {
    const { current, triggers } = aPage(null);
    triggers.ring('saved');
    triggers.workerCame();
    expect(tags).toEqual([]);
    current.registration = aRegistration();
    triggers.workerCame();
    triggers.workerCame();
    await expect.poll(() => tags).toEqual(['outbox-1']);
  });

  test('a save before the worker came is registered by the next trigger after it', async () => {
    const { current, timers, triggers } = aPage(null);
    triggers.ring('saved');
    timers[0]?.();
    expect(tags).toEqual([]);
    current.registration = aRegistration();
    timers[0]?.();
    timers[0]?.();
    await expect.poll(() => tags).toEqual(['outbox-1']);
  });
});
