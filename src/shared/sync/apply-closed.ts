// Edits of a record that somebody withdrew or that became part of another: nobody saw that, so what they wrote goes to a
// person, and what only adds is added (SPEC.md S6.5).
import type { FieldValue } from '../domain/field.ts';
import { type KindSpec, parsePath, valueAt } from '../domain/kind.ts';
import { isBlank, type RecordContent } from '../domain/record.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Operation } from '../wire/operation.ts';
import { wasSeenBefore } from './again.ts';
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
import { leftBehind, pointed, rowAt, rowsToTakeOver, standIn, standInsOf, type TakenOver } from './merge-rows.ts';
import { factsIn, tellFacts, wordsIn } from './photo-facts.ts';
import { rowKey, type StoredRecord, writerOf } from './record-store.ts';

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
  const standsFor = standInsOf(record.content, of.content);
  for (const [path, value] of Object.entries(wordsIn(patch, facts))) {
    const other = pointed(value, standsFor);
    const stands = standIn(path, record.content, standsFor);
    // Two rows of one face stand behind one: each word is asked about for itself.
    const field = conflicts.some((one) => one.field === stands) ? path : stands;
    const kept = valueAt(record.content, field) ?? null;
    const isDecided = !rowAt(record.content, path) && wasSeenBefore(world.again, path, writerOf(of, path));
    if (parsePath(field) !== null && kept !== other && !isDecided) conflicts.push({ field, kept, other });
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
  const standsFor = standInsOf(record.content, of.content);
  const fields = named(op.body.rows).map(([set, id]) => standIn(rowKey(set, id), record.content, standsFor));
  const conflicts = [...new Set(fields)]
    .filter((field) => rowAt(record.content, field) !== undefined)
    .map((field) => ({ field, kept: null, other: null }));
  return decisionOf({ ...noEdit(record), conflicts }, writerFor(op, world));
}

/**
 * What is added comes over as in the merge: a row that stands in the survivor already stays behind, and its words are asked about.
 * Its photos are uploaded under the record they were taken for, and belong to the other one as well.
 */
function addToBoth(
  op: OpOf<'setAdd'>,
  world: World,
  record: StoredRecord,
  survivor: StoredRecord,
  kind: KindSpec,
): Decision {
  const mine = addRows(record, op.body.rows);
  const whole = { ...record, content: mine.content };
  const out = { ...leftBehind(record, survivor.content), ...survivor.removed };
  const theirs = rowsToTakeOver(survivor.content, mine.content, out);
  const said = { ...saidAnew(record, op.body.rows), ...saidIn(mine, theirs.content, out) };
  const anew = fileAll(op, said, world, survivor, whole);
  if (mine.added.length === 0 && theirs.added.length === 0) return anew;
  const mayAdd = survivor.status === 'withdrawn' || isOpenTo(world, survivor);
  if (theirs.added.length > 0 && !mayAdd) return reject('closed-status');
  if ([mine, theirs].some(({ content, added }) => tooManyRows(kind, content, added))) return reject('too-many-rows');
  const edit = (one: StoredRecord, added: readonly string[]) => {
    const told = tellFacts(factsIn(said, one), one);
    return changeOf({ ...told, touched: [...added, ...told.touched] }, writerFor(op, world));
  };
  const removed = { ...leftBehind(whole, theirs.content), ...survivor.removed };
  const first = edit({ ...survivor, content: theirs.content, removed }, theirs.added);
  const second = edit(whole, mine.added);
  const conflicts = anew.type === 'change' ? anew.conflicts : [];
  return alsoIn(record, { ...first, conflicts }, second);
}

const alsoIn = ({ id }: StoredRecord, first: Change, second: Change): Change => ({
  ...first,
  changes: [first.changes[0], second.changes[0]],
  photosOf: id,
});

/** The words of rows that were added and stayed behind. */
function saidIn(
  { content, added }: TakenOver,
  into: RecordContent,
  out: StoredRecord['removed'],
): Record<string, FieldValue> {
  const stayed = added.filter((key) => rowAt(into, key) === undefined && !Object.hasOwn(out, key));
  const words = stayed.flatMap((key) => {
    const { order: _, ...row } = rowAt(content, key) ?? { order: 0 };
    return Object.entries(row).map(([name, value]) => [`${key}/${name}`, value] as const);
  });
  return Object.fromEntries(words.filter(([, value]) => !isBlank(value)));
}
