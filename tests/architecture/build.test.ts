import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isCached } from '../../scripts/build/precache-list.ts';
import { root } from './source-files.ts';

// A build of its own, so that the test never looks at yesterday's.
let dist = '';
let files: string[] = [];
beforeAll(() => {
  mkdirSync(join(root, 'test-results'), { recursive: true });
  dist = mkdtempSync(join(root, 'test-results/dist-'));
  execFileSync(
    join(root, 'node_modules/.bin/vite'),
    ['build', '--outDir', dist, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1));
}, 120_000);
afterAll(() => rmSync(dist, { recursive: true, force: true }));

const read = (file: string) => readFileSync(join(dist, file), 'utf8');

test('every built file the app needs is in the list the service worker caches', () => {
  const needed = files.filter(isCached);
  expect(needed.length).toBeGreaterThan(3);
  const worker = read('sw.js');
  expect(needed.filter((file) => !worker.includes(`/${file}`))).toEqual([]);
});

test('the service worker is one classic script, for browsers whose workers know no modules', () => {
  expect(() => new Function(read('sw.js'))).not.toThrow();
  expect(files.filter((file) => /^sw/.test(file)).sort()).toEqual(['sw.js', 'sw.js.br', 'sw.js.gz']);
});

test('the page has no inline script or style: the content security policy allows none', () => {
  const page = read('index.html');
  expect(page).toMatch(/<script type="module"[^>]* src="\/assets\//);
  expect(page).not.toMatch(/<script(?![^>]* src=)/);
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
});

test('the page asks at once for the file that holds the app, not only for the one that paints', () => {
  const preloaded =
    read('index.html').match(/<link rel="modulepreload"[^>]* href="\/(assets\/app-[^"]+\.js)"/)?.[1] ?? '';
  expect(files).toContain(preloaded);
});

test('every file under a hashed name lies in assets, and nothing else does', () => {
  const hashed = /-[\w-]{8}\.\w+(\.br|\.gz)?$/;
  const assets = files.filter((file) => file.startsWith('assets/'));
  expect(assets.length).toBeGreaterThan(0);
  expect(assets.filter((file) => !hashed.test(file))).toEqual([]);
});

test('every text file over a kilobyte is compressed beside itself', () => {
  const texts = files.filter((file) => /\.(js|css|html|svg|webmanifest)$/.test(file) && read(file).length > 1024);
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.filter((file) => !files.includes(`${file}.br`) || !files.includes(`${file}.gz`))).toEqual([]);
});

test('the build says which version and commit it is', () => {
  expect(JSON.parse(read('build.json'))).toEqual({
    version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    commit: expect.stringMatching(/^([0-9a-f]{40}|unknown)$/),
    buildId: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
});
