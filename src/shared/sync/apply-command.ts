// Steps of the workflow, merging and resolving: each with what must be true before it (SPEC.md S6.4, S6.6, S6.7).
import { type KindSpec, parsePath, valueAt } from '../domain/kind.ts';
import { hasRole, mayWriteFor } from '../domain/role.ts';
import { commands, isOpenFor, type Status } from '../domain/workflow.ts';
import type { Merge, Resolution } from '../wire/operation.ts';
import { numberBefore } from './again.ts';
import { applyPatch, hasSeen, patchErrors, takeOut, writerFor, wroteUnseen } from './apply-fields.ts';
import { valueErrors } from './content.ts';
import {
  changeOf,
  type Decision,
  type Edit,
  noEdit,
  nothing,
  type OpOf,
  reject,
  told,
  type World,
} from './decision.ts';
import { rowsToTakeOver } from './merge-rows.ts';
import {
  hasSeenStatus,
  type StoredRecord,
  statusKey,
  unitOfContent,
  type Writer,
  withoutKey,
  withRow,
  withValue,
} from './record-store.ts';

type Command = OpOf<'command'>;

export function decideCommand(op: Command, world: World, record: StoredRecord, kind: KindSpec): Decision {
  const { name, expectStatus, expectRev, note, marks, merge, resolve } = op.body.command;
  if (name === 'merge') return merge ? decideMerge(op, merge, world, record, kind) : incomplete('merge');
  if (name === 'resolve') return resolve ? decideResolve(op, resolve, world, record, kind) : incomplete('resolve');
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return reject('unknown-command');
  if (!hasRole(world.author, ...command.roles)) return reject('not-allowed');
  if (!mayWriteFor(world.author, unitOfContent(record.content))) return reject('not-your-unit');
  const says = (note ?? '').trim() !== '';
  if (command.note === 'required' && !says) return reject('note-required');
  if (marks && !command.marks) return reject('invalid-fields', [{ path: 'marks', code: 'unknown-field' }]);
  const number = numberBefore(world.again);
  if (number !== null && command.to !== null && record.status !== 'merged')
    return takeStepAgain(record, command.to, number, writerFor(op, world));
  // Somebody did the same a moment before; what this person wants to say with it is told all the same.
  if (command.done.includes(record.status) && expectStatus !== record.status) return says ? told(record) : nothing;
  if (command.to === null) return command.from.includes(record.status) ? told(record) : tellSurvivor(world);
  const writer = writerFor(op, world);
  if (
    record.status !== expectStatus ||
    !hasSeenStatus(record, expectRev, writer) ||
    !command.from.includes(record.status)
  )
    return reject('wrong-status');
  const missing = command.needsComplete ? kind.missingToComplete(record.content) : [];
  if (missing.length > 0) return reject('not-complete', missing);
  return withStatus(record, command.to, writer);
}

/** It was taken once. It is told again, and the dossier stands where the latest of all such steps left it (S11). */
function takeStepAgain(record: StoredRecord, to: Status, number: number, writer: Writer): Decision {
  return record.statusRev > number ? told(record) : withStatus(record, to, writer);
}

const incomplete = (path: string): Decision => reject('invalid-fields', [{ path, code: 'required' }]);
const tellSurvivor = ({ survivor }: World): Decision => (survivor ? told(survivor) : reject('wrong-status'));

function withStatus(record: StoredRecord, status: Status, writer: Writer): Decision {
  const writers = { ...record.writers, [statusKey]: writer };
  const change = told({ ...record, status, writers });
  return { ...change, changes: [{ ...change.changes[0], statusChanged: true }] };
}

export function decideWithdraw(op: OpOf<'withdraw'>, world: World, record: StoredRecord): Decision {
  const writer = writerFor(op, world);
  const number = numberBefore(world.again);
  if (number !== null) return takeStepAgain(record, 'withdrawn', number, writer);
  if (!hasSeenStatus(record, op.body.expectRev, writer)) return reject('wrong-status');
  return withStatus(record, 'withdrawn', writer);
}

