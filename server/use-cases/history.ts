// Who changed what of a record, from what to what, when and on which device: read from the log, whose values an erasure may blank.
import type { FieldValue } from '../../src/shared/domain/field.ts';
import { fieldAt, type KindSpec, type KindTable, parsePath } from '../../src/shared/domain/kind.ts';
import type { Row } from '../../src/shared/domain/record.ts';
import { type Actor, scopeOf, seesUnit } from '../../src/shared/domain/role.ts';
import { mayRead, type Reader, readerOf } from '../../src/shared/domain/visibility.ts';
import { err, ok, type Result } from '../../src/shared/lib/result.ts';
import { unreachable } from '../../src/shared/lib/unreachable.ts';
import type { History, HistoryEntry } from '../../src/shared/wire/history.ts';
import type { Operation, Resolution } from '../../src/shared/wire/operation.ts';
import type { HistoryRow } from '../store/records.ts';
import type { Tx } from '../store/store.ts';
import { unitOf } from '../store/unit-of.ts';
import { conflictIdOf } from './conflict-id.ts';
import type { Refused } from './refused.ts';

/** A record the person may not see is answered like one that does not exist; fields they may not read are left out. */
export async function historyOf(
  tx: Tx,
  kinds: KindTable,
  actor: Actor,
  { recordId, notTaken }: { readonly recordId: string; readonly notTaken: boolean },
): Promise<Result<History, Refused>> {
  const row = await tx.records.record(recordId);
  const kind = row && kinds[row.record.kind];
  if (!row || !kind || !seesUnit(scopeOf(actor), unitOf(row.record))) return err({ code: 'not-found' });
  const reader = readerOf(actor, unitOf(row.record));
  const known = new Map<string, FieldValue>();
  const entries: HistoryEntry[] = [];
  for (const one of await tx.operations.history(recordId)) {
    const asked = readOf(recordId, one);
    const changes = changesOf(asked, known);
    if (asked.op === null) known.clear(); // what it wrote is not known any more
    for (const { path, to } of changes) known.set(path, to);
    const words = notTaken ? await wordsNotTaken(tx, recordId, asked) : [];
    entries.push(entryOf(asked, changes, words, (path) => isReadable(kind, reader, path)));
  }
  return ok({ entries });
}

type Change = HistoryEntry['changes'][number];
type Words = NonNullable<HistoryEntry['notTaken']>;
type Before = Readonly<Record<string, FieldValue | Row>>;
/** Values as they stood, as far as the log tells. */
type Known = ReadonlyMap<string, FieldValue>;

interface Asked {
  readonly row: HistoryRow;
  /** Null: erased. */
  readonly op: Operation | null;
  readonly before: Before | null;
  /** Paths that were not taken but filed for a person. */
  readonly filed: readonly string[];
  /** It was asked of another record: of a merge the values stand at the record that took them over. */
  readonly isOther: boolean;
}

function readOf(recordId: string, row: HistoryRow): Asked {
  // What this server wrote itself, so it has the shape it had then.
  const body = row.body === null ? null : (JSON.parse(row.body) as Operation['body']);
  return {
    row,
    op: body === null ? null : ({ kind: row.kind, body } as Pick<Operation, 'kind' | 'body'> as Operation),
    before: row.before === null ? null : (JSON.parse(row.before) as Before),
    filed: row.answer.type === 'conflict' ? row.answer.fields : [],
    isOther: row.recordId !== recordId,
  };
}

function entryOf(
  { row, op, filed }: Asked,
  changes: readonly Change[],
  words: Words,
  readable: (path: string) => boolean,
): HistoryEntry {
  const { opId, seq, at, receivedAt, authorId, authorName, deviceName } = row;
  const command = op?.kind === 'command' ? op.body.command : null;
  const note = command?.note ?? (op?.kind === 'withdraw' ? op.body.reason : undefined);
  const [shownFiled, shownWords] = [filed.filter(readable), words.filter(({ path }) => readable(path))];
  return {
    opId,
    rev: seq ?? 0,
    kind: row.kind,
    ...(command ? { command: command.name } : {}),
    ...(note === undefined ? {} : { note }),
    at,
    receivedAt,
    by: { id: authorId, name: authorName },
    ...(deviceName === '' ? {} : { device: deviceName }),
    changes: changes.filter(({ path }) => readable(path)),
    ...(shownFiled.length > 0 ? { filed: shownFiled } : {}),
    ...(shownWords.length > 0 ? { notTaken: shownWords } : {}),
    ...(op === null ? { erased: true as const } : {}),
  };
}

