// When a person corrects a record of which an operation was refused, the correction takes that operation's place.
import type { FieldValue } from '../domain/field.ts';
import { parsePath, valueAt } from '../domain/kind.ts';
import { emptyContent, type RecordContent } from '../domain/record.ts';
import type { Snapshot } from '../wire/down.ts';
import type { Draft } from './create-body.ts';
import type { OutboxRow } from './outbox.ts';
import { withoutRow, withRow, withValue } from './record-store.ts';

type Patch = Draft<'patch'>['body'];

/**
 * The operations a new save replaces: those refused, and those behind them that the server did not take (never sent, or
 * answered `blocked`). One whose answer is unknown stays, since the server may have it.
 */
export function supersededBy(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  const first = rows.findIndex(isRefusedContent);
  if (first < 0) return [];
  return rows.slice(first).filter((row) => isRefusedContent(row) || (changesContent(row) && surelyNotTaken(row)));
}

const changesContent = ({ op }: OutboxRow): boolean => op.kind !== 'command' && op.kind !== 'withdraw';
const isRefusedContent = (row: OutboxRow): boolean => row.state === 'attention' && changesContent(row);
const surelyNotTaken = (row: OutboxRow): boolean =>
  row.state === 'waiting' && (!row.sentOnce || row.answer?.type === 'blocked');

/**
 * What the person saw, without what the replaced operations had put there: so that the new change carries their words
 * again, and not only what was corrected.
 */
export function beforeSuperseded(
  seen: RecordContent,
  superseded: readonly OutboxRow[],
  snapshot: Snapshot | null,
): RecordContent {
  const confirmed: RecordContent = snapshot ? { values: snapshot.values, rows: snapshot.rows } : emptyContent;
  return superseded.reduce((content, { op }) => {
    if (op.kind === 'patch')
      return Object.keys(op.body.patch).reduce((rest, path) => revert(rest, path, confirmed), content);
    if (op.kind === 'setAdd')
      return Object.entries(op.body.rows).reduce(
        (rest, [set, rows]) => rows.reduce((inner, { id }) => revertRow(inner, set, id, confirmed), rest),
        content,
      );
    if (op.kind === 'setRemove')
      return Object.entries(op.body.rows).reduce(
        (rest, [set, ids]) => ids.reduce((inner, id) => revertRow(inner, set, id, confirmed), rest),
        content,
      );
    return content;
  }, seen);
}

/**
 * What the replaced operations say of rows that somebody else has taken out meanwhile: no form shows it any more, and the
 * correction carries it on, so that a person is asked. Rows that this phone takes out are its own wish.
 * @param forms what the form showed, and what it holds now. @param rows the record's rows of the outbox
 */
export function saidOfGoneRows(
  superseded: readonly OutboxRow[],
  rows: readonly OutboxRow[],
  forms: readonly RecordContent[],
): Patch {
  const patch: Patch['patch'] = {};
  const base: Patch['base'] = {};
  for (const { op } of superseded) {
    if (op.kind !== 'patch') continue;
    for (const [path, value] of Object.entries(op.body.patch)) {
      const parsed = parsePath(path);
      if (parsed?.type !== 'row') continue;
      const { set, rowId } = parsed;
      const isShown = forms.some((content) => content.rows[set]?.[rowId] !== undefined);
      if (isShown || rows.some((row) => takesOut(row, set, rowId))) continue;
      patch[path] = value;
      base[path] ??= op.body.base[path] ?? 0;
    }
  }
  return { patch, base };
}

const takesOut = ({ op }: OutboxRow, set: string, rowId: string): boolean =>
  op.kind === 'setRemove' && (op.body.rows[set]?.includes(rowId) ?? false);

function revert(content: RecordContent, path: string, confirmed: RecordContent): RecordContent {
  const parsed = parsePath(path);
  const value: FieldValue = valueAt(confirmed, path) ?? null;
  return parsed ? withValue(content, parsed, value) : content;
}

function revertRow(content: RecordContent, set: string, id: string, confirmed: RecordContent): RecordContent {
  const row = confirmed.rows[set]?.[id];
  return row ? withRow(content, set, id, row) : withoutRow(content, set, id);
}
