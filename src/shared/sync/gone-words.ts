// Words that a form still shows as this person's own, and that nothing here would send: what held them was refused and put
// away while the form was open. They are said again by the save (SPEC.md S9).
import { parsePath, valueAt } from '../domain/kind.ts';
import type { RecordContent } from '../domain/record.ts';
import type { Snapshot } from '../wire/down.ts';
import type { Operation } from '../wire/operation.ts';
import { writes } from './base.ts';
import type { SeenRecord } from './plan-edit.ts';
import { revOf, rowKey, withoutRow, withValue } from './record-store.ts';
import { viewOf } from './view.ts';

/** Rows, by key, that only this phone knew when the form was begun, and that the commune does not have. */
export const rowsOnlyHere = ({ content, rev, revs }: SeenRecord, snapshot: Snapshot | null): readonly string[] =>
  Object.entries(content.rows).flatMap(([set, rows]) =>
    Object.keys(rows)
      .filter((id) => snapshot !== null && revOf({ rev, revs }, rowKey(set, id)) === 0 && !snapshot.rows[set]?.[id])
      .map((id) => rowKey(set, id)),
  );

/**
 * What the person saw, without such words: there the commune's word stands, so that the save carries theirs.
 * @param own the record's operations in the outbox @param taken operations of this phone that the commune has taken
 */
export function withoutGoneWords(
  seen: SeenRecord,
  snapshot: Snapshot | null,
  own: readonly Operation[],
  taken: readonly Operation[],
): RecordContent {
  if (snapshot === null) return seen.content;
  const confirmed: RecordContent = { values: snapshot.values, rows: snapshot.rows };
  const shown = viewOf(snapshot, own).content;
  const isGone = (path: string): boolean => {
    const there = valueAt(confirmed, path) ?? null;
    if ((valueAt(seen.content, path) ?? null) === there || (valueAt(shown, path) ?? null) !== there) return false;
    // What came later is somebody else's word, and not the one beneath theirs; so is what they saw where a restore took it away.
    const lastSeen = Math.max(revOf(seen, path), seen.rev === 0 ? snapshot.rev : 0);
    return revOf(snapshot, path) === lastSeen;
  };
  const values = pathsIn(seen.content, confirmed)
    .filter(isGone)
    .reduce((content, path) => {
      const parsed = parsePath(path);
      return parsed ? withValue(content, parsed, valueAt(confirmed, path) ?? null) : content;
    }, seen.content);
  // A row that the commune has taken was taken out there since.
  const rows = rowsOnlyHere(seen, snapshot).filter((key) => ![...own, ...taken].some((op) => writes(op, key)));
  return rows.reduce((content, key) => {
    const [set = '', id = ''] = key.split('/');
    return withoutRow(content, set, id);
  }, values);
}

/** Fields, and fields of rows that both have, their order too. What the person could not see is not theirs. */
function pathsIn(seen: RecordContent, confirmed: RecordContent): readonly string[] {
  const inRows = Object.entries(seen.rows).flatMap(([set, rows]) =>
    Object.entries(rows)
      .filter(([id]) => confirmed.rows[set]?.[id] !== undefined)
      .flatMap(([id, row]) => Object.keys(row).map((name) => `${set}/${id}/${name}`)),
  );
  return [...Object.keys(seen.values), ...inRows];
}
