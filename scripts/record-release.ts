// npm run record-release: stores under tests/releases/<version> what this release leaves on phones and servers, for the
// upgrade tests of every later one. Needs Chromium: a phone's database is recorded from a real one.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { chromium, systemProgram } from './system-packages.mjs';

const browser = systemProgram(chromium);
if (!browser) {
  console.error('Recording a release needs Chromium: install it, or name it in CHROMIUM.');
  process.exit(1);
}
const recorder = join(import.meta.dirname, '../tests/releases/record.ts');
const { status } = spawnSync(process.execPath, [recorder], {
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM: browser },
});
process.exitCode = status ?? 1;
