// The form as the person sees it: every field is the text in its box. Nothing here knows what the text means.
import * as z from 'zod/mini';

export interface FormRow {
  readonly id: string;
  readonly order: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface RecordForm {
  readonly values: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, readonly FormRow[]>>;
  /** Answers to the guided questions. They help to write and never leave the phone. */
  readonly answers: Readonly<Record<string, string>>;
}

export const emptyForm: RecordForm = { values: {}, rows: {}, answers: {} };

const texts = () => z.record(z.string(), z.string());
const formSchema = z.object({
  values: texts(),
  rows: z.record(z.string(), z.array(z.object({ id: z.string(), order: z.number(), values: texts() }))),
  answers: texts(),
});

/** A draft as IndexedDB gives it back. Null: not a form that this version wrote. */
export function parseForm(stored: unknown): RecordForm | null {
  const parsed = z.safeParse(formSchema, stored);
  return parsed.success ? parsed.data : null;
}

export const rowsOf = (form: RecordForm, set: string): readonly FormRow[] =>
  [...(form.rows[set] ?? [])].sort((a, b) => a.order - b.order);

export const textAt = (form: RecordForm, name: string): string => form.values[name] ?? '';

export const setValue = (form: RecordForm, name: string, text: string): RecordForm => ({
  ...form,
  values: { ...form.values, [name]: text },
});

export function setRowValue(form: RecordForm, set: string, rowId: string, name: string, text: string): RecordForm {
  return withRows(form, set, (rows) =>
    rows.map((row) => (row.id === rowId ? { ...row, values: { ...row.values, [name]: text } } : row)),
  );
}

/** Appends a row after the others. Adding an id that is there already changes nothing. */
export function addRow(form: RecordForm, set: string, id: string, values: FormRow['values'] = {}): RecordForm {
  return withRows(form, set, (rows) =>
    rows.some((row) => row.id === id)
      ? rows
      : [...rows, { id, order: 1 + Math.max(0, ...rows.map((row) => row.order)), values }],
  );
}

export const removeRow = (form: RecordForm, set: string, rowId: string): RecordForm =>
  withRows(form, set, (rows) => rows.filter((row) => row.id !== rowId));

function withRows(form: RecordForm, set: string, change: (rows: readonly FormRow[]) => readonly FormRow[]): RecordForm {
  return { ...form, rows: { ...form.rows, [set]: change(form.rows[set] ?? []) } };
}
