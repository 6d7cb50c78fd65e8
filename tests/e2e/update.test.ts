// The worker around two versions of a small site: what an open page of the old one still finds after an update.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../support/chromium.ts';
import { workerInCharge } from '../support/e2e-browser.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'viec-tot-update-'));
const served = new Map<string, { type: string; text: string }>();
let server: Server;
let chromium: Chromium;
let origin: string;
const workers = new Map<string, string>();

beforeAll(async () => {
  for (const version of ['a', 'b']) workers.set(version, await workerOf(version));
  server = createServer(({ url = '/' }, response) => {
    const file = served.get(url.split('?')[0] ?? '');
    const fallback = url.startsWith('/vuon-hoa')
      ? { type: 'text/html; charset=utf-8', text: 'Trang công khai' }
      : undefined;
    const found = file ?? fallback;
    response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain', 'cache-control': 'no-cache' });
    response.end(found?.text ?? 'không có');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`; // a TCP server has a port
  chromium = await launchChromium();
});
afterAll(async () => {
  await chromium?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The real worker, built around the file list of one version. */
async function workerOf(version: string): Promise<string> {
  const precache = [
    { url: '/index.html', revision: version },
    ...['page', 'lazy'].map((name) => ({ url: `/assets/${name}-${version}.js`, revision: null })),
  ];
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { __PRECACHE__: JSON.stringify(precache), __LATER__: '[]', __APP_VERSION__: '"0.0.0-test"' },
    build: {
      outDir: join(folder, version),
      rolldownOptions: { input: join(root, 'sw/main.ts'), output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  });
  return readFileSync(join(folder, version, 'sw.js'), 'utf8');
}

function serve(version: string): void {
  served.clear();
  const js = 'text/javascript';
  const html = `<!doctype html><title>${version}</title><script type="module" src="/assets/page-${version}.js"></script>`;
  served.set('/', { type: 'text/html', text: html });
  served.set('/index.html', { type: 'text/html', text: html });
  served.set(`/assets/page-${version}.js`, {
    type: js,
    text: `window.lazy = () => import('/assets/lazy-${version}.js').then((m) => m.word, (e) => String(e));
           navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });`,
  });
  served.set(`/assets/lazy-${version}.js`, { type: js, text: `export const word = 'lazy ${version}';` });
  served.set('/sw.js', { type: js, text: workers.get(version) ?? '' });
}

const lazyOf = (page: Page) => page.evaluate('window.lazy()');
const titleOf = (page: Page) => page.title();

test('an open page of the old version still loads its parts after the update, and a new page is of the new one', async () => {
  serve('a');
  const old = chromium.page;
  await old.goto(origin);
  await workerInCharge(old);
  serve('b');
  await old.evaluate('navigator.serviceWorker.ready.then((ready) => ready.update())');
  const waits = 'navigator.serviceWorker.ready.then((ready) => ready.waiting !== null)';
  await expect.poll(() => old.evaluate(waits), { timeout: 10_000 }).toBe(true); // it does not come in front by itself
  const changed = old.evaluate(
    "new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', () => done(true)))",
  );
  await old.evaluate(
    "navigator.serviceWorker.ready.then((ready) => ready.waiting.postMessage({ type: 'skip-waiting' }))",
  );
  expect(await changed).toBe(true);

  expect((await fetch(`${origin}/assets/lazy-a.js`)).status).toBe(404);
  expect(await lazyOf(old)).toBe('lazy a');
  const fresh = await chromium.context.newPage();
  await fresh.goto(`${origin}/r/01900000-0000-7000-8000-000000002001`);
  expect([await titleOf(fresh), await lazyOf(fresh)]).toEqual(['b', 'lazy b']);
  await fresh.goto(`${origin}/vuon-hoa/kien-thuy/1-tra-lai-vi`);
  expect(await fresh.textContent('body')).toBe('Trang công khai');
});
