// Builds the page into dist/, then the service worker around it.
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { appDefines, readAppConstants } from './scripts/build/app-constants.ts';
import { modernDexie } from './scripts/build/modern-dexie.ts';
import { laterFolder } from './scripts/build/precache-list.ts';
import { preloadApp } from './scripts/build/preload-app.ts';
import { serviceWorker } from './scripts/build/service-worker-plugin.ts';

const app = readAppConstants(import.meta.dirname);

/** Where `npm run dev` put the endpoint. */
const endpoint = process.env.DEV_ENDPOINT ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [
    preact({ reactAliasesEnabled: false, prefreshEnabled: false, devToolsEnabled: false }),
    preloadApp('app'),
    serviceWorker(app),
  ],
  define: appDefines(app),
  resolve: { alias: [modernDexie] },
  worker: { format: 'es' },
  build: {
    // The browser floor. It stands here once; older ones get a sentence.
    target: ['chrome111', 'safari16.4', 'firefox115'],
    // Only styles are asked for ahead of a lazy part: a list of every part's scripts would cost the first screen 1 KB, and after
    // the first visit they all come from the worker.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')),
    },
    // The polyfill above and small files inlined would be inline script and data: addresses; the content security policy has none.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What opens the app paints first; what opens the capture form comes in one file behind it: split finer, the same
        // code is 12 KB larger and arrives in four rounds.
        codeSplitting: {
          groups: [
            { name: 'page', test: /\/src\/app\/main\.tsx$/, priority: 2 },
            { name: 'app', test: /\/src\/(app\/start|features\/capture\/CapturePage)\.tsx$/, priority: 1 },
          ],
        },
        // Documents are the officer's: no submitter's phone pays for them on its first visit.
        chunkFileNames: ({ moduleIds }) =>
          `${moduleIds.some((id) => id.includes('/src/documents/')) ? laterFolder : 'assets/'}[name]-[hash].js`,
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/api', '/healthz', '/readyz', '/vuon-hoa'].map((path) => [path, endpoint])),
  },
});
