// Asks for runs of the sync engine for whoever is in front: by the worker where there is one, else in this page.
import { systemIds } from '../db/ids.ts';
import { allPeople } from '../db/people-list.ts';
import type { PersonDb } from '../db/person-db.ts';
import { askToPersist, probe } from '../db/storage.ts';
import type { Trigger } from '../shared/sync/run.ts';
import type { PhoneRun } from '../sync/phone-run.ts';
import { startTriggers, type Triggers } from '../sync/triggers.ts';
import { noteFailure } from './failures.ts';
import { appStore } from './store.ts';

let registration: ServiceWorkerRegistration | null = null;
let started: { readonly db: PersonDb | null; readonly triggers: Triggers } | null = null;

/** Once, after the first screen had its moment. */
export function startSending(): void {
  const begin = () => {
    const look = () => void send().catch(noteFailure);
    look();
    appStore.subscribe(look);
  };
  awaitWorker();
  // With a worker in charge the first run is its own; the page need not load the engine.
  if (navigator.serviceWorker?.controller) navigator.serviceWorker.ready.then(begin, begin);
  else begin();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void mendDatabase();
  });
}

/** With nobody in front, what those who left have unsent still goes. */
async function send(): Promise<void> {
  const inFront = () => {
    const { who } = appStore.getState();
    return who.type === 'enrolled' ? who.db : null;
  };
  if (inFront() === null && started === null && (await allPeople()).length === 0) return;
  triggersFor(inFront());
}

let isAwaited = false;

/** A save in the first second asks for a sync too, as soon as the worker is known. */
function awaitWorker(): void {
  if (isAwaited || !('serviceWorker' in navigator)) return;
  isAwaited = true;
  navigator.serviceWorker.ready.then(
    (ready) => {
      registration = ready;
      started?.triggers.workerCame();
    },
    () => undefined, // no worker: the page sends by itself
  );
}

/** After a save: rings, and asks the browser to keep what is stored. */
export function afterSave(db: PersonDb): void {
  triggersFor(db).ring('saved');
  askToPersist(db, navigator.storage).catch(() => undefined); // "Máy này" shows how it stands
}

/** "Gửi ngay". */
export function sendNow(): void {
  const { who } = appStore.getState();
  // Surely no network: the press changes nothing, and the event of its return rings by itself.
  if (who.type === 'enrolled' && navigator.onLine) triggersFor(who.db).ring('button');
}

/** `db` null: nobody is in front. */
function triggersFor(db: PersonDb | null): Triggers {
  if (started?.db === db) return started.triggers;
  awaitWorker();
  started?.triggers.stop();
  const triggers = startTriggers({
    db,
    page: { document, window },
    registration: () => registration,
    isOnline: () => navigator.onLine,
    runHere,
    setInterval: (work, ms) => window.setInterval(work, ms),
    clearInterval: (timer) => window.clearInterval(timer),
  });
  started = { db, triggers };
  if (db) void decodeAgain(db, triggers).catch(() => undefined); // at the next start, then
  return triggers;
}

/** Pictures that could not be decoded when they were taken: this browser may be newer. */
async function decodeAgain(db: PersonDb, triggers: Triggers): Promise<void> {
  if ((await db.photos.where('state').anyOf('heic', 'ready').count()) === 0) return;
  const [{ retryUndecoded }, { processPhoto }] = await Promise.all([
    import('../db/undecoded.ts'),
    import('../photo/client.ts'),
  ]);
  await retryUndecoded(db, processPhoto, { ...systemIds, onSaved: () => triggers.ring('saved') });
}

let phone: Promise<PhoneRun> | null = null;

/** Of the person in front, whoever's tab this is: as the worker would. */
async function runHere(trigger: Trigger): Promise<void> {
  phone ??= openPhoneRun();
  phone.catch(() => {
    phone = null; // not loaded; the next trigger tries again
  });
  await (await phone).run(trigger);
}

async function openPhoneRun(): Promise<PhoneRun> {
  const { createPhoneRun } = await import('../sync/phone-run.ts');
  return createPhoneRun({
    ...systemIds,
    fetch: (url, init) => fetch(url, init),
    locks: navigator.locks,
    origin: location.origin,
    version: __APP_VERSION__,
  });
}

/** iOS may take the database from a page in the background. Reopening helps mostly; a reload always. */
async function mendDatabase(): Promise<void> {
  const { who, openForms } = appStore.getState();
  if (who.type === 'enrolled' && (await probe(who.db)) === 'reload' && openForms === 0) location.reload();
}
