// Between form and record: what the person typed becomes the content that is saved, and a saved record becomes a form again.
import type { FieldSpec, FieldValue } from '../../shared/domain/field.ts';
import type { KindSpec } from '../../shared/domain/kind.ts';
import { emptyContent, type RecordContent, type Row, rowsInOrder } from '../../shared/domain/record.ts';
import type { FormRow, RecordForm } from './form.ts';
import { rowsOf } from './form.ts';
import { printTyped, readTyped, type TypedProblem } from './typed-value.ts';

/** A box whose text has no value, by the path of its field. */
export interface FieldProblem {
  readonly path: string;
  readonly code: TypedProblem;
}

/** What is known of a photo besides what a person wrote about it. */
export type PhotoFacts = Readonly<Record<string, FieldValue>>;

/** What a person writes about a photo; the other fields come from its bytes. */
const writtenOfPhoto = ['caption', 'photographer', 'takenOn', 'role'] as const;
/** Filled by the form itself: a row with nothing else is an empty row. */
const preset: Readonly<Record<string, readonly string[]>> = { consents: ['purpose', 'subject', 'relation'] };

/**
 * The record as the form has it. What the form does not show stays as it is in `base`.
 * @param lastDay nothing written here can have happened after it. The commune itself takes any day.
 * A photo that is neither in `base` nor in `photos` (on this phone) is not in the record.
 */
export function contentOf(
  kind: Pick<KindSpec, 'fields' | 'rows'>,
  form: RecordForm,
  base: RecordContent = emptyContent,
  photos: ReadonlyMap<string, PhotoFacts> = new Map(),
  lastDay = '9999',
): { readonly content: RecordContent; readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const values = readFields(kind.fields, form.values, base.values, '', problems, lastDay);
  const rows: Record<string, Readonly<Record<string, Row>>> = { ...base.rows };
  for (const [set, spec] of Object.entries(kind.rows)) {
    const before = base.rows[set] ?? {};
    const kept: Record<string, Row> = {};
    for (const row of rowsOf(form, set)) {
      const facts = set === 'photos' ? (before[row.id] ?? photos.get(row.id)) : before[row.id];
      if (set === 'photos' ? facts === undefined : isEmptyRow(set, row)) continue;
      const read = readFields(spec.fields, row.values, facts ?? {}, `${set}/${row.id}/`, problems, lastDay);
      kept[row.id] = { ...read, order: row.order };
    }
    if (Object.keys(kept).length > 0 || base.rows[set]) rows[set] = kept;
  }
  return { content: { values, rows }, problems };
}

/** The boxes of a record that is being changed. */
export function formOf(kind: Pick<KindSpec, 'fields' | 'rows'>, content: RecordContent): RecordForm {
  const rows: Record<string, readonly FormRow[]> = {};
  for (const [set, spec] of Object.entries(kind.rows)) {
    const names = Object.keys(spec.fields).filter((name) => set !== 'photos' || isWrittenOfPhoto(name));
    rows[set] = rowsInOrder(content, set).map(({ id, row }) => ({
      id,
      order: row.order,
      values: printFields(names, row),
    }));
  }
  const shown = Object.entries(kind.fields).filter(([, spec]) => !spec.reviewerOnly);
  return {
    values: printFields(
      shown.map(([name]) => name),
      content.values,
    ),
    rows,
    answers: {},
  };
}

/** True when nobody has typed anything in the row yet. */
function isEmptyRow(set: string, row: FormRow): boolean {
  const ignored = preset[set] ?? [];
  return Object.entries(row.values).every(([name, text]) => ignored.includes(name) || text.trim() === '');
}

function readFields(
  specs: Readonly<Record<string, FieldSpec>>,
  typed: Readonly<Record<string, string>>,
  before: Readonly<Record<string, FieldValue>>,
  prefix: string,
  problems: FieldProblem[],
  lastDay: string,
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = { ...before };
  for (const [name, text] of Object.entries(typed)) {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (!spec || printTyped(name, before[name]) === text) continue; // untouched boxes keep the stored value to the byte
    const read = readTyped(name, spec, text, lastDay);
    if (!read.ok) problems.push({ path: prefix + name, code: read.error });
    else if (read.value !== null || Object.hasOwn(before, name)) values[name] = read.value;
  }
  return values;
}

function printFields(names: readonly string[], values: Readonly<Record<string, FieldValue>>): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => [name, printTyped(name, values[name])] as const).filter(([, text]) => text !== ''),
  );
}

function isWrittenOfPhoto(name: string): boolean {
  return writtenOfPhoto.some((written) => written === name);
}
