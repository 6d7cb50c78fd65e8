import { describe, expect, test } from 'vitest';
import { contentOf, formOf } from '../../../src/features/record-form/draft.ts';
import {
  addRow,
  emptyForm,
  parseForm,
  type RecordForm,
  removeRow,
  setRowValue,
  setValue,
} from '../../../src/features/record-form/form.ts';
import { initiative } from '../../../src/shared/domain/initiative.ts';
import { nomination } from '../../../src/shared/domain/nomination.ts';
import type { RecordContent } from '../../../src/shared/domain/record.ts';

const subject = '0192f0c1-0000-7000-8000-000000000001';
const other = '0192f0c1-0000-7000-8000-000000000002';
const photo = '0192f0c1-0000-7000-8000-0000000000aa';

const aForm = (): RecordForm => ({
  values: { subjectType: 'individual', title: 'Nhặt được ví, trả lại người mất', happenedOn: '2026-11-05' },
  rows: { subjects: [{ id: subject, order: 1, values: { name: 'Trần Văn An' } }] },
  answers: {},
});

const aRecord = (): RecordContent => ({
  values: { title: 'Trả lại của rơi', happenedOn: '2026-11-05', beyondDuty: true, realPerson: true },
  rows: {
    subjects: { [subject]: { order: 1, name: 'Trần Văn An', phone: '0912345678', birth: '2015' } },
    results: { [other]: { order: 1, indicator: 'Tiền trả lại', amount: 6_400_000, measure: 'đồng' } },
    photos: { [photo]: { order: 1, sha256: 'a'.repeat(64), caption: 'Em An ở Công an xã' } },
  },
});

describe('a form becomes a record', () => {
  test('a day, month or year after the last that can have come is said at its box; this month and this year may stand', () => {
    const problemsOf = (typed: string, last: string) =>
      contentOf(initiative, setValue(emptyForm, 'happenedOn', typed), undefined, undefined, last).problems;
    const notYet = [{ path: 'happenedOn', code: 'not-yet' }];
    for (const typed of ['30/12/2027', '24/11/2026', '12/2026', '2027'])
      expect(problemsOf(typed, '2026-11-23')).toEqual(notYet);
    for (const typed of ['23/11/2026', '11/2026', '2026']) expect(problemsOf(typed, '2026-11-23')).toEqual([]);
  });

  test('a text that is no date, number or telephone is said at its box and nothing is dropped', () => {
    let form = setValue(aForm(), 'happenedOn', '31/02/2026');
    form = setRowValue(form, 'subjects', subject, 'phone', '12');
    form = addRow(form, 'results', other, { indicator: 'Tiền', amount: 'sáu triệu' });
    const { problems } = contentOf(nomination, form);
    expect(problems).toEqual([
      { path: 'happenedOn', code: 'no-such-day' },
      { path: `subjects/${subject}/phone`, code: 'not-a-phone-number' },
      { path: `results/${other}/amount`, code: 'not-a-number' },
    ]);
    expect(form.rows.results?.[0]?.values.amount).toBe('sáu triệu');
  });

  test('a title of more than 100 characters is too long', () => {
    const { problems } = contentOf(nomination, setValue(aForm(), 'title', 'a'.repeat(101)));
    expect(problems).toEqual([{ path: 'title', code: 'too-long' }]);
  });

  test('a name pasted in decomposed letters is stored in composed ones, without blanks around it', () => {
    const typed = '  Đặng Thị Ửng '.normalize('NFD');
    const { content } = contentOf(nomination, setRowValue(aForm(), 'subjects', subject, 'name', typed));
    expect(content.rows.subjects?.[subject]?.name).toBe('Đặng Thị Ửng'.normalize('NFC'));
  });

  test('a row in which nobody typed anything is no row', () => {
    const form = addRow(addRow(aForm(), 'subjects', other), 'consents', other, { purpose: 'dossier', subject });
    const { content } = contentOf(nomination, form);
    expect(Object.keys(content.rows)).toEqual(['subjects']);
    expect(Object.keys(content.rows.subjects ?? {})).toEqual([subject]);
  });

  test('6.400.000 đồng, 33,3 % and the year 1968 become values', () => {
    const form = addRow(aForm(), 'results', other, { indicator: 'Tiền', amount: '6.400.000', measure: 'đồng' });
    const { content } = contentOf(nomination, setRowValue(form, 'subjects', subject, 'birth', '1968'));
    expect(content.rows.results?.[other]?.amount).toBe(6_400_000);
    expect(content.rows.subjects?.[subject]?.birth).toBe('1968');
    const authors = addRow(emptyForm, 'authors', other, { name: 'Phạm Thị Dung', share: '33,3' });
    expect(contentOf(initiative, authors).content.rows.authors?.[other]?.share).toBe(333);
  });

  test('a photo joins the record with the facts of its bytes; one that is not on this phone does not', () => {
    const facts = new Map([[photo, { sha256: 'b'.repeat(64), mime: 'image/webp' }]]);
    const form = addRow(addRow(aForm(), 'photos', photo, { caption: 'Em An' }), 'photos', other);
    const { content } = contentOf(nomination, form, undefined, facts);
    expect(content.rows.photos).toEqual({
      [photo]: { order: 1, sha256: 'b'.repeat(64), mime: 'image/webp', caption: 'Em An' },
    });
  });
});

