import { describe, expect, test } from 'vitest';
import { answerTriage } from '../../../src/features/capture/triage.ts';
import { emptyForm, setValue, textAt } from '../../../src/features/record-form/form.ts';

describe('beyond duty, and unforeseen', () => {
  test('one yes alone proposes nothing', () => {
    const form = answerTriage(answerTriage(emptyForm, 'beyondDuty', 'yes'), 'unforeseen', 'no');
    expect(textAt(form, 'proposal')).toBe('');
  });

  test('both yes propose an extraordinary certificate; a no takes the proposal back', () => {
    const both = answerTriage(answerTriage(emptyForm, 'beyondDuty', 'yes'), 'unforeseen', 'yes');
    expect(textAt(both, 'proposal')).toBe('certificate-unplanned');
    expect(textAt(answerTriage(both, 'unforeseen', 'no'), 'proposal')).toBe('');
  });

  test('what the person has chosen is never overwritten', () => {
    const chosen = setValue(emptyForm, 'proposal', 'praise');
    const both = answerTriage(answerTriage(chosen, 'beyondDuty', 'yes'), 'unforeseen', 'yes');
    expect(textAt(both, 'proposal')).toBe('praise');
    expect(textAt(answerTriage(both, 'beyondDuty', 'no'), 'proposal')).toBe('praise');
  });
});
