import { describe, expect, test } from 'vitest';
import { answerConsent, consentAge, signConsents } from '../../../src/features/capture/consents.ts';
import { emptyForm, rowsOf } from '../../../src/features/record-form/form.ts';
import { civilDay } from '../../../src/shared/lib/civil-date.ts';

const today = civilDay('2026-11-22');
const subject = '0192f0c1-0000-7000-8000-000000000001';

describe('who signs', () => {
  test.each([
    ['', 'unknown'],
    ['23/11/2010', 'child-from-7'], // fifteen until tomorrow
    ['22/11/2010', 'adult'], // sixteen today
    ['2010', 'child-from-7'], // the year alone: a child until its last day
    ['2022', 'child'],
    ['23/11/2019', 'child'], // seven tomorrow
    ['1968', 'adult'],
  ])('born %s: %s', (birth, age) => {
    expect(consentAge(birth, today)).toBe(age);
  });
});

describe('four purposes, four answers', () => {
  test('consent to the dossier is not consent to publish a photo', () => {
    const form = answerConsent(emptyForm, { subject, purpose: 'dossier' }, 'yes', 'row-1');
    const both = answerConsent(form, { subject, purpose: 'publish-photo' }, 'no', 'row-2');
    expect(rowsOf(both, 'consents').map(({ values }) => [values.purpose, values.given])).toEqual([
      ['dossier', 'yes'],
      ['publish-photo', 'no'],
    ]);
  });

  test('a changed mind changes the answer and adds no second one', () => {
    const form = answerConsent(emptyForm, { subject, purpose: 'publish-name' }, 'yes', 'row-1');
    const changed = answerConsent(form, { subject, purpose: 'publish-name' }, 'no', 'row-2');
    expect(rowsOf(changed, 'consents').map(({ id, values }) => [id, values.given])).toEqual([['row-1', 'no']]);
  });

  test('the sheet is signed once: also answers given after the signature carry it', () => {
    const form = answerConsent(emptyForm, { subject, purpose: 'publish-name' }, 'yes', 'row-1');
    const signed = signConsents(form, subject, 'signer', 'Trần Thị Mai');
    const more = answerConsent(signed, { subject, purpose: 'social-media' }, 'no', 'row-2');
    expect(rowsOf(more, 'consents').map(({ values }) => values.signer)).toEqual(['Trần Thị Mai', 'Trần Thị Mai']);
  });
});
