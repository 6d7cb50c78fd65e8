import { describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import * as awardTypes from '../../../../../src/shared/domain/catalogues/award-types.ts';
import * as baseSalaries from '../../../../../src/shared/domain/catalogues/base-salaries.ts';
import * as calendar from '../../../../../src/shared/domain/catalogues/calendar.ts';
import * as choiceKeys from '../../../../../src/shared/domain/catalogues/choice-keys.ts';
import * as confirmMethods from '../../../../../src/shared/domain/catalogues/confirm-methods.ts';
import * as consentPurposes from '../../../../../src/shared/domain/catalogues/consent-purposes.ts';
import * as fields from '../../../../../src/shared/domain/catalogues/fields-of-activity.ts';
import * as honorifics from '../../../../../src/shared/domain/catalogues/honorifics.ts';
import * as instruments from '../../../../../src/shared/domain/catalogues/instruments.ts';
import * as movements from '../../../../../src/shared/domain/catalogues/movements.ts';
import * as officialFields from '../../../../../src/shared/domain/catalogues/official-fields.ts';
import * as proposals from '../../../../../src/shared/domain/catalogues/proposals.ts';
import * as recordKinds from '../../../../../src/shared/domain/catalogues/record-kinds.ts';
import * as sources from '../../../../../src/shared/domain/catalogues/sources.ts';
import * as subjectClasses from '../../../../../src/shared/domain/catalogues/subject-classes.ts';
import * as unitTypes from '../../../../../src/shared/domain/catalogues/unit-types.ts';

interface Catalogue {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly schema: z.ZodMiniType;
  readonly identity: readonly string[];
  readonly keys?: readonly string[];
  readonly find: readonly ((value: string) => unknown)[];
}

const catalogues: Readonly<Record<string, Catalogue>> = {
  'award types': {
    rows: awardTypes.awardTypes,
    schema: awardTypes.awardTypeSchema,
    identity: ['key', 'code'],
    find: [awardTypes.awardTypeByKey, awardTypes.awardTypeByCode],
  },
  'base salaries': {
    rows: baseSalaries.baseSalaries,
    schema: baseSalaries.baseSalarySchema,
    identity: ['basis'],
    find: [],
  },
  'the yearly calendar': {
    rows: calendar.calendarEntries,
    schema: calendar.calendarEntrySchema,
    identity: ['key'],
    find: [calendar.calendarEntryByKey],
  },
  'ways of confirming': {
    rows: confirmMethods.confirmMethods,
    schema: confirmMethods.confirmMethodSchema,
    identity: ['key', 'code'],
    keys: choiceKeys.confirmMethodKeys,
    find: [confirmMethods.confirmMethodByKey, confirmMethods.confirmMethodByCode],
  },
  'purposes of consent': {
    rows: consentPurposes.consentPurposes,
    schema: consentPurposes.consentPurposeSchema,
    identity: ['key', 'code'],
    keys: choiceKeys.consentPurposeKeys,
    find: [consentPurposes.consentPurposeByKey, consentPurposes.consentPurposeByCode],
  },
  'fields of activity': {
    rows: fields.activityFields,
    schema: fields.activityFieldSchema,
    identity: ['key', 'code'],
    keys: choiceKeys.activityFieldKeys,
    find: [fields.activityFieldByKey, fields.activityFieldByCode],
  },
  honorifics: {
    rows: honorifics.honorifics,
    schema: honorifics.honorificSchema,
    identity: ['key', 'code'],
    keys: honorifics.honorificKeys,
    find: [honorifics.honorificByKey, honorifics.honorificByCode],
  },
  'legal instruments': {
    rows: instruments.instruments,
    schema: instruments.instrumentSchema,
    identity: ['number'],
    find: [instruments.instrumentByNumber],
  },
  movements: {
    rows: movements.movements,
    schema: movements.movementSchema,
    identity: ['code'],
    find: [movements.movementByCode],
  },
  'official fields': {
    rows: officialFields.officialFields,
    schema: officialFields.officialFieldSchema,
    identity: ['code'],
    find: [officialFields.officialFieldByCode],
  },
  proposals: {
    rows: proposals.proposals,
    schema: proposals.proposalSchema,
    identity: ['key', 'code'],
    keys: choiceKeys.proposalKeys,
    find: [proposals.proposalByKey, proposals.proposalByCode],
  },
  'kinds of record': {
    rows: recordKinds.recordKinds,
    schema: recordKinds.recordKindSchema,
    identity: ['key', 'code'],
    keys: recordKinds.recordKindKeys,
    find: [recordKinds.recordKindByKey, recordKinds.recordKindByCode],
  },
  'sources of a deed': {
    rows: sources.sources,
    schema: sources.sourceSchema,
    identity: ['key', 'code'],
    keys: choiceKeys.sourceKeys,
    find: [sources.sourceByKey, sources.sourceByCode],
  },
  'classes of subject': {
    rows: subjectClasses.subjectClasses,
    schema: subjectClasses.subjectClassSchema,
    identity: ['key', 'code'],
    keys: choiceKeys.subjectClassKeys,
    find: [subjectClasses.subjectClassByKey, subjectClasses.subjectClassByCode],
  },
  'types of unit': {
    rows: unitTypes.unitTypes,
    schema: unitTypes.unitTypeSchema,
    identity: ['key', 'code'],
    keys: unitTypes.unitTypeKeys,
    find: [unitTypes.unitTypeByKey, unitTypes.unitTypeByCode],
  },
};

describe.each(Object.entries(catalogues))('%s', (_name, { rows, schema, identity, keys, find }) => {
  test('there is something in it, and every row has its shape', () => {
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.map((row) => schema.safeParse(row).error?.issues ?? [])).toEqual(rows.map(() => []));
  });
  test('no two rows carry the same key or code', () => {
    for (const field of identity) {
      const values = rows.map((row) => row[field]);
      expect(new Set(values).size).toBe(values.length);
    }
  });
  test('every row is found by what it is known by, and nothing by what nobody knows', () => {
    find.forEach((lookup, at) => {
      const field = identity[at] ?? '';
      expect(rows.map((row) => lookup(String(row[field])))).toEqual(rows);
      expect(lookup('nobody-knows')).toBeUndefined();
    });
  });
  test('every key a record may carry has its row', () => {
    if (keys) expect(rows.map((row) => row.key)).toEqual(keys);
    else expect(rows.every((row) => identity.some((field) => typeof row[field] === 'string'))).toBe(true);
  });
  test('names are NFC, and what begins ends later', () => {
    for (const row of rows) {
      expect(JSON.stringify(row).normalize('NFC')).toBe(JSON.stringify(row));
      if (typeof row.since === 'string' && typeof row.until === 'string') expect(row.since < row.until).toBe(true);
    }
  });
});

