// Fields and rows: what one person writes meets what others wrote meanwhile (SPEC.md S6.3).
import type { FieldValue } from '../domain/field.ts';
import { type KindSpec, parsePath, valueAt } from '../domain/kind.ts';
import type { RecordContent, Row } from '../domain/record.ts';
import { hasRole, mayWriteFor } from '../domain/role.ts';
import { isOpenFor } from '../domain/workflow.ts';
import type { Operation } from '../wire/operation.ts';
import { knew, numberBefore, wasSeenBefore } from './again.ts';
import { addRows, type FieldError, rowErrors, valueErrors } from './content.ts';
import {
  type Decision,
  decisionOf,
  type Edit,
  type FiledConflict,
  noEdit,
  type OpOf,
  type Rejected,
  reject,
  type World,
} from './decision.ts';
import { factsIn, tellFacts, wordsIn } from './photo-facts.ts';
import { revOf, rowKey, type StoredRecord, type Writer, withoutRow, withValue, writerOf } from './record-store.ts';

export interface Patch {
  readonly patch: Readonly<Record<string, FieldValue>>;
  readonly base: Readonly<Record<string, number>>;
}

/** Who writes: a queue and which of its operations. */
export const writerFor = (op: { readonly seq: number }, world: World): Writer => ({ queue: world.queue, seq: op.seq });

/** What was taken once is taken again, though the step that closed the dossier came back before it (S11). */
export function isOpenTo({ author, again }: World, { status }: StoredRecord): boolean {
  return isOpenFor(hasRole(author, 'officer') ? 'office' : 'unit', status) || numberBefore(again) !== null;
}

export function decidePatch(op: OpOf<'patch'>, world: World, record: StoredRecord, kind: KindSpec): Decision {
  const refused = refusedPatch(op, op.body, world, record, kind);
  if (refused) return refused;
  const writer = writerFor(op, world);
  return decisionOf(applyPatch(op.body, writer, world.again, record), writer, op.body.base, world.again !== null);
}

/** The phone that added the row has yet to bring it back (S11). */
export const awaitsRow = ({ opId }: Operation): Decision => ({ type: 'blocked', by: opId });

/** Null when every path may be written with that value by that person. */
export function refusedPatch(
  op: Operation,
  patch: Patch,
  world: World,
  record: StoredRecord,
  kind: KindSpec,
): Decision | null {
  const errors = patchErrors(patch, world, record, kind);
  return errors?.code === 'no-such-row' && world.again ? awaitsRow(op) : errors;
}

function patchErrors({ patch }: Patch, world: World, record: StoredRecord, kind: KindSpec): Rejected | null {
  const errors = valueErrors(kind, patch, world.author);
  if (errors.length > 0) return reject('invalid-fields', errors);
  const newUnit = patch.unitId;
  if (newUnit !== undefined && newUnit !== record.content.values.unitId) {
    if (typeof newUnit !== 'string' || !world.unitExists(newUnit))
      return reject('invalid-fields', [{ path: 'unitId', code: 'unknown-unit' }]);
    if (!mayWriteFor(world.author, newUnit)) return reject('not-your-unit');
  }
  const unknown = Object.keys(patch).flatMap((path) => unknownRow(path, record));
  return unknown.length > 0 ? reject('no-such-row', unknown) : null;
}

function unknownRow(path: string, record: StoredRecord): readonly FieldError[] {
  const parsed = parsePath(path);
  return parsed?.type === 'row' && isUnknown(record, parsed.set, parsed.rowId) ? [{ path, code: 'no-such-row' }] : [];
}

/** True of a row that neither stands in the record nor was taken out of it. */
export const isUnknown = ({ content, removed }: StoredRecord, set: string, id: string): boolean =>
  content.rows[set]?.[id] === undefined && !Object.hasOwn(removed, rowKey(set, id));

/**
 * Path by path: equal values are nothing, a value whose writer had seen the server's is taken, any other but a photo's facts is
 * filed for a person. `again`: offered again after a restore; who saw it then and wrote over it is not asked about it now.
 */
export function applyPatch({ patch, base }: Patch, writer: Writer, again: World['again'], from: StoredRecord): Edit {
  const facts = factsIn(patch, from);
  const told = tellFacts(facts, from);
  let { content } = told.record;
  const touched = [...told.touched];
  const conflicts: FiledConflict[] = [];
  const before: Record<string, FieldValue | Row> = { ...told.before };
  for (const [path, value] of Object.entries(wordsIn(patch, facts))) {
    const parsed = parsePath(path);
    if (parsed === null) continue; // no schema lets it pass
    const current = valueAt(from.content, path) ?? null;
    const isRowGone = parsed.type === 'row' && from.content.rows[parsed.set]?.[parsed.rowId] === undefined;
    if (isRowGone) {
      const remover = from.writers[rowKey(parsed.set, parsed.rowId)];
      if (!wasSeenBefore(again, path, remover)) conflicts.push({ field: path, kept: null, other: value });
    } else if (current === value) continue;
    else if (hasSeen(from, path, base[path] ?? 0, writer, again)) {
      content = withValue(content, parsed, value);
      touched.push(path);
      before[path] = current;
    } else if (!wasSeenBefore(again, path, writerOf(from, path)))
      conflicts.push({ field: path, kept: current, other: value });
  }
  return { record: { ...told.record, content }, touched, conflicts, before };
}

