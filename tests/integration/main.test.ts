// The program itself, as npm start runs it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createUuidv7 } from '../../src/shared/lib/uuid.ts';
import { acceptBody, aQueue, founding } from '../support/enrolled.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;
const running = new Set<ChildProcess>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'viec-tot-main-'));
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  rmSync(folder, { recursive: true, force: true });
});

interface Program {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly exit: Promise<number | null>;
}

function run(...args: readonly string[]): Program {
  const child = spawn(process.execPath, ['server/main.ts', ...args], { cwd: root, env: { PATH: process.env.PATH } });
  running.add(child);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const exit = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  void exit.then(() => running.delete(child));
  return { child, out: () => out, err: () => err, exit };
}

const data = () => join(folder, 'data');
/** Runs the server on a free port and waits until it says what it waits for. */
async function serve(
  until: RegExp,
  ...args: readonly string[]
): Promise<Program & { readonly port: number; readonly found: RegExpExecArray }> {
  const program = run('--port', '0', '--data', data(), ...args);
  const found = await expect
    .poll(() => until.exec(program.out()), { timeout: 15_000 })
    .not.toBeNull()
    .then(() => until.exec(program.out()));
  const port = Number(/"port":(\d+)/.exec(program.out())?.[1]);
  if (!found) throw new Error(program.out() + program.err());
  return { ...program, port, found };
}
const stop = (program: Program) => {
  program.child.kill('SIGTERM');
  return program.exit;
};
const link = /(https?:\/\/\S+)\/e#([\w-]{43})/;

describe('what keeps it from starting is said in one line', () => {
  async function expectLine(program: Program, code: number, line: RegExp): Promise<void> {
    expect(await program.exit).toBe(code);
    expect(program.err()).toMatch(/^viec-tot: [^\n]+\n$/);
    expect(program.err()).toMatch(line);
  }

  test('an unknown option', () => expectLine(run('--prot', '1'), 2, /--prot/));

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => other.once('listening', resolve));
      const bound = other.address();
      const port = bound !== null && typeof bound !== 'string' ? String(bound.port) : '';
      await expectLine(run('--port', port, '--data', data()), 1, new RegExp(`${port}.*--port`));
    } finally {
      other.close();
    }
  });

  test('a data folder that is a file', async () => {
    writeFileSync(data(), '');
    await expectLine(run('--port', '0', '--data', data()), 1, /data/);
  });

  test('a damaged database', async () => {
    writeFileSync(join(folder, 'viectot.sqlite'), 'this is no database, and long enough to be read as one'.repeat(50));
    await expectLine(run('--port', '0', '--data', folder), 1, /not a database/);
  });

  test('a certificate that is not there', () =>
    expectLine(run('--port', '0', '--data', data(), '--tls-cert', 'no.pem', '--tls-key', 'no.pem'), 1, /no\.pem/));
});

test('the first admin opens the printed link, and it is printed no more; SIGTERM ends it cleanly, also with a browser connected', async () => {
  const first = await serve(link);
  const [, origin, token = ''] = first.found;
  expect(origin).toBe(`http://localhost:${first.port}`);
  const address = `http://127.0.0.1:${first.port}`;
  const health = await (await fetch(`${address}/healthz`)).json();
  expect(health).toMatchObject({ status: 'ok' });
  const queue = await aQueue(createUuidv7({ now: Date.now, random: (n) => crypto.getRandomValues(new Uint8Array(n)) }));
  const enrolled = await fetch(`${address}/api/v1/enrolment/accept`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(await acceptBody(token, queue, { founding })),
  });
  expect(enrolled.status).toBe(200);
  expect(
    first
      .out()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .join(''),
  ).not.toContain(token);

  const browser = connect(first.port, '127.0.0.1');
  browser.on('error', () => {});
  browser.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await new Promise((resolve) => browser.once('data', resolve));
  expect(await stop(first)).toBe(0);
  expect(first.out()).toContain('"event":"stopped"');
  browser.destroy();

  const second = await serve(/running:/);
  const another = run('admin-link', '--data', data(), '--origin', 'https://viectot.vn');
  expect(await another.exit).toBe(0);
  expect(link.exec(another.out())?.[1]).toBe('https://viectot.vn');
  expect(another.out()).toContain(founding.name);
  const look = await fetch(`http://127.0.0.1:${second.port}/api/v1/enrolment/look`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ secret: { token: link.exec(another.out())?.[2] } }),
  });
  expect(await look.json()).toMatchObject({ name: founding.name, communeName: founding.commune.name });
  second.child.kill('SIGINT');
  expect(await second.exit).toBe(0);
  expect(second.out()).not.toMatch(link);
});

test('with a certificate it serves https itself, says so, and asks browsers to stay with it', async () => {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=localhost', '-days', '2'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      ...subject,
    ],
    { stdio: 'ignore' },
  );
  const program = await serve(link, '--tls-cert', cert, '--tls-key', key);
  expect(program.found[1]).toBe(`https://localhost:${program.port}`);
  const headers = await new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: program.port, path: '/healthz', rejectUnauthorized: false };
    request(options, (response) => resolve(response.resume().headers))
      .on('error', reject)
      .end();
  });
  expect(headers).toMatchObject({ 'strict-transport-security': 'max-age=31536000' });
  expect(await stop(program)).toBe(0);
});

test('the demo is a commune full of records, with a link for every role; started again it makes none twice', async () => {
  const first = await serve(/\n {2}admin +\S+\/e#/, '--demo');
  expect(first.out()).toContain('"event":"demo-filled","records":150');
  for (const role of ['submitter', 'unit-head', 'officer', 'council', 'leader', 'admin']) {
    expect(first.out()).toMatch(new RegExp(`\\n {2}${role} +http\\S+/e#[\\w-]{43}`));
  }
  expect(await stop(first)).toBe(0);
  const second = await serve(/\n {2}admin +\S+\/e#/, '--demo');
  expect(second.out()).not.toContain('demo-filled');
  expect(await stop(second)).toBe(0);
});
