import { expect, test } from 'vitest';
import { icons } from '../../../src/ui/icons.ts';
import { readSourceFiles } from '../../architecture/source-files.ts';

const source = readSourceFiles()
  // Screens only: the domain has words of its own that sound like an icon's name.
  .filter(({ path }) => /^src\/(app|features|ui)\//.test(path) && path !== 'src/ui/icons.ts')
  .map(({ text }) => text)
  .join('\n');

test('every icon that a phone loads is shown somewhere', () => {
  expect(source.length).toBeGreaterThan(10_000);
  expect(Object.keys(icons).length).toBeGreaterThan(10);
  expect(Object.keys(icons).filter((name) => !new RegExp(`['"]${name}['"]`).test(source))).toEqual([]);
});

test('every icon begins at a point of its own, so that it can stand alone', () => {
  expect(Object.entries(icons).filter(([, path]) => !path.startsWith('M'))).toEqual([]);
});
