// A record's content: flat values and child rows with ids of their own and an order key.
import type { FieldValue } from './field.ts';

/** A child row (a subject, an author, a photo): `order` sorts it among its siblings. Its id is the key it stands under. */
export type Row = Readonly<Record<string, FieldValue>> & { readonly order: number };

export interface RecordContent {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly rows: Readonly<Record<string, Readonly<Record<string, Row>>>>;
}

/** Something a record still lacks: the path of the field, and why as a code that i18n turns into a sentence. */
export interface Missing {
  readonly path: string;
  readonly code:
    | 'required'
    | 'photo-or-sentence'
    | 'at-least-one'
    | 'story-too-short'
    | 'story-too-long'
    | 'shares-not-100';
}

export const emptyContent: RecordContent = { values: {}, rows: {} };

/** Rows of a set in the order a person gave them, each with its id. */
export function rowsInOrder(
  content: RecordContent,
  set: string,
): readonly { readonly id: string; readonly row: Row }[] {
  return Object.entries(content.rows[set] ?? {})
    .map(([id, row]) => ({ id, row }))
    .sort((a, b) => a.row.order - b.row.order || (a.id < b.id ? -1 : 1));
}

/** Text of a value, '' when there is none. */
export function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** True when nothing was said: no value, null, or blank text. */
export function isBlank(value: FieldValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
