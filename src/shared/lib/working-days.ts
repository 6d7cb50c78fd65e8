// Working days: Monday to Friday without the days a calendar says are off, and with those it says are worked in exchange.
import { addDays, type CivilDay } from './civil-date.ts';

export interface WorkingCalendar {
  /** Holidays of every year, as `MM-dd`, from a day on where the law is younger. */
  readonly yearly: readonly { readonly monthDay: string; readonly since: CivilDay | null }[];
  /** Days off of one year: moon-calendar holidays, days in lieu, exchanged days. */
  readonly off: readonly { readonly day: CivilDay }[];
  /** Saturdays and Sundays that are worked in exchange for an exchanged day. */
  readonly worked: readonly { readonly day: CivilDay }[];
}

export function isWorkingDay(day: CivilDay, calendar: WorkingCalendar): boolean {
  if (calendar.worked.some((row) => row.day === day)) return true;
  if (calendar.off.some((row) => row.day === day)) return false;
  const monthDay = day.slice(5);
  if (calendar.yearly.some((row) => row.monthDay === monthDay && (row.since === null || day >= row.since)))
    return false;
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The last day of a term of `count` working days; the day it starts from does not count. */
export function addWorkingDays(from: CivilDay, count: number, calendar: WorkingCalendar): CivilDay {
  let day = from;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: CivilDay, to: CivilDay, calendar: WorkingCalendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}
