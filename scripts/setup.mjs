// Runs before every npm script, on whatever Node the machine has: installs what is missing, builds what is stale
// (with --build), prints nothing when there is nothing to do. Plain JavaScript, no dependencies: there are none yet.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const windows = process.platform === 'win32';

if (installIsStale()) {
  console.error('Installing dependencies (once, a minute or two)…');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}
// By its full path: the shell that runs this has already looked `node` up, and found the machine's own.
if (process.argv.includes('--build')) {
  run(join(root, 'node_modules', '.bin', 'node'), [join(root, 'scripts', 'ensure-built.ts')]);
}

function installIsStale() {
  // npm writes this file at the end of every install.
  const installed = join(root, 'node_modules', '.package-lock.json');
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs;
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  // stdout belongs to the script that comes after: what is said here goes to stderr.
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