describe('a date that cannot be', () => {
  const today = '2026-11-05';
  const problemsOf = (form: RecordForm, base?: RecordContent) =>
    contentOf(nomination, form, base, undefined, today).problems.map(({ code }) => code);

  test.each(['2027', '2026-11-06', '1899', '31/12/1899', '1968 hay 1969'])('nobody was born in %s', (birth) => {
    expect(problemsOf(setRowValue(aForm(), 'subjects', subject, 'birth', birth))).toEqual(['not-a-birth-year']);
  });

  test.each(['1900', '2026', '5/11/2026', '11/2026'])('somebody was born in %s', (birth) => {
    expect(problemsOf(setRowValue(aForm(), 'subjects', subject, 'birth', birth))).toEqual([]);
  });

  test.each([
    ['1/1/1890', ['too-long-ago']],
    ['1944', ['too-long-ago']],
    ['12/2026', ['not-yet']],
    ['1945', []],
    ['11/2026', []],
  ])('a deed of %s', (day, problems) => {
    expect(problemsOf(setValue(aForm(), 'happenedOn', day))).toEqual(problems);
  });

  test('that is stored stands, while the rest of its record is changed', () => {
    const record = aRecord();
    const base: RecordContent = {
      values: { ...record.values, happenedOn: '1890-01-01' },
      rows: { ...record.rows, subjects: { [subject]: { order: 1, name: 'Trần Văn An', birth: '2027' } } },
    };
    const form = setValue(formOf(nomination, base), 'title', 'Nhặt được ví');
    const { content, problems } = contentOf(nomination, form, base, undefined, today);
    expect(problems).toEqual([]);
    expect(content).toEqual({ ...base, values: { ...base.values, title: 'Nhặt được ví' } });
  });
});

describe('a record becomes a form and comes back', () => {
  test('opening and saving without a key typed changes nothing, also in what the form does not show', () => {
    const record = aRecord();
    expect(contentOf(nomination, formOf(nomination, record), record)).toEqual({ content: record, problems: [] });
  });

  test('the ticks of the reviewer never stand in the form of the village', () => {
    expect(formOf(nomination, aRecord()).values).not.toHaveProperty('realPerson');
  });

  test('an emptied box clears the field, a removed row leaves the record', () => {
    const record = aRecord();
    const form = removeRow(setValue(formOf(nomination, record), 'title', ' '), 'results', other);
    const { content } = contentOf(nomination, form, record);
    expect(content.values.title).toBeNull();
    expect(content.rows.results).toEqual({});
    expect(content.values.realPerson).toBe(true);
  });

  test('a removed photo leaves the record, the caption of another is changed and its hash stays', () => {
    const record = aRecord();
    const form = formOf(nomination, record);
    expect(contentOf(nomination, removeRow(form, 'photos', photo), record).content.rows.photos).toEqual({});
    const captioned = contentOf(nomination, setRowValue(form, 'photos', photo, 'caption', 'Em An'), record).content;
    expect(captioned.rows.photos?.[photo]).toEqual({ order: 1, sha256: 'a'.repeat(64), caption: 'Em An' });
  });
});

describe('a stored draft', () => {
  test('what another version wrote and this one cannot read is no form', () => {
    expect(parseForm({ values: { title: 3 } })).toBeNull();
    expect(parseForm(null)).toBeNull();
  });

  test('comes back as it was left', () => {
    expect(parseForm(structuredClone(aForm()))).toEqual(aForm());
  });
});

test('a row added twice under one id stands once, after the rows before it', () => {
  const form = addRow(addRow(aForm(), 'subjects', other), 'subjects', other);
  expect(form.rows.subjects?.map(({ id, order }) => [id, order])).toEqual([
    [subject, 1],
    [other, 2],
  ]);
});
