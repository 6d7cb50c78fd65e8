// What a person sees: the confirmed snapshot with the operations of this phone laid over it. Computed, never stored (SPEC.md S4).
import type { FieldValue } from '../domain/field.ts';
import { parsePath } from '../domain/kind.ts';
import { emptyContent, type RecordContent } from '../domain/record.ts';
import { commands, type Status } from '../domain/workflow.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Snapshot } from '../wire/down.ts';
import type { Operation, Resolution } from '../wire/operation.ts';
import { contentOf } from './content.ts';
import type { OutboxRow } from './outbox.ts';
import { withoutRow, withRow, withValue } from './record-store.ts';

export interface View {
  readonly kind: string | null;
  readonly content: RecordContent;
  /** Null while only this phone knows the record. */
  readonly status: Status | null;
}

type Command = Extract<Operation, { kind: 'command' }>['body']['command'];

/** `pending` are this phone's operations on the record that the snapshot does not hold yet, oldest first. */
export function viewOf(snapshot: Snapshot | null, pending: readonly Operation[]): View {
  const confirmed: View = snapshot
    ? { kind: snapshot.kind, content: { values: snapshot.values, rows: snapshot.rows }, status: snapshot.status }
    : { kind: null, content: emptyContent, status: null };
  return overSnapshot(snapshot, pending).reduce(lay, confirmed);
}

/**
 * Without the create that the snapshot holds already. Another phone may have made the record from the same draft: then this
 * phone's create is refused, and its words lie over what that one said.
 */
export function overSnapshot(snapshot: Snapshot | null, pending: readonly Operation[]): readonly Operation[] {
  const made = snapshot?.events.find(({ kind }) => kind === 'create');
  return snapshot === null ? pending : pending.filter(({ kind, opId }) => kind !== 'create' || isAnother(made, opId));
}

const isAnother = (made: Snapshot['events'][number] | undefined, opId: string): boolean =>
  made !== undefined && made.opId !== opId;

/**
 * What of an operation that waits here is still to be laid over: all of it, but at paths where the commune kept another
 * value. Else its author would see their own word stand, and choose it as the one to keep.
 */
export function standingPart({ op, answer }: Pick<OutboxRow, 'op' | 'answer'>): Operation {
  const filed = new Set(answer?.type === 'conflict' ? answer.fields : []);
  if (filed.size === 0) return op;
  const without = <T>(paths: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(paths).filter(([path]) => !filed.has(path)));
  switch (op.kind) {
    case 'patch':
      return { ...op, body: { patch: without(op.body.patch), base: without(op.body.base) } };
    case 'setRemove': {
      const rows = Object.entries(op.body.rows).map(([set, ids]) => [
        set,
        ids.filter((id) => !filed.has(`${set}/${id}`)),
      ]);
      return { ...op, body: { ...op.body, rows: Object.fromEntries(rows) } };
    }
    case 'command': {
      const { merge, resolve } = op.body.command;
      const command = {
        ...op.body.command,
        ...(merge ? { merge: { ...merge, patch: without(merge.patch) } } : {}),
        ...(resolve && filed.has(resolve.field) ? { resolve: { ...resolve, choice: 'kept' as const } } : {}),
      };
      return { ...op, body: { command } };
    }
    default:
      return op;
  }
}

function lay(view: View, op: Operation): View {
  switch (op.kind) {
    case 'create':
      return view.kind === null
        ? { ...view, kind: op.body.type, content: contentOf(op.body.patch, op.body.rows) }
        : { ...view, content: layCreate(view.content, op.body) };
    case 'patch':
      return { ...view, content: layPatch(view.content, op.body.patch) };
    case 'setAdd':
      return { ...view, content: layRows(view.content, op.body.rows) };
    case 'setRemove':
      return {
        ...view,
        content: Object.entries(op.body.rows).reduce(
          (content, [set, ids]) => ids.reduce((rest, id) => withoutRow(rest, set, id), content),
          view.content,
        ),
      };
    case 'command':
      return layCommand(view, op.body.command);
    case 'withdraw':
      return { ...view, status: 'withdrawn' };
    default:
      return unreachable(op);
  }
}

function layCommand(view: View, { name, merge, resolve }: Command): View {
  if (merge) return { ...view, content: layPatch(view.content, merge.patch) };
  if (resolve) return resolve.choice === 'kept' ? view : { ...view, content: layResolution(view.content, resolve) };
  return { ...view, status: (Object.hasOwn(commands, name) ? commands[name]?.to : null) ?? view.status };
}

function layResolution(content: RecordContent, { field, value }: Resolution): RecordContent {
  const [set = '', rowId, name] = field.split('/');
  if (rowId !== undefined && name === undefined) return withoutRow(content, set, rowId);
  return layPatch(content, { [field]: value });
}

function layPatch(content: RecordContent, patch: Readonly<Record<string, FieldValue>>): RecordContent {
  return Object.entries(patch).reduce((result, [path, value]) => {
    const parsed = parsePath(path);
    return parsed ? withValue(result, parsed, value) : result;
  }, content);
}

/** Over a record that is there: what it says, also in rows that both have. */
function layCreate(content: RecordContent, { patch, rows }: Extract<Operation, { kind: 'create' }>['body']) {
  const inRows = Object.entries(rows).flatMap(([set, list]) =>
    list.flatMap(({ id, values }) => Object.entries(values).map(([name, value]) => [`${set}/${id}/${name}`, value])),
  );
  return layPatch(layRows(content, rows), { ...patch, ...Object.fromEntries(inRows) });
}

function layRows(content: RecordContent, rows: Extract<Operation, { kind: 'setAdd' }>['body']['rows']): RecordContent {
  return Object.entries(rows).reduce(
    (result, [set, list]) =>
      list.reduce(
        (inner, { id, order, values }) =>
          inner.rows[set]?.[id] ? inner : withRow(inner, set, id, { ...values, order }),
        result,
      ),
    content,
  );
}
