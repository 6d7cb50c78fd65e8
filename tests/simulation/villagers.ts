// What people do in a simulated village: open a form, save it on another day, take steps, choose between two texts.
import { parsePath, valueAt } from '../../src/shared/domain/kind.ts';
import { emptyContent, type RecordContent, rowsInOrder } from '../../src/shared/domain/record.ts';
import { commands } from '../../src/shared/domain/workflow.ts';
import { baseFor, sightOf } from '../../src/shared/sync/base.ts';
import { createBody } from '../../src/shared/sync/create-body.ts';
import { standInsOf } from '../../src/shared/sync/merge-rows.ts';
import { type Head, planEdit, type SeenRecord, type Unnumbered } from '../../src/shared/sync/plan-edit.ts';
import { withoutRow, withRow, withValue } from '../../src/shared/sync/record-store.ts';
import type { Snapshot } from '../../src/shared/wire/down.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import { sets, texts } from './sim-kind.ts';
import type { SimPhone } from './sim-phone.ts';

/** A form that lies open: what the person saw when they began. */
interface OpenForm {
  readonly recordId: string;
  readonly isNew: boolean;
  readonly seen: SeenRecord;
}

export interface VillagerDeps {
  readonly ledger: Ledger;
  readonly newId: () => string;
  /** Never the same twice in a history. */
  readonly newWord: () => string;
  readonly units: readonly [string, string];
  /** Everybody writes in the title of one record. */
  readonly isNarrow: boolean;
}

export class Villager {
  readonly phone: SimPhone;
  /** The unit for which they write first. */
  readonly unitId: string;
  readonly #deps: VillagerDeps;
  #form: OpenForm | null = null;
  #lastSaved: string | null = null;

  constructor(phone: SimPhone, unitId: string, deps: VillagerDeps) {
    this.phone = phone;
    this.unitId = unitId;
    this.#deps = deps;
  }

