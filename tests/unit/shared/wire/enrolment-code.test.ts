import { expect, it } from 'vitest';
import { codeAlphabet, normaliseCode } from '../../../../src/shared/wire/enrolment.ts';

it('refuses what cannot be a code', () => {
  for (const typed of ['', 'ABC', 'ACDE-FGHO', 'ACDE-FGH1', 'ACDEFGHJK', 'Đ234-ACDE'])
    expect(normaliseCode(typed), typed).toBeNull();
});

it('reads a code as people type it from paper', () => {
  expect(normaliseCode('acde-fghj')).toBe('ACDEFGHJ');
  expect(normaliseCode(' 3467 9ACD ')).toBe('34679ACD');
});

it('holds no two letters that look alike', () => {
  for (const letter of '0O1IL5S2Z8B') expect(codeAlphabet).not.toContain(letter);
  expect(new Set(codeAlphabet).size).toBe(25);
});
