// What the tests need from outside npm. Installed with apt-get when CI=true; elsewhere a machine is left as it is, and
// one line says what was not run and the command that would make it run.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/**
 * `besides`: folders outside PATH, looked at after it. `setting`: a file that must say so before the install.
 * @typedef {{ what: string, commands: string[], packages: string[], variable?: string, besides?: () => string[],
 *   setting?: { file: string, text: string } }} SystemPackage
 */

/** @type {SystemPackage} */
export const chromium = {
  what: 'the browser tests',
  commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  packages: ['chromium'],
  variable: 'CHROMIUM',
};

const versions = '/usr/lib/postgresql';

/** @type {SystemPackage} */
export const postgresql = {
  what: 'the tests on PostgreSQL',
  commands: ['postgres'],
  packages: ['postgresql'],
  variable: 'POSTGRES',
  // Debian keeps every version's server in a folder of its own; the newest first.
  besides: () =>
    namesIn(versions)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(versions, version, 'bin')),
  // Debian's package would make a database and start it. The tests make their own.
  setting: { file: '/etc/postgresql-common/createcluster.d/none.conf', text: 'create_main_cluster = false\n' },
};

/**
 * Where the program stands, after installing it where that is allowed; undefined (and one line said) where it is not.
 * @param {SystemPackage} wanted
 * @returns {string | undefined}
 */
export function systemProgram(wanted) {
  const found = findProgram(wanted);
  if (found) return found;
  if (process.env.CI === 'true' && install(wanted)) return findProgram(wanted);
  console.error(`Not run: ${wanted.what}. To run them: sudo apt-get install ${wanted.packages.join(' ')}`);
  return undefined;
}

/**
 * Where the program stands; undefined where it is not installed. Says and changes nothing.
 * @param {SystemPackage} wanted
 * @returns {string | undefined}
 */
export function findProgram({ commands, variable, besides }) {
  const named = variable && process.env[variable];
  if (named) return named;
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...(besides?.() ?? [])];
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

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @param {SystemPackage} wanted */
function install({ packages, setting }) {
  const isSet =
    !setting || (asRoot(['mkdir', '-p', dirname(setting.file)]) && asRoot(['tee', setting.file], setting.text));
  return isSet && aptGet(['update']) && aptGet(['install', ...packages]);
}

/** @param {string[]} args */
const aptGet = (args) => asRoot(['apt-get', '-qq', '-y', '--no-install-recommends', ...args]);

/** @param {string[]} words @param {string} [input] */
function asRoot(words, input = '') {
  const [command = '', ...rest] = process.getuid?.() === 0 ? words : ['sudo', '-n', ...words];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, rest, { input, stdio: ['pipe', 2, 2], env }).status === 0;
}
