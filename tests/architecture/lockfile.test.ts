import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './source-files.ts';

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Locked>> }; // npm's own format
const locked = Object.entries(packages).filter(([path]) => path !== '');

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

test('the lockfile names no registry: whoever installs uses their own', () => {
  expect(locked.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([]);
  expect(locked.filter(([, { integrity }]) => !integrity).map(([path]) => path)).toEqual([]);
});

test('every version is exact', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >; // our own file
  const wanted = Object.entries({ ...dependencies, ...devDependencies });
  expect(wanted.length).toBeGreaterThan(10);
  expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
