// npm run faults: the real server, phones and browser, killed, cut off and restored. Says what was done to them and what was
// lost, then the sum: "N passed, N failed, N skipped". `npm run faults -- restore` runs the files of that name; SEED=… repeats.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { conclude, reports, vitest } from './counted.ts';
import { chromium, postgresql, systemProgram } from './system-packages.mjs';

/** As tests/support/figures.ts writes it. */
interface Figure {
  readonly test: string;
  readonly what: string;
  readonly count: number;
}

const postgres = systemProgram(postgresql);
const browser = systemProgram(chromium);
const figuresFile = join(reports, 'fault-figures.jsonl');
mkdirSync(reports, { recursive: true });
rmSync(figuresFile, { force: true });

const counts = vitest('faults', ['--project', 'faults', ...process.argv.slice(2)], {
  ...(postgres ? { POSTGRES: postgres } : {}),
  ...(browser ? { CHROMIUM: browser } : {}),
  FAULT_FIGURES: figuresFile,
});
sayFigures(readFigures());
conclude(counts);

function readFigures(): readonly Figure[] {
  try {
    const lines = readFileSync(figuresFile, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line) as Figure); // written by our own tests
  } catch {
    return []; // no test came to its end
  }
}

/** Every figure in a line of its own, and at the end those that several tests count. */
function sayFigures(figures: readonly Figure[]): void {
  console.log();
  for (const { test, what, count } of figures) console.log(`${test}: ${what} ${count}`);
  console.log();
  for (const what of ['kills', 'worker stops', 'cuts', 'restores', 'operations', 'photos', 'losses']) {
    const all = figures.filter((one) => one.what === what);
    if (all.length > 0) console.log(`in all: ${what} ${all.reduce((sum, { count }) => sum + count, 0)}`);
  }
}
