import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = join(import.meta.dirname, '../../../scripts/system-packages.mjs');

/** The only folder in PATH, with an apt-get that "installs" Chromium into it. */
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'viec-tot-path-'));
  const browser = join(folder, 'chromium');
  program('apt-get', `case "$*" in *" install "*) : > ${browser}; /bin/chmod +x ${browser};; esac`);
  program('sudo', 'shift; exec "$@"');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, body: string) {
  writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
}

const findChromium = (env: Record<string, string>) => find('chromium', env);

/** Only in PATH: this machine may have one elsewhere. */
const findPostgres = (env: Record<string, string>) => find('{ ...postgresql, besides: () => [] }', env);

function find(wanted: string, env: Record<string, string>) {
  const code = `const { chromium, postgresql, systemProgram } = await import(${JSON.stringify(script)}); console.log(systemProgram(${wanted}));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    env: { PATH: folder, ...env },
    encoding: 'utf8',
  });
  return { found: stdout.trim(), said: stderr.trim() };
}

test('a laptop without a browser is left as it is, and one line says what would run the tests', () => {
  expect(findChromium({})).toEqual({
    found: 'undefined',
    said: 'Not run: the browser tests. To run them: sudo apt-get install chromium',
  });
  expect(readdirSync(folder).sort()).toEqual(['apt-get', 'sudo']);
});

test('with CI=true what is missing is installed', () => {
  expect(findChromium({ CI: 'true' })).toEqual({ found: join(folder, 'chromium'), said: '' });
});

test('with CI=true an install that fails says so instead of passing', () => {
  program('apt-get', 'exit 100');
  expect(findChromium({ CI: 'true' }).found).toBe('undefined');
});

test('what is there is used', () => {
  program('google-chrome', '');
  expect(findChromium({})).toEqual({ found: join(folder, 'google-chrome'), said: '' });
});

test('CHROMIUM names another', () => {
  expect(findChromium({ CHROMIUM: '/opt/my/chrome' })).toEqual({ found: '/opt/my/chrome', said: '' });
});

test('a laptop without PostgreSQL is told how to run its tests', () => {
  expect(findPostgres({}).said).toBe('Not run: the tests on PostgreSQL. To run them: sudo apt-get install postgresql');
});

test('with CI=true PostgreSQL is installed only after it was told to make no database of its own', () => {
  const [told, server] = [join(folder, 'told'), join(folder, 'postgres')];
  program('mkdir', '');
  program('tee', `read -r line; echo "$1: $line" > ${told}`);
  program(
    'apt-get',
    `case "$*" in *" install postgresql") read -r line < ${told} && : > ${server} && /bin/chmod +x ${server};; esac`,
  );
  expect(findPostgres({ CI: 'true' })).toEqual({ found: server, said: '' });
  expect(readFileSync(told, 'utf8')).toBe(
    '/etc/postgresql-common/createcluster.d/none.conf: create_main_cluster = false\n',
  );
});
