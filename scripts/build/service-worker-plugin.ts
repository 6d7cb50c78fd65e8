// After the page is built: lists what it made, builds sw/main.ts around that list, and finishes the folder for serving.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';
import { type AppConstants, appDefines } from './app-constants.ts';
import { modernDexie } from './modern-dexie.ts';
import { precacheLists } from './precache-list.ts';
import { precompress } from './precompress.ts';

export function serviceWorker(app: AppConstants): Plugin {
  let config: ResolvedConfig | undefined;
  return {
    name: 'viec-tot:service-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler(error?: Error) {
        if (error || !config) return;
        const dist = resolve(config.root, config.build.outDir);
        await buildWorker(config.root, dist, config.build.target, app);
        precompress(dist);
        // Last: a folder without it is not a finished build.
        writeFileSync(join(dist, 'build.json'), `${JSON.stringify(app)}\n`);
      },
    },
  };
}

/** One classic script: Firefox knows no module service workers below version 147. */
async function buildWorker(root: string, dist: string, target: ResolvedConfig['build']['target'], app: AppConstants) {
  const { precache, later } = precacheLists(dist);
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: [modernDexie] },
    define: { ...appDefines(app), __PRECACHE__: JSON.stringify(precache), __LATER__: JSON.stringify(later) },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target,
      rolldownOptions: { input: join(root, 'sw/main.ts'), output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  });
}
