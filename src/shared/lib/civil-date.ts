// Civil dates of Vietnam. A date may be known to the day, the month or the year; what is not known is not invented.
import type { $brand } from 'zod/mini';
import { err, ok, type Result } from './result.ts';

/** `2026-11-05`, `2026-11` or `2026`. As strings they sort by time. */
export type CivilDate = string & $brand<'CivilDate'>;
/** `2026-11-05`. */
export type CivilDay = string & $brand<'CivilDate' | 'CivilDay'>;
export type Precision = 'day' | 'month' | 'year';

export function isCivilDate(value: unknown): value is CivilDate {
  if (typeof value !== 'string') return false;
  const parts = iso.exec(value);
  if (!parts) return false;
  const [, year, month, day] = parts;
  if (month === undefined) return true;
  return isOnCalendar(Number(year), Number(month), day === undefined ? 1 : Number(day));
}

export function isCivilDay(value: unknown): value is CivilDay {
  return isCivilDate(value) && value.length === 10;
}

/** A day written in the source. Throws when it is none: that is a bug. */
export function civilDay(text: string): CivilDay {
  if (!isCivilDay(text)) throw new RangeError(`not a civil day: ${text}`);
  return text;
}

/** The day of these numbers, or null when the calendar has none (30 February). */
export function civilDayOf(year: number, month: number, day: number): CivilDay | null {
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return isCivilDay(text) ? text : null;
}

export function precisionOf(date: CivilDate): Precision {
  return date.length === 10 ? 'day' : date.length === 7 ? 'month' : 'year';
}

export type DateError = { type: 'not-a-date' } | { type: 'no-such-day' };

/** Reads what people type: `5/11/2026`, `05-11-2026`, `11/2026`, `2026`; and the stored form. Years have four digits. */
export function parseCivilDate(typed: string): Result<CivilDate, DateError> {
  const text = typed.trim();
  if (iso.test(text)) return isCivilDate(text) ? ok(text) : err({ type: 'no-such-day' });
  const parts = /^(?:(?:(\d{1,2})\s*[/.-]\s*)?(\d{1,2})\s*[/.-]\s*)?(\d{4})$/.exec(text);
  if (!parts) return err({ type: 'not-a-date' });
  const [, day, month, year] = parts;
  const date = [year, month, day]
    .filter((part) => part !== undefined)
    .map(two)
    .join('-');
  return isCivilDate(date) ? ok(date) : err({ type: 'no-such-day' });
}

/** `05/11/2026`, `11/2026` or `2026`. */
export const printCivilDate = (date: CivilDate): string => date.split('-').reverse().join('/');

/**
 * The form of documents: days below 10 and the months 1 and 2 with a zero before them, other months without
 * (decree 30/2020/NĐ-CP, annex I). `ngày 05 tháng 3 năm 2026`.
 */
export function printDocumentDate(date: CivilDate): string {
  const [year, month, day] = date.split('-');
  const named = [
    day === undefined ? '' : `ngày ${day}`,
    month === undefined ? '' : `tháng ${Number(month) <= 2 ? month : Number(month)}`,
    `năm ${year}`,
  ];
  return named.filter((part) => part !== '').join(' ');
}

/** First day that the date may mean. */
export const firstDayOf = (date: CivilDate): CivilDay => civilDay(`${date}-01-01`.slice(0, 10));

/** Last day that the date may mean. */
export function lastDayOf(date: CivilDate): CivilDay {
  if (isCivilDay(date)) return date;
  const [year, month] = numbersOf(date);
  return addDays(firstDayOf(date), precisionOf(date) === 'year' ? daysInYear(year) - 1 : daysInMonth(year, month) - 1);
}

/** Validity as the law states it: `since` is the first day that counts, `until` the first that no longer does. */
export function isWithin(day: CivilDay, since: CivilDay | null, until: CivilDay | null): boolean {
  return (since === null || day >= since) && (until === null || day < until);
}

export function addDays(day: CivilDay, count: number): CivilDay {
  return civilDay(new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10));
}

/** Days from the one to the other; negative when `to` is earlier. */
export const daysBetween = (from: CivilDay, to: CivilDay): number => (Date.parse(to) - Date.parse(from)) / dayMs;

/** The day it is in Vietnam at an instant (ms since 1970), whatever zone the phone or the server is set to. */
export const civilToday = (instantMs: number): CivilDay => civilDay(inVietnam(instantMs).slice(0, 10));

/** An instant as people read it: `14:05 05/11/2026`, Vietnam's clock. */
export function printInstant(instantMs: number): string {
  return `${inVietnam(instantMs).slice(11, 16)} ${printCivilDate(civilToday(instantMs))}`;
}

/** Year, month and day as numbers; what is not known is 1. */
export function numbersOf(date: CivilDate): readonly [year: number, month: number, day: number] {
  const [year, month = '1', day = '1'] = date.split('-');
  return [Number(year), Number(month), Number(day)];
}

// Asia/Ho_Chi_Minh has been UTC+7 without summer time since 1975, so no zone data is needed.
const inVietnam = (instantMs: number): string => new Date(instantMs + 7 * 3_600_000).toISOString();

const dayMs = 86_400_000;
const iso = /^([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?$/;
const two = (part: number | string): string => String(part).padStart(2, '0');
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysInYear = (year: number): number => (isLeap(year) ? 366 : 365);
const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
const isOnCalendar = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
