// Sorts the built files into what is cached while the worker installs and what is cached later.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PrecacheEntry {
  readonly url: string;
  /** null for names that carry their own hash. */
  readonly revision: string | null;
}

export interface PrecacheLists {
  readonly precache: readonly PrecacheEntry[];
  readonly later: readonly PrecacheEntry[];
}

/** Vite puts everything with a hash in its name here, and nothing else. */
const hashedFolder = 'assets/';
/** Chunks too heavy for a submitter's first visit; vite.config.ts names them into this folder. */
export const laterFolder = 'assets/later/';

export function precacheLists(dist: string): PrecacheLists {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dist.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter(isCached)
    .sort();
  const entries = files.map((file) => ({ file, entry: entryOf(dist, file) }));
  return {
    precache: entries.filter(({ file }) => !file.startsWith(laterFolder)).map(({ entry }) => entry),
    later: entries.filter(({ file }) => file.startsWith(laterFolder)).map(({ entry }) => entry),
  };
}

/**
 * The system keeps icons and screenshots itself when it installs the app; the worker must never cache itself;
 * build.json is the server's.
 */
export function isCached(file: string): boolean {
  if (/\.(map|br|gz)$/.test(file)) return false;
  if (file.startsWith('screenshots/') || /^icons\/.*\.png$/.test(file)) return false;
  return file !== 'sw.js' && file !== 'build.json';
}

function entryOf(dist: string, file: string): PrecacheEntry {
  const revision = file.startsWith(hashedFolder) ? null : digest(readFileSync(join(dist, file)));
  return { url: `/${file}`, revision };
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