/** What the person had written where somebody else's words stayed. Erased with the operation. */
async function wordsNotTaken(tx: Tx, recordId: string, { row, op, filed, isOther }: Asked): Promise<Words> {
  if (op === null) return [];
  const words: Words = [];
  for (const path of filed) {
    const value = isOther
      ? // Its paths name rows of the record that became part of this one; the conflict names those that stand for them.
        (await tx.records.conflict(conflictIdOf(row.opId, recordId, path)))?.other
      : valueIn(op, path);
    if (value !== undefined) words.push({ path, value });
  }
  return words;
}

/** What an operation asks for at a path; null also of a row that it takes out. */
function valueIn(op: Operation, path: string): FieldValue | undefined {
  if (op.kind === 'patch') return op.body.patch[path];
  if (op.kind === 'setRemove') return null;
  if (op.kind !== 'command') return undefined;
  const { merge, resolve } = op.body.command;
  return resolve?.field === path ? resolve.value : merge?.patch[path];
}

function changesOf(asked: Asked, known: Known): readonly Change[] {
  const { op, before, isOther } = asked;
  if (op === null || isOther) return [];
  switch (op.kind) {
    case 'create':
      return [...written(op.body.patch), ...added(op.body.rows)];
    case 'patch':
      return patched(op.body.patch, asked, known);
    case 'setAdd':
      return added(op.body.rows);
    case 'setRemove':
      return Object.entries(before ?? {}).flatMap(([key, row]) => (isRow(row) ? removed(key, row) : []));
    case 'command': {
      const { merge, resolve } = op.body.command;
      if (merge) return patched(merge.patch, asked, known);
      return resolve ? chosen(resolve, asked) : [];
    }
    case 'withdraw':
      return [];
    default:
      return unreachable(op);
  }
}

const written = (patch: Readonly<Record<string, FieldValue>>): readonly Change[] =>
  Object.entries(patch).map(([path, to]) => ({ path, from: null, to }));

/** What it changed, and what stood there already as it was asked for. */
function patched(
  patch: Readonly<Record<string, FieldValue>>,
  { row, before, filed }: Asked,
  known: Known,
): readonly Change[] {
  return Object.entries(patch).flatMap(([path, to]): readonly Change[] => {
    if (filed.includes(path)) return [];
    const from = before?.[path];
    if (from !== undefined) return isRow(from) ? [] : [{ path, from, to }];
    // Without `before`, written by release 0.1.0, nobody knows from what.
    if (before === null && row.touched.includes(path)) return [{ path, to }];
    return known.get(path) === to ? [{ path, from: to, to }] : [];
  });
}

/** The words that stand by a choice; where they stood before it, both alike. */
function chosen({ field, value }: Resolution, { before, filed }: Asked): readonly Change[] {
  if (filed.includes(field) || parsePath(field) === null) return [];
  const from = before?.[field] ?? value;
  return isRow(from) ? [] : [{ path: field, from, to: value }];
}

function added(rows: Extract<Operation, { kind: 'setAdd' }>['body']['rows']): readonly Change[] {
  return Object.entries(rows).flatMap(([set, list]) =>
    list.flatMap(({ id, values }) =>
      Object.entries(values).map(([name, to]) => ({ path: `${set}/${id}/${name}`, from: null, to })),
    ),
  );
}

const removed = (key: string, { order: _, ...values }: Row): readonly Change[] =>
  Object.entries(values).map(([name, from]) => ({ path: `${key}/${name}`, from, to: null }));

const isRow = (value: FieldValue | Row): value is Row => typeof value === 'object' && value !== null;

function isReadable(kind: KindSpec, reader: Reader, path: string): boolean {
  const spec = fieldAt(kind, path);
  return spec === null ? path.split('/').length === 2 : mayRead(spec, reader);
}
