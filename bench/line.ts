// One measured figure, and how it is printed: `name value unit budget ok|over`.

export type BenchLine = {
  name: string;
  value: number;
  unit: string;
  /** The most that is allowed; without it the line only informs. */
  budget?: number;
  /** How the figure came about: a factor, a machine, a corpus. */
  note?: string;
};

/** A figure that cannot be measured is over its budget: NaN never passes. */
export function isOver({ value, budget }: BenchLine): boolean {
  return budget !== undefined && !(value <= budget);
}

export function formatBenchLine(line: BenchLine): string {
  const { name, value, unit, budget, note } = line;
  const verdict = budget === undefined ? [] : [`≤ ${budget}`, isOver(line) ? 'over' : 'ok'];
  return [name, round(value), unit, ...verdict, ...(note ? [`(${note})`] : [])].join('  ');
}

/** Three significant digits tell all that a benchmark knows. */
function round(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
