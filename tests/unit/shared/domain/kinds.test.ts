import { describe, expect, it } from 'vitest';
import { recordKinds } from '../../../../src/shared/domain/catalogues/record-kinds.ts';
import { personalClasses } from '../../../../src/shared/domain/field.ts';
import { initiative, sumOfShares } from '../../../../src/shared/domain/initiative.ts';
import { commonFields, fieldAt, valueAt } from '../../../../src/shared/domain/kind.ts';
import { kinds } from '../../../../src/shared/domain/kinds.ts';
import { nomination, suggestsExtraordinary } from '../../../../src/shared/domain/nomination.ts';
import { emptyContent } from '../../../../src/shared/domain/record.ts';
import {
  aNomination,
  anAuthorRowId,
  anInitiative,
  aPhotoRow,
  aSubjectRowId,
  testId,
} from '../../../support/builders.ts';

const codes = (missing: readonly { path: string; code: string }[]) =>
  missing.map(({ path, code }) => `${path}: ${code}`);

describe('every kind of record', () => {
  const all = Object.values(kinds);

  it('is one of the five that the field knows, under its own dossier letters', () => {
    expect(all.map(({ kind }) => kind)).toEqual(['nomination', 'initiative']);
    for (const { kind } of all) expect(recordKinds.map((row) => row.key)).toContain(kind);
    expect(new Set(all.map(({ dossierPrefix }) => dossierPrefix)).size).toBe(all.length);
  });

  it('has the fields that scope, lists and reports are computed from', () => {
    for (const kind of all) expect(Object.keys(kind.fields)).toEqual(expect.arrayContaining([...commonFields]));
  });

  it('names the class of personal data of every field, and publishes nothing restricted', () => {
    const fields = all.flatMap((kind) =>
      [kind.fields, ...Object.values(kind.rows).map((rows) => rows.fields)].flatMap((group) => Object.entries(group)),
    );
    expect(fields.length).toBeGreaterThan(60);
    for (const [name, spec] of fields) {
      expect(personalClasses, name).toContain(spec.personal);
      if (spec.personal === 'restricted' || spec.personal === 'sensitive') expect(spec.publicUse, name).toBe('never');
    }
  });

  it('takes an empty value as cleared', () => {
    for (const kind of all)
      for (const spec of Object.values(kind.fields)) expect(spec.schema.safeParse(null).success).toBe(true);
  });
});

describe('a nomination', () => {
  it('may be sent with who, unit, what, when, and a photo or a sentence', () => {
    expect(codes(nomination.missingToSend(emptyContent))).toEqual([
      'subjects: at-least-one',
      'subjectType: required',
      'unitId: required',
      'title: required',
      'happenedOn: required',
      'story: photo-or-sentence',
    ]);
    expect(nomination.missingToSend(aNomination())).toEqual([]);
    expect(codes(nomination.missingToSend(aNomination({ story: '  ' })))).toEqual(['story: photo-or-sentence']);
    expect(nomination.missingToSend(aNomination({ story: null }, { photos: { [testId(1)]: aPhotoRow() } }))).toEqual(
      [],
    );
    expect(
      codes(nomination.missingToSend(aNomination({}, { subjects: { [aSubjectRowId]: { order: 1, name: '' } } }))),
    ).toEqual([`subjects/${aSubjectRowId}/name: required`]);
  });

  it('says what a complete dossier still lacks, never more', () => {
    const full = aNomination(
      {
        activityField: 'honesty',
        place: 'Thôn Đông',
        story: 'từ '.repeat(80),
        beyondDuty: true,
        unforeseen: false,
        source: 'school',
        proposal: 'praise',
      },
      {
        subjects: {
          [aSubjectRowId]: { order: 1, name: 'Trần Văn An', position: 'Học sinh lớp 5A2', classification: 'direct' },
        },
      },
    );
    expect(codes(nomination.missingToComplete(aNomination()))).toEqual(
      expect.arrayContaining([
        'activityField: required',
        'place: required',
        'beyondDuty: required',
        'unforeseen: required',
        'source: required',
        'proposal: required',
        `subjects/${aSubjectRowId}/position: required`,
        `subjects/${aSubjectRowId}/classification: required`,
        'story: story-too-short',
      ]),
    );
    expect(nomination.missingToComplete(full)).toEqual([]);
    expect(
      codes(nomination.missingToComplete({ ...full, values: { ...full.values, story: 'từ '.repeat(501) } })),
    ).toEqual(['story: story-too-long']);
  });

  it('suggests đột xuất only when the deed was neither assigned nor foreseen', () => {
    expect(suggestsExtraordinary(aNomination())).toBeNull();
    expect(suggestsExtraordinary(aNomination({ beyondDuty: true, unforeseen: true }))).toBe(true);
    expect(suggestsExtraordinary(aNomination({ beyondDuty: true, unforeseen: false }))).toBe(false);
  });
});

describe('an initiative', () => {
  const shares = (...list: number[]) =>
    anInitiative(
      {},
      {
        authors: Object.fromEntries(
          list.map((share, n) => [testId(n), { order: n, name: 'Tác giả', position: 'Giáo viên', share }]),
        ),
      },
    );

  it('is complete only when the shares make 100 %: 60 + 40 does, 60 + 39,9 does not', () => {
    const missing = (content: ReturnType<typeof shares>) =>
      codes(initiative.missingToComplete(content)).filter((line) => line.startsWith('authors'));
    expect(missing(shares(600, 400))).toEqual([]);
    expect(missing(shares(600, 399))).toEqual(['authors: shares-not-100']);
    expect(sumOfShares(shares(333, 333, 334))).toBe(1000);
  });

  it('may be sent without shares', () => {
    expect(
      initiative.missingToSend(
        anInitiative({}, { authors: { [anAuthorRowId]: { order: 1, name: 'Nguyễn Thị Hoa' } } }),
      ),
    ).toEqual([]);
  });
});

describe('a path', () => {
  it('leads to a field of the record or of one row, and nowhere else', () => {
    expect(fieldAt(nomination, 'title')).toBe(nomination.fields.title);
    expect(fieldAt(nomination, `subjects/${aSubjectRowId}/name`)).toBe(nomination.rows.subjects?.fields.name);
    for (const path of ['', 'constructor', 'subjects/x', 'subjects/x/constructor', 'no/x/name', 'a/b/c/d'])
      expect(fieldAt(nomination, path), path).toBeNull();
    expect(valueAt(aNomination(), `subjects/${aSubjectRowId}/name`)).toBe('Trần Văn An');
  });
});
