// A value of a record as people read it. A name of a field means the same thing in every kind of record.
import {
  consentPurposeLabels,
  genderLabels,
  photoRoleLabels,
  relationLabels,
  subjectTypeLabels,
} from '../../i18n/vi/choice-labels.ts';
import { recordView } from '../../i18n/vi/record-view.ts';
import { confirmMethodByKey } from '../../shared/domain/catalogues/confirm-methods.ts';
import { activityFieldByKey } from '../../shared/domain/catalogues/fields-of-activity.ts';
import { honorificByKey } from '../../shared/domain/catalogues/honorifics.ts';
import { movementByCode } from '../../shared/domain/catalogues/movements.ts';
import { proposalByKey } from '../../shared/domain/catalogues/proposals.ts';
import { sourceByKey } from '../../shared/domain/catalogues/sources.ts';
import { subjectClassByKey } from '../../shared/domain/catalogues/subject-classes.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import { isCivilDate, printCivilDate } from '../../shared/lib/civil-date.ts';
import { printPercent } from '../../shared/lib/percent.ts';
import { printPhoneNumber } from '../../shared/lib/phone-number.ts';
import { printNumber } from '../../shared/lib/vietnamese-number.ts';

/** Name of a unit by its id; null when this phone does not know it. */
export type UnitName = (id: string) => string | null;

type Printer = (value: string, unitName: UnitName) => string | null | undefined;

const labelled =
  (labels: Readonly<Record<string, string>>): Printer =>
  (value) =>
    Object.hasOwn(labels, value) ? labels[value] : null;

const printers: Readonly<Record<string, Printer>> = {
  unitId: (value, unitName) => unitName(value) ?? recordView.unknownUnit,
  movementId: (value) => movementByCode(value)?.name,
  activityField: (value) => activityFieldByKey(value)?.name,
  subjectType: labelled(subjectTypeLabels),
  source: (value) => sourceByKey(value)?.name,
  proposal: (value) => proposalByKey(value)?.name,
  honorific: (value) => honorificByKey(value)?.name,
  gender: labelled(genderLabels),
  classification: (value) => subjectClassByKey(value)?.name,
  method: (value) => confirmMethodByKey(value)?.name,
  purpose: labelled(consentPurposeLabels),
  relation: labelled(relationLabels),
  role: labelled(photoRoleLabels),
  phone: printPhoneNumber,
  takenAt: printCameraTime,
};

/** '' when nothing was said. A code that no list knows any more is shown as it is: it is somebody's answer. */
export function printValue(name: string, value: FieldValue | undefined, unitName: UnitName): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? recordView.yes : recordView.no;
  if (typeof value === 'number') return name === 'share' ? printPercent(value) : printNumber(value);
  const text = value.trim();
  if (text === '') return '';
  const printer = Object.hasOwn(printers, name) ? printers[name] : undefined;
  if (printer) return printer(text, unitName) ?? text;
  return dateFields.has(name) && isCivilDate(text) ? printCivilDate(text) : text;
}

/** "16:30 05/11/2026", as the camera's clock had it. */
function printCameraTime(value: string): string | null {
  const [day = '', time = ''] = value.split('T');
  return isCivilDate(day) ? `${time.slice(0, 5)} ${printCivilDate(day)}`.trim() : null;
}

const dateFields: ReadonlySet<string> = new Set(['happenedOn', 'birth', 'signedOn', 'takenOn']);
