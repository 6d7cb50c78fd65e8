// `npm run bench -- size phone`: one line a figure; ends with 1 when one is over its budget. Without a name: all of them.
import { availableParallelism, loadavg } from 'node:os';
import { type BenchName, benches, benchNames } from './benches.ts';
import { budgets } from './budgets.ts';
import { type BenchLine, formatBenchLine, isOver } from './line.ts';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !isBenchName(name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}. There are: ${benchNames.join(', ')}`);
  process.exit(2);
}

let over = 0;
for (const name of asked.length > 0 ? asked.filter(isBenchName) : benchNames) {
  const lines = await benches[name]();
  for (const line of [...lines, ...unmeasured(name, lines)]) {
    console.log(formatBenchLine(line));
    if (isOver(line)) over += 1;
  }
}
// Times mean little on a machine that is busy with something else.
const busy = { name: 'load of this machine, last minute', value: loadavg()[0] ?? Number.NaN, unit: 'processes' };
console.log(formatBenchLine({ ...busy, note: `on ${availableParallelism()} cores` }));
process.exitCode = over > 0 ? 1 : 0;

/** A budget that a benchmark forgot to measure is over. */
function unmeasured(bench: BenchName, lines: readonly BenchLine[]): readonly BenchLine[] {
  return Object.values(budgets)
    .filter((budget) => budget.bench === bench && !lines.some(({ name }) => name === budget.what))
    .map(({ what, limit, unit }) => ({ name: what, value: Number.NaN, unit, budget: limit, note: 'was not measured' }));
}

function isBenchName(name: string): name is BenchName {
  return Object.hasOwn(benches, name);
}