  #word(): string {
    return this.#deps.newWord();
  }

  #head(recordId: string): Head {
    return { opId: this.#deps.newId(), recordId, v: 1, at: new Date(this.phone.now()).toISOString() };
  }

  #known(): readonly string[] {
    return [
      ...new Set([...this.phone.disk.snapshots.keys(), ...this.phone.rows().map(({ recordId }) => recordId)]),
    ].sort();
  }

  /** Opens a form, of a new record or of one that is on the phone. False where one lies open. */
  open(random: Random): boolean {
    if (this.#form) return false;
    // People write in the same few records.
    const known = this.#known();
    const few = known.slice(0, this.#deps.isNarrow ? 1 : 2);
    const recordId = random.chance(15) ? undefined : random.pick(random.chance(60) ? few : known);
    if (recordId === undefined) {
      this.#form = { recordId: this.#deps.newId(), isNew: true, seen: { content: emptyContent, rev: 0, revs: {} } };
      return true;
    }
    return this.#openKnown(recordId);
  }

  /** Opens what was saved last once more. */
  goOn(): void {
    const recordId = this.#lastSaved;
    if (this.#form || recordId === null) return;
    this.#openKnown(recordId);
  }

  /** False where it has left the phone. */
  #openKnown(recordId: string): boolean {
    const { kind, content } = this.phone.view(recordId);
    if (kind === null) return false;
    this.#form = { recordId, isNew: false, seen: { content, ...this.phone.seen(recordId) } };
    return true;
  }

  /** Saves what lies open, with some words changed. Gives how many operations that made. */
  save(random: Random): number {
    const form = this.#form;
    if (!form) return 0;
    this.#form = null;
    this.#lastSaved = form.recordId;
    return form.isNew ? this.#saveNew(form, random) : this.#saveEdit(form, random);
  }

  create(random: Random): void {
    this.#saveNew({ recordId: this.#deps.newId() }, random);
  }

  #saveNew({ recordId }: Pick<OpenForm, 'recordId'>, random: Random): number {
    const content = this.#withNewRow(
      {
        values: { unitId: this.unitId, title: this.#word(), ...(random.chance(50) ? { place: this.#word() } : {}) },
        rows: {},
      },
      random.chance(50) ? 'photos' : 'subjects',
    );
    const op = { ...this.#head(recordId), kind: 'create' as const, body: createBody('nomination', content) };
    return this.#note(this.phone.save({ ops: [op], drop: [] }), emptyContent);
  }

  #saveEdit({ recordId, seen }: OpenForm, random: Random): number {
    const heads = [this.#head(recordId), this.#head(recordId), this.#head(recordId)] as const;
    const snapshot = this.phone.disk.snapshots.get(recordId) ?? null;
    const content = this.#changed(seen.content, random);
    const plan = planEdit({ kind: 'nomination', seen, content, snapshot, heads }, this.phone.rows(recordId));
    const { drop } = plan;
    for (const { opId } of drop) this.#deps.ledger.drop(opId);
    this.#deps.ledger.noteTakenBack(seen.content, content);
    const saved = this.phone.save(plan);
    this.#deps.ledger.noteReplaced(drop, saved);
    return this.#note(saved, seen.content);
  }

  #changed(from: RecordContent, random: Random): RecordContent {
    let content = from;
    const dice = random.below(12);
    if (dice < 6 || dice > 9)
      content = withValue(
        content,
        {
          type: 'field',
          name: random.chance(this.#deps.isNarrow ? 95 : 60) ? 'title' : (random.pick(texts) ?? 'title'),
        },
        this.#word(),
      );
    if (dice === 5 || dice === 6) content = this.#withNewRow(content, dice === 5 ? 'photos' : 'subjects');
    if (dice === 7) content = this.#withoutSomeRow(content, random);
    if (dice === 8) content = this.#withChangedRow(content, random);
    if (dice === 9) {
      const other = this.#deps.units.find((unit) => unit !== content.values.unitId) ?? this.unitId;
      content = withValue(content, { type: 'field', name: 'unitId' }, other);
    }
    return content;
  }

  #withNewRow(content: RecordContent, set: keyof typeof sets): RecordContent {
    const order = rowsInOrder(content, set).length + 1;
    return withRow(content, set, this.#deps.newId(), { order, [sets[set]]: this.#word() });
  }

  #someRow(content: RecordContent, random: Random) {
    const all = (['subjects', 'photos'] as const).flatMap((set) =>
      Object.keys(content.rows[set] ?? {}).map((id) => ({ set, id })),
    );
    return random.pick(all);
  }

  #withoutSomeRow(content: RecordContent, random: Random): RecordContent {
    const row = this.#someRow(content, random);
    return row ? withoutRow(content, row.set, row.id) : content;
  }

  #withChangedRow(content: RecordContent, random: Random): RecordContent {
    const row = this.#someRow(content, random);
    if (!row) return content;
    return withValue(content, { type: 'row', set: row.set, rowId: row.id, name: sets[row.set] }, this.#word());
  }

  /** A step of the workflow on some record of this phone. */
  command(random: Random): number {
    const snapshot = this.#someSnapshot(random);
    if (!snapshot) return 0;
    // As the screen shows it, with the steps of this phone that wait.
    const status = this.phone.view(snapshot.id).status ?? snapshot.status;
    const fitting = Object.entries(commands).filter(([, { from }]) => from.some((one) => one === status));
    const [name, spec] = random.pick(random.chance(90) ? fitting : Object.entries(commands)) ?? [];
    if (name === undefined || spec === undefined) return 0;
    const note = spec.note === 'required' || random.chance(20) ? { note: this.#word() } : {};
    const marks = spec.marks ? { marks: ['title'] } : {};
    const command = { name, expectStatus: status, expectRev: snapshot.statusRev, ...note, ...marks };
    return this.#say({ ...this.#head(snapshot.id), kind: 'command', body: { command } });
  }

  withdraw(random: Random): number {
    const snapshot = this.#someSnapshot(random);
    if (!snapshot) return 0;
    return this.#say({ ...this.#head(snapshot.id), kind: 'withdraw', body: { expectRev: snapshot.statusRev } });
  }

  /** Chooses between two texts; only the office may, others are refused. */
  resolve(random: Random): number {
    const open = [...this.phone.disk.conflicts.values()].filter(({ resolvedBy }) => resolvedBy === null);
    const conflict = random.pick(open);
    const snapshot = conflict && this.phone.disk.snapshots.get(conflict.recordId);
    if (!conflict || !snapshot) return 0;
    const { field } = conflict;
    const isRow = parsePath(field) === null;
    const choice = random.pick(isRow ? (['kept', 'other'] as const) : (['kept', 'other', 'new'] as const)) ?? 'kept';
    const stands = this.phone.view(snapshot.id).content;
    const value = isRow
      ? null
      : choice === 'new'
        ? this.#word()
        : choice === 'other'
          ? conflict.other
          : (valueAt(stands, field) ?? null);
    const base = this.#baseFor(field, snapshot);
    const command = {
      name: 'resolve',
      expectStatus: snapshot.status,
      expectRev: snapshot.statusRev,
      resolve: { conflictId: conflict.id, field, choice, value, base },
    };
    const [op] = this.phone.save({
      ops: [{ ...this.#head(snapshot.id), kind: 'command', body: { command } }],
      drop: [],
    });
    if (!op) return 0;
    this.#deps.ledger.note(this.phone, op, emptyContent);
    // Whoever chooses has the text that stands, the kept one and the other one before them.
    const confirmed = { values: snapshot.values, rows: snapshot.rows };
    const [set = '', rowId = ''] = field.split('/');
    const inRow = isRow ? [confirmed, stands].flatMap(({ rows }) => Object.values(rows[set]?.[rowId] ?? {})) : [];
    const replaced =
      choice === 'kept'
        ? [conflict.other]
        : [valueAt(confirmed, field) ?? null, valueAt(stands, field) ?? null, conflict.kept, conflict.other, ...inRow];
    this.#deps.ledger.noteSides(op, value, ...replaced.filter((word) => word !== value));
    return 1;
  }

  merge(random: Random): number {
    const [into, from] = [this.#someSnapshot(random), this.#someSnapshot(random)];
    if (!into || !from || into.id === from.id) return 0;
    const seen = this.phone.view(into.id).content;
    const title = from.values.title ?? null;
    const takes = random.chance(50) && title !== null && title !== (seen.values.title ?? null);
    const merge = {
      from: from.id,
      fromRev: from.statusRev,
      fromBase: sightOf(
        this.phone.rows(from.id).map(({ op }) => op),
        from,
      ),
      pairs: Object.fromEntries(standInsOf(seen, this.phone.view(from.id).content)),
      patch: takes ? { title } : {},
      base: takes ? { title: this.#baseFor('title', into) } : {},
    };
    const command = { name: 'merge', expectStatus: into.status, expectRev: into.statusRev, merge };
    const [op] = this.phone.save({ ops: [{ ...this.#head(into.id), kind: 'command', body: { command } }], drop: [] });
    if (!op) return 0;
    this.#deps.ledger.note(this.phone, op, seen);
    this.#deps.ledger.noteSides(op, null, ...Object.values(this.phone.view(from.id).content.values));
    return 1;
  }

  #baseFor(path: string, seen: Snapshot): number {
    const waiting = this.phone.rows(seen.id).map(({ op }) => op);
    return baseFor(path, waiting, seen);
  }

  #someSnapshot(random: Random): Snapshot | undefined {
    return random.pick([...this.phone.disk.snapshots.values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
  }

  #say(unnumbered: Unnumbered): number {
    return this.#note(this.phone.save({ ops: [unnumbered], drop: [] }), emptyContent);
  }

  #note(ops: readonly Operation[], seen: RecordContent): number {
    for (const op of ops) this.#deps.ledger.note(this.phone, op, seen);
    return ops.length;
  }
}
