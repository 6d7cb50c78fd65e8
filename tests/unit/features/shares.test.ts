import { describe, expect, test } from 'vitest';
import { remainingShare, shareParts, splitEvenly } from '../../../src/features/initiative/shares.ts';
import { addRow, emptyForm, type RecordForm, rowsOf } from '../../../src/features/record-form/form.ts';

const withAuthors = (...shares: readonly string[]): RecordForm =>
  shares.reduce((form, share, at) => addRow(form, 'authors', `author-${at}`, { share }), emptyForm);

describe('shares of the authors', () => {
  test('60 and 39,9 leave 0,1 %; 60 and 40 leave nothing; 60 and 41 are 1 % too much', () => {
    const left = (...shares: readonly string[]) =>
      remainingShare(shareParts(rowsOf(withAuthors(...shares), 'authors')));
    expect(left('60', '39,9')).toBe(1);
    expect(left('60', '40')).toBe(0);
    expect(left('60', '41')).toBe(-10);
  });

  test('a box that holds no percentage counts as nothing', () => {
    expect(shareParts(rowsOf(withAuthors('nửa', '33,3'), 'authors')).map(({ tenths }) => tenths)).toEqual([0, 333]);
  });

  test.each([1, 2, 3, 6, 7, 20])('%i equal shares make 100 % exactly', (count) => {
    const split = splitEvenly(withAuthors(...Array.from({ length: count }, () => '')));
    expect(remainingShare(shareParts(rowsOf(split, 'authors')))).toBe(0);
  });

  test('three authors get 33,4 – 33,3 – 33,3', () => {
    expect(rowsOf(splitEvenly(withAuthors('', '', '')), 'authors').map((row) => row.values.share)).toEqual([
      '33,4',
      '33,3',
      '33,3',
    ]);
  });
});
