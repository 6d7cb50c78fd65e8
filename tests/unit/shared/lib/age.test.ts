import { describe, expect, test } from 'vitest';
import { childConsentsToo, isChildOn, oldestAgeOn, youngestAgeOn } from '../../../../src/shared/lib/age.ts';
import { civilDay, parseCivilDate } from '../../../../src/shared/lib/civil-date.ts';

const born = (stored: string) => {
  const parsed = parseCivilDate(stored);
  if (!parsed.ok) throw new Error(stored);
  return parsed.value;
};
const publication = civilDay('2026-11-22');

describe('who is a child on the day of publication', () => {
  test('born on 23 November 2010: fifteen, a child', () => {
    expect(youngestAgeOn(born('2010-11-23'), publication)).toBe(15);
    expect(isChildOn(born('2010-11-23'), publication)).toBe(true);
  });
  test('born on 22 November 2010: sixteen, no longer a child', () => {
    expect(youngestAgeOn(born('2010-11-22'), publication)).toBe(16);
    expect(isChildOn(born('2010-11-22'), publication)).toBe(false);
  });
  test('born some day in 2010: a child until the last day of 2026', () => {
    expect(isChildOn(born('2010'), publication)).toBe(true);
    expect(isChildOn(born('2010'), civilDay('2026-12-31'))).toBe(true);
    expect(isChildOn(born('2010'), civilDay('2027-01-01'))).toBe(false);
  });
  test('born some day in November 2010: a child until the month is over', () => {
    expect(isChildOn(born('2010-11'), civilDay('2026-11-30'))).toBe(true);
    expect(isChildOn(born('2010-11'), civilDay('2026-12-01'))).toBe(false);
  });
  test('born on 29 February: sixteen on 1 March', () => {
    expect(isChildOn(born('2008-02-29'), civilDay('2024-02-28'))).toBe(true);
    expect(isChildOn(born('2008-02-29'), civilDay('2025-03-01'))).toBe(false);
    expect(youngestAgeOn(born('2008-02-29'), civilDay('2025-02-28'))).toBe(16);
  });
});

describe('whose own consent is asked', () => {
  test('not that of a child of six', () => {
    expect(childConsentsToo(born('2020-01-01'), publication)).toBe(false);
  });
  test('that of a child of nine, and of one who may be seven', () => {
    expect(childConsentsToo(born('2017-05-05'), publication)).toBe(true);
    expect(childConsentsToo(born('2019'), publication)).toBe(true);
    expect([youngestAgeOn(born('2019'), publication), oldestAgeOn(born('2019'), publication)]).toEqual([6, 7]);
  });
  test('not that of a grown person: theirs is the only one', () => {
    expect(childConsentsToo(born('1980'), publication)).toBe(false);
  });
});
