// What page, worker and server know about the build they are: version, commit, and a digest of its inputs.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface AppConstants {
  readonly version: string;
  readonly commit: string;
  readonly buildId: string;
}

/** Everything the bytes of `dist/` depend on. Server code is not in it: changing it must not send phones a new app. */
const inputs = [
  'index.html',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'public',
  'scripts/build',
  'src',
  'sw',
];

export function readAppConstants(root: string): AppConstants {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }; // our own file
  return { version, commit: currentCommit(root), buildId: digestOfInputs(root) };
}

/** For Vite's `define`. */
export function appDefines(app: AppConstants): Record<string, string> {
  return {
    __APP_VERSION__: JSON.stringify(app.version),
    __APP_COMMIT__: JSON.stringify(app.commit),
    __BUILD_ID__: JSON.stringify(app.buildId),
  };
}

/** 16 hex digits; the same for the same files, whatever machine or folder. */
export function digestOfInputs(root: string): string {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesBelow(root, input)).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesBelow(root, `${path}/${name}`));
}

/** APP_COMMIT names it where there is no checkout (a container image). */
function currentCommit(root: string): string {
  if (process.env.APP_COMMIT) return process.env.APP_COMMIT;
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
