import { describe, expect, it, test } from 'vitest';
import { initiative } from '../../../../src/shared/domain/initiative.ts';
import {
  type Deed,
  deedOf,
  isNear,
  looksAlike,
  nearDates,
  nearUntil,
} from '../../../../src/shared/domain/look-alike.ts';
import { nomination } from '../../../../src/shared/domain/nomination.ts';
import { type CivilDate, isCivilDate } from '../../../../src/shared/lib/civil-date.ts';
import { aNomination, anInitiative, schoolId, testId, villageId } from '../../../support/builders.ts';

const deed = (changes: Partial<Deed> = {}): Deed => ({
  kind: 'nomination',
  people: ['Đặng Thị Thuỷ'],
  unitId: villageId,
  happenedOn: '2026-11-05',
  activityField: 'honesty',
  status: 'sent',
  ...changes,
});

/** Either way round: who is asked does not matter. */
function alike(a: Deed, b: Deed): boolean {
  expect(looksAlike(b, a)).toBe(looksAlike(a, b));
  return looksAlike(a, b);
}

describe('two records do not look alike', () => {
  test.each<[string, Partial<Deed>]>([
    ['that name nobody in common', { people: ['Đặng Thị Thu'] }],
    ['that name nobody', { people: ['', ' '] }],
    ['of two units', { unitId: schoolId }],
    ['of which one has no unit', { unitId: null }],
    ['four days apart', { happenedOn: '2026-11-09' }],
    ['without a day', { happenedOn: null }],
    ['of another month', { happenedOn: '2026-10' }],
    ['of another year', { happenedOn: '2025' }],
    ['of two fields of activity', { activityField: 'charity' }],
    ['of two kinds', { kind: 'initiative' }],
    ['of which one was withdrawn', { status: 'withdrawn' }],
    ['of which one became part of another', { status: 'merged' }],
  ])('%s', (_, other) => {
    expect(alike(deed(), deed(other))).toBe(false);
  });
});

describe('two records look alike', () => {
  test.each<[string, Partial<Deed>]>([
    ['from two phones, two days apart', { happenedOn: '2026-11-07' }],
    ['three days apart', { happenedOn: '2026-11-02' }],
    ['that name the same person typed without marks', { people: ['dang thi thuy'] }],
    ['with the tone on another letter', { people: ['Đặng Thị Thủy'] }],
    ['typed decomposed', { people: ['Đặng Thị Thuỷ'.normalize('NFD')] }],
    ['typed with other spaces and capitals', { people: ['  ĐẶNG  THỊ THUỶ '] }],
    ['of which one names more people', { people: ['Trần Văn An', 'Đặng Thị Thuỷ'] }],
    ['known to the month', { happenedOn: '2026-11' }],
    ['known to the year', { happenedOn: '2026' }],
    ['of which one does not say its field', { activityField: null }],
    ['of which only a phone knows one', { status: null }],
    ['of which one is decided', { status: 'awarded' }],
  ])('%s', (_, other) => {
    expect(alike(deed(), deed(other))).toBe(true);
  });

  test.each([
    ['Bà Phạm Thị Sáu', 'Phạm Thị Sáu'],
    ['BÀ PHẠM THỊ SÁU', 'cụ Phạm Thị Sáu'],
    ['ba pham thi sau', 'Phạm Thị Sáu'],
    ['Đồng chí Phạm Thị Sáu', 'đ/c Phạm Thị Sáu'],
    ['Đ/c: bà Phạm Thị Sáu', 'Phạm Thị Sáu'],
    ['Cháu Trần An', 'Trần An'],
    ['Cụ Chu Văn An', 'chu van an'],
    ['Ông Ích Khiêm', 'ong ich khiem'],
    ['Bà Sáu', 'ba sau'],
  ])('with and without a form of address: %s and %s', (one, other) => {
    expect(alike(deed({ people: [one] }), deed({ people: [other] }))).toBe(true);
  });

  test.each([
    ['Chu Văn An', 'Cù Văn An'],
    ['Chu Văn An', 'Văn An'],
    ['Ông Khiêm', 'Khiêm'],
    ['Bà Sáu', 'Cô Sáu'],
    ['Chu An', 'Chú An Bình'],
    ['Ông Bà', 'Bà'],
    ['Bà', ''],
  ])('but not where a name of the family or all of the name would go: %s and %s', (one, other) => {
    expect(alike(deed({ people: [one] }), deed({ people: [other] }))).toBe(false);
  });

  it('over the end of a month and of a year', () => {
    expect(alike(deed({ happenedOn: '2026-02-28' }), deed({ happenedOn: '2026-03-02' }))).toBe(true);
    expect(alike(deed({ happenedOn: '2026-12-31' }), deed({ happenedOn: '2027-01-03' }))).toBe(true);
  });

  it('of a collective, however its name is dotted', () => {
    const [a, b] = [['Tập thể lớp 5A – Trường Tiểu học'], ['tập thể lớp 5a, trường tiểu học']];
    expect(alike(deed({ people: a }), deed({ people: b }))).toBe(true);
  });

  it('read from content: a nomination by its people, an initiative by its authors', () => {
    expect(deedOf(nomination, aNomination({ activityField: 'honesty' }), null)).toEqual({
      kind: 'nomination',
      people: ['Trần Văn An'],
      unitId: villageId,
      happenedOn: '2026-11-05',
      activityField: 'honesty',
      status: null,
    });
    const mine = deedOf(initiative, anInitiative(), 'sent');
    const authors = {
      [testId(1)]: { order: 1, name: 'Lê Văn Bình', share: 500 },
      [testId(2)]: { order: 2, name: 'Nguyễn Thị Hòa', share: 500 },
    };
    const theirs = deedOf(initiative, anInitiative({ happenedOn: '2026-10-12' }, { authors }), 'received');
    expect(alike(mine, theirs)).toBe(true);
    expect(alike(mine, { ...theirs, people: ['Lê Văn Bình'] })).toBe(false);
  });
});

describe('what an index is asked for', () => {
  const dates = ['2025', '2026', '2026-10', '2026-11', '2026-12', '2027-01'].flatMap((start) => [
    start,
    ...Array.from({ length: 31 }, (_, n) => `${start}-${String(n + 1).padStart(2, '0')}`),
  ]);
  const all = dates.filter((date): date is CivilDate => isCivilDate(date)).sort();

  it('holds every near date, and reading on stops behind the last of them', () => {
    expect(all.length).toBeGreaterThan(100);
    for (const date of all) {
      const near = all.filter((other) => isNear(date, other));
      const asked = (other: string) => nearDates(date).some(([from, to]) => from <= other && other <= to);
      expect(near.filter((other) => !asked(other))).toEqual([]);
      expect(near.filter((other) => other > nearUntil(date))).toEqual([]);
    }
  });

  it('is never more than a week of days for a day', () => {
    expect(nearDates(all.find((date) => date === '2026-11-05') ?? ('' as CivilDate))).toEqual([
      ['2026-11-02', '2026-11-08'],
      ['2026-11', '2026-11'],
      ['2026', '2026'],
    ]);
  });

  it('does not break at the ends of the calendar', () => {
    expect(isNear('1000-01-01', '1000-01-03')).toBe(true);
    expect(isNear('2999-12-31', '2999-12-31')).toBe(true);
    expect(nearDates('2999-12-31' as CivilDate)[0]).toEqual(['2999-12-28', '3000-01-03']);
  });
});
