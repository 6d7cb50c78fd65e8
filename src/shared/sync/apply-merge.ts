// Two records of one deed become one (SPEC.md S6.6).
import { type KindSpec, parsePath, valueAt } from '../domain/kind.ts';
import type { RecordContent } from '../domain/record.ts';
import { hasRole } from '../domain/role.ts';
import { isOpenFor } from '../domain/workflow.ts';
import type { Merge } from '../wire/operation.ts';
import { knew, numberBefore } from './again.ts';
import { applyPatch, refusedPatch, writerFor } from './apply-fields.ts';
import {
  changeOf,
  type Decision,
  decisionOf,
  type Edit,
  type FiledConflict,
  nothing,
  type OpenConflict,
  type OpOf,
  reject,
  type Unseen,
  type World,
} from './decision.ts';
import { leftBehind, pathsIn, pointed, rowAt, rowsToTakeOver, standIn, standInsOf } from './merge-rows.ts';
import { hasSeenStatus, revOf, type StoredRecord, statusKey, type Writer, writerOf } from './record-store.ts';

type Command = OpOf<'command'>;

/** Rows and photos are taken over, and the other stays as it was, named by what it became part of. */
export function decideMerge(op: Command, merge: Merge, world: World, record: StoredRecord, kind: KindSpec): Decision {
  if (!hasRole(world.author, 'officer')) return reject('not-allowed');
  const { other, again } = world;
  if (other === null && again) return { type: 'blocked', by: op.opId };
  if (other === null || other.id === record.id) return reject('no-such-record');
  if (record.status === 'merged') return reject('wrong-status');
  const writer = writerFor(op, world);
  const isDone = other.mergedInto === record.id;
  if (isDone && Object.keys(merge.patch).length === 0) return nothing;
  if (other.kind !== record.kind) return reject('invalid-fields', [{ path: 'merge/from', code: 'invalid' }]);
  if (!isDone && !mayMerge(op, merge, world, record, other)) return reject('wrong-status');
  if (!isOpenFor('office', record.status) && numberBefore(again) === null) return reject('wrong-status');
  const refused = refusedPatch(op, merge, world, record, kind);
  if (refused) return refused;
  const edit = writtenBy(merge, writer, again, record, other);
  // Somebody did the same a moment before; the words that this person gives the record are an edit like any other.
  if (isDone) return decisionOf(edit, writer, merge.base, again !== null);
  const { content, added } = rowsToTakeOver(edit.record.content, other.content, edit.record.removed);
  const removed = { ...leftBehind(other, content), ...edit.record.removed };
  const standsFor = standInsOf(content, other.content);
  const whole: Edit = { ...edit, record: { ...edit.record, content, removed }, touched: [...edit.touched, ...added] };
  const change = changeOf(whole, writer, merge.base, again !== null);
  const writers = { ...withSights(other, merge, again), [statusKey]: writer };
  const left = { ...other, status: 'merged' as const, mergedInto: record.id, writers };
  return {
    ...change,
    changes: [change.changes[0], { record: left, touched: [], statusChanged: true }],
    photosOf: other.id,
    moves: world.otherConflicts.map((one) => ({ id: one.id, to: movedConflict(one, content, standsFor) })),
    unseen: unseenIn(other, merge, content, standsFor, writer, again),
  };
}

/** What the person chose is written; what they chose for a row that no longer stands for the one seen beside it is asked. */
function writtenBy(
  { patch, base, pairs = {} }: Merge,
  writer: Writer,
  again: World['again'],
  record: StoredRecord,
  other: StoredRecord,
): Edit {
  const standsFor = standInsOf(record.content, other.content);
  const chosen = Object.entries(pairs);
  const parted = new Set(chosen.flatMap(([id, own]) => (standsFor.get(id) === own ? [] : [own])));
  const isAsked = (path: string): boolean => {
    const [, id = ''] = path.split('/');
    if (numberBefore(again) === null) return parted.has(id);
    // It was written once, or asked about, where the rows stood as they may not yet (S11).
    return chosen.some(([, own]) => own === id) && again?.filed?.includes(path) === true;
  };
  const sure = Object.fromEntries(Object.entries(patch).filter(([path]) => !isAsked(path)));
  const edit = applyPatch({ patch: sure, base }, writer, again, record);
  const asked = Object.entries(patch).flatMap(([field, value]) => {
    const kept = valueAt(record.content, field) ?? null;
    return isAsked(field) && kept !== value ? [{ field, kept, other: value }] : [];
  });
  return { ...edit, conflicts: [...edit.conflicts, ...asked] };
}

