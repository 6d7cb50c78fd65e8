// What is typed in a box, as a value of the record, and back. A text that has no value is said, never dropped.
import * as z from 'zod/mini';
import type { FieldSpec, FieldValue } from '../../shared/domain/field.ts';
import { firstBirthYear, firstDeedYear } from '../../shared/domain/first-years.ts';
import { isCivilDate, parseCivilDate, printCivilDate } from '../../shared/lib/civil-date.ts';
import { nfc } from '../../shared/lib/nfc.ts';
import { parsePercent, printPercent } from '../../shared/lib/percent.ts';
import { parsePhoneNumber, printPhoneNumber } from '../../shared/lib/phone-number.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { parseNumber, printNumber } from '../../shared/lib/vietnamese-number.ts';

export type TypedProblem =
  | 'not-a-date'
  | 'no-such-day'
  | 'not-yet'
  | 'too-long-ago'
  | 'not-a-birth-year'
  | 'not-a-number'
  | 'not-a-percent'
  | 'not-a-phone-number'
  | 'not-an-identity-number'
  | 'too-long'
  | 'not-accepted';

interface Writing {
  /** @param lastDay nothing that happened is later. */
  read(text: string, lastDay: string): Result<FieldValue, TypedProblem>;
  print(value: FieldValue): string;
}

const asText: Writing = { read: ok, print: (value) => (typeof value === 'string' ? value : '') };

const asFlag: Writing = {
  read: (text) => ok(text === 'yes'),
  print: (value) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : ''),
};

const asNumber: Writing = {
  read: (text) => withCode(parseNumber(text)),
  print: (value) => (typeof value === 'number' ? printNumber(value) : ''),
};

/** `33,3`: the box has its own % sign behind it. */
const asShare: Writing = {
  read: (text) => withCode(parsePercent(text)),
  print: (value) => (typeof value === 'number' ? printPercent(value).replace(' %', '') : ''),
};

const asPhone: Writing = {
  read: (text) => withCode(parsePhoneNumber(text)),
  print: (value) => (typeof value === 'string' ? printPhoneNumber(value) : ''),
};

const asIdentityNumber: Writing = {
  read: (text) => {
    const digits = text.replace(/\s/g, '');
    return /^\d{12}$/.test(digits) ? ok(digits) : err('not-an-identity-number');
  },
  print: asText.print,
};

/** A date somebody types: the day, the month or the year alone. */
const asDate: Writing = {
  read: (text) => withCode(parseCivilDate(text)),
  print: (value) => (isCivilDate(value) ? printCivilDate(value) : ''),
};

// A month or a year sorts before its days: this month and this year have begun.
const asDeedDay: Writing = {
  ...asDate,
  read: (text, lastDay) => {
    const date = parseCivilDate(text);
    if (!date.ok) return withCode(date);
    return date.value > lastDay ? err('not-yet') : date.value < firstDeedYear ? err('too-long-ago') : date;
  },
};

/** One sentence for all that is wrong with it: the year is all that is asked for. */
const asBirth: Writing = {
  ...asDate,
  read: (text, lastDay) => {
    const date = parseCivilDate(text);
    return date.ok && date.value <= lastDay && date.value >= firstBirthYear ? date : err('not-a-birth-year');
  },
};

/** Fields that are not plain text, by their name: a name means the same thing in every kind of record. */
const writings: Readonly<Record<string, Writing>> = {
  beyondDuty: asFlag,
  unforeseen: asFlag,
  given: asFlag,
  childAgrees: asFlag,
  amount: asNumber,
  share: asShare,
  phone: asPhone,
  nationalId: asIdentityNumber,
  birth: asBirth,
  happenedOn: asDeedDay,
  signedOn: asDate,
  takenOn: asDate,
};

/** Null for an empty box. */
export function readTyped(
  name: string,
  spec: FieldSpec,
  typed: string,
  lastDay: string,
): Result<FieldValue, TypedProblem> {
  const text = nfc(typed).trim();
  if (text === '') return ok(null);
  const read = writingOf(name).read(text, lastDay);
  if (!read.ok) return read;
  const checked = z.safeParse(spec.schema, read.value);
  if (checked.success) return ok(checked.data);
  return err(
    checked.error.issues.some((issue) => issue.code === 'too_big' && typeof read.value === 'string')
      ? 'too-long'
      : 'not-accepted',
  );
}

export function printTyped(name: string, value: FieldValue | undefined): string {
  return value === undefined || value === null ? '' : writingOf(name).print(value);
}

function writingOf(name: string): Writing {
  return (Object.hasOwn(writings, name) ? writings[name] : undefined) ?? asText;
}

function withCode<E extends TypedProblem>(result: Result<FieldValue, { type: E }>): Result<FieldValue, TypedProblem> {
  return result.ok ? result : err(result.error.type);
}
