// npm run sim -- --runs N --seed S: many histories, side by side; --mutants: how soon each planted fault is noticed;
// --replay SEED: one history, step by step, exactly as it was.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runHistory } from './history.ts';
import { keptSeeds } from './kept-seeds.ts';
import { mutants } from './mutants.ts';
import { addTally, emptyTally, leastPercent, leastSteps, linesOf, rare, type Tally } from './tally.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    mutants: { type: 'boolean', default: false },
    replay: { type: 'string' },
  },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed) || seed < 0) {
  console.error('--runs and --seed take whole numbers');
  process.exit(2);
}

if (values.replay !== undefined) process.exitCode = await replay(Number(values.replay));
else if (values.mutants) process.exitCode = await killMutants();
else process.exitCode = await simulate();

async function replay(one: number): Promise<number> {
  const { violation } = await runHistory(one, (line) => console.log(line));
  console.log(violation ?? 'nothing is wrong');
  return violation === null ? 0 : 1;
}

async function simulate(): Promise<number> {
  const began = performance.now();
  const sum = emptyTally();
  const processes = Math.min(availableParallelism(), runs);
  const share = Math.ceil(runs / processes);
  await Promise.all(
    Array.from({ length: processes }, (_, at) =>
      histories(seed + at * share, Math.max(0, Math.min(share, runs - at * share)), false, null, (part) => {
        addTally(sum, part);
        // A long run says at once what it found.
        for (const { seed: found, what } of part.violations) console.error(`seed ${found}: ${what.split('\n')[0]}`);
      }),
    ),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const line of linesOf(sum)) console.log(line);
  console.log(
    `seeds ${seed} to ${seed + runs - 1}, ${seconds.toFixed(0)} s, ${(runs / seconds).toFixed(0)} histories a second on ${processes} cores`,
  );
  const seldom = runs >= 1000 ? rare(sum) : [];
  if (seldom.length > 0) console.log(`in fewer than ${leastPercent} % of histories: ${seldom.join(', ')}`);
  const isShort = sum.steps < leastSteps * sum.runs;
  if (isShort) console.log(`fewer than ${leastSteps} steps a history`);
  return sum.violations.length > 0 || seldom.length > 0 || isShort || sum.runs !== runs ? 1 : 0;
}

/** Each mutant meets its kept seed first, then history after history. */
async function killMutants(): Promise<number> {
  let alive = 0;
  const queue = [...mutants];
  const hunt = async () => {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const { name } = mutant;
      const kept = keptSeeds[name];
      const byKept = kept === undefined ? emptyTally() : await hunted(name, kept, 1);
      const byRuns = byKept.violations.length > 0 ? byKept : await hunted(name, seed, runs);
      const [death] = byRuns.violations;
      if (!death) alive += 1;
      const how =
        byRuns === byKept
          ? `died by the kept seed ${kept}`
          : `died after ${byRuns.runs} histories (seed ${death?.seed})`;
      console.log(`${name}: ${death ? how : `ALIVE after ${byRuns.runs} histories`}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, hunt));
  console.log(`mutants ${mutants.length}, alive ${alive}`);
  return alive > 0 ? 1 : 0;
}

async function hunted(mutant: string, from: number, most: number): Promise<Tally> {
  const sum = emptyTally();
  await histories(from, most, true, mutant, (part) => addTally(sum, part));
  return sum;
}

/** One process. Rejects when it ends otherwise than by itself. */
function histories(
  from: number,
  count: number,
  stops: boolean,
  mutant: string | null,
  take: (part: Tally) => void,
): Promise<void> {
  const hook = new URL('./mutate.ts', import.meta.url).href;
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'worker.ts'), [String(from), String(count), stops ? '1' : '0'], {
      // Young objects die young: a larger nursery spares half of the collecting.
      execArgv: ['--max-semi-space-size=64', ...(mutant === null ? [] : ['--import', hook])],
      env: { ...process.env, ...(mutant === null ? {} : { SIM_MUTANT: mutant }) },
    });
    child.on('message', (part) => take(part as Tally)); // what worker.ts sends
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a simulation ended with ${code}`))));
  });
}
