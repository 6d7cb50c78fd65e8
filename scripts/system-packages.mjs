// What the tests need from outside npm. Installed with apt-get when CI=true; elsewhere a machine is left as it is, and
// one line says what was not run and the command that would make it run.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {{ what: string, commands: string[], packages: string[], variable?: string }} SystemPackage */

/** @type {SystemPackage} */
export const chromium = {
  what: 'the browser tests',
  commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  packages: ['chromium'],
  variable: 'CHROMIUM',
};

/**
 * Where the program stands, after installing it where that is allowed; undefined (and one line said) where it is not.
 * @param {SystemPackage} wanted
 * @returns {string | undefined}
 */
export function systemProgram(wanted) {
  const found = find(wanted);
  if (found) return found;
  if (process.env.CI === 'true' && aptGet(['update']) && aptGet(['install', ...wanted.packages])) return find(wanted);
  console.error(`Not run: ${wanted.what}. To run them: sudo apt-get install ${wanted.packages.join(' ')}`);
  return undefined;
}

/** @param {SystemPackage} wanted */
function find({ commands, variable }) {
  const named = variable && process.env[variable];
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string[]} args */
function aptGet(args) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [command = '', ...rest] = [...sudo, 'apt-get', '-qq', '-y', '--no-install-recommends', ...args];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, rest, { stdio: ['ignore', 2, 2], env }).status === 0;
}
