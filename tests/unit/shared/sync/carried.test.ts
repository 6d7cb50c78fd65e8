import { expect, test } from 'vitest';
import { takenAs, toldAgain } from '../../../../src/shared/sync/carried.ts';
import { aCreate, aNomination, testId } from '../../../support/builders.ts';

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
  const op = aCreate(aNomination(), { opId: testId(1), recordId: testId(2), seq: 1 });
  const heard = { opId: op.opId, type: 'applied', rev: 5, dossier: 'NT-2026-0003', repeated: true } as const;
  expect(takenAs({ type: 'answered', op, answer: heard })).toEqual({ rev: 5, dossier: 'NT-2026-0003' });
  const filed = { opId: op.opId, type: 'conflict' as const, rev: 6, fields: ['title'] };
  expect(takenAs({ type: 'answered', op, answer: filed })).toEqual({ rev: 6, filed: ['title'] });
});
