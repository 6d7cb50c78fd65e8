// Money is whole đồng. No float ever holds a part of one.
import { printNumber } from './vietnamese-number.ts';

/** How many tenths of an individual's award: a household gets 1.5 times, a collective twice. */
export const awardTenths = { individual: 10, household: 15, collective: 20 } as const;

/**
 * coefficient × base salary, rounded up to 10.000 đồng once, at the end.
 * @param permille the coefficient in thousandths: 0,15 is 150. @param baseSalary đồng, of the day of the decision.
 */
export function awardAmount(permille: number, baseSalary: number, tenths = 10): number {
  const scaled = permille * baseSalary * tenths; // whole numbers far below 2^53
  if (!Number.isSafeInteger(scaled)) throw new RangeError('an award is computed from whole numbers');
  return Math.ceil(scaled / (1000 * 10 * 10_000)) * 10_000;
}

/** `760.000 đồng`, for documents. */
export const printDong = (amount: number): string => `${printNumber(amount, 0)} đồng`;

/** `760.000 đ`, for screens. */
export const printDongShort = (amount: number): string => `${printNumber(amount, 0)} đ`;
