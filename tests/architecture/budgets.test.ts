import { expect, test } from 'vitest';
import { benchNames } from '../../bench/benches.ts';
import { type BudgetId, budgets, held } from '../../bench/budgets.ts';
import { formatBenchLine, isOver } from '../../bench/line.ts';
import { readSourceFiles } from './source-files.ts';

const files = readSourceFiles().filter(({ path }) => path.startsWith('bench/'));
const ids = Object.keys(budgets) as BudgetId[]; // the keys of a literal
const textOf = (bench: string) => files.find(({ path }) => path === `bench/${bench}.ts`)?.text ?? '';

test('every budget is measured by the benchmark that it names', () => {
  expect(ids.length).toBeGreaterThan(5);
  const unmeasured = ids.filter((id) => !new RegExp(`\\bheld\\(\\s*'${id}'`).test(textOf(budgets[id].bench)));
  expect(unmeasured).toEqual([]);
});

test('every benchmark has a file and measures a budget of the table', () => {
  expect(benchNames.length).toBeGreaterThan(2);
  const idle = benchNames.filter((name) => !ids.some((id) => budgets[id].bench === name) || textOf(name) === '');
  expect(idle).toEqual([]);
});

test('no limit stands outside the table', () => {
  expect(files.length).toBeGreaterThan(4);
  const elsewhere = files.filter(({ text }) => /\bbudget: *[\d_]/.test(text)).map(({ path }) => path);
  expect(elsewhere).toEqual([]);
});

test('a figure over its budget, or one that could not be measured, is said to be over', () => {
  expect(formatBenchLine(held('precache', 250.4))).toBe('everything precached  250.4  KB brotli  ≤ 250  over');
  expect(formatBenchLine(held('precache', 250, '9 files'))).toBe(
    'everything precached  250  KB brotli  ≤ 250  ok  # 9 files',
  );
  expect(isOver(held('precache', Number.NaN))).toBe(true);
  expect(isOver({ name: 'throughput', value: 40, unit: '%', budget: 50, bound: 'at-least' })).toBe(true);
  expect(isOver({ name: 'throughput', value: 60, unit: '%', budget: 50, bound: 'at-least' })).toBe(false);
});
