import { expect, test } from 'vitest';
import { civilDay } from '../../../../src/shared/lib/civil-date.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../../../../src/shared/lib/working-days.ts';

const d = civilDay;
const calendar = {
  yearly: [
    { monthDay: '05-01', since: null },
    { monthDay: '11-24', since: d('2026-07-01') },
  ],
  off: [{ day: d('2026-01-02') }],
  worked: [{ day: d('2026-01-10') }],
};

test('an objection posted on a Friday has five working days, the weekend not among them', () => {
  expect(addWorkingDays(d('2026-11-13'), 5, calendar)).toBe('2026-11-20');
});
test('a holiday lengthens the term by a day', () => {
  expect(addWorkingDays(d('2026-11-20'), 5, calendar)).toBe('2026-11-30');
});
test('a holiday counts from the year the law made it one', () => {
  expect(isWorkingDay(d('2025-11-24'), calendar)).toBe(true);
  expect(isWorkingDay(d('2026-11-24'), calendar)).toBe(false);
});
test('an exchanged Friday is off and the Saturday given for it is worked', () => {
  expect([d('2026-01-02'), d('2026-01-10'), d('2026-01-11')].map((day) => isWorkingDay(day, calendar))).toEqual([
    false,
    true,
    false,
  ]);
});
test('the working days between two days are those a term is made of', () => {
  expect(workingDaysBetween(d('2026-11-13'), d('2026-11-20'), calendar)).toBe(5);
  expect(workingDaysBetween(d('2026-11-20'), d('2026-11-30'), calendar)).toBe(5);
  expect(workingDaysBetween(d('2026-11-20'), d('2026-11-20'), calendar)).toBe(0);
});
