import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A server of five lines in the place of the real one: what is tested is what npm does with the signal. */
const standIn = `
process.once('SIGTERM', () => { console.log('stopped cleanly'); process.exit(0); });
setInterval(() => {}, 1000);
console.log('node', process.versions.node, process.argv.slice(2).join(' '));
`;

test.each(['start', 'demo'])(
  'a SIGTERM to `npm run %s` reaches the server, which runs on the Node of the project',
  async (script) => {
    folder = mkdtempSync(join(tmpdir(), 'viec-tot-npm-'));
    mkdirSync(join(folder, 'server'));
    writeFileSync(join(folder, 'server/main.ts'), standIn);
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));

    // Without the install and build before it: those are the real checkout's.
    const npm = spawn('npm', ['run', '--ignore-scripts', script, '--', '--port', '0'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    npm.stdout.on('data', (bytes: Buffer) => {
      output += bytes;
      if (/^node \d/m.test(output) && !npm.killed) npm.kill('SIGTERM');
    });
    const code = await new Promise((done) => npm.on('close', done));

    const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node;
    expect(output).toContain(`node ${wanted}`);
    expect(output).toContain('--port 0');
    expect(output).toContain('stopped cleanly');
    expect(code).toBe(0);
  },
);
