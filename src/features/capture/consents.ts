// The consent form: four purposes, four answers for each person, and what a child needs besides.
import type { consentPurposeKeys } from '../../shared/domain/catalogues/choice-keys.ts';
import { childConsentsToo, isChildOn } from '../../shared/lib/age.ts';
import { type CivilDay, parseCivilDate } from '../../shared/lib/civil-date.ts';
import { addRow, type FormRow, type RecordForm, rowsOf, setRowValue } from '../record-form/form.ts';

export type ConsentPurpose = (typeof consentPurposeKeys)[number];

/** unknown: no year of birth. child: a parent signs. child-from-7: the child itself is asked too. */
export type ConsentAge = 'unknown' | 'adult' | 'child' | 'child-from-7';

export function consentAge(birth: string, today: CivilDay): ConsentAge {
  const read = parseCivilDate(birth);
  if (!read.ok) return 'unknown';
  if (!isChildOn(read.value, today)) return 'adult';
  return childConsentsToo(read.value, today) ? 'child-from-7' : 'child';
}

/** The answer of one person to one purpose, if it was begun. */
export const consentRow = (form: RecordForm, subject: string, purpose: ConsentPurpose): FormRow | undefined =>
  rowsOf(form, 'consents').find((row) => row.values.subject === subject && row.values.purpose === purpose);

export function answerConsent(
  form: RecordForm,
  at: { readonly subject: string; readonly purpose: ConsentPurpose },
  given: 'yes' | 'no',
  newId: string,
): RecordForm {
  const row = consentRow(form, at.subject, at.purpose);
  if (row) return setRowValue(form, 'consents', row.id, 'given', given);
  // The signature is one for the whole sheet: what another purpose already has is taken over.
  const signed = rowsOf(form, 'consents').find((other) => other.values.subject === at.subject);
  const { signer = '', relation = '', phone = '', signedOn = '', childAgrees = '' } = signed?.values ?? {};
  return addRow(form, 'consents', newId, { ...at, given, signer, relation, phone, signedOn, childAgrees });
}

/** Who signed, when and how: written to every answer of the person, since they sign one sheet. */
export function signConsents(form: RecordForm, subject: string, name: string, text: string): RecordForm {
  return rowsOf(form, 'consents')
    .filter((row) => row.values.subject === subject)
    .reduce((next, row) => setRowValue(next, 'consents', row.id, name, text), form);
}
