// The page's one door to the service worker: registers it after the first screen can be used, rings it, and brings an update
// in front with one reload when the person says so.

export interface WorkerDoorDeps {
  /** Undefined where there is no worker (Firefox's private windows). */
  readonly container: ServiceWorkerContainer | undefined;
  /** Called when a new version waits. */
  readonly onUpdate: (apply: () => void) => void;
  readonly reload: () => void;
}

export interface WorkerDoor {
  /** Registers the worker. Called when the first screen had its moment. */
  open(): void;
  /** Looks for a new version. */
  lookForUpdate(): void;
}

export function createWorkerDoor({ container, onUpdate, reload }: WorkerDoorDeps): WorkerDoor {
  let registration: ServiceWorkerRegistration | undefined;
  let isReloading = false;
  const reloadOnce = () => {
    if (isReloading) return;
    isReloading = true;
    reload();
  };

  const offer = (waiting: ServiceWorker) =>
    onUpdate(() => {
      container?.addEventListener('controllerchange', reloadOnce, { once: true });
      waiting.postMessage({ type: 'skip-waiting' });
    });

  const watch = (found: ServiceWorkerRegistration) => {
    registration = found;
    // The very first worker is no update: nothing was controlled before it.
    if (found.waiting && container?.controller) offer(found.waiting);
    found.addEventListener('updatefound', () => {
      const coming = found.installing;
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed' && container?.controller) offer(coming);
      });
    });
  };

  return {
    open() {
      if (!container) return;
      // Another tab brought the new version in front: this page's files are the old ones, so it asks to be loaded anew.
      let hadController = container.controller !== null;
      container.addEventListener('controllerchange', () => {
        if (hadController) onUpdate(reloadOnce);
        hadController = true;
      });
      // A worker that does not come (a proxy in between) costs offline starts, not records.
      container.register('/sw.js', { updateViaCache: 'none' }).then(watch, () => undefined);
    },
    lookForUpdate() {
      registration?.update().catch(() => undefined); // offline
    },
  };
}
