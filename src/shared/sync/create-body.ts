// A record as its first operation carries it.
import type { RecordContent, Row } from '../domain/record.ts';
import type { Operation } from '../wire/operation.ts';

/** An operation before it has an id, a number and a time. */
export type Draft<K extends Operation['kind']> = Pick<Extract<Operation, { kind: K }>, 'kind' | 'body'>;

/** The body of the operation that first tells the server of a record. */
export function createBody(type: string, content: RecordContent): Draft<'create'>['body'] {
  return {
    type,
    patch: Object.fromEntries(Object.entries(content.values).filter(([, value]) => value !== null)),
    rows: Object.fromEntries(
      Object.entries(content.rows)
        .filter(([, rows]) => Object.keys(rows).length > 0)
        .map(([set, rows]) => [set, Object.entries(rows).map(([id, row]) => toWireRow(id, row))]),
    ),
  };
}

export function toWireRow(id: string, row: Row) {
  const { order, ...values } = row;
  return { id, order, values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) };
}