/**
 * True when the writer knew the server's value: its revision is not newer than the base, or an earlier operation of
 * the same queue wrote it (two edits made offline one after the other are one person's thought, not a conflict).
 */
export function hasSeen(
  record: StoredRecord,
  path: string,
  base: number,
  { queue, seq }: Writer,
  again: World['again'],
): boolean {
  if (knew(base, revOf(record, path), again)) return true;
  const writer = writerOf(record, path);
  return writer !== undefined && writer.queue === queue && writer.seq < seq;
}

export function decideSetAdd(op: OpOf<'setAdd'>, world: World, record: StoredRecord, kind: KindSpec): Decision {
  const errors = rowErrors(kind, op.body.rows, world.author);
  if (errors.length > 0) return reject('invalid-fields', errors);
  const { content, added } = addRows(record, op.body.rows);
  if (tooManyRows(kind, content, added)) return reject('too-many-rows');
  const writer = writerFor(op, world);
  const edit = applyPatch({ patch: saidAnew(record, op.body.rows), base: {} }, writer, world.again, record);
  const touched = [...added, ...edit.touched];
  return decisionOf(
    { ...edit, record: { ...edit.record, content: addRows(edit.record, op.body.rows).content }, touched },
    writer,
  );
}

/** What the rows say otherwise than rows of the same ids that are there, or were taken out: they were corrected on the phone. */
export function saidAnew({ content, removed }: StoredRecord, rows: OpOf<'setAdd'>['body']['rows']): Patch['patch'] {
  const said = Object.entries(rows).flatMap(([set, list]) =>
    list.flatMap(({ id, values }) => {
      const known = content.rows[set]?.[id] ?? removed[rowKey(set, id)];
      const isNews = ([name, value]: readonly [string, FieldValue]) => known && (known[name] ?? null) !== value;
      return Object.entries(values)
        .filter(isNews)
        .map(([name, value]) => [`${set}/${id}/${name}`, value] as const);
    }),
  );
  return Object.fromEntries(said);
}

export function decideSetRemove(op: OpOf<'setRemove'>, world: World, record: StoredRecord, kind: KindSpec): Decision {
  const unknown = Object.keys(op.body.rows).filter((set) => !Object.hasOwn(kind.rows, set));
  if (unknown.length > 0)
    return reject(
      'invalid-fields',
      unknown.map((path) => ({ path, code: 'unknown-field' })),
    );
  const writer = writerFor(op, world);
  let edit = noEdit(record);
  for (const [set, id] of named(op.body.rows)) {
    const key = rowKey(set, id);
    const row = edit.record.content.rows[set]?.[id];
    if (row === undefined) {
      if (world.again && isUnknown(record, set, id)) return awaitsRow(op);
      continue; // already gone: a repeat of the same wish
    }
    const baseOf = (path: string) => op.body.base[path] ?? op.body.base[key] ?? 0;
    if (wroteUnseen(edit.record, key, baseOf, writer, world.again))
      edit = { ...edit, conflicts: [...edit.conflicts, { field: key, kept: null, other: null }] };
    else edit = takeOut(edit, set, id, row);
  }
  return decisionOf(edit, writer, sightOfRows(op), world.again !== null);
}

/** By row, the highest number that whoever takes it out had seen in it. */
function sightOfRows({ body: { rows, base } }: OpOf<'setRemove'>): Record<string, number> {
  const sights = named(rows).map(([set, id]) => {
    const key = rowKey(set, id);
    const inside = Object.entries(base).filter(([path]) => path === key || path.startsWith(`${key}/`));
    return [key, Math.max(0, ...inside.map(([, rev]) => rev))];
  });
  return Object.fromEntries(sights);
}

export const named = (rows: Readonly<Record<string, readonly string[]>>): readonly (readonly [string, string])[] =>
  Object.entries(rows).flatMap(([set, ids]) => ids.map((id) => [set, id] as const));

/** The row leaves the set; as it was it stays beside it. */
export function takeOut(edit: Edit, set: string, id: string, row: Row): Edit {
  const key = rowKey(set, id);
  const { record } = edit;
  return {
    ...edit,
    record: { ...record, content: withoutRow(record.content, set, id), removed: { ...record.removed, [key]: row } },
    touched: [...edit.touched, key],
    before: { ...edit.before, [key]: row },
  };
}

/**
 * True when somebody else wrote in the row after what the person saw: taking it out would take those words along.
 * @param baseOf by path in the row, and of the row itself
 */
export function wroteUnseen(
  record: StoredRecord,
  key: string,
  baseOf: (path: string) => number,
  { queue, seq }: Writer,
  again: World['again'],
): boolean {
  const inside = Object.keys(record.revs).filter((path) => path === key || path.startsWith(`${key}/`));
  return inside.some((path) => {
    if (knew(baseOf(path), record.revs[path] ?? 0, again)) return false;
    const writer = record.writers[path];
    return writer === undefined || writer.queue !== queue || writer.seq > seq;
  });
}

/** @param added sets, or rows, that are new in it: what stood there before, as after a merge, refuses nothing */
export function tooManyRows(kind: KindSpec, { rows }: RecordContent, added: readonly string[]): boolean {
  const sets = new Set(added.map((key) => key.split('/')[0] ?? ''));
  return [...sets].some((set) => Object.keys(rows[set] ?? {}).length > (kind.rows[set]?.most ?? 0));
}
