// Runs before every npm script, on whatever Node the machine has: installs what is missing, builds what is stale
// (with --build), prints nothing when there is nothing to do. Plain JavaScript, no dependencies: there are none yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';

if (installIsStale()) {
  console.error('Installing dependencies (once, a minute or two)…');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}
// `exec` puts the server in the place of npm's shell, so that a SIGTERM to npm reaches it (dash passes none on). Windows
// has no such word, and needs none: there it is a command that runs its arguments.
if (windows) writeFileSync(join(root, 'node_modules', '.bin', 'exec.cmd'), '@%*\r\n');

// By its full path: the shell that runs this has already looked `node` up, and found the machine's own.
if (process.argv.includes('--build')) {
  run(join(root, 'node_modules', '.bin', 'node'), [join(root, 'scripts', 'ensure-built.ts')]);
}

/** By content, not by date: a branch switched forth and back must not cost an install. */
function installIsStale() {
  const locked = packagesOf('package-lock.json');
  // npm writes this file at the end of every install; it lists what this platform got.
  const installed = packagesOf(join('node_modules', '.package-lock.json'));
  return Object.entries(locked).some(([path, { version, optional }]) => {
    if (path === '') return false;
    const here = installed[path];
    return here ? here.version !== version : !optional;
  });
}

/** @param {string} file @returns {Record<string, { version: string, optional?: boolean }>} */
function packagesOf(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  // stdout belongs to the script that comes after: what is said here goes to stderr.
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
