// What really happened, kept beside the system under test: every word somebody typed, who saw it, and who wrote over it.
import type { FieldValue } from '../../src/shared/domain/field.ts';
import { parsePath, valueAt } from '../../src/shared/domain/kind.ts';
import type { RecordContent, Row } from '../../src/shared/domain/record.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import type { SimPhone } from './sim-phone.ts';

export interface Typed {
  readonly word: string;
  readonly recordId: string;
  readonly path: string;
  /** Operations that carry it. */
  readonly ops: string[];
  /** Operations, with the path ('' for a choice between two texts), by people who had the word before their eyes and wrote something else, or took it out. */
  readonly overwrittenBy: { readonly opId: string; readonly path: string; readonly by: string | null }[];
}

export interface Saved {
  readonly op: Operation;
  readonly phone: SimPhone;
  /** True: another save took its place on the phone. */
  dropped: boolean;
}

export class Ledger {
  readonly words = new Map<string, Typed>();
  readonly saved = new Map<string, Saved>();
  /** By record: the dossier number a phone was told first. */
  readonly dossiers = new Map<string, string>();
  /** By phone, record and path: what was last written there on that phone. Whoever writes there again knows their own words. */
  readonly #own = new Map<string, string>();

  note(phone: SimPhone, op: Operation, seen: RecordContent): void {
    this.saved.set(op.opId, { op, phone, dropped: false });
    for (const [path, value] of writtenBy(op)) {
      this.#type(op, path, value);
      const key = `${phone.person.queueId} ${op.recordId} ${path}`;
      this.#overwrite(op, path, this.#own.get(key) ?? null, value);
      if (typeof value === 'string') this.#own.set(key, value);
    }
    for (const row of rowsTakenOutBy(op)) {
      const inRow = `${phone.person.queueId} ${op.recordId} ${row}/`;
      for (const [key, word] of this.#own) if (key.startsWith(inRow)) this.#overwrite(op, row, word, null);
    }
    const written = new Map(writtenBy(op));
    for (const [path, word] of seenAndReplaced(op, seen)) this.#overwrite(op, path, word, written.get(path) ?? null);
  }

  /** A resolution is given with both sides before the eyes. */
  noteSides(op: Operation, by: FieldValue, ...sides: readonly FieldValue[]): void {
    // Whatever becomes of the choice itself: a new text that meets another waits for a person in its turn.
    for (const word of sides) this.#overwrite(op, '', word, by);
  }

  /** The author took their own words back before they reached anybody. */
  readonly takenBack = new Set<string>();

  /** What the form held and holds no more, of operations that were dropped. */
  noteTakenBack(before: RecordContent, after: RecordContent): void {
    const kept = new Set(wordsOf(after));
    for (const word of wordsOf(before)) {
      const carriers = this.words.get(word)?.ops ?? [];
      if (!kept.has(word) && carriers.every((opId) => this.saved.get(opId)?.dropped)) this.takenBack.add(word);
    }
  }

  drop(opId: string): void {
    const saved = this.saved.get(opId);
    if (saved) saved.dropped = true;
  }

  /** A correction carries on what the refused operations did: a row they took out was seen when they were saved. */
  noteReplaced(dropped: readonly { readonly opId: string }[], ops: readonly Operation[]): void {
    const gone = new Set(dropped.map(({ opId }) => opId));
    if (gone.size === 0) return;
    for (const { overwrittenBy } of this.words.values())
      for (const entry of overwrittenBy.filter(({ opId }) => gone.has(opId)))
        for (const op of ops)
          if (rowsTakenOutBy(op).includes(entry.path)) overwrittenBy.push({ ...entry, opId: op.opId });
  }

  #type(op: Operation, path: string, value: FieldValue): void {
    if (typeof value !== 'string' || !isWord(value)) return;
    const known = this.words.get(value);
    if (known) known.ops.push(op.opId);
    else this.words.set(value, { word: value, recordId: op.recordId, path, ops: [op.opId], overwrittenBy: [] });
  }

  #overwrite(op: Operation, path: string, word: FieldValue, by: FieldValue): void {
    if (typeof word !== 'string' || word === by) return;
    this.words.get(word)?.overwrittenBy.push({ opId: op.opId, path, by: typeof by === 'string' ? by : null });
  }
}

/** Words are unlike any other value: each is typed once in a history. */
export const wordOf = (n: number): string => `từ ${n}`;
const isWord = (text: string): boolean => text.startsWith('từ ');

type Entry = readonly [path: string, value: FieldValue];

function writtenBy(op: Operation): readonly Entry[] {
  switch (op.kind) {
    case 'create':
      return [...Object.entries(op.body.patch), ...ofRows(op.body.rows)];
    case 'patch':
      return Object.entries(op.body.patch);
    case 'setAdd':
      return ofRows(op.body.rows);
    case 'command': {
      const { merge, resolve, note } = op.body.command;
      if (merge) return Object.entries(merge.patch);
      if (resolve) return [[resolve.field, resolve.value]];
      return note === undefined ? [] : [['note', note]];
    }
    default:
      return [];
  }
}

const rowsTakenOutBy = (op: Operation): readonly string[] =>
  op.kind === 'setRemove' ? Object.entries(op.body.rows).flatMap(([set, ids]) => ids.map((id) => `${set}/${id}`)) : [];

type WireRows = Extract<Operation, { kind: 'setAdd' }>['body']['rows'];

const ofRows = (rows: WireRows): readonly Entry[] =>
  Object.entries(rows).flatMap(([set, list]) =>
    list.flatMap(({ id, values }) =>
      Object.entries(values).map(([name, value]) => [`${set}/${id}/${name}`, value] as const),
    ),
  );

/** What stood at the paths it writes, or in the rows it takes out, as the person saw it. */
function seenAndReplaced(op: Operation, seen: RecordContent): readonly Entry[] {
  switch (op.kind) {
    case 'create': {
      // Of a record that was refused and corrected: what the correction leaves out, its author took out.
      const kept = new Set(writtenBy(op).map(([, value]) => value));
      return wordsOf(seen).flatMap((word) => (kept.has(word) ? [] : [[op.kind, word] as const]));
    }
    case 'patch':
      return Object.keys(op.body.patch).map((path) => [path, valueAt(seen, path) ?? null] as const);
    case 'setRemove':
      return Object.entries(op.body.rows).flatMap(([set, ids]) =>
        ids.flatMap((id) => wordsIn(seen.rows[set]?.[id]).map((word) => [`${set}/${id}`, word] as const)),
      );
    case 'command': {
      const { merge } = op.body.command;
      return merge ? Object.keys(merge.patch).map((path) => [path, valueAt(seen, path) ?? null] as const) : [];
    }
    default:
      return [];
  }
}

const wordsIn = (row: Row | undefined): readonly FieldValue[] => Object.values(row ?? {});

/** Every word in a record as it stands. */
export function wordsOf({ values, rows }: RecordContent): readonly string[] {
  const all = [
    ...Object.values(values),
    ...Object.values(rows).flatMap((set) => Object.values(set).flatMap((row) => Object.values(row))),
  ];
  return all.filter((value): value is string => typeof value === 'string' && isWord(value));
}

/** True when the operation, answered so, stands at that path. */
export function tookEffect(
  answer: { readonly type: string; readonly fields?: readonly string[] },
  path: string,
): boolean {
  if (answer.type === 'applied') return true;
  if (answer.type !== 'conflict') return false;
  const parsed = parsePath(path);
  const row = parsed?.type === 'row' ? `${parsed.set}/${parsed.rowId}` : path;
  return !answer.fields?.includes(path) && !answer.fields?.includes(row);
}
