// What a fault test counted: one line a figure for whoever reads along, and for `npm run faults`, which adds them up.
import { appendFileSync } from 'node:fs';

export interface Figure {
  readonly test: string;
  readonly what: string;
  readonly count: number;
}

export function tellFigures(test: string, figures: Readonly<Record<string, number>>): void {
  for (const [what, count] of Object.entries(figures)) {
    console.log(`${test}: ${what} ${count}`);
    const figure: Figure = { test, what, count };
    if (process.env.FAULT_FIGURES) appendFileSync(process.env.FAULT_FIGURES, `${JSON.stringify(figure)}\n`);
  }
}
