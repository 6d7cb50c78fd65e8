// Builds the photo worker as the app's build does and serves it, with the app's content security
// policy, to a real Chromium. Files that a test gives are served beside it.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { type Chromium, launchChromium } from './chromium.ts';
import type { PhotoPage } from './photo-page/api.ts';

export type PhotoHarness = {
  chromium: Chromium;
  /** Offers these bytes to the page; gives their address. */
  offer(bytes: Uint8Array): string;
  call<Name extends keyof PhotoPage>(
    name: Name,
    ...args: Parameters<PhotoPage[Name]>
  ): Promise<Awaited<ReturnType<PhotoPage[Name]>>>;
  close(): Promise<void>;
};

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'";
const mimes: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

export async function openPhotoHarness(): Promise<PhotoHarness> {
  const built = mkdtempSync(join(tmpdir(), 'viec-tot-photo-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'photo-page'),
    worker: { format: 'es' },
    build: {
      outDir: built,
      emptyOutDir: true,
      target: ['chrome111', 'safari16.4', 'firefox115'],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  });
  const offered = new Map<string, Uint8Array>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const file = offered.get(path) ?? readBuilt(built, path);
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': mimes[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    response.end(file);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');

  const chromium = await launchChromium();
  await chromium.page.goto(`http://localhost:${address.port}/index.html`);
  return {
    chromium,
    offer: (bytes) => {
      const path = `/offered/${offered.size}`;
      offered.set(path, bytes);
      return path;
    },
    // Written as text: what runs in the page is typed by PhotoPage, not by the types of Node.
    call: (name, ...args) => chromium.page.evaluate(`photoPage.${name}(...${JSON.stringify(args)})`),
    close: async () => {
      await chromium.close();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
      rmSync(built, { recursive: true, force: true });
    },
  };
}

function readBuilt(folder: string, path: string): Uint8Array | null {
  // Only what a build makes: no dots that climb out of the folder.
  return /^\/[\w/-]+\.(html|js)$/.test(path) ? readFileSync(join(folder, path)) : null;
}
