// Runs the histories of one process and tells what they came to, a few hundred at a time. `stop` ends it at the first violation.
import { runHistory } from './history.ts';
import { addHistory, emptyTally } from './tally.ts';

const [from = 0, runs = 0, stops = 0] = process.argv.slice(2).map(Number);
const slice = 250;

for (let done = 0; done < runs; done += slice) {
  const tally = emptyTally();
  for (let at = done; at < Math.min(runs, done + slice); at += 1) {
    addHistory(tally, await runHistory(from + at));
    if (stops === 1 && tally.violations.length > 0) break;
  }
  await new Promise((resolve) => process.send?.(tally, resolve));
  if (stops === 1 && tally.violations.length > 0) break;
}
process.disconnect?.();
