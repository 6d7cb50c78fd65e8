// The second client proves that the specification is whole: so it may know nothing else.
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf } from './imports.ts';
import { readSourceFiles, type SourceFile } from './source-files.ts';

const folder = 'tests/second-client/';
/** Its tests set the app's phone beside it, and start the server. */
const files = readSourceFiles().filter(({ path }) => path.startsWith(folder) && !path.endsWith('.test.ts'));

const strangers = (file: SourceFile) =>
  importsOf(file).imports.filter((name) => {
    if (name.startsWith('node:')) return false;
    return !(name.startsWith('.') && posix.join(posix.dirname(file.path), name).startsWith(folder));
  });

describe('the second client', () => {
  it('imports only Node and itself', () => {
    expect(files.map(({ path }) => path)).toContain(`${folder}client.ts`);
    expect(files.flatMap(strangers)).toEqual([]);
  });

  it.each([
    "import type { Down } from '../../src/shared/wire/down.ts';",
    "export { newId } from '../support/village.ts';",
    "const zod = await import('zod/mini');",
  ])('a planted import is found: %s', (text) => {
    expect(strangers({ path: `${folder}planted.ts`, text })).toHaveLength(1);
  });
});
