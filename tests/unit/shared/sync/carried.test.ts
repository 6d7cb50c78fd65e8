import { expect, test } from 'vitest';
import { toldAgain } from '../../../../src/shared/sync/carried.ts';
import { takenAs } from '../../../../src/shared/sync/receipt.ts';
import { testId } from '../../../support/builders.ts';

test('[S11] [S16] of what was carried a restored server hears what it lacks, and what it may have answered unheard', () => {
  const taken = { rev: 12, dossier: 'NT-2026-0003' };
  expect(toldAgain({ state: 'arrived', taken }, 11)).toEqual(taken);
  expect(toldAgain({ state: 'arrived', taken }, 12)).toBeNull();
  expect(toldAgain({ state: 'arrived' }, 1_000)).toEqual({ rev: 0 });
  expect(toldAgain({ state: 'waiting' }, 11)).toEqual({ rev: 0 });
  expect(toldAgain({ state: 'waiting', again: taken }, 1_000)).toEqual(taken);
  expect(toldAgain({ state: 'refused', again: taken }, 0)).toBeNull();
});

test('[S11] an answer is kept with its number, its dossier, and the fields it filed', () => {
  const opId = testId(1);
  const heard = { opId, type: 'applied', rev: 5, dossier: 'NT-2026-0003', repeated: true } as const;
  expect(takenAs(heard)).toEqual({ rev: 5, dossier: 'NT-2026-0003' });
  const filed = { opId, type: 'conflict' as const, rev: 6, fields: ['title'] };
  expect(takenAs(filed)).toEqual({ rev: 6, filed: ['title'] });
});

test('[S11] answered in a second life, it is told to a third under the number that people saw', () => {
  const answer = { opId: testId(1), type: 'applied', rev: 500_001 } as const;
  const taken = takenAs(answer, { rev: 110, filed: ['title'] });
  expect(taken).toEqual({ rev: 500_001, stood: 110, filed: ['title'] });
  expect(toldAgain({ state: 'arrived', taken }, 500_000)).toEqual({ rev: 110, filed: ['title'] });
  expect(toldAgain({ state: 'arrived', taken }, 500_001)).toBeNull();
  // One that the first life never answered has the second's number.
  expect(takenAs(answer, { rev: 0 })).toEqual({ rev: 500_001 });
});
