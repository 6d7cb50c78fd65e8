import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { precacheLists } from '../../../../scripts/build/precache-list.ts';

let dist = '';
beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'viec-tot-dist-'));
});
afterEach(() => rmSync(dist, { recursive: true, force: true }));

function write(...files: readonly string[]) {
  for (const file of files) {
    mkdirSync(dirname(join(dist, file)), { recursive: true });
    writeFileSync(join(dist, file), `bytes of ${file}`);
  }
}

test('what only the install dialog, the server or a debugger wants takes no room on a phone', () => {
  write(
    'sw.js',
    'build.json',
    'assets/a-1.js.map',
    'assets/a-1.js.br',
    'assets/a-1.js.gz',
    'screenshots/a.png',
    'icons/a.png',
  );
  expect(precacheLists(dist)).toEqual({ precache: [], later: [] });
});

test('a name with its own hash needs no revision; any other gets one of its bytes', () => {
  write('index.html', 'assets/a-1.js', 'icons/mark.svg');
  expect(precacheLists(dist).precache).toEqual([
    { url: '/assets/a-1.js', revision: null },
    { url: '/icons/mark.svg', revision: expect.stringMatching(/^[0-9a-f]{16}$/) },
    { url: '/index.html', revision: expect.stringMatching(/^[0-9a-f]{16}$/) },
  ]);
});

test('a page that changed gets another revision', () => {
  write('index.html');
  const [before] = precacheLists(dist).precache;
  writeFileSync(join(dist, 'index.html'), 'other bytes');
  const [after] = precacheLists(dist).precache;
  expect(before?.revision).not.toBe(after?.revision);
});

test('a heavy chunk waits for the second list', () => {
  write('assets/a-1.js', 'assets/later/report-1.js');
  expect(precacheLists(dist)).toEqual({
    precache: [{ url: '/assets/a-1.js', revision: null }],
    later: [{ url: '/assets/later/report-1.js', revision: null }],
  });
});
