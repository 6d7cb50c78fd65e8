// One measured figure, and how it is printed: `name  value  unit  ≤ budget  ok|over  # note`.

export type BenchLine = {
  name: string;
  value: number;
  unit: string;
  /** Without it the line only informs. */
  budget?: number;
  /** `at-least`: the budget is a floor, not a ceiling. */
  bound?: 'at-least';
  /** How the figure came about: a factor, a machine, a corpus. */
  note?: string;
};

/** A figure that cannot be measured is over its budget: NaN never passes. */
export function isOver({ value, budget, bound }: BenchLine): boolean {
  if (budget === undefined) return false;
  return bound === 'at-least' ? !(value >= budget) : !(value <= budget);
}

export function formatBenchLine(line: BenchLine): string {
  const { name, value, unit, budget, bound, note } = line;
  const sign = bound === 'at-least' ? '≥' : '≤';
  const verdict = budget === undefined ? [] : [`${sign} ${budget}`, isOver(line) ? 'over' : 'ok'];
  return [name, round(value), unit, ...verdict, ...(note ? [`# ${note}`] : [])].join('  ');
}

/** Three significant digits tell all that a benchmark knows; a tenth more never hides what is over. */
function round(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return String(Number(Math.abs(value) >= 100 ? value.toFixed(1) : value.toPrecision(3)));
}
