// What a phone loads: the JavaScript behind the capture form's first key, and all that the worker keeps for offline.
// Counted by what Chromium asked for from an empty cache, past a proxy that sees pages and workers alike.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { clearHttpCache, workerInCharge } from '../tests/support/e2e-browser.ts';
import { openStage, type Phone, type Stage } from '../tests/support/e2e-stage.ts';
import { held } from './budgets.ts';
import { pressFirstKey } from './first-key.ts';
import type { BenchLine } from './line.ts';

const dist = join(import.meta.dirname, '../dist');
const kb = (bytes: number) => bytes / 1000;

export async function benchSize(): Promise<BenchLine[]> {
  const stage = await openStage();
  try {
    const phone = await stage.phoneOf(stage.village.people.head);
    const kept = await cacheStorageOf(phone.page);
    const scripts = await scriptsBeforeFirstKey(stage, phone);
    const sizes = scripts.map((path) => ({ path, bytes: gzipped(path) }));
    return [
      held('capture-js', kb(sum(sizes.map(({ bytes }) => bytes))), `${scripts.length} files, page and workers`),
      ...sizes.map(({ path, bytes }) => ({ name: `  ${path}`, value: kb(bytes), unit: 'KB gzip' })),
      { name: 'the service worker, loaded after that', value: kb(gzipped('/sw.js')), unit: 'KB gzip' },
      held('precache', kb(sum(kept.map(brotlied))), `${kept.length} files in Cache Storage`),
    ];
  } finally {
    await stage.close();
  }
}

/** The scripts asked for until a letter stands in the form's first field, by an enrolled person without any cache. */
async function scriptsBeforeFirstKey(stage: Stage, phone: Phone): Promise<readonly string[]> {
  await forgetCaches(phone.page);
  await phone.page.goto('about:blank');
  await clearHttpCache(phone.page);
  stage.proxy.forget();
  await phone.page.goto(`${stage.origin}/ghi`);
  await pressFirstKey(phone.page);
  const paths = stage.proxy.passed
    .filter(({ status, path }) => status === 200 && /\.js$/.test(path))
    .map(({ path }) => path);
  return [...new Set(paths)].sort();
}

/** Worker and caches go; what the person is, and their records, stay. */
async function forgetCaches(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  })()`);
}

/** The bodies that the worker keeps, after it has taken charge. */
async function cacheStorageOf(page: Page): Promise<readonly Buffer[]> {
  await workerInCharge(page);
  const bodies: readonly string[] = await page.evaluate(`(async () => {
    const bodies = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
        bodies.push(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
      }
    }
    return bodies.map(btoa);
  })()`);
  if (bodies.length === 0) throw new Error('The worker keeps nothing');
  return bodies.map((body) => Buffer.from(body, 'base64'));
}

const gzipped = (path: string): number => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;

const brotlied = (body: Buffer): number =>
  brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  }).length;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
