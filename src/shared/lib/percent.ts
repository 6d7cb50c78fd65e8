// Shares are whole tenths of a percent, so that "makes 100" is an equality and not a guess about floats.
import { err, ok, type Result } from './result.ts';

/** 100 %. */
export const wholeShare = 1000;

/** Reads `39,9`, `39.9`, `40`, `40 %` as 399, 399, 400, 400. At most one decimal, from 0 to 100. */
export function parsePercent(typed: string): Result<number, { type: 'not-a-percent' }> {
  const parts = /^(\d{1,3})(?:[.,](\d))?\s*%?$/.exec(typed.trim());
  if (!parts) return err({ type: 'not-a-percent' });
  const tenths = Number(parts[1]) * 10 + Number(parts[2] ?? 0);
  return tenths <= wholeShare ? ok(tenths) : err({ type: 'not-a-percent' });
}

/** 399 becomes `39,9 %`, 400 `40 %`. */
export function printPercent(tenths: number): string {
  const decimal = tenths % 10;
  return `${Math.trunc(tenths / 10)}${decimal === 0 ? '' : `,${decimal}`} %`;
}

/** The shares of the authors of one initiative make exactly 100 %. */
export const sharesMakeWhole = (tenths: readonly number[]): boolean =>
  tenths.reduce((sum, share) => sum + share, 0) === wholeShare;
