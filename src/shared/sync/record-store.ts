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
  /** Which queue wrote a path last and with which of its operations; the create stands under '', the last step under '@status'. */
  readonly writers: Readonly<Record<string, Writer>>;
  readonly status: Status;
  readonly statusRev: number;
  readonly dossier: string;
  readonly authorId: string;
  /**
   * Rows taken out of a set, by `photos/<rowId>`, as they were (null: taken out before release 0.2.0). A later edit of one goes
   * to review, never back to life by itself.
   */
  readonly removed: Readonly<Record<string, Row | null>>;
  /** The record this one became part of; null unless its status is `merged`. */
  readonly mergedInto: string | null;
}

/** The name of the last step among `writers`; no path begins so. */
export const statusKey = '@status';

/**
 * True when the person knew where the record stands: its status is not newer than what they saw, or an earlier operation of
 * the same queue brought it there (two steps taken offline one after the other).
 */
export function hasSeenStatus(record: StoredRecord, expectRev: number, { queue, seq }: Writer): boolean {
  if (record.statusRev <= expectRev) return true;
  const by = record.writers[statusKey] ?? record.writers[''];
  return by !== undefined && by.queue === queue && by.seq < seq;
}

export interface Writer {
  readonly queue: string;
  readonly seq: number;
  /** The revision of the path that the writer had before their eyes; absent before release 0.2.0, and of rows. */
  readonly base?: number;
  /** The highest number of a lost life that stood here before their eyes, or of whose value they wrote over (S11). */
  readonly saw?: number;
}

/** The name of a row among `revs`, `writers` and `removed`. */
export const rowKey = (set: string, rowId: string): string => `${set}/${rowId}`;

/** Of rows that are named by set. */
export const rowKeysOf = (rows: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(rows).flatMap(([set, ids]) => ids.map((id) => rowKey(set, id)));

/** The highest revision of a row and of everything in it. */
export function rowRevOf(record: Pick<StoredRecord, 'rev' | 'revs'>, key: string): number {
  const inside = Object.entries(record.revs).filter(([path]) => path.startsWith(`${key}/`));
  return Math.max(record.revs[key] ?? record.rev, ...inside.map(([, rev]) => rev));
}

export function revOf(record: Pick<StoredRecord, 'rev' | 'revs'>, path: string): number {
  return record.revs[path] ?? rowRev(record, path) ?? record.rev;
}

/** A row added later carries its revision under `set/rowId`. */
function rowRev(record: Pick<StoredRecord, 'revs'>, path: string): number | undefined {
  const parsed = parsePath(path);
  return parsed?.type === 'row' ? record.revs[rowKey(parsed.set, parsed.rowId)] : undefined;
}

export function writerOf(record: Pick<StoredRecord, 'writers'>, path: string): Writer | undefined {
  const parsed = parsePath(path);
  const key = parsed?.type === 'row' ? rowKey(parsed.set, parsed.rowId) : '';
  return record.writers[path] ?? record.writers[key] ?? record.writers[''];
}

/** Who wrote last at the path; of a row as a whole, who wrote last in it. */
export function lastWriterAt(record: Pick<StoredRecord, 'writers' | 'revs'>, path: string): Writer | undefined {
  const inside = Object.keys(record.writers).filter((one) => one.startsWith(`${path}/`));
  const revAt = (one: string) => record.revs[one] ?? 0;
  const newest = inside.sort((a, b) => revAt(b) - revAt(a))[0];
  if (newest === undefined || revAt(newest) < revAt(path)) return writerOf(record, path);
  return record.writers[newest];
}

/** The content with one path set. The row must exist. */
export function withValue(content: RecordContent, path: Path, value: FieldValue): RecordContent {
  if (path.type === 'field') return { ...content, values: { ...content.values, [path.name]: value } };
  const row = content.rows[path.set]?.[path.rowId];
  if (!row) return content;
  const changed: Row = { ...row, [path.name]: value, order: path.name === 'order' ? Number(value) : row.order };
  return withRow(content, path.set, path.rowId, changed);
}

/** The unit a record belongs to: what its scope is computed from. */
export function unitOfContent({ values }: RecordContent): string | null {
  return typeof values.unitId === 'string' ? values.unitId : null;
}

export function withoutKey<V>(from: Readonly<Record<string, V>>, key: string): Readonly<Record<string, V>> {
  const { [key]: _, ...rest } = from;
  return rest;
}

export function withRow(content: RecordContent, set: string, rowId: string, row: Row): RecordContent {
  return { ...content, rows: { ...content.rows, [set]: { ...content.rows[set], [rowId]: row } } };
}

export function withoutRow(content: RecordContent, set: string, rowId: string): RecordContent {
  return { ...content, rows: { ...content.rows, [set]: withoutKey(content.rows[set] ?? {}, rowId) } };
}
