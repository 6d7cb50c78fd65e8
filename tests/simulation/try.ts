import { runHistory } from './history.ts';

if (process.argv[2] === 'trace') {
  const t = await runHistory(Number(process.argv[3]), console.log);
  console.log(t);
  process.exit();
}
const from = Number(process.argv[2] ?? 1),
  n = Number(process.argv[3] ?? 200);
const t = performance.now();
let bad = 0;
let steps = 0,
  applied = 0,
  conflicts = 0,
  refused = 0,
  restores = 0;
const kinds = new Map<string, number>();
for (let s = from; s < from + n; s++) {
  const told = await runHistory(s);
  steps += told.steps;
  applied += told.applied;
  conflicts += told.conflicts;
  refused += told.refused;
  restores += told.restores;
  for (const k of [...told.kinds, ...told.faults]) kinds.set(k, (kinds.get(k) ?? 0) + 1);
  if (told.violation) {
    bad++;
    if (bad <= 5) console.log(s, told.violation.slice(0, 600));
  }
}
console.log({
  n,
  bad,
  ms: performance.now() - t,
  per: (performance.now() - t) / n,
  steps: steps / n,
  applied: applied / n,
  conflicts: conflicts / n,
  refused: refused / n,
  restores,
});
console.log([...kinds].map(([k, c]) => `${k} ${((100 * c) / n).toFixed(1)}%`).join(', '));
