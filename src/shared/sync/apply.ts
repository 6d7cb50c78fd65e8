// What the server decides about one operation (SPEC.md S6). A store only loads `World` and writes `Decision`.
import type { FieldValue } from '../domain/field.ts';
import { type KindSpec, type KindTable, parsePath, valueAt } from '../domain/kind.ts';
import type { RecordContent } from '../domain/record.ts';
import { type Actor, hasRole, mayWriteFor } from '../domain/role.ts';
import { commands, isOpenFor } from '../domain/workflow.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Operation } from '../wire/operation.ts';
import type { RejectionCode } from '../wire/rejection.ts';
import { addRows, contentOf, type FieldError, removedKey, rowErrors, valueErrors } from './content.ts';
import { revOf, type StoredRecord, type Writer, withoutRow, withValue, writerOf } from './record-store.ts';

/** Everything the decision needs, loaded before it is taken. */
export interface World {
  /** The author: the person of the queue, with the roles of this moment. */
  readonly author: Actor;
  readonly queue: string;
  /** The record in the author's commune, if there is one. */
  readonly record: StoredRecord | null;
  /** True when another commune or a tombstone already uses this record id. */
  readonly idTaken: boolean;
  /** An earlier operation of this queue on this record that was refused, when the record does not exist for that reason. */
  readonly refusedBefore: string | null;
  /** Units of the commune that exist today. */
  readonly unitExists: (unitId: string) => boolean;
}

/** What is filed for a person when two people said different things. */
export interface FiledConflict {
  readonly field: string;
  readonly kept: FieldValue;
  readonly other: FieldValue;
}

export type Decision =
  | { readonly type: 'create'; readonly record: Unstamped; readonly fields: readonly string[] }
  | {
      readonly type: 'change';
      readonly record: StoredRecord;
      /** Paths whose revision becomes the commune's next number. */
      readonly touched: readonly string[];
      readonly statusChanged: boolean;
      readonly conflicts: readonly FiledConflict[];
    }
  | { readonly type: 'nothing' }
  | { readonly type: 'rejected'; readonly code: RejectionCode; readonly fieldErrors?: readonly FieldError[] }
  | { readonly type: 'blocked'; readonly by: string };

/** A new record before the transaction gives it its number and its dossier. */
export type Unstamped = Omit<StoredRecord, 'rev' | 'statusRev' | 'dossier'>;

const reject = (code: RejectionCode, fieldErrors?: readonly FieldError[]): Decision =>
  fieldErrors ? { type: 'rejected', code, fieldErrors } : { type: 'rejected', code };

/**
 * Decides one operation that is not known yet. Never throws on what a phone may send.
 * The caller has checked the signature, that the bytes fit the schema, and that the opId is new.
 */
export function decide(op: Operation, world: World, kinds: KindTable): Decision {
  if (op.kind === 'create') return decideCreate(op, world, kinds);
  const { record } = world;
  if (record === null)
    return world.refusedBefore ? { type: 'blocked', by: world.refusedBefore } : reject('no-such-record');
  const kind = kinds[record.kind];
  if (!kind) return reject('unknown-kind');
  if (op.v > kind.v) return reject('unknown-version');
  if (op.kind === 'command') return decideCommand(op, world, record);
  const refusal = mayChange(world, record);
  if (refusal) return reject(refusal);
  switch (op.kind) {
    case 'patch':
      return decidePatch(op, world, record, kind);
    case 'setAdd':
      return decideSetAdd(op, world, record, kind);
    case 'setRemove':
      return decideSetRemove(op, world, record, kind);
    case 'withdraw':
      return decideWithdraw(op, record);
    default:
      return unreachable(op);
  }
}

type OpOf<K extends Operation['kind']> = Extract<Operation, { kind: K }>;

function decideCreate(op: OpOf<'create'>, world: World, kinds: KindTable): Decision {
  const kind = Object.hasOwn(kinds, op.body.type) ? kinds[op.body.type] : undefined;
  if (!kind) return reject('unknown-kind');
  if (op.v > kind.v) return reject('unknown-version');
  if (world.record || world.idTaken) return reject('already-exists');
  const errors = [...valueErrors(kind, op.body.patch, world.author), ...rowErrors(kind, op.body.rows, world.author)];
  if (errors.length > 0) return reject('invalid-fields', errors);
  const content = contentOf(op.body.patch, op.body.rows);
  if (tooManyRows(kind, content)) return reject('too-many-rows');
  const unitId = unitOf(content);
  if (!mayWriteFor(world.author, unitId)) return reject('not-your-unit');
  if (unitId !== null && !world.unitExists(unitId))
    return reject('invalid-fields', [{ path: 'unitId', code: 'unknown-unit' }]);
  const missing = kind.missingToSend(content);
  if (missing.length > 0) return reject('not-ready-to-send', missing);
  return {
    type: 'create',
    fields: Object.keys(op.body.patch),
    record: {
      id: op.recordId,
      kind: kind.kind,
      v: op.v,
      content,
      revs: {},
      writers: { '': { queue: world.queue, seq: op.seq } },
      status: 'sent',
      authorId: world.author.accountId,
      removed: [],
    },
  };
}

