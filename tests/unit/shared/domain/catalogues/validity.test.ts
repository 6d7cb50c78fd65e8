import { describe, expect, test } from 'vitest';
import { awardTypesOn } from '../../../../../src/shared/domain/catalogues/award-types.ts';
import { baseSalaryOn } from '../../../../../src/shared/domain/catalogues/base-salaries.ts';
import { mayBeCited } from '../../../../../src/shared/domain/catalogues/evidence.ts';
import {
  emulationLawFor,
  instrumentByNumber,
  isInForce,
} from '../../../../../src/shared/domain/catalogues/instruments.ts';
import { civilDay } from '../../../../../src/shared/lib/civil-date.ts';
import { awardAmount } from '../../../../../src/shared/lib/money.ts';

const d = civilDay;
const cites = (number: string, on: string) => {
  const instrument = instrumentByNumber(number);
  if (!instrument) throw new Error(`no instrument ${number}`);
  return isInForce(instrument, d(on));
};

describe('what a document may cite', () => {
  test('decree 152 not on 1 March 2027, the day it expires', () => {
    expect([cites('152/2025/NĐ-CP', '2027-03-01'), cites('152/2025/NĐ-CP', '2027-02-28')]).toEqual([false, true]);
    expect([cites('15/2025/TT-BNV', '2027-03-01'), cites('15/2025/TT-BNV', '2025-08-05')]).toEqual([false, true]);
  });
  test('decree 98 not in August 2025', () => {
    expect([cites('98/2023/NĐ-CP', '2025-08-01'), cites('98/2023/NĐ-CP', '2025-06-30')]).toEqual([false, true]);
  });
  test('none of the repealed texts today', () => {
    const repealed = [
      '98/2023/NĐ-CP',
      '01/2024/TT-BNV',
      '13/2023/NĐ-CP',
      '29/2023/TT-BGDĐT',
      '10/2024/TT-BGDĐT',
      '73/2024/NĐ-CP',
    ];
    expect(repealed.filter((number) => cites(number, '2026-11-22'))).toEqual([]);
  });
  test('nothing that is not verified', () => {
    expect((['verified', 'secondary', 'unverified', 'proposal'] as const).map(mayBeCited)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('the change of law on 1 October 2026', () => {
  test('a dossier received on 30 September follows the text of 2022, whenever it is decided', () => {
    expect(emulationLawFor(d('2026-09-30'))).toBe('06/2022/QH15');
    expect(emulationLawFor(d('2026-10-01'))).toBe('06/2026/QH16');
  });
  test('the two new types of award may be asked for from that day and not before', () => {
    const added = awardTypesOn(d('2026-10-01')).filter((row) => !awardTypesOn(d('2026-09-30')).includes(row));
    expect(added.map((row) => row.code)).toEqual(['PHONG_TRAO_CHUYEN_DE', 'CHUYEN_DE']);
    expect(awardTypesOn(d('2026-09-30')).map((row) => row.code)).toContain('DOT_XUAT');
  });
});

test('an award is paid by the base salary of the day of its decision', () => {
  const pays = (on: string) => awardAmount(1000, baseSalaryOn(d(on))?.dong ?? Number.NaN);
  expect([pays('2026-06-30'), pays('2026-07-01')]).toEqual([2_340_000, 2_530_000]);
  expect(baseSalaryOn(d('2020-01-01'))).toBeUndefined();
});