/** Two records of one deed become one: rows and photos are taken over, and the other stays as it was, named by what it became part of. */
function decideMerge(op: Command, merge: Merge, world: World, record: StoredRecord, kind: KindSpec): Decision {
  if (!hasRole(world.author, 'officer')) return reject('not-allowed');
  const { other } = world;
  if (other === null || other.id === record.id) return reject('no-such-record');
  if (other.mergedInto === record.id) return nothing;
  if (other.kind !== record.kind) return reject('invalid-fields', [{ path: 'merge/from', code: 'invalid' }]);
  const { expectStatus, expectRev } = op.body.command;
  const writer = writerFor(op, world);
  const isSeen = hasSeenStatus(record, expectRev, writer) && hasSeenStatus(other, merge.fromRev, writer);
  const moved = record.status !== expectStatus || !isSeen;
  if (moved || !isOpenFor('office', record.status) || !isOpenFor('office', other.status)) return reject('wrong-status');
  const errors = patchErrors(merge, world, record, kind);
  if (errors) return errors;
  const edit = applyPatch(merge, writer, null, record);
  const { content, added } = rowsToTakeOver(edit.record.content, other.content, edit.record.removed);
  const whole: Edit = { ...edit, record: { ...edit.record, content }, touched: [...edit.touched, ...added] };
  const change = changeOf(whole, writer, merge.base);
  const writers = { ...other.writers, [statusKey]: writer };
  const left = { ...other, status: 'merged' as const, mergedInto: record.id, writers };
  return {
    ...change,
    changes: [change.changes[0], { record: left, touched: [], statusChanged: true }],
    photosOf: other.id,
  };
}

/** A person has seen both sides and says what shall stand. What was written meanwhile is not overwritten unseen. */
function decideResolve(op: Command, wish: Resolution, world: World, record: StoredRecord, kind: KindSpec): Decision {
  if (!hasRole(world.author, 'officer')) return reject('not-allowed');
  const { conflict } = world;
  if (conflict === null || conflict.recordId !== record.id || conflict.field !== wish.field)
    return reject('no-such-conflict');
  const edit = resolved(op, wish, world, record, kind);
  if ('type' in edit) return edit;
  const isNews = edit.touched.length > 0 || edit.conflicts.length > 0;
  if (conflict.resolvedBy !== null && !isNews) return nothing;
  const change = changeOf(edit, writerFor(op, world), { [wish.field]: wish.base });
  const resolves = conflict.resolvedBy === null ? { conflictId: conflict.id, choice: wish.choice } : null;
  return { ...change, resolves };
}

function resolved(op: Command, wish: Resolution, world: World, record: StoredRecord, kind: KindSpec): Edit | Decision {
  const path = parsePath(wish.field);
  if (path === null) return removal(op, wish, world, record);
  if (wish.choice === 'kept') return noEdit(record); // it stands already
  const errors = valueErrors(kind, { [wish.field]: wish.value }, world.author);
  if (errors.length > 0) return reject('invalid-fields', errors);
  const there = path.type === 'field' || record.content.rows[path.set]?.[path.rowId] !== undefined;
  const whole = there ? record : broughtBack(record, path.set, path.rowId);
  if (whole === null) return reject('no-such-row', [{ path: wish.field, code: 'no-such-row' }]);
  const kept = valueAt(whole.content, wish.field) ?? null;
  const key = path.type === 'row' && !there ? [`${path.set}/${path.rowId}`] : [];
  if (kept === wish.value) return { ...noEdit(whole), touched: key };
  if (there && !hasSeen(record, wish.field, wish.base, writerFor(op, world), world.again))
    return { ...noEdit(record), conflicts: [{ field: wish.field, kept, other: wish.value }] };
  const content = withValue(whole.content, path, wish.value);
  return {
    record: { ...whole, content },
    touched: [...key, wish.field],
    conflicts: [],
    before: { [wish.field]: kept },
  };
}

/** A conflict about a row as a whole: it stays, or is taken out now that somebody has seen what is in it. */
function removal(op: Command, wish: Resolution, world: World, record: StoredRecord): Edit | Decision {
  const [set = '', id = ''] = wish.field.split('/');
  const row = record.content.rows[set]?.[id];
  if (wish.choice !== 'other' || row === undefined) return noEdit(record);
  if (wroteUnseen(record, wish.field, wish.base, writerFor(op, world), world.again))
    return { ...noEdit(record), conflicts: [{ field: wish.field, kept: null, other: null }] };
  return takeOut(noEdit(record), set, id, row);
}

function broughtBack(record: StoredRecord, set: string, rowId: string): StoredRecord | null {
  const key = `${set}/${rowId}`;
  const row = record.removed[key];
  if (!row) return null;
  return { ...record, content: withRow(record.content, set, rowId, row), removed: withoutKey(record.removed, key) };
}
