// What a person wrote in an operation that was refused, as lines they can read and copy.
import { stepNote } from '../../db/steps.ts';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import { photoFactNames } from '../../shared/domain/photo-facts.ts';
import { unreachable } from '../../shared/lib/unreachable.ts';
import type { Operation } from '../../shared/wire/operation.ts';
import { printValue, type UnitName } from './print-value.ts';

export function refusedWords(kind: string, op: Operation, unitName: UnitName): readonly string[] {
  const line = (path: string, value: FieldValue) => {
    const text = printValue(path.split('/').at(-1) ?? path, value, unitName);
    return text === '' ? [] : [`${fieldLabel(kind, path)}: ${text}`];
  };
  const lines = (values: Readonly<Record<string, FieldValue>>, under = '') =>
    Object.entries(values).flatMap(([name, value]) => (isHidden(name) ? [] : line(under + name, value)));
  switch (op.kind) {
    case 'create':
      return [...lines(op.body.patch), ...inRows(op.body.rows, lines)];
    case 'patch':
      return lines(op.body.patch);
    case 'setAdd':
      return inRows(op.body.rows, lines);
    case 'setRemove':
      return [];
    case 'command':
      return [stepNote(op), ...resolvedWords(op, line)].filter((text) => text !== '');
    case 'withdraw':
      return [stepNote(op)].filter((text) => text !== '');
    default:
      return unreachable(op);
  }
}

function resolvedWords(
  { body: { command } }: Extract<Operation, { kind: 'command' }>,
  line: (path: string, value: FieldValue) => readonly string[],
): readonly string[] {
  return command.resolve?.choice === 'new' ? line(command.resolve.field, command.resolve.value) : [];
}

function inRows(
  rows: Extract<Operation, { kind: 'setAdd' }>['body']['rows'],
  lines: (values: Readonly<Record<string, FieldValue>>, under: string) => readonly string[],
): readonly string[] {
  return Object.entries(rows).flatMap(([set, list]) =>
    list.flatMap(({ id, values }) => lines(values, `${set}/${id}/`)),
  );
}

/** What a photo's bytes say of it tells a reader nothing. */
const isHidden = (name: string): boolean => name === 'order' || photoFactNames.has(name);
