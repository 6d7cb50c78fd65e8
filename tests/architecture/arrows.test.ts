import { describe, expect, test } from 'vitest';
import { arrows, brokenArrows } from './arrows.ts';
import { importsOf } from './imports.ts';
import { readSourceFiles } from './source-files.ts';

const files = readSourceFiles();
/** Ambient declarations that the build fills in; nothing imports them. */
const besideTheFolders = ['src/build-constants.d.ts', 'src/runtime.d.ts'];
/** A tool asks for it. */
const mayExportDefault: readonly string[] = [];

describe('who may import whom', () => {
  const planted: readonly [path: string, text: string][] = [
    ['src/shared/lib/a.ts', "import { x } from '../domain/x.ts';"],
    ['src/shared/domain/a.ts', "import type { X } from '../wire/x.ts';"],
    ['src/shared/wire/a.ts', "export { x } from '../sync/x.ts';"],
    ['src/shared/sync/a.ts', "export * from '../../db/x.ts';"],
    ['src/shared/domain/a.ts', "type X = import('../../i18n/x.ts').X;"],
    ['src/shared/domain/a.ts', "import { Dexie } from 'dexie';"],
    ['src/shared/wire/a.ts', "import { readFileSync } from 'node:fs';"],
    ['src/db/a.ts', "import { x } from '../sync/x.ts';"],
    ['src/db/a.ts', "import * as z from 'zod';"],
    ['src/ui/A.tsx', "import { x } from '../shared/domain/x.ts'; const a = <p />;"],
    ['src/features/inbox/A.tsx', "import { B } from '../capture/B.tsx';"],
    ['src/features/session/A.tsx', "import { B } from '../record-form/B.tsx';"],
    ['src/features/record-form/A.tsx', "import { B } from '../capture/B.tsx';"],
    ['src/features/inbox/A.tsx', "const b = await import('../../sync/b.ts');"],
    ['src/app/a.ts', "import { x } from '../../server/x.ts';"],
    ['src/app/a.ts', "new Worker(new URL('../../sw/main.ts', import.meta.url));"],
    ['sw/a.ts', "import { x } from '../src/app/x.ts';"],
    ['server/a.ts', "import { x } from '../src/db/x.ts';"],
    ['server/a.ts', "import { x } from '../tests/support/x.ts';"],
    ['scripts/a.ts', "import { x } from '../bench/x.ts';"],
    ['src/other/a.ts', ''],
  ];

  test.each(planted)('a forbidden import planted in %s is found: %s', (path, text) => {
    expect(brokenArrows({ path, text })).toHaveLength(1);
  });

  test.each([
    ['src/features/inbox/A.tsx', "import { B } from './B.tsx'; import { c } from '../../db/c.ts'; import 'preact';"],
    ['src/features/inbox/A.tsx', "import { b } from '../session/b.ts'; import { C } from '../record-form/C.tsx';"],
    ['src/app/a.ts', "new Worker(new URL('../photo/worker.ts', import.meta.url), { type: 'module' });"],
    ['src/shared/wire/a.ts', "import * as z from 'zod/mini'; import { b } from '../domain/b.ts';"],
    ['tests/unit/a.ts', "import { b } from '../../server/b.ts'; import { c } from '../../bench/c.ts';"],
  ])('an allowed import in %s is let through: %s', (path, text) => {
    expect(brokenArrows({ path, text })).toEqual([]);
  });

  test('every file of the repository keeps the table', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap((file) => importsOf(file).imports).length).toBeGreaterThan(50);
    expect(files.filter(({ path }) => !besideTheFolders.includes(path)).flatMap(brokenArrows)).toEqual([]);
  });

  test('the table names no folder it does not have a row for', () => {
    expect(
      Object.values(arrows)
        .flat()
        .filter((folder) => !(folder in arrows)),
    ).toEqual([]);
  });
});

describe('default exports', () => {
  test('one that is planted is found', () => {
    expect(
      importsOf({ path: 'src/ui/A.tsx', text: 'export default function A() { return <p />; }' }).hasDefaultExport,
    ).toBe(true);
  });

  test('no file has one unless a tool asks for it', () => {
    const found = files.filter((file) => importsOf(file).hasDefaultExport).map(({ path }) => path);
    expect(found).toEqual(mayExportDefault);
  });
});
