import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addDays,
  civilDay,
  civilDayOf,
  civilToday,
  daysBetween,
  firstDayOf,
  isCivilDate,
  isCivilDay,
  isWithin,
  lastDayOf,
  parseCivilDate,
  precisionOf,
  printCivilDate,
  printDocumentDate,
  printInstant,
} from '../../../../src/shared/lib/civil-date.ts';

const date = (typed: string) => {
  const parsed = parseCivilDate(typed);
  if (!parsed.ok) throw new Error(`${typed}: ${parsed.error.type}`);
  return parsed.value;
};

// Some engines answer with the older name of the zone.
const canonical: Readonly<Record<string, string>> = {
  'Asia/Ho_Chi_Minh': new Intl.DateTimeFormat('en', { timeZone: 'Asia/Ho_Chi_Minh' }).resolvedOptions().timeZone,
};
const zoneOfTheSuite = process.env.TZ;
afterEach(() => {
  if (zoneOfTheSuite === undefined) delete process.env.TZ;
  else process.env.TZ = zoneOfTheSuite;
});

describe('reading a date', () => {
  test.each(['30/2/2026', '2026-02-30', '31/4/2026', '29/2/2025', '13/2026', '0/5/2026', '2026-13'])(
    '%s is refused: the calendar has no such day',
    (typed) => {
      expect(parseCivilDate(typed)).toEqual({ ok: false, error: { type: 'no-such-day' } });
    },
  );
  test.each(['', 'hôm qua', '5/11', '5/11/26', '1/2/3/2026', '2026-1-5', '05/11/20266'])(
    '%j is refused: it is no date',
    (typed) => {
      expect(parseCivilDate(typed)).toEqual({ ok: false, error: { type: 'not-a-date' } });
    },
  );
  test.each([
    ['5/11/2026', '2026-11-05'],
    ['05/11/2026', '2026-11-05'],
    ['5-11-2026', '2026-11-05'],
    ['5.11.2026', '2026-11-05'],
    [' 5 / 11 / 2026 ', '2026-11-05'],
    ['29/2/2024', '2024-02-29'],
    ['11/2026', '2026-11'],
    ['2026', '2026'],
    ['2026-11-05', '2026-11-05'],
    ['2026-11', '2026-11'],
  ])('%s is read as %s', (typed, stored) => {
    expect(parseCivilDate(typed)).toEqual({ ok: true, value: stored });
  });
  test('a value from outside is a civil date only in its stored form', () => {
    expect(['2026-11-5', '5/11/2026', '0026', '2026-00', '2026-02-29', 2026, null].map(isCivilDate)).toEqual(
      Array(7).fill(false),
    );
    expect(['2026', '2026-11', '2026-11-05'].map(isCivilDay)).toEqual([false, false, true]);
    expect(civilDayOf(2026, 2, 30)).toBeNull();
    expect(civilDayOf(2026, 2, 5)).toBe('2026-02-05');
    expect(() => civilDay('2026-11')).toThrow(RangeError);
  });
});

describe('printing a date', () => {
  test.each([
    ['2026-02-05', 'ngày 05 tháng 02 năm 2026'],
    ['2026-03-05', 'ngày 05 tháng 3 năm 2026'],
    ['2026-11-22', 'ngày 22 tháng 11 năm 2026'],
    ['2026-10-01', 'ngày 01 tháng 10 năm 2026'],
    ['2026-01', 'tháng 01 năm 2026'],
    ['2026', 'năm 2026'],
  ])('a document writes %s as "%s"', (stored, printed) => {
    expect(printDocumentDate(date(stored))).toBe(printed);
  });
  test('screens show the zero, and no more than is known', () => {
    expect(['2026-11-05', '2026-11', '2026'].map(date).map(printCivilDate)).toEqual(['05/11/2026', '11/2026', '2026']);
  });
  test('every day that is printed is read back as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), (offset) => {
        const day = addDays(civilDay('2000-01-01'), offset);
        expect(parseCivilDate(printCivilDate(day))).toEqual({ ok: true, value: day });
        expect(daysBetween(civilDay('2000-01-01'), day)).toBe(offset);
      }),
    );
  });
});

describe.each(['UTC', 'America/Los_Angeles', 'Asia/Ho_Chi_Minh', 'Pacific/Kiritimati'])(
  'on a machine set to %s',
  (zone) => {
    test('half past six in the evening UTC on 30 September is 1 October in Vietnam', () => {
      process.env.TZ = zone;
      expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(canonical[zone] ?? zone);
      expect(civilToday(Date.parse('2026-09-30T18:30:00Z'))).toBe('2026-10-01');
      expect(civilToday(Date.parse('2026-09-30T16:59:59Z'))).toBe('2026-09-30');
      expect(civilToday(Date.parse('2026-09-30T17:00:00Z'))).toBe('2026-10-01');
    });
    test('an instant is shown by the clock of Vietnam', () => {
      process.env.TZ = zone;
      expect(printInstant(Date.parse('2026-11-05T07:05:00Z'))).toBe('14:05 05/11/2026');
      expect(printInstant(Date.parse('2026-11-04T17:00:00Z'))).toBe('00:00 05/11/2026');
    });
    test('days are counted without losing one to summer time', () => {
      process.env.TZ = zone;
      expect(addDays(civilDay('2026-03-07'), 2)).toBe('2026-03-09');
      expect(daysBetween(civilDay('2026-10-31'), civilDay('2026-11-02'))).toBe(2);
    });
  },
);

describe('dates that are not known to the day', () => {
  test('a year and a month have a first and a last day', () => {
    expect([firstDayOf(date('2026')), lastDayOf(date('2026'))]).toEqual(['2026-01-01', '2026-12-31']);
    expect([firstDayOf(date('2024-02')), lastDayOf(date('2024-02'))]).toEqual(['2024-02-01', '2024-02-29']);
    expect([firstDayOf(date('2026-11-05')), lastDayOf(date('2026-11-05'))]).toEqual(['2026-11-05', '2026-11-05']);
    expect(lastDayOf(date('2024'))).toBe('2024-12-31');
  });
  test('they sort among the days, and say how much is known', () => {
    const sorted = ['2026-11-05', '2026', '2026-11', '2025-12-31'].sort();
    expect(sorted).toEqual(['2025-12-31', '2026', '2026-11', '2026-11-05']);
    expect(sorted.map(date).map(precisionOf)).toEqual(['day', 'year', 'month', 'day']);
  });
});

test('an instrument no longer counts on the day its term ends, and counts on the day it begins', () => {
  const [since, until] = [civilDay('2025-07-01'), civilDay('2027-03-01')];
  const days = ['2025-06-30', '2025-07-01', '2027-02-28', '2027-03-01'].map(civilDay);
  expect(days.map((day) => isWithin(day, since, until))).toEqual([false, true, true, false]);
  expect(isWithin(civilDay('1990-01-01'), null, null)).toBe(true);
});
