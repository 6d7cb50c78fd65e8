// The built page, read once: its files, their compressed twins and their tags. The server never compresses while a phone waits.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

export interface SiteFile {
  readonly type: string;
  /** Of the uncompressed bytes. */
  readonly etag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly compressed: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>>;
}

/** In the order the server prefers them. */
export const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];
const endings: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' };

export interface Site {
  /** By path, as addresses have it: `/assets/main-1a2b.js`. */
  readonly files: ReadonlyMap<string, SiteFile>;
  readonly build: BuildFacts;
}

export interface BuildFacts {
  readonly version: string;
  readonly commit: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
};

/** Null when nothing was built there; a folder without build.json is not a finished build. */
export function readSite(dist: string): Site | null {
  const about = join(dist, 'build.json');
  if (!existsSync(about)) return null;
  const { version, commit } = JSON.parse(readFileSync(about, 'utf8')) as BuildFacts; // written by our own build
  const paths = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path !== about && !/\.(br|gz|map)$/.test(path));
  const files = new Map(paths.map((path) => [path.slice(dist.length).replaceAll(sep, '/'), readSiteFile(path)]));
  return { files, build: { version, commit } };
}

function readSiteFile(path: string): SiteFile {
  const bytes = read(path);
  const found = encodings.flatMap((encoding) => {
    const twin = path + endings[encoding];
    return existsSync(twin) ? [[encoding, read(twin)] as const] : [];
  });
  return {
    type: types[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    bytes,
    compressed: Object.fromEntries(found),
  };
}

const read = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(path));
