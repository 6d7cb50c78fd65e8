// What a record takes over from another that becomes part of it: every photo, and every row that it does not have itself.
import type { FieldValue } from '../domain/field.ts';
import { type RecordContent, type Row, rowsInOrder } from '../domain/record.ts';
import { accentText, fold } from '../lib/fold.ts';
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
  const standsFor = standInsOf(own, other);
  for (const set of Object.keys(other.rows)) {
    let order = Math.max(0, ...rowsInOrder(own, set).map(({ row }) => row.order));
    for (const { id, row } of rowsInOrder(other, set)) {
      if (standsFor.has(id) || Object.hasOwn(removed, rowKey(set, id))) continue;
      order += 1;
      content = withRow(content, set, id, { ...pointedAt(row, standsFor), order });
      added.push(rowKey(set, id));
    }
  }
  return { content, added };
}

/** Rows of the other that did not come over: who still speaks of one is asked about it in what the two become, and it can come. */
export function leftBehind({ content: { rows }, removed }: StoredRecord, into: RecordContent): StoredRecord['removed'] {
  const standing = Object.entries(rows).flatMap(([set, those]) =>
    Object.entries(those).map(([id, row]) => [rowKey(set, id), row] as const),
  );
  return Object.fromEntries(
    [...Object.entries(removed), ...standing].filter(([key]) => rowAt(into, key) === undefined),
  );
}

/** The path in the record that took the other over: a row that stayed behind is spoken of by the one that stands for it. */
export function standIn(path: string, own: RecordContent, standsFor: ReadonlyMap<string, string>): string {
  const [set = '', id, ...rest] = path.split('/');
  if (id === undefined || rowAt(own, path)) return path;
  return [set, standsFor.get(id) ?? id, ...rest].join('/');
}

/** Every path that has a value, but for the order of rows. */
export function pathsIn({ values, rows }: RecordContent): readonly string[] {
  const inRows = Object.entries(rows).flatMap(([set, those]) =>
    Object.entries(those).flatMap(([id, { order: _, ...row }]) =>
      Object.keys(row).map((name) => `${set}/${id}/${name}`),
    ),
  );
  return [...Object.keys(values), ...inRows];
}

/** The row that the path names or lies in. */
export function rowAt({ rows }: RecordContent, path: string): Row | undefined {
  const [set = '', id = ''] = path.split('/');
  return rows[set]?.[id];
}

/** Of each row of the other that is here already: which one stands for it. */
export function standInsOf(own: RecordContent, other: RecordContent): ReadonlyMap<string, string> {
  const pairsIn = (see: (row: Row) => Row) => {
    const theirs = (set: string) => rowsInOrder(other, set).map(({ id, row }) => ({ id, row: see(row) }));
    return new Map(Object.keys(other.rows).flatMap((set) => [...pairsOf(set, rowsInOrder(own, set), theirs(set))]));
  };
  const asTheyStand = pairsIn((row) => row);
  return pairsIn((row) => pointedAt(row, asTheyStand));
}

/** A consent names its subject by the id of a row: it goes on speaking of the same person. */
function pointedAt(row: Row, standsFor: ReadonlyMap<string, string>): Row {
  const values = Object.entries(row).map(([name, value]) => [name, pointed(value, standsFor)]);
  return { ...row, ...Object.fromEntries(values) };
}

export const pointed = (value: FieldValue, standsFor: ReadonlyMap<string, string>): FieldValue =>
  typeof value === 'string' ? (standsFor.get(value) ?? value) : value;

interface Entry {
  readonly id: string;
  readonly row: Row;
}

/**
 * Of each row of theirs that is mine too: which of mine. The same are rows with one id, with one photo's bytes, or with one
 * name, however it is capitalized; a name typed without any marks is whoever has it with marks. Each of my people is one of
 * theirs: two of one name are two people.
 */
export function pairsOf(set: string, mine: readonly Entry[], theirs: readonly Entry[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const met = new Set<string>();
  for (const isSame of [isOne, looksTheSame, mayBeOne]) {
    for (const their of theirs) {
      if (pairs.has(their.id)) continue;
      const own = mine.find((one) => !met.has(one.id) && isSame(one, their, set));
      if (!own) continue;
      pairs.set(their.id, own.id);
      if (nameOf(own.row) !== null) met.add(own.id);
    }
  }
  return pairs;
}

const isOne = (a: Entry, b: Entry): boolean => a.id === b.id;
const looksTheSame = (a: Entry, b: Entry, set: string): boolean => faceOf(set, a) === faceOf(set, b);

function mayBeOne(a: Entry, b: Entry): boolean {
  const [one, other] = [nameOf(a.row), nameOf(b.row)];
  if (one === null || other === null || fold(one) !== fold(other)) return false;
  return isUnmarked(one) || isUnmarked(other);
}

const isUnmarked = (name: string): boolean => accentText(name) === accentText(fold(name));
const nameOf = ({ name }: Row): string | null => (typeof name === 'string' && name !== '' ? name : null);

/**
 * By what two rows are known as the same: the bytes of a photo, a person's name, else everything in them. A photo whose bytes are
 * not known yet (P8) is like no other.
 */
function faceOf(set: string, { id, row: { order: _, ...row } }: Entry): string {
  if (set === 'photos') return `photo ${typeof row.sha256 === 'string' ? row.sha256 : id}`;
  if (typeof row.name === 'string' && row.name !== '') return `name ${accentText(row.name)}`;
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
