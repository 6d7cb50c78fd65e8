import { expect, test } from 'vitest';
import {
  isOpen,
  movementByCode,
  movements,
  movementsOn,
} from '../../../../../src/shared/domain/catalogues/movements.ts';
import { type CivilDate, isCivilDate } from '../../../../../src/shared/lib/civil-date.ts';

const date = (text: string): CivilDate => {
  if (!isCivilDate(text)) throw new Error(text);
  return text;
};
const codesOn = (text: string) => movementsOn(date(text)).map((row) => row.code);

test('a movement that ended in 2025 takes no deed of 2026', () => {
  expect(codesOn('2026-11-22')).toEqual(['PT04', 'PT05', 'PT05a', 'PT06', 'PT08', 'TX', 'PT-2026']);
});
test('a deed of 2025 may still be tied to what ran then, also when only the year is known', () => {
  expect(codesOn('2025')).toEqual(codesOn('2025-12-31'));
  expect(codesOn('2025')).toEqual(expect.arrayContaining(['PT01', 'PT02', 'PT03', 'PT07', 'PT07a', 'KH01']));
  expect(codesOn('2025')).not.toContain('PT-2026');
});
test('first and last year both count', () => {
  const plan = movementByCode('KH01');
  if (!plan) throw new Error('KH01');
  expect(['2021-12-31', '2022', '2025-12', '2026-01-01'].map((day) => isOpen(plan, date(day)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
test('the national digital programme is cited as decision 749, never as 479', () => {
  const numbers = movements.flatMap((row) => row.bases.map((basis) => basis.number));
  expect(numbers).toContain('749/QĐ-TTg');
  expect(numbers).not.toContain('479/QĐ-TTg');
});
test('numbers known by hearsay are marked so', () => {
  const unverified = movements.flatMap((row) => row.bases).filter((basis) => basis.evidence !== 'verified');
  expect(unverified.map((basis) => basis.number)).toEqual(['587/QĐ-TTg', '666/QĐ-TTg', '733/QĐ-TTg', '1315/QĐ-TTg']);
});
test('a movement of the commune stands under one that exists, and none ends before it begins', () => {
  const parents = movements.flatMap((row) => row.parent ?? []);
  expect(parents).toEqual(['PT05', 'PT07']);
  expect(parents.filter((code) => !movementByCode(code))).toEqual([]);
  expect(movements.filter((row) => row.fromYear !== null && row.toYear !== null && row.fromYear > row.toYear)).toEqual(
    [],
  );
});
test('directives frame the work and are offered for no record', () => {
  expect(movements.filter((row) => row.kind === 'directive').map((row) => row.code)).toEqual(['CT05', 'CT34']);
  expect(codesOn('2020')).not.toContain('CT05');
});
