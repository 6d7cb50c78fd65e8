// What a person does and sees. Nothing here needs a line.
import { Feed } from './feed.ts';
import { uuidv7 } from './key.ts';
import { Outbox } from './outbox.ts';
import { type View, viewOf } from './view.ts';
import type { Command, Conflict, NewRows, Snapshot, Value, Values } from './wire.ts';

/** Not held to the status that the person saw. */
const freeCommands: readonly string[] = ['comment', 'resolve'];

export class Desk {
  readonly feed = new Feed();
  readonly outbox = new Outbox();

  create(type: string, patch: Values, rows: NewRows): string {
    const recordId = uuidv7();
    this.outbox.save(recordId, { kind: 'create', body: { type, patch, rows } });
    return recordId;
  }

  patch(recordId: string, patch: Values): string {
    const base = this.#bases(recordId, Object.keys(patch));
    return this.outbox.save(recordId, { kind: 'patch', body: { patch, base } }).opId;
  }

  setAdd(recordId: string, rows: NewRows): string {
    return this.outbox.save(recordId, { kind: 'setAdd', body: { rows } }).opId;
  }

  setRemove(recordId: string, set: string, ids: readonly string[]): string {
    const { rev = 0, revs = {} } = this.feed.records.get(recordId) ?? {};
    const base: Record<string, number> = {};
    for (const row of ids.map((id) => `${set}/${id}`)) {
      const inside = Object.keys(revs).filter((path) => path.startsWith(`${row}/`));
      Object.assign(base, this.#bases(recordId, [row, ...inside]));
      base[row] = Math.min(base[row] ?? 0, revs[row] ?? rev); // of the row alone
    }
    return this.outbox.save(recordId, { kind: 'setRemove', body: { rows: { [set]: ids }, base } }).opId;
  }

  /** Another operation in place of the refused one and of those behind it, which the person has before their eyes. */
  correct(recordId: string, values: Values): void {
    const view = this.view(recordId);
    const replaced = this.outbox.takeBack(recordId);
    const first = replaced.find(({ kind }) => kind === 'create');
    if (!first || !view) {
      const before = replaced.flatMap((op) => (op.kind === 'patch' ? [op.body.patch] : []));
      this.patch(recordId, Object.assign({}, ...before, values));
      return;
    }
    const rows = Object.entries(view.rows).map(([set, present]) => [
      set,
      Object.entries(present).map(([id, { order, ...fields }]) => ({ id, order, values: fields })),
    ]);
    const body = { type: view.kind, patch: { ...view.values, ...values }, rows: Object.fromEntries(rows) };
    this.outbox.save(recordId, { kind: 'create', body });
  }

  command(recordId: string, name: string, more: Omit<Partial<Command>, 'name'> = {}): string {
    if (!freeCommands.includes(name)) this.#mayStep(recordId);
    const expectStatus = this.view(recordId)?.status ?? 'sent';
    const command = { name, expectStatus, expectRev: this.#statusRev(recordId), ...more };
    return this.outbox.save(recordId, { kind: 'command', body: { command } }).opId;
  }

  resolve({ id, recordId, field, kept, other }: Conflict, choice: 'kept' | 'other' | 'new', wanted?: Value): string {
    const value = choice === 'kept' ? kept : choice === 'other' ? other : (wanted ?? null);
    const base = this.outbox.base(this.feed, recordId, field);
    return this.command(recordId, 'resolve', { resolve: { conflictId: id, field, choice, value, base } });
  }

  merge(recordId: string, from: string, patch: Values = {}): string {
    const base = this.#bases(recordId, Object.keys(patch));
    return this.command(recordId, 'merge', { merge: { from, fromRev: this.#statusRev(from), patch, base } });
  }

  withdraw(recordId: string, reason?: string): string {
    this.#mayStep(recordId);
    const body = { expectRev: this.#statusRev(recordId), ...(reason === undefined ? {} : { reason }) };
    return this.outbox.save(recordId, { kind: 'withdraw', body }).opId;
  }

  view(recordId: string): View | null {
    return viewOf(this.feed.records.get(recordId), this.outbox.over(this.feed, recordId));
  }

  confirmed(recordId: string): Snapshot {
    const record = this.feed.records.get(recordId);
    if (!record) throw new Error('The feed has not brought this record');
    return record;
  }

  /** Those that still wait for a person. */
  conflicts(recordId: string): Conflict[] {
    return [...this.feed.conflicts.values()].filter((one) => one.recordId === recordId && one.resolvedBy === null);
  }

  #bases(recordId: string, paths: readonly string[]) {
    return Object.fromEntries(paths.map((path) => [path, this.outbox.base(this.feed, recordId, path)]));
  }

  /** S6: a step of this queue may follow a step, but not the creation that nobody has answered. */
  #mayStep(recordId: string): void {
    if (!this.feed.records.has(recordId)) throw new Error('The creation of this record waits');
  }

  #statusRev(recordId: string): number {
    return this.feed.records.get(recordId)?.statusRev ?? 0;
  }
}
