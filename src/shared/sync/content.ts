// Reading what an operation says into a record's content, and refusing by path what the kind does not allow.
import type { FieldValue } from '../domain/field.ts';
import { fieldAt, type KindSpec } from '../domain/kind.ts';
import type { RecordContent, Row } from '../domain/record.ts';
import { type Actor, hasRole } from '../domain/role.ts';
import type { Operation } from '../wire/operation.ts';
import { rowKey, type StoredRecord, withRow } from './record-store.ts';

export interface FieldError {
  readonly path: string;
  readonly code: string;
}

type WireRows = Extract<Operation, { kind: 'setAdd' }>['body']['rows'];

/** The content a create speaks of. */
export function contentOf(patch: Readonly<Record<string, FieldValue>>, rows: WireRows): RecordContent {
  return {
    values: patch,
    rows: Object.fromEntries(
      Object.entries(rows).map(([set, list]) => [
        set,
        Object.fromEntries(list.map(({ id, order, values }) => [id, { ...values, order }])),
      ]),
    ),
  };
}

/** Paths that the kind does not have, whose value does not fit, or that only the office writes. */
export function valueErrors(
  kind: KindSpec,
  patch: Readonly<Record<string, FieldValue>>,
  author: Pick<Actor, 'assignments'>,
): readonly FieldError[] {
  return Object.entries(patch).flatMap(([path, value]) => {
    if (path.endsWith('/order'))
      return kind.rows[path.split('/')[0] ?? ''] && typeof value === 'number' ? [] : [{ path, code: 'invalid' }];
    return oneError(kind, path, value, author);
  });
}

export function rowErrors(kind: KindSpec, rows: WireRows, author: Pick<Actor, 'assignments'>): readonly FieldError[] {
  return Object.entries(rows).flatMap(([set, list]) => {
    if (!Object.hasOwn(kind.rows, set)) return [{ path: set, code: 'unknown-field' }];
    return list.flatMap(({ id, values }) =>
      Object.entries(values).flatMap(([name, value]) => oneError(kind, `${set}/${id}/${name}`, value, author)),
    );
  });
}

function oneError(
  kind: KindSpec,
  path: string,
  value: FieldValue,
  author: Pick<Actor, 'assignments'>,
): readonly FieldError[] {
  const spec = fieldAt(kind, path);
  if (spec === null) return [{ path, code: 'unknown-field' }];
  if (spec.reviewerOnly && !hasRole(author, 'officer')) return [{ path, code: 'not-allowed' }];
  return spec.schema.safeParse(value).success ? [] : [{ path, code: 'invalid' }];
}

/**
 * The record's content with the rows added. A row that is there already stays as it is (a repeat); one that somebody
 * removed does not come back by a late add with the same id.
 */
export function addRows(
  record: StoredRecord,
  rows: WireRows,
): { readonly content: RecordContent; readonly added: readonly string[] } {
  let content = record.content;
  const added: string[] = [];
  for (const [set, list] of Object.entries(rows)) {
    for (const { id, order, values } of list) {
      const known = content.rows[set]?.[id] !== undefined || Object.hasOwn(record.removed, rowKey(set, id));
      if (known) continue;
      const row: Row = { ...values, order };
      content = withRow(content, set, id, row);
      added.push(rowKey(set, id));
    }
  }
  return { content, added };
}
