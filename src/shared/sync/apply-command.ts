// Steps of the workflow and choices: each with what must be true before it (SPEC.md S6.4, S6.7).
import { type KindSpec, parsePath, valueAt } from '../domain/kind.ts';
import { hasRole, mayWriteFor } from '../domain/role.ts';
import { commands, type Status } from '../domain/workflow.ts';
import type { Resolution } from '../wire/operation.ts';
import { numberBefore } from './again.ts';
import { fileAll } from './apply-closed.ts';
import { hasSeen, refusedPatch, takeOut, writerFor, wroteUnseen } from './apply-fields.ts';
import { decideMerge } from './apply-merge.ts';
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
  if (number !== null && command.to !== null)
    return record.status === 'merged'
      ? told(world.survivor ?? record)
      : takeStepAgain(record, command.to, number, writerFor(op, world));
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

/** A person has seen both sides and says what shall stand. What was written meanwhile is not overwritten unseen. */
function decideResolve(op: Command, wish: Resolution, world: World, record: StoredRecord, kind: KindSpec): Decision {
  if (!hasRole(world.author, 'officer')) return reject('not-allowed');
  const { conflict } = world;
  const isOfIt = conflict?.recordId === record.id && conflict.field === wish.field;
  // Taken once, and back before the words it was about, which may meet no others this time: what was chosen is written (S11).
  const isEarly = conflict === null && numberBefore(world.again) !== null;
  if (!isOfIt && !isEarly) return reject('no-such-conflict');
  if (record.status === 'merged' && world.survivor) return chosenOfMerged(op, wish, world, record, kind);
  const edit = resolved(op, wish, world, record, kind);
  if ('type' in edit) return edit;
  const resolves = conflict?.resolvedBy === null ? { conflictId: conflict.id, choice: wish.choice } : null;
  if (resolves === null && edit.touched.length === 0 && edit.conflicts.length === 0) return nothing;
  const change = changeOf(edit, writerFor(op, world), { [wish.field]: wish.base }, world.again !== null);
  return { ...change, resolves };
}

/** What was asked is asked of the other record by now, with both sides; of a choice there, only new words are news. */
function chosenOfMerged(op: Command, wish: Resolution, world: World, record: StoredRecord, kind: KindSpec): Decision {
  if (wish.choice !== 'new' || world.survivor === null) return nothing;
  const patch = { [wish.field]: wish.value };
  return (
    refusedPatch(op, { patch, base: {} }, world, record, kind) ?? fileAll(op, patch, world, world.survivor, record)
  );
}

function resolved(op: Command, wish: Resolution, world: World, record: StoredRecord, kind: KindSpec): Edit | Decision {
  const path = parsePath(wish.field);
  if (path === null) return removal(op, wish, world, record);
  const errors = valueErrors(kind, { [wish.field]: wish.value }, world.author);
  if (errors.length > 0) return reject('invalid-fields', errors);
  const there = path.type === 'field' || record.content.rows[path.set]?.[path.rowId] !== undefined;
  if (!there && wish.choice === 'kept') return noEdit(record); // it stays out
  const whole = there ? record : broughtBack(record, path.set, path.rowId);
  if (whole === null) return reject('no-such-row', [{ path: wish.field, code: 'no-such-row' }]);
  const kept = valueAt(whole.content, wish.field) ?? null;
  const key = path.type === 'row' && !there ? [`${path.set}/${path.rowId}`] : [];
  if (kept === wish.value) return { ...noEdit(whole), touched: key };
  if (there && !hasSeen(record, wish.field, wish.base, writerFor(op, world), world.again))
    return { ...noEdit(record), conflicts: [{ field: wish.field, kept, other: wish.value }] };
  // Nothing stood before their eyes, in a row that they had taken out themselves: it was not taken, and what stands stays.
  if (wish.choice === 'kept' && wish.value === null && world.again === null) return noEdit(record);
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
  if (wroteUnseen(record, wish.field, () => wish.base, writerFor(op, world), world.again))
    return { ...noEdit(record), conflicts: [{ field: wish.field, kept: null, other: null }] };
  return takeOut(noEdit(record), set, id, row);
}

function broughtBack(record: StoredRecord, set: string, rowId: string): StoredRecord | null {
  const key = `${set}/${rowId}`;
  const row = record.removed[key];
  if (!row) return null;
  return { ...record, content: withRow(record.content, set, rowId, row), removed: withoutKey(record.removed, key) };
}
