// What a person sees: the confirmed record with their own operations over it (S4); and how far they had seen (S3).
import type { Bases, NewRows, Operation, Row, Snapshot, Value, Values } from './wire.ts';

export interface View {
  readonly kind: string;
  readonly status: string;
  readonly values: Record<string, Value>;
  readonly rows: Record<string, Record<string, Row>>;
}

const leadsTo: Readonly<Record<string, string>> = {
  receive: 'received',
  return: 'returned',
  resubmit: 'sent',
  markEligible: 'eligible',
  markIneligible: 'ineligible',
  restore: 'sent',
};

export function viewOf(snapshot: Snapshot | undefined, over: readonly Operation[]): View | null {
  let view = snapshot ? structuredClone<View>(snapshot) : null;
  for (const op of over) view = layOver(view, op);
  return view;
}

function layOver(below: View | null, op: Operation): View | null {
  if (op.kind === 'create') {
    const view = below ?? { kind: op.body.type, status: 'sent', values: {}, rows: {} };
    Object.assign(view.values, op.body.patch);
    addRows(view, op.body.rows);
    return view;
  }
  if (below === null) return null;
  switch (op.kind) {
    case 'patch':
      write(below, op.body.patch);
      return below;
    case 'setAdd':
      addRows(below, op.body.rows);
      return below;
    case 'setRemove':
      for (const [set, ids] of Object.entries(op.body.rows)) for (const id of ids) delete below.rows[set]?.[id];
      return below;
    case 'withdraw':
      return { ...below, status: 'withdrawn' };
    case 'command': {
      const { name, merge, resolve } = op.body.command;
      if (merge) write(below, merge.patch);
      if (resolve && resolve.field.split('/').length !== 2) write(below, { [resolve.field]: resolve.value });
      return { ...below, status: leadsTo[name] ?? below.status };
    }
  }
}

function addRows(view: View, added: NewRows): void {
  for (const [set, rows] of Object.entries(added)) {
    const present = view.rows[set] ?? {};
    view.rows[set] = present;
    for (const { id, order, values } of rows) present[id] ??= { ...values, order };
  }
}

function write(view: View, patch: Values): void {
  for (const [path, value] of Object.entries(patch)) {
    const [first = '', id, name] = path.split('/');
    const row = id === undefined ? undefined : view.rows[first]?.[id];
    if (row && name !== undefined) Object.assign(row, { [name]: value });
    if (id === undefined) view.values[first] = value;
  }
}

/** The revision before the person's eyes, of a field or of a row with everything in it. */
export function seenRev(snapshot: Snapshot | undefined, path: string): number {
  if (!snapshot) return 0;
  const { revs, rev } = snapshot;
  const [set, id, name] = path.split('/');
  if (id === undefined) return revs[path] ?? rev;
  const row = `${set}/${id}`;
  if (name !== undefined) return revs[path] ?? revs[row] ?? rev;
  const inside = Object.entries(revs).filter(([known]) => known.startsWith(`${row}/`));
  return Math.max(revs[row] ?? rev, ...inside.map(([, of]) => of));
}

/** The bases that an operation names, and nothing for one that names none. */
export function basesOf(op: Operation): Bases {
  if (op.kind === 'patch' || op.kind === 'setRemove') return op.body.base;
  if (op.kind !== 'command') return {};
  const { merge, resolve } = op.body.command;
  return { ...merge?.base, ...(resolve ? { [resolve.field]: resolve.base } : {}) };
}

/** Whether the operation writes at this path: the field itself, or for a row anything in it. */
export function writesAt(op: Operation, path: string): boolean {
  if (op.kind === 'create') return true;
  const touches = (written: string) =>
    written === path || written.startsWith(`${path}/`) || path.startsWith(`${written}/`);
  if (op.kind === 'setAdd')
    return Object.entries(op.body.rows).some(([set, rows]) => rows.some(({ id }) => touches(`${set}/${id}`)));
  return Object.keys(basesOf(op)).some(touches);
}

/** The same operation with what it was based on lifted to a later revision; other bytes, so only for one that never left. */
export function lifted(op: Operation, lift: (path: string, base: number) => number): Operation {
  const all = (base: Bases) => Object.fromEntries(Object.entries(base).map(([path, rev]) => [path, lift(path, rev)]));
  if (op.kind === 'patch') return { ...op, body: { ...op.body, base: all(op.body.base) } };
  if (op.kind === 'setRemove') return { ...op, body: { ...op.body, base: all(op.body.base) } };
  if (op.kind !== 'command') return op;
  const { merge, resolve, ...command } = op.body.command;
  return {
    ...op,
    body: {
      command: {
        ...command,
        ...(merge ? { merge: { ...merge, base: all(merge.base) } } : {}),
        ...(resolve ? { resolve: { ...resolve, base: lift(resolve.field, resolve.base) } } : {}),
      },
    },
  };
}
