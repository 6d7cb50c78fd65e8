// Edits of a record that somebody withdrew or that became part of another: nobody saw that, so what they wrote goes to a
// person, and what only adds is added (SPEC.md S6.5).
import { type KindSpec, parsePath, valueAt } from '../domain/kind.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Operation } from '../wire/operation.ts';
import { applyPatch, decideSetAdd, named, patchErrors, writerFor } from './apply-fields.ts';
import { addRows, rowErrors, valueErrors } from './content.ts';
import {
  changeOf,
  type Decision,
  decisionOf,
  type FiledConflict,
  noEdit,
  nothing,
  type OpOf,
  reject,
  told,
  type World,
} from './decision.ts';
import { rowAt, standIn } from './merge-rows.ts';
import { revOf, rowKey, type StoredRecord } from './record-store.ts';

type FieldOp = Exclude<Operation, { kind: 'create' | 'command' }>;

export function decideWithdrawn(op: FieldOp, world: World, record: StoredRecord, kind: KindSpec): Decision {
  switch (op.kind) {
    case 'patch':
      return patchErrors(op.body, world, record, kind) ?? fileAll(op, world, record);
    case 'setAdd':
      return decideSetAdd(op, world, record, kind);
    case 'setRemove':
      return fileRemovals(op, world, record);
    case 'withdraw':
      return op.body.reason ? told(record) : nothing; // the reason is somebody's words
    default:
      return unreachable(op);
  }
}

/** What is said of a record that became part of another is said of that other one. */
export function decideMerged(op: FieldOp, world: World, record: StoredRecord, kind: KindSpec): Decision {
  const { survivor } = world;
  if (survivor === null) return reject('closed-status');
  switch (op.kind) {
    case 'patch': {
      const errors = valueErrors(kind, op.body.patch, world.author);
      return errors.length > 0 ? reject('invalid-fields', errors) : takeOrFile(op, world, record, survivor);
    }
    case 'setAdd': {
      const errors = rowErrors(kind, op.body.rows, world.author);
      return errors.length > 0 ? reject('invalid-fields', errors) : addToBoth(op, world, record, survivor);
    }
    case 'setRemove':
      return fileRemovals(op, world, survivor, record);
    case 'withdraw':
      return reject('closed-status');
    default:
      return unreachable(op);
  }
}

function fileAll(op: OpOf<'patch'>, world: World, record: StoredRecord): Decision {
  return decisionOf({ ...noEdit(record), conflicts: filed(op.body.patch, record) }, writerFor(op, world));
}

function filed(patch: OpOf<'patch'>['body']['patch'], record: StoredRecord): readonly FiledConflict[] {
  return Object.entries(patch).flatMap(([field, other]) => {
    const kept = valueAt(record.content, field) ?? null;
    return parsePath(field) !== null && kept !== other ? [{ field, kept, other }] : [];
  });
}

/** Words for a place where nobody ever wrote in the one that stays are taken; all others go to a person. */
function takeOrFile(op: OpOf<'patch'>, world: World, merged: StoredRecord, survivor: StoredRecord): Decision {
  const patch = Object.entries(op.body.patch).map(
    ([path, value]) => [standIn(path, survivor.content, merged.content), value] as const,
  );
  const isFree = ([path]: (typeof patch)[number]) =>
    path.split('/').length === 1 &&
    (valueAt(survivor.content, path) ?? null) === null &&
    !Object.hasOwn(survivor.writers, path);
  const free = patch.filter(isFree);
  const writer = writerFor(op, world);
  const base = Object.fromEntries(free.map(([path]) => [path, revOf(survivor, path)]));
  const edit = applyPatch({ patch: Object.fromEntries(free), base }, writer, null, survivor);
  const conflicts = filed(Object.fromEntries(patch.filter((one) => !isFree(one))), survivor);
  return decisionOf({ ...edit, conflicts }, writer, base);
}

function fileRemovals(op: OpOf<'setRemove'>, world: World, record: StoredRecord, of = record): Decision {
  const conflicts = named(op.body.rows)
    .map(([set, id]) => standIn(rowKey(set, id), record.content, of.content))
    .filter((field) => rowAt(record.content, field) !== undefined)
    .map((field) => ({ field, kept: null, other: null }));
  return decisionOf({ ...noEdit(record), conflicts }, writerFor(op, world));
}

/** Its photos are uploaded under the record they were taken for, and belong to the other one as well. */
function addToBoth(op: OpOf<'setAdd'>, world: World, record: StoredRecord, survivor: StoredRecord): Decision {
  const [mine, theirs] = [addRows(record, op.body.rows), addRows(survivor, op.body.rows)];
  if (mine.added.length === 0 && theirs.added.length === 0) return nothing;
  const edit = (one: StoredRecord, { content, added }: typeof mine) =>
    changeOf({ ...noEdit({ ...one, content }), touched: added }, writerFor(op, world));
  const [first, second] = [edit(survivor, theirs), edit(record, mine)];
  return { ...first, changes: [first.changes[0], second.changes[0]], photosOf: record.id };
}
