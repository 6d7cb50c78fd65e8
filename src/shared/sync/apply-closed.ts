// Edits of a record that somebody withdrew or that became part of another: nobody saw that, so what they wrote goes to a
// person, and what only adds is added (SPEC.md S6.5).
import type { FieldValue } from '../domain/field.ts';
import { type KindSpec, parsePath, valueAt } from '../domain/kind.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Operation } from '../wire/operation.ts';
import {
  awaitsRow,
  decideSetAdd,
  isOpenTo,
  isUnknown,
  named,
  refusedPatch,
  saidAnew,
  tooManyRows,
  writerFor,
} from './apply-fields.ts';
import { addRows, rowErrors } from './content.ts';
import {
  type Change,
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
import { factsIn, tellFacts, wordsIn } from './photo-facts.ts';
import { rowKey, type StoredRecord } from './record-store.ts';

type FieldOp = Exclude<Operation, { kind: 'create' | 'command' }>;

export function decideWithdrawn(op: FieldOp, world: World, record: StoredRecord, kind: KindSpec): Decision {
  switch (op.kind) {
    case 'patch':
      return refusedPatch(op, op.body, world, record, kind) ?? fileAll(op, op.body.patch, world, record);
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
    case 'patch':
      return refusedPatch(op, op.body, world, record, kind) ?? fileAll(op, op.body.patch, world, survivor, record);
    case 'setAdd': {
      const errors = rowErrors(kind, op.body.rows, world.author);
      return errors.length > 0 ? reject('invalid-fields', errors) : addToBoth(op, world, record, survivor, kind);
    }
    case 'setRemove':
      return fileRemovals(op, world, survivor, record);
    case 'withdraw':
      return reject('closed-status');
    default:
      return unreachable(op);
  }
}

/** @param of the record that the words are about, where that became part of `record` */
export function fileAll(
  op: Operation,
  patch: Readonly<Record<string, FieldValue>>,
  world: World,
  record: StoredRecord,
  of = record,
): Decision {
  const facts = factsIn(patch, of);
  const conflicts: FiledConflict[] = [];
  for (const [path, other] of Object.entries(wordsIn(patch, facts))) {
    const stands = standIn(path, record.content, of.content);
    // Two rows of one face stand behind one: each word is asked about for itself.
    const field = conflicts.some((one) => one.field === stands) ? path : stands;
    const kept = valueAt(record.content, field) ?? null;
    if (parsePath(field) !== null && kept !== other) conflicts.push({ field, kept, other });
  }
  const writer = writerFor(op, world);
  const told = tellFacts(facts, of);
  if (of === record || told.touched.length === 0)
    return decisionOf({ ...(of === record ? told : noEdit(record)), conflicts }, writer);
  // As of rows that are added late: the bytes come under the record they were taken for.
  const alike = tellFacts(factsIn(patch, record), record);
  return alsoIn(of, changeOf({ ...alike, conflicts }, writer), changeOf(told, writer));
}

function fileRemovals(op: OpOf<'setRemove'>, world: World, record: StoredRecord, of = record): Decision {
  if (world.again && named(op.body.rows).some(([set, id]) => isUnknown(of, set, id))) return awaitsRow(op);
  const fields = named(op.body.rows).map(([set, id]) => standIn(rowKey(set, id), record.content, of.content));
  const conflicts = [...new Set(fields)]
    .filter((field) => rowAt(record.content, field) !== undefined)
    .map((field) => ({ field, kept: null, other: null }));
  return decisionOf({ ...noEdit(record), conflicts }, writerFor(op, world));
}

/** Its photos are uploaded under the record they were taken for, and belong to the other one as well. */
function addToBoth(
  op: OpOf<'setAdd'>,
  world: World,
  record: StoredRecord,
  survivor: StoredRecord,
  kind: KindSpec,
): Decision {
  const [mine, theirs] = [addRows(record, op.body.rows), addRows(survivor, op.body.rows)];
  const anew = fileAll(op, saidAnew(record, op.body.rows), world, survivor, record);
  if (mine.added.length === 0 && theirs.added.length === 0) return anew;
  const mayAdd = survivor.status === 'withdrawn' || isOpenTo(world, survivor);
  if (theirs.added.length > 0 && !mayAdd) return reject('closed-status');
  if ([mine, theirs].some(({ content, added }) => tooManyRows(kind, content, added))) return reject('too-many-rows');
  const edit = (one: StoredRecord, { content, added }: typeof mine) =>
    changeOf({ ...noEdit({ ...one, content }), touched: added }, writerFor(op, world));
  const [first, second] = [edit(survivor, theirs), edit(record, mine)];
  const conflicts = anew.type === 'change' ? anew.conflicts : [];
  return alsoIn(record, { ...first, conflicts }, second);
}

const alsoIn = ({ id }: StoredRecord, first: Change, second: Change): Change => ({
  ...first,
  changes: [first.changes[0], second.changes[0]],
  photosOf: id,
});
