import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './source-files.ts';

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The project's own install, and that of the peers it is measured against. */
const installs = ['.', 'bench/peers'];

const lockedIn = (folder: string) => {
  const text = readFileSync(join(root, folder, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Locked>> }; // npm's own format
  return Object.entries(packages).filter(([path]) => path !== '');
};
const locked = lockedIn('.');

/** Packages that come as one part for each platform, and the parts they name. */
const split = locked
  .map(([path, { optionalDependencies = {} }]) => ({ path, parts: Object.keys(optionalDependencies) }))
  .filter(({ parts }) => parts.some((part) => /linux/.test(part)));

test('every part of a package split by platform is locked, so that npm ci works on any machine', () => {
  expect(split.length).toBeGreaterThan(2);
  const missing = split.flatMap(({ parts }) =>
    parts.filter((part) => !locked.some(([path]) => path.endsWith(`node_modules/${part}`))),
  );
  expect(missing).toEqual([]);
});

test.each(['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win32-x64'])(
  'each of them has a part for %s',
  (platform) => {
    const without = split.filter(({ parts }) => !parts.some((part) => part.includes(platform)));
    expect(without.map(({ path }) => path)).toEqual([]);
  },
);

test.each(installs)('the lockfile of %s names no registry: whoever installs uses their own', (folder) => {
  expect(lockedIn(folder).length).toBeGreaterThan(10);
  expect(lockedIn(folder).filter(([, { resolved }]) => resolved)).toEqual([]);
  expect(lockedIn(folder).filter(([, { integrity }]) => !integrity)).toEqual([]);
});

test.each(installs)('every version that %s asks for is exact', (folder) => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>; // our own file
  const wanted = Object.entries({ ...dependencies, ...devDependencies });
  expect(wanted.length).toBeGreaterThan(3);
  expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('what only measures is not part of the install', () => {
  expect(locked.filter(([path]) => path.includes('pouchdb'))).toEqual([]);
});
