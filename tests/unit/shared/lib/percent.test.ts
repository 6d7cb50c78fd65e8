import { expect, test } from 'vitest';
import { parsePercent, printPercent, sharesMakeWhole } from '../../../../src/shared/lib/percent.ts';

const tenths = (typed: string) => {
  const parsed = parsePercent(typed);
  if (!parsed.ok) throw new Error(typed);
  return parsed.value;
};

test('60 and 39,9 do not make a whole initiative', () => {
  expect(sharesMakeWhole([tenths('60'), tenths('39,9')])).toBe(false);
  expect(sharesMakeWhole([])).toBe(false);
});
test('60 and 40 do, and so do thirds that were rounded with care', () => {
  expect(sharesMakeWhole([tenths('60'), tenths('40')])).toBe(true);
  expect(sharesMakeWhole(['33,3', '33,3', '33,4'].map(tenths))).toBe(true);
});
test.each(['', '-1', '100,1', '39,99', '1000', 'một nửa', '39,'])('%j is no share', (typed) => {
  expect(parsePercent(typed)).toEqual({ ok: false, error: { type: 'not-a-percent' } });
});
test('comma, dot and percent sign are all read', () => {
  expect(['39,9', '39.9', ' 40 % ', '40%', '100', '0'].map(tenths)).toEqual([399, 399, 400, 400, 1000, 0]);
});
test('a share is printed with a comma, and without one when it is whole', () => {
  expect([399, 400, 1000, 5].map(printPercent)).toEqual(['39,9 %', '40 %', '100 %', '0,5 %']);
});