test('a field of activity and a proposal point only at rows that exist', () => {
  const official = fields.activityFields.flatMap((row) => row.officialCode ?? []);
  expect(official.length).toBeGreaterThan(5);
  expect(official.filter((code) => !officialFields.officialFieldByCode(code))).toEqual([]);
  const asked = proposals.proposals.flatMap((row) => row.awardType ?? []);
  expect(asked).toEqual(['unplanned', 'thematic', 'merit']);
  expect(asked.filter((key) => !awardTypes.awardTypeByKey(key))).toEqual([]);
});

test('a person is classed as the statistics form rows 06 to 10 class them', () => {
  const rows = subjectClasses.subjectClassesFor('individual').map((row) => row.formRow);
  expect(rows.toSorted()).toEqual(['06', '07', '08', '09', '10']);
  expect(subjectClasses.subjectClassByCode('TRUC_TIEP')?.formRow).toBe('10');
});

test('schools are judged by the school year, villages by the calendar year', () => {
  expect(unitTypes.unitTypes.filter((row) => row.awardYear === 'school-year').map((row) => row.key)).toEqual(
    unitTypes.unitTypes.map((row) => row.key).filter(unitTypes.isSchool),
  );
  expect([unitTypes.isSchool('primary-school'), unitTypes.isSchool('village')]).toEqual([true, false]);
});
