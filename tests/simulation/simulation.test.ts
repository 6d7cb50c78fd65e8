// A taste of `npm run sim` with every test run: histories that failed once, some new ones, and whether planted faults still fit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runHistory } from './history.ts';
import { onceFailing } from './kept-seeds.ts';
import { mutants } from './mutants.ts';
import { addHistory, emptyTally } from './tally.ts';

const root = join(import.meta.dirname, '../..');

describe('[S3] [S6] [S10] [S11] [S15] a simulated village', () => {
  it.each(onceFailing)('comes to rest with every word (seed %i)', async (seed) => {
    expect((await runHistory(seed)).violation).toBeNull();
  });

  it('comes to rest with every word in a hundred histories', async () => {
    const tally = emptyTally();
    for (let seed = 1; seed <= 100; seed += 1) addHistory(tally, await runHistory(seed));
    expect(tally.violations).toEqual([]);
    expect(tally.applied).toBeGreaterThan(500);
  });

  it('goes exactly the same way again from the same seed', async () => {
    const trace = async () => {
      const lines: string[] = [];
      const told = await runHistory(4711, (line) => lines.push(line));
      return { lines, told };
    };
    const first = await trace();
    expect(first.lines.length).toBeGreaterThan(30);
    expect(await trace()).toEqual(first);
  });
});

describe('a planted fault', () => {
  it.each(mutants)('fits the source: $name', ({ patches }) => {
    for (const { file, from, to } of patches) {
      expect(readFileSync(join(root, file), 'utf8').split(from)).toHaveLength(2);
      expect(to).not.toBe(from);
    }
  });
});
