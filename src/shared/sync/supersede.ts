// When a person corrects a record of which an operation was refused, the correction takes that operation's place.
import type { FieldValue } from '../domain/field.ts';
import { parsePath, valueAt } from '../domain/kind.ts';
import { emptyContent, type RecordContent } from '../domain/record.ts';
import type { Snapshot } from '../wire/down.ts';
import type { Draft } from './create-body.ts';
import type { OutboxRow } from './outbox.ts';
import { rowKeysOf, withoutRow, withRow, withValue } from './record-store.ts';

type Patch = Draft<'patch'>['body'];
type Removal = Draft<'setRemove'>['body'];

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
  const fields = (content: RecordContent, paths: readonly string[]) =>
    paths.reduce((rest, path) => revert(rest, path, confirmed), content);
  const rows = (content: RecordContent, sets: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(sets).reduce(
      (rest, [set, ids]) => ids.reduce((inner, id) => revertRow(inner, set, id, confirmed), rest),
      content,
    );
  return superseded.reduce((content, { op }) => {
    switch (op.kind) {
      case 'create': // refused here, and brought by somebody else's phone
        return rows(fields(content, Object.keys(op.body.patch)), idsOf(op.body.rows));
      case 'patch':
        return fields(content, Object.keys(op.body.patch));
      case 'setAdd':
        return rows(content, idsOf(op.body.rows));
      case 'setRemove':
        return rows(content, op.body.rows);
      default:
        return content;
    }
  }, seen);
}

const idsOf = (rows: Readonly<Record<string, readonly { readonly id: string }[]>>) =>
  Object.fromEntries(Object.entries(rows).map(([set, list]) => [set, list.map(({ id }) => id)]));

/**
 * What the replaced operations say of rows that somebody else has taken out meanwhile: no form shows it any more, and the
 * correction carries it on, so that a person is asked.
 * @param forms what the form showed, and what it holds now. @param rows the record's rows of the outbox
 */
export function saidOfGoneRows(
  superseded: readonly OutboxRow[],
  rows: readonly OutboxRow[],
  forms: readonly RecordContent[],
): Patch {
  const patch: Patch['patch'] = {};
  const base: Patch['base'] = {};
  for (const { op, answer } of superseded) {
    if (op.kind !== 'patch') continue;
    // What the server will not have goes nowhere: it would refuse the correction for it, and nobody could see why.
    const wrong = new Set(answer?.type === 'rejected' ? answer.fieldErrors?.map(({ path }) => path) : []);
    for (const [path, value] of Object.entries(op.body.patch)) {
      const parsed = parsePath(path);
      if (parsed?.type !== 'row' || wrong.has(path)) continue;
      const { set, rowId } = parsed;
      const isShown = forms.some((content) => content.rows[set]?.[rowId] !== undefined);
      if (isShown || rows.some((row) => namesRow(row, set, rowId))) continue;
      patch[path] = value;
      base[path] ??= op.body.base[path] ?? 0;
    }
  }
  return { patch, base };
}

/**
 * A removal with what was seen of its rows when they were taken out: they were hidden since, and what others wrote in them is
 * not seen by correcting something else.
 */
export function withFirstSight({ rows, base }: Removal, superseded: readonly OutboxRow[]): Removal {
  const inherited = superseded.flatMap(({ op }) => {
    if (op.kind !== 'setRemove') return [];
    const keys = rowKeysOf(op.body.rows).filter((key) => rowKeysOf(rows).includes(key));
    return keys.map((key) => ({ key, base: Object.entries(op.body.base).filter(([path]) => isWithin(path, key)) }));
  });
  const isInherited = (path: string) => inherited.some(({ key }) => isWithin(path, key));
  const own = Object.entries(base).filter(([path]) => !isInherited(path));
  // Of two that took the row out, the first.
  return { rows, base: Object.fromEntries([...own, ...inherited.reverse().flatMap((one) => one.base)]) };
}

const isWithin = (path: string, key: string): boolean => path === key || path.startsWith(`${key}/`);

/** Takes the row out, which is this person's own wish; or brings it, and is replaced too. */
function namesRow({ op }: OutboxRow, set: string, rowId: string): boolean {
  if (op.kind === 'setRemove') return op.body.rows[set]?.includes(rowId) ?? false;
  return (op.kind === 'setAdd' || op.kind === 'create') && (op.body.rows[set]?.some(({ id }) => id === rowId) ?? false);
}

function revert(content: RecordContent, path: string, confirmed: RecordContent): RecordContent {
  const parsed = parsePath(path);
  const value: FieldValue = valueAt(confirmed, path) ?? null;
  return parsed ? withValue(content, parsed, value) : content;
}

function revertRow(content: RecordContent, set: string, id: string, confirmed: RecordContent): RecordContent {
  const row = confirmed.rows[set]?.[id];
  return row ? withRow(content, set, id, row) : withoutRow(content, set, id);
}
