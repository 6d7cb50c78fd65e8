import { expect, test } from 'vitest';
import { abridged, isWorthMarking, partsOf } from '../../../src/features/record-view/text-parts.ts';
import { type Part, wordDiff } from '../../../src/features/record-view/word-diff.ts';

const told = (parts: readonly Part[] | null) => parts?.filter(({ type }) => type !== 'same');
const textOf = (parts: readonly Part[]) => parts.map(({ text }) => text).join('');

test('two texts without a common word are not marked: each is read whole', () => {
  expect(wordDiff('Em nhặt được chiếc ví', 'Ông hiến hai mét đất')).toBeNull();
});

test('a whole Vietnamese word is marked, not the letter in it, however it was typed', () => {
  const from = 'Bà Nguyễn Thị Hạnh hiến 200 m² đất để mở đường thôn Đông.';
  const to = 'Bà Nguyễn Thị Hảnh hiến 200 m² đất để mở đường thôn Đông.';
  const wanted = [
    { type: 'removed', text: 'Hạnh' },
    { type: 'added', text: 'Hảnh' },
  ];
  expect(told(wordDiff(from, to))).toEqual(wanted);
  expect(told(wordDiff(from.normalize('NFD'), to))).toEqual(wanted);
  expect(told(wordDiff(from.normalize('NFD'), from))).toEqual([]);
});

test('each side is its own text again, to the letter, with its line breaks', () => {
  const from = 'Sáng 5/11, em An nhặt được ví.\n\nEm mang đến cô giáo.';
  const to = 'Sáng 6/11, em An nhặt được chiếc ví da.\nEm mang đến cô giáo.';
  const parts = wordDiff(from, to) ?? [];
  expect(textOf(partsOf(parts, 'from'))).toBe(from);
  expect(textOf(partsOf(parts, 'to'))).toBe(to);
});

test('two stories of a hundred thousand letters without anything in common are given up within a second', () => {
  const story = (word: string) => Array.from({ length: 15_000 }, (_, n) => `${word}${n}`).join(' ');
  const begun = performance.now();
  expect(wordDiff(story('a'), story('b'))).toBeNull();
  expect(performance.now() - begun).toBeLessThan(2000);
});

test('what stayed is cut down to what stands beside a change; a change never is', () => {
  const long = 'Một câu chuyện dài về việc tốt trong thôn. '.repeat(20);
  const parts = wordDiff(`${long}Em An trả ví. ${long}`, `${long}Em Bình trả ví. ${long}`) ?? [];
  const brief = abridged(parts);
  expect(told(brief)).toEqual(told(parts));
  expect(textOf(brief).length).toBeLessThan(300);
  expect(textOf(brief)).toContain(' … ');
});

test('short values and empty ones are read at a glance and carry no marks', () => {
  expect([isWorthMarking('Chợ Đông', 'Chợ Đoài'), isWorthMarking('', 'a'.repeat(90))]).toEqual([false, false]);
  expect(isWorthMarking('a'.repeat(90), 'b')).toBe(true);
});
