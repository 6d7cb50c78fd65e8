import { describe, expect, test } from 'vitest';
import {
  comesOver,
  differencesOf,
  joined,
  mayNotMerge,
  mergePatch,
  type Side,
  staysByItself,
} from '../../../src/features/inbox/compare.ts';
import { nomination } from '../../../src/shared/domain/nomination.ts';
import type { Status } from '../../../src/shared/domain/workflow.ts';
import type { Me } from '../../../src/shared/wire/down.ts';
import { aNomination, aPhotoRow, testId } from '../../support/builders.ts';

const [anA, anB, binh] = [testId(0x51), testId(0x71), testId(0x72)];
const a = aNomination(
  { place: 'Chợ huyện', story: 'Bài của thôn.' },
  { subjects: { [anA]: { order: 1, name: 'Trần Văn An' } }, photos: { [testId(0x61)]: aPhotoRow(1) } },
);
const b = aNomination(
  { title: 'Nhặt được ví, trả lại người mất', story: 'Bài của trường.', activityField: 'honesty' },
  {
    subjects: { [anB]: { order: 1, name: 'tran van an', position: 'Học sinh' }, [binh]: { order: 2, name: 'Lê Bình' } },
    photos: { [testId(0x62)]: { ...aPhotoRow(1), sha256: 'ef'.repeat(32) } },
  },
);
const differences = differencesOf(nomination, a, b);
const at = (key: string) => differences.find((one) => one.key === key);

describe('where two records differ', () => {
  test('every field is named, and every field of a person who stands in both', () => {
    expect(differences.map(({ key, label }) => [key, label])).toEqual([
      ['title', 'Việc gì'],
      ['activityField', 'Lĩnh vực'],
      ['place', 'Địa điểm'],
      ['story', 'Bài viết về việc tốt'],
      [`subjects/${anA}/name`, 'Tên'],
      [`subjects/${anA}/position`, 'Chức vụ, nghề nghiệp hoặc lớp của Trần Văn An'],
    ]);
  });

  test('what is the same but for blanks at its ends is no difference', () => {
    expect(
      differencesOf(nomination, a, { ...a, values: { ...a.values, place: ' Chợ huyện ', movementId: '' } }),
    ).toEqual([]);
  });

  test('only a long text that fits may be joined, the staying one first', () => {
    const story = at('story');
    const title = at('title');
    if (!story || !title) throw new Error('no such difference');
    expect(joined(story, 'b')).toBe('Bài của trường.\n\nBài của thôn.');
    expect(joined(title, 'a')).toBeNull();
    const long = { ...story, values: { a: 'x'.repeat(60_000), b: 'y'.repeat(60_000) } };
    expect(joined(long, 'a')).toBeNull();
    expect(mergePatch([long], 'a', { story: 'both' })).toEqual({});
  });
});

describe('what a merge writes', () => {
  test('by itself fills only what the staying record leaves blank', () => {
    expect(mergePatch(differences, 'a', {})).toEqual({
      activityField: 'honesty',
      [`subjects/${anA}/position`]: 'Học sinh',
    });
    expect(mergePatch(differences, 'b', {})).toEqual({ place: 'Chợ huyện' });
  });

  test('is what was picked, at the row of the record that stays', () => {
    const picks = { title: 'b', story: 'both', place: 'b', [`subjects/${anA}/name`]: 'a' } as const;
    expect(mergePatch(differences, 'a', picks)).toEqual({
      title: 'Nhặt được ví, trả lại người mất',
      story: 'Bài của thôn.\n\nBài của trường.',
      place: null,
      activityField: 'honesty',
      [`subjects/${anA}/position`]: 'Học sinh',
    });
    expect(mergePatch(differences, 'b', picks)).toEqual({
      story: 'Bài của trường.\n\nBài của thôn.',
      [`subjects/${anB}/name`]: 'Trần Văn An',
    });
  });

  test('lets the other people and photos come over', () => {
    expect(comesOver(nomination, a, b)).toEqual([
      { label: 'Người được nêu gương', names: ['Lê Bình'], count: 1, isPhotos: false },
      { label: 'Ảnh', names: [], count: 1, isPhotos: true },
    ]);
  });
});

describe('who stays, and whether they may be merged', () => {
  const officer = { assignments: [{ role: 'officer', unitId: null }] } as unknown as Me; // the roles alone are asked
  const leader = { assignments: [{ role: 'leader', unitId: null }] } as unknown as Me;
  const one = (id: number, status: Status | null, kind = 'nomination') => ({ id: testId(id), status, kind });

  test.each<[string, Status, Status, Side]>([
    ['the one recorded first', 'sent', 'sent', 'a'],
    ['the one the office has received', 'sent', 'received', 'b'],
    ['the one recorded first of two that were received', 'eligible', 'received', 'a'],
  ])('%s', (_, first, second, side) => {
    expect(staysByItself(one(1, first), one(2, second))).toBe(side);
    expect(staysByItself(one(2, second), one(1, first))).toBe(side === 'a' ? 'b' : 'a');
  });

  test('is said before it is refused', () => {
    const because = (first: Status | null, second: Status | null, me = officer, waits = false) =>
      mayNotMerge(me, one(1, first), one(2, second), waits);
    expect(because('sent', 'sent', leader)).toBe('not-officer');
    expect(because('sent', null)).toBe('not-at-commune');
    expect(because('awarded', 'sent')).toBe('closed');
    expect(because('merged', 'sent')).toBe('closed');
    expect(because('sent', 'received', officer, true)).toBe('step-waiting');
    expect(mayNotMerge(officer, one(1, 'sent'), one(2, 'sent', 'initiative'), false)).toBe('kinds');
    expect(because('sent', 'before-council')).toBeNull();
  });
});
