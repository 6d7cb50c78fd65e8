// Numbers as Vietnamese is written: a dot between thousands, a comma before decimals.
import { err, ok, type Result } from './result.ts';

/** `1234567.89` becomes `1.234.567,89`; at most `decimals` of them, none when they are zero. */
export function printNumber(value: number, decimals = 2): string {
  const [whole = '', fraction = ''] = Math.abs(value).toFixed(decimals).split('.');
  const kept = fraction.replace(/0+$/, '');
  const sign = value < 0 && Number(`${whole}.${fraction}`) !== 0 ? '-' : '';
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, '.') + (kept === '' ? '' : `,${kept}`);
}

/** Reads `6.400.000`, `6 400 000`, `6400000` and `1.234,5`. A lone dot before other than three digits is a decimal point (`39.9`). */
export function parseNumber(typed: string): Result<number, { type: 'not-a-number' }> {
  const text = typed.trim().replace(/\s/g, '');
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return ok(Number(text.replaceAll('.', '').replace(',', '.')));
  if (/^-?\d+([.,]\d+)?$/.test(text)) return ok(Number(text.replace(',', '.')));
  return err({ type: 'not-a-number' });
}
