import { expect, test } from 'vitest';
import { parseNumber, printNumber } from '../../../../src/shared/lib/vietnamese-number.ts';

test.each(['', 'nhiều', '1.23.456', '1,2,3', '6tr'])('%j is no number', (typed) => {
  expect(parseNumber(typed)).toEqual({ ok: false, error: { type: 'not-a-number' } });
});
test.each([
  ['6.400.000', 6_400_000],
  ['6 400 000', 6_400_000],
  ['6400000', 6_400_000],
  ['1.234.567,89', 1_234_567.89],
  ['39,9', 39.9],
  ['39.9', 39.9],
  ['-5', -5],
])('%s is read as %d', (typed, value) => {
  expect(parseNumber(typed)).toEqual({ ok: true, value });
});
test('numbers are printed with dots between thousands and a comma before decimals', () => {
  expect([1_234_567.89, 760_000, 999, 1000, 0, -1500.5, -0.001].map((value) => printNumber(value))).toEqual([
    '1.234.567,89',
    '760.000',
    '999',
    '1.000',
    '0',
    '-1.500,5',
    '0',
  ]);
});
