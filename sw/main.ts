// The service worker: registers listeners and returns early. It is killed and started at any moment, so nothing here is kept.
import { unreachable } from '../src/shared/lib/unreachable.ts';
import { readMessage } from './message.ts';
import { activateShell, cacheLater, installShell, routeShell } from './shell.ts';
import { isOfficerHere, wake } from './wake.ts';

declare const self: ServiceWorkerGlobalScope;

/** Chromium only. */
interface SyncEvent extends ExtendableEvent {
  readonly lastChance: boolean;
}

routeShell(__PRECACHE__);

self.addEventListener('install', (event) => {
  // Only the very first version comes in front by itself, so that the first visit already works offline.
  if (self.registration.active === null) void self.skipWaiting();
  event.waitUntil(installShell(event));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activateShell(event).then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  const message = readMessage(event.data);
  if (message === null) return;
  switch (message.type) {
    case 'skip-waiting':
      void self.skipWaiting();
      return;
    case 'ring':
      event.waitUntil(wake(message.trigger).then(fillLater));
      return;
    default:
      unreachable(message);
  }
});

self.addEventListener('sync', (event) => {
  const { waitUntil, lastChance } = event as SyncEvent; // not in the types: only Chromium has it
  waitUntil.call(
    event,
    wake('sync').then((end) => {
      // The browser tries again only for a failed event. "Marked" is one too: whoever runs may be closed with its page.
      const over = end === null || end.type === 'done' || end.type === 'stopped';
      if (!over && !lastChance) throw new Error(`sync ${end.type}`);
    }),
  );
});

self.addEventListener('periodicsync', (event) => {
  (event as ExtendableEvent).waitUntil(wake('periodicsync')); // not in the types: only Chromium has it
});

self.addEventListener('online', () => void wake('online').catch(() => undefined)); // noted by the engine

async function fillLater(): Promise<void> {
  if (__LATER__.length > 0 && (await isOfficerHere())) await cacheLater(__LATER__).catch(() => undefined); // next time
}
