// Who changed what of a record, from what to what, when and on which device: read from the log, whose values an erasure may blank.
import type { FieldValue } from '../../src/shared/domain/field.ts';
import { fieldAt, type KindSpec, type KindTable } from '../../src/shared/domain/kind.ts';
import type { Row } from '../../src/shared/domain/record.ts';
import { type Actor, scopeOf, seesUnit } from '../../src/shared/domain/role.ts';
import { mayRead, type Reader, readerOf } from '../../src/shared/domain/visibility.ts';
import { err, ok, type Result } from '../../src/shared/lib/result.ts';
import { unreachable } from '../../src/shared/lib/unreachable.ts';
import type { History, HistoryEntry } from '../../src/shared/wire/history.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import type { HistoryRow } from '../store/records.ts';
import type { Tx } from '../store/store.ts';
import { unitOf } from '../store/unit-of.ts';
import type { Refused } from './refused.ts';

/** A record the person may not see is answered like one that does not exist; fields they may not read are left out. */
export async function historyOf(
  tx: Tx,
  kinds: KindTable,
  actor: Actor,
  recordId: string,
): Promise<Result<History, Refused>> {
  const row = await tx.records.record(recordId);
  const kind = row && kinds[row.record.kind];
  if (!row || !kind || !seesUnit(scopeOf(actor), unitOf(row.record))) return err({ code: 'not-found' });
  const reader = readerOf(actor, unitOf(row.record));
  return ok({ entries: (await tx.operations.history(recordId)).map((one) => entryOf(kind, reader, recordId, one)) });
}

type Change = HistoryEntry['changes'][number];
type Before = Readonly<Record<string, FieldValue | Row>>;

function entryOf(kind: KindSpec, reader: Reader, recordId: string, row: HistoryRow): HistoryEntry {
  const { opId, seq, at, receivedAt, authorId, authorName, deviceName, answer } = row;
  // What this server wrote itself, so it has the shape it had then.
  const body = row.body === null ? null : (JSON.parse(row.body) as Operation['body']);
  const before = row.before === null ? null : (JSON.parse(row.before) as Before);
  const op = body === null ? null : ({ kind: row.kind, body } as Pick<Operation, 'kind' | 'body'> as Operation);
  const readable = ({ path }: { path: string }) => isReadable(kind, reader, path);
  const command = op?.kind === 'command' ? op.body.command : null;
  const note = command?.note ?? (op?.kind === 'withdraw' ? op.body.reason : undefined);
  const filed = answer.type === 'conflict' ? answer.fields.filter((path) => readable({ path })) : [];
  // Of a merge the values stand at the record that took them over.
  const isOther = row.recordId !== recordId;
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
    changes: op === null || isOther ? [] : changesOf(op, before, filed).filter(readable),
    ...(filed.length > 0 ? { filed } : {}),
    ...(op === null ? { erased: true as const } : {}),
  };
}

function changesOf(op: Operation, before: Before | null, filed: readonly string[]): readonly Change[] {
  switch (op.kind) {
    case 'create':
      return [...written(op.body.patch), ...added(op.body.rows)];
    case 'patch':
      return patched(op.body.patch, before, filed);
    case 'setAdd':
      return added(op.body.rows);
    case 'setRemove':
      return Object.entries(before ?? {}).flatMap(([key, row]) => (isRow(row) ? removed(key, row) : []));
    case 'command': {
      const { merge, resolve } = op.body.command;
      if (merge) return patched(merge.patch, before, filed);
      return resolve ? patched({ [resolve.field]: resolve.value }, before ?? {}, filed) : [];
    }
    case 'withdraw':
      return [];
    default:
      return unreachable(op);
  }
}

const written = (patch: Readonly<Record<string, FieldValue>>): readonly Change[] =>
  Object.entries(patch).map(([path, to]) => ({ path, from: null, to }));

/** Of what was asked, that which changed something. Without `before`, written by release 0.1.0, nobody knows from what. */
function patched(
  patch: Readonly<Record<string, FieldValue>>,
  before: Before | null,
  filed: readonly string[],
): readonly Change[] {
  return Object.entries(patch).flatMap(([path, to]): readonly Change[] => {
    if (filed.includes(path)) return [];
    if (before === null) return [{ path, to }];
    const from = before[path];
    return from === undefined || isRow(from) ? [] : [{ path, from, to }];
  });
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
