// What a record takes over from another that becomes part of it: every photo, and every row that it does not have itself.
import { type RecordContent, type Row, rowsInOrder } from '../domain/record.ts';
import { fold } from '../lib/fold.ts';
import { rowKey, type StoredRecord, withRow } from './record-store.ts';

export interface TakenOver {
  readonly content: RecordContent;
  /** Keys of the rows that came, `photos/<rowId>`. */
  readonly added: readonly string[];
}

/** Rows come behind the own ones, with their ids, in their order. A person or a figure named in both stays once, as the survivor has it. */
export function rowsToTakeOver(
  own: RecordContent,
  other: RecordContent,
  removed: Readonly<Record<string, unknown>>,
): TakenOver {
  let content = own;
  const added: string[] = [];
  const standsFor = samePeople(own, other);
  for (const set of Object.keys(other.rows)) {
    const known = new Set(rowsInOrder(own, set).map(({ row }) => faceOf(row)));
    let order = Math.max(0, ...rowsInOrder(own, set).map(({ row }) => row.order));
    for (const { id, row: theirs } of rowsInOrder(other, set)) {
      const row = pointedAt(theirs, standsFor);
      const isHere = content.rows[set]?.[id] !== undefined || Object.hasOwn(removed, rowKey(set, id));
      if (isHere || known.has(faceOf(row))) continue;
      order += 1;
      content = withRow(content, set, id, { ...row, order });
      added.push(rowKey(set, id));
    }
  }
  return { content, added };
}

/** Rows that were taken out of the other: who still speaks of one is asked about it in what the two become, and it can come back. */
export function takenOutOf({ removed }: StoredRecord, content: RecordContent): StoredRecord['removed'] {
  return Object.fromEntries(Object.entries(removed).filter(([key]) => rowAt(content, key) === undefined));
}

/** The path in the record that took the other over: a row that stayed behind is spoken of by the one that stands for it. */
export function standIn(path: string, own: RecordContent, other: RecordContent): string {
  const [set = '', id, ...rest] = path.split('/');
  if (id === undefined || rowAt(own, path)) return path;
  return [set, samePeople(own, other).get(id) ?? id, ...rest].join('/');
}

/** The row that the path names or lies in. */
export function rowAt({ rows }: RecordContent, path: string): Row | undefined {
  const [set = '', id = ''] = path.split('/');
  return rows[set]?.[id];
}

/** Of each row of the other that stays behind because it is here already: which one stands for it. */
function samePeople(own: RecordContent, other: RecordContent): ReadonlyMap<string, string> {
  const pairs = Object.keys(other.rows).flatMap((set) => {
    const here = new Map(rowsInOrder(own, set).map(({ id, row }) => [faceOf(row), id]));
    return rowsInOrder(other, set).map(({ id, row }): [string, string] => [id, here.get(faceOf(row)) ?? id]);
  });
  return new Map(pairs);
}

/** A consent names its subject by the id of a row: it goes on speaking of the same person. */
function pointedAt(row: Row, standsFor: ReadonlyMap<string, string>): Row {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'string' ? (standsFor.get(value) ?? value) : value,
  ]);
  return { ...row, ...Object.fromEntries(values) };
}

/** By what two rows are known as the same: the bytes of a photo, a person's name, else everything in them. */
export function faceOf({ order: _, ...row }: Row): string {
  if (typeof row.sha256 === 'string') return `photo ${row.sha256}`;
  if (typeof row.name === 'string' && row.name !== '') return `name ${fold(row.name)}`;
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
