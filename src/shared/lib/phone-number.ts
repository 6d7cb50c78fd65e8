// Vietnamese telephone numbers, stored as digits from the leading 0.
import { err, ok, type Result } from './result.ts';

/** Accepts `+84`, `84` and `0084`, blanks, dots, dashes and brackets. Gives `0912345678`. */
export function parsePhoneNumber(typed: string): Result<string, { type: 'not-a-phone-number' }> {
  const digits = typed.trim().replace(/[\s.()-]/g, '');
  const national = digits.replace(/^(?:\+84|0084|84)0?(?=\d{9,10}$)/, '0');
  return mobile.test(national) || landline.test(national) ? ok(national) : err({ type: 'not-a-phone-number' });
}

/** `0912 345 678`; a landline as area code and two groups, `0225 388 1234`. Anything else as it stands. */
export function printPhoneNumber(stored: string): string {
  if (mobile.test(stored)) return grouped(stored, 4, 7);
  if (landline.test(stored)) return /^02[48]/.test(stored) ? grouped(stored, 3, 7) : grouped(stored, 4, 7);
  return stored;
}

const mobile = /^0[35789]\d{8}$/;
const landline = /^02\d{9}$/;
const grouped = (digits: string, first: number, second: number): string =>
  `${digits.slice(0, first)} ${digits.slice(first, second)} ${digits.slice(second)}`;