/** After a restore a merge may come back before what was seen and decided by it: the other keeps how far that was (S11). */
function withSights(other: StoredRecord, { fromBase = {}, pairs = {} }: Merge, again: World['again']) {
  if (numberBefore(again) === null) return other.writers;
  const sights = Object.entries(fromBase).flatMap(([path, base]) => {
    const [, id] = path.split('/');
    const by = writerOf(other, path);
    // Of rows only those that stayed behind were decided: the others came over with their words.
    const isDecided = id === undefined || Object.hasOwn(pairs, id);
    return by && isDecided ? [[path, { ...by, saw: Math.max(base, by.saw ?? 0) }] as const] : [];
  });
  return { ...other.writers, ...Object.fromEntries(sights) };
}

/** Words of the other that came after what the person saw of it, and that the record it becomes part of does not say. */
function unseenIn(
  other: StoredRecord,
  { fromBase, pairs }: Merge,
  into: RecordContent,
  standsFor: ReadonlyMap<string, string>,
  writer: Writer,
  again: World['again'],
): readonly Unseen[] {
  if (fromBase === undefined) return [];
  // Nobody saw a row beside the one that stands for it by now.
  const isNewPair = (path: string) => {
    const [, id = ''] = path.split('/');
    return pairs !== undefined && pairs[id] !== standsFor.get(id);
  };
  // A word of their own that waited lay over what they name; one that was filed once did not, though a restore let it stand.
  const liesOver = (named: number, path: string): boolean => {
    const by = writerOf(other, path);
    return by?.queue === writer.queue && by.seq < writer.seq && (by.base ?? 0) === named;
  };
  // Words of their own that are not named are no longer before their eyes: they were filed once, or wait behind a refusal.
  const sawInOther = (path: string) => {
    const named = fromBase[path];
    if (named !== undefined) return knew(named, revOf(other, path), again) || liesOver(named, path);
    return knew(fromBase[path.split('/', 2).join('/')] ?? other.rev, revOf(other, path), again);
  };
  return pathsIn(other.content).flatMap((path) => {
    const [field, value] = [standIn(path, into, standsFor), pointed(valueAt(other.content, path) ?? null, standsFor)];
    const kept = valueAt(into, field) ?? null;
    const isNews = value !== null && value !== '' && value !== kept && !rowAt(into, path);
    return isNews && (isNewPair(path) || !sawInOther(path))
      ? [{ path, field, kept, other: value, writer: writerOf(other, path) }]
      : [];
  });
}

/** Both stand where the person saw them; or they were merged once, before the database was put back (S11). */
function mayMerge(op: Command, merge: Merge, world: World, record: StoredRecord, other: StoredRecord): boolean {
  if (numberBefore(world.again) !== null) return other.status !== 'merged';
  const { expectStatus, expectRev } = op.body.command;
  const writer = writerFor(op, world);
  const isSeen = hasSeenStatus(record, expectRev, writer) && hasSeenStatus(other, merge.fromRev, writer);
  return isSeen && record.status === expectStatus && isOpenFor('office', other.status);
}

/** As it is asked of the record that stays; null where that says already what was not taken, or has nothing there to ask about. */
function movedConflict(
  { field, other }: OpenConflict,
  into: RecordContent,
  standsFor: ReadonlyMap<string, string>,
): FiledConflict | null {
  const path = standIn(field, into, standsFor);
  if (parsePath(path) === null) return rowAt(into, path) ? { field: path, kept: null, other: null } : null;
  const kept = valueAt(into, path) ?? null;
  return kept === other ? null : { field: path, kept, other };
}
