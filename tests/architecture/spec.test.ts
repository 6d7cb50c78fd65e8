// Every rule of the wire has a number, and tests that carry it: searching the one finds the other.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSourceFiles, root } from './source-files.ts';

const spec = readFileSync(join(root, 'src/shared/wire/SPEC.md'), 'utf8');
const rules = [...spec.matchAll(/^\*\*([SP]\d+)[ *]/gm)].map(([, id]) => id ?? '');
const tests = readSourceFiles().filter(({ path }) => /^tests\/.*\.test\.tsx?$|^tests\/contract\//.test(path));

describe('the rules of the wire', () => {
  it('are read, each once', () => {
    expect(rules.length).toBeGreaterThan(20);
    expect(new Set(rules).size).toBe(rules.length);
    expect(tests.length).toBeGreaterThan(50);
  });

  it.each(rules)('%s is carried by a test', (id) => {
    expect(tests.some(({ text }) => text.includes(`[${id}]`))).toBe(true);
  });

  it('are all that a test may name', () => {
    const named = new Set(
      tests.flatMap(({ text }) => [...text.matchAll(/\[([SP]\d{1,2})\]/g)].map(([, id]) => id ?? '')),
    );
    expect([...named].filter((id) => !rules.includes(id))).toEqual([]);
  });
});
