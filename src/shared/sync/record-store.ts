// What the server keeps of a record, as the deciding functions see it. Stores load and write this; they decide nothing.
import type { FieldValue } from '../domain/field.ts';
import { type Path, parsePath } from '../domain/kind.ts';
import type { RecordContent, Row } from '../domain/record.ts';
import type { Status } from '../domain/workflow.ts';

export interface StoredRecord {
  readonly id: string;
  readonly kind: string;
  readonly v: number;
  readonly content: RecordContent;
  /** Revision of every path that `revs` does not name: the commune's counter when the record was created. */
  readonly rev: number;
  readonly revs: Readonly<Record<string, number>>;
  /** Which queue wrote a path last and with which of its operations; the create stands under ''. */
  readonly writers: Readonly<Record<string, Writer>>;
  readonly status: Status;
  readonly statusRev: number;
  readonly dossier: string;
  readonly authorId: string;
  /** Rows taken out of a set: `photos/<rowId>`. A later edit of one goes to review, never back to life by itself. */
  readonly removed: readonly string[];
}

export interface Writer {
  readonly queue: string;
  readonly seq: number;
}

export function revOf(record: Pick<StoredRecord, 'rev' | 'revs'>, path: string): number {
  return record.revs[path] ?? rowRev(record, path) ?? record.rev;
}

/** A row added later carries its revision under `set/rowId`. */
function rowRev(record: Pick<StoredRecord, 'revs'>, path: string): number | undefined {
  const parsed = parsePath(path);
  return parsed?.type === 'row' ? record.revs[`${parsed.set}/${parsed.rowId}`] : undefined;
}

export function writerOf(record: Pick<StoredRecord, 'writers'>, path: string): Writer | undefined {
  const parsed = parsePath(path);
  const rowKey = parsed?.type === 'row' ? `${parsed.set}/${parsed.rowId}` : '';
  return record.writers[path] ?? record.writers[rowKey] ?? record.writers[''];
}

/** The content with one path set. The row must exist. */
export function withValue(content: RecordContent, path: Path, value: FieldValue): RecordContent {
  if (path.type === 'field') return { ...content, values: { ...content.values, [path.name]: value } };
  const row = content.rows[path.set]?.[path.rowId];
  if (!row) return content;
  const changed: Row = { ...row, [path.name]: value, order: path.name === 'order' ? Number(value) : row.order };
  return withRow(content, path.set, path.rowId, changed);
}

export function withRow(content: RecordContent, set: string, rowId: string, row: Row): RecordContent {
  return { ...content, rows: { ...content.rows, [set]: { ...content.rows[set], [rowId]: row } } };
}

export function withoutRow(content: RecordContent, set: string, rowId: string): RecordContent {
  const { [rowId]: _, ...rest } = content.rows[set] ?? {};
  return { ...content, rows: { ...content.rows, [set]: rest } };
}
