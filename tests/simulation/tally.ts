// What many histories came to, and the lines that say it.

import { stepKinds, type Told } from './history.ts';
import { faults } from './network.ts';

export interface Tally {
  runs: number;
  steps: number;
  /** In how many histories each step and each fault occurred. */
  readonly occurred: Record<string, number>;
  applied: number;
  conflicts: number;
  refused: number;
  lostAnswers: number;
  restores: number;
  readonly violations: { readonly seed: number; readonly what: string }[];
}

export const emptyTally = (): Tally => ({
  runs: 0,
  steps: 0,
  occurred: Object.fromEntries([...stepKinds, ...faults].map((name) => [name, 0])),
  applied: 0,
  conflicts: 0,
  refused: 0,
  lostAnswers: 0,
  restores: 0,
  violations: [],
});

export function addHistory(tally: Tally, told: Told): void {
  tally.runs += 1;
  tally.steps += told.steps;
  for (const name of [...told.kinds, ...told.faults]) tally.occurred[name] = (tally.occurred[name] ?? 0) + 1;
  tally.applied += told.applied;
  tally.conflicts += told.conflicts;
  tally.refused += told.refused;
  tally.lostAnswers += told.lostAnswers;
  tally.restores += told.restores;
  if (told.violation !== null) tally.violations.push({ seed: told.seed, what: told.violation });
}

export function addTally(sum: Tally, part: Tally): void {
  for (const name of ['runs', 'steps', 'applied', 'conflicts', 'refused', 'lostAnswers', 'restores'] as const)
    sum[name] += part[name];
  for (const [name, count] of Object.entries(part.occurred)) sum.occurred[name] = (sum.occurred[name] ?? 0) + count;
  sum.violations.push(...part.violations);
}

/** A kind of step or fault in fewer histories than this, in percent, is hardly tried. */
export const leastPercent = 5;
/** Steps of a history, in the mean. */
export const leastSteps = 30;

export const percent = ({ runs, occurred }: Tally, name: string): number =>
  (100 * (occurred[name] ?? 0)) / Math.max(1, runs);

export const rare = (tally: Tally): readonly string[] =>
  Object.keys(tally.occurred).filter((name) => percent(tally, name) < leastPercent);

export function linesOf(tally: Tally): readonly string[] {
  const list = (names: readonly string[]) =>
    names.map((name) => `${name} ${percent(tally, name).toFixed(1)} %`).join(' · ');
  return [
    `histories ${tally.runs}, steps ${tally.steps} (${(tally.steps / Math.max(1, tally.runs)).toFixed(1)} a history)`,
    `steps, in how many histories: ${list(stepKinds)}`,
    `faults, in how many histories: ${list(faults)}`,
    `operations applied ${tally.applied}, conflicts ${tally.conflicts}, refused ${tally.refused}, answers lost ${tally.lostAnswers}, restores ${tally.restores}`,
    `violations ${tally.violations.length}`,
    ...tally.violations.slice(0, 10).map(({ seed, what }) => `  seed ${seed}: ${what.split('\n')[0]}`),
  ];
}
