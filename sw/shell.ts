// The offline shell: what is cached while the worker installs, and what stays of the version before it.
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, Route, registerRoute } from 'workbox-routing';
import { ownPaths } from './own-paths.ts';

const laterCache = 'viectot-later';
const previousCache = 'viectot-previous';
const assets = /^\/assets\//;

const controller = new PrecacheController();

/** Routes; called once, while the worker starts. */
export function routeShell(precache: readonly PrecacheEntry[]): void {
  controller.addToCacheList([...precache]);
  registerRoute(new NavigationRoute(controller.createHandlerBoundToURL('/index.html'), { allowlist: [ownPaths] }));
  registerRoute(new PrecacheRoute(controller, { cleanURLs: false, directoryIndex: '' }));
  registerRoute(
    new Route(
      ({ url, sameOrigin }) => sameOrigin && assets.test(url.pathname),
      ({ request }) => assetOf(request),
    ),
  );
}

export const installShell = (event: ExtendableEvent): Promise<unknown> => controller.install(event);

/**
 * An open page of the version before still loads its own lazy chunks, which the server no longer has: they are laid aside
 * before the precache is cleaned, and stay until the update after this one.
 */
export async function activateShell(event: ExtendableEvent): Promise<void> {
  await keepPrevious();
  await controller.activate(event);
}

async function keepPrevious(): Promise<void> {
  const current = new Set(controller.getCachedURLs().map((url) => new URL(url, location.origin).pathname));
  const precached = await caches.open(controller.strategy.cacheName);
  const old = (await precached.keys()).filter((request) => {
    const { pathname } = new URL(request.url);
    return assets.test(pathname) && !current.has(pathname);
  });
  if (old.length === 0) return; // the same files again: what was laid aside before still counts
  await caches.delete(previousCache);
  const previous = await caches.open(previousCache);
  for (const request of old) {
    const response = await precached.match(request);
    if (response) await previous.put(request.url, response);
  }
}

/**
 * A hashed file that is not in the precache's list: a heavy part, or one of the version before. All caches are asked: a
 * page asks already while the new worker is activating, when the old files are still where they were.
 */
async function assetOf(request: Request): Promise<Response> {
  return (await caches.match(request.url)) ?? fetch(request);
}

/** Caches the heavy parts that are not here yet, one after another; those of older versions leave. */
export async function cacheLater(later: readonly PrecacheEntry[]): Promise<void> {
  const cache = await caches.open(laterCache);
  const wanted = new Set(later.map(({ url }) => new URL(url, location.origin).href));
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
  for (const url of wanted) if (!(await cache.match(url))) await cache.add(url);
}
