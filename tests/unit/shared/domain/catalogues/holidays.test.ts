import { expect, test } from 'vitest';
import { workingCalendar, workingCalendarSchema } from '../../../../../src/shared/domain/catalogues/holidays.ts';
import { civilDay } from '../../../../../src/shared/lib/civil-date.ts';
import { addWorkingDays, isWorkingDay } from '../../../../../src/shared/lib/working-days.ts';

const isOff = (day: string) => !isWorkingDay(civilDay(day), workingCalendar);

test('the calendar an admin edits has its shape, and names no day twice', () => {
  expect(workingCalendarSchema.safeParse(workingCalendar).error).toBeUndefined();
  const days = [...workingCalendar.off, ...workingCalendar.worked].map((row) => row.day);
  expect(days.length).toBeGreaterThan(5);
  expect(new Set(days).size).toBe(days.length);
});
test('the holidays of fixed date are off every year', () => {
  for (const year of ['2026', '2027', '2031']) {
    expect(['01-01', '04-30', '05-01', '09-02'].filter((day) => !isOff(`${year}-${day}`))).toEqual([]);
  }
});
test('Vietnam Culture Day is off from 2026 on', () => {
  expect([isOff('2025-11-24'), isOff('2026-11-24'), isOff('2027-11-24')]).toEqual([false, true, true]);
  expect(addWorkingDays(civilDay('2026-11-23'), 1, workingCalendar)).toBe('2026-11-25');
});
test('what the government announces each year is not passed off as certain', () => {
  expect(workingCalendar.off.filter((row) => row.evidence === 'verified')).toEqual([]);
  expect(['2027-02-06', '2027-04-16'].filter((day) => !isOff(day))).toEqual([]);
});