function decidePatch(op: OpOf<'patch'>, world: World, record: StoredRecord, kind: KindSpec): Decision {
  const errors = valueErrors(kind, op.body.patch, world.author);
  if (errors.length > 0) return reject('invalid-fields', errors);
  const newUnit = op.body.patch.unitId;
  if (newUnit !== undefined && newUnit !== record.content.values.unitId) {
    if (typeof newUnit !== 'string' || !world.unitExists(newUnit))
      return reject('invalid-fields', [{ path: 'unitId', code: 'unknown-unit' }]);
    if (!mayWriteFor(world.author, newUnit)) return reject('not-your-unit');
  }
  let content = record.content;
  const touched: string[] = [];
  const conflicts: FiledConflict[] = [];
  for (const [path, value] of Object.entries(op.body.patch)) {
    const parsed = parsePath(path);
    if (parsed === null) return reject('invalid-fields', [{ path, code: 'unknown-field' }]);
    const current = valueAt(record.content, path) ?? null;
    const rowGone = parsed.type === 'row' && record.content.rows[parsed.set]?.[parsed.rowId] === undefined;
    if (rowGone && !record.removed.includes(removedKey(parsed.set, parsed.rowId)))
      return reject('no-such-row', [{ path, code: 'no-such-row' }]);
    if (rowGone) conflicts.push({ field: path, kept: null, other: value });
    else if (current === value) continue;
    else if (hasSeen(record, path, op, world.queue)) {
      content = withValue(content, parsed, value);
      touched.push(path);
    } else conflicts.push({ field: path, kept: current, other: value });
  }
  return change({ ...record, content }, touched, conflicts, { queue: world.queue, seq: op.seq });
}

/**
 * True when the writer knew the server's value: its revision is not newer than the base, or an earlier operation of
 * the same queue wrote it (two edits made offline one after the other are one person's thought, not a conflict).
 */
function hasSeen(record: StoredRecord, path: string, op: OpOf<'patch'>, queue: string): boolean {
  if (revOf(record, path) <= (op.body.base[path] ?? 0)) return true;
  const writer = writerOf(record, path);
  return writer !== undefined && writer.queue === queue && writer.seq < op.seq;
}

function decideSetAdd(op: OpOf<'setAdd'>, world: World, record: StoredRecord, kind: KindSpec): Decision {
  const errors = rowErrors(kind, op.body.rows, world.author);
  if (errors.length > 0) return reject('invalid-fields', errors);
  const { content, added } = addRows(record, op.body.rows);
  if (tooManyRows(kind, content)) return reject('too-many-rows');
  return change({ ...record, content }, added, [], { queue: world.queue, seq: op.seq });
}

function decideSetRemove(op: OpOf<'setRemove'>, world: World, record: StoredRecord, kind: KindSpec): Decision {
  let content = record.content;
  const touched: string[] = [];
  for (const [set, ids] of Object.entries(op.body.rows)) {
    if (!Object.hasOwn(kind.rows, set)) return reject('invalid-fields', [{ path: set, code: 'unknown-field' }]);
    for (const id of ids) {
      if (content.rows[set]?.[id] === undefined) continue; // already gone: a repeat of the same wish
      content = withoutRow(content, set, id);
      touched.push(removedKey(set, id));
    }
  }
  const removed = [...new Set([...record.removed, ...touched])];
  return change({ ...record, content, removed }, touched, [], { queue: world.queue, seq: op.seq });
}

function decideCommand(op: OpOf<'command'>, world: World, record: StoredRecord): Decision {
  const { name, expectStatus, expectRev } = op.body.command;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return reject('unknown-command');
  if (!hasRole(world.author, ...command.roles)) return reject('not-allowed');
  if (record.status === command.to && expectStatus !== record.status) return { type: 'nothing' }; // somebody did the same a moment before
  if (record.status !== expectStatus || record.statusRev > expectRev || !command.from.includes(record.status))
    return reject('wrong-status');
  return { type: 'change', record: { ...record, status: command.to }, touched: [], statusChanged: true, conflicts: [] };
}

function decideWithdraw(op: OpOf<'withdraw'>, record: StoredRecord): Decision {
  if (record.status === 'withdrawn') return { type: 'nothing' };
  if (record.statusRev > op.body.expectRev) return reject('wrong-status');
  return {
    type: 'change',
    record: { ...record, status: 'withdrawn' },
    touched: [],
    statusChanged: true,
    conflicts: [],
  };
}

function change(
  record: StoredRecord,
  touched: readonly string[],
  conflicts: readonly FiledConflict[],
  writer: Writer,
): Decision {
  if (touched.length === 0 && conflicts.length === 0) return { type: 'nothing' };
  const writers = { ...record.writers, ...Object.fromEntries(touched.map((path) => [path, writer])) };
  return { type: 'change', record: { ...record, writers }, touched, statusChanged: false, conflicts };
}

function mayChange(world: World, record: StoredRecord): RejectionCode | null {
  if (!mayWriteFor(world.author, unitOf(record.content))) return 'not-your-unit';
  const side = hasRole(world.author, 'officer') ? 'office' : 'unit';
  return isOpenFor(side, record.status) ? null : 'closed-status';
}

function unitOf(content: RecordContent): string | null {
  const unitId = content.values.unitId;
  return typeof unitId === 'string' ? unitId : null;
}

function tooManyRows(kind: KindSpec, content: RecordContent): boolean {
  return Object.entries(content.rows).some(([set, rows]) => Object.keys(rows).length > (kind.rows[set]?.most ?? 0));
}

/** Gives what was decided its revision: the commune's next number, taken last (S7). */
export function stampChange(
  record: StoredRecord,
  decision: Extract<Decision, { type: 'change' }>,
  seq: number,
): StoredRecord {
  const revs = { ...record.revs, ...Object.fromEntries(decision.touched.map((path) => [path, seq])) };
  return { ...decision.record, revs, statusRev: decision.statusChanged ? seq : record.statusRev };
}

export function stampCreate(record: Unstamped, seq: number, dossier: string): StoredRecord {
  return { ...record, rev: seq, statusRev: seq, dossier };
}
