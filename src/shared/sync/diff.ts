// What a person changed, as bodies of operations: fields that differ, rows that came, rows that went.
import type { FieldValue } from '../domain/field.ts';
import type { RecordContent } from '../domain/record.ts';
import type { Operation } from '../wire/operation.ts';
import { baseFor, rowBases, type Seen } from './base.ts';
import { type Draft, toWireRow } from './create-body.ts';
import { rowKeysOf } from './record-store.ts';

export type Change = Draft<'patch'> | Draft<'setAdd'> | Draft<'setRemove'>;

/**
 * The changes that lead from what the person saw to what they want, in the order in which they must be applied.
 * Empty when nothing changed. `pending` are this phone's waiting operations on the record, oldest first.
 */
export function diffToChanges(
  before: RecordContent,
  after: RecordContent,
  pending: readonly Operation[],
  seen: Seen | null,
): readonly Change[] {
  const patch = changedValues(before.values, after.values, '');
  const added: Record<string, { id: string; order: number; values: Record<string, FieldValue> }[]> = {};
  const removed: Record<string, string[]> = {};
  for (const set of new Set([...Object.keys(before.rows), ...Object.keys(after.rows)])) {
    const was = before.rows[set] ?? {};
    const is = after.rows[set] ?? {};
    for (const [id, row] of Object.entries(is)) {
      const old = was[id];
      if (old) Object.assign(patch, changedValues(old, row, `${set}/${id}/`));
      else added[set] = [...(added[set] ?? []), toWireRow(id, row)];
    }
    const gone = Object.keys(was).filter((id) => !Object.hasOwn(is, id));
    if (gone.length > 0) removed[set] = gone;
  }
  const changes: Change[] = [];
  if (Object.keys(patch).length > 0)
    changes.push({ kind: 'patch', body: { patch, base: basesOf(Object.keys(patch), pending, seen) } });
  if (Object.keys(added).length > 0) changes.push({ kind: 'setAdd', body: { rows: added } });
  if (Object.keys(removed).length > 0) {
    const base = Object.assign({}, ...rowKeysOf(removed).map((key) => rowBases(key, pending, seen)));
    changes.push({ kind: 'setRemove', body: { rows: removed, base } });
  }
  return changes;
}

function changedValues(
  was: Readonly<Record<string, FieldValue>>,
  is: Readonly<Record<string, FieldValue>>,
  prefix: string,
) {
  const patch: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(is)) {
    if ((was[name] ?? null) !== value) patch[`${prefix}${name}`] = value;
  }
  for (const [name, value] of Object.entries(was)) {
    if (value !== null && !Object.hasOwn(is, name)) patch[`${prefix}${name}`] = null;
  }
  return patch;
}

function basesOf(paths: readonly string[], pending: readonly Operation[], seen: Seen | null) {
  return Object.fromEntries(paths.map((path) => [path, baseFor(path, pending, seen)]));
}
