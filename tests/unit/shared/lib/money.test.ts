import { describe, expect, test } from 'vitest';
import { awardAmount, awardTenths, printDong, printDongShort } from '../../../../src/shared/lib/money.ts';

describe('what an award pays', () => {
  test('150 and 800 thousandths of 2.530.000 are rounded up to ten thousand', () => {
    expect(awardAmount(150, 2_530_000)).toBe(380_000);
    expect(awardAmount(800, 2_530_000)).toBe(2_030_000);
  });
  test('a whole amount is not rounded further', () => {
    expect(awardAmount(1000, 2_530_000)).toBe(2_530_000);
    expect(awardAmount(1000, 2_340_000)).toBe(2_340_000);
  });
  test.each([
    [100, 260_000, 240_000],
    [300, 760_000, 710_000],
    [1500, 3_800_000, 3_510_000],
    [3000, 7_590_000, 7_020_000],
  ])('coefficient %i thousandths pays %i today and paid %i before', (permille, now, before) => {
    expect([awardAmount(permille, 2_530_000), awardAmount(permille, 2_340_000)]).toEqual([now, before]);
  });
  test('a household and a collective get more, rounded once at the end', () => {
    const pays = (permille: number, base: number) =>
      [awardTenths.household, awardTenths.collective].map((tenths) => awardAmount(permille, base, tenths));
    expect(pays(150, 2_530_000)).toEqual([570_000, 760_000]);
    expect(pays(300, 2_530_000)).toEqual([1_140_000, 1_520_000]);
    expect(pays(150, 2_340_000)).toEqual([530_000, 710_000]);
    expect(pays(300, 2_340_000)).toEqual([1_060_000, 1_410_000]);
  });
  test('a coefficient that is not whole thousandths is a bug', () => {
    expect(() => awardAmount(0.15, 2_530_000.5)).toThrow(RangeError);
  });
});

test('documents write đồng, screens đ', () => {
  expect([printDong(760_000), printDongShort(760_000)]).toEqual(['760.000 đồng', '760.000 đ']);
  expect(printDongShort(0)).toBe('0 đ');
});
