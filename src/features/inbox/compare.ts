// Two records side by side: where they differ, what shall stand, and what comes over by itself.
import { alike, type MayNotMerge } from '../../i18n/vi/alike.ts';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import type { FieldSpec, FieldValue } from '../../shared/domain/field.ts';
import type { KindSpec } from '../../shared/domain/kind.ts';
import { isBlank, type RecordContent, type Row, rowsInOrder, textOf } from '../../shared/domain/record.ts';
import { hasRole } from '../../shared/domain/role.ts';
import { isOpenFor, type Status, statuses } from '../../shared/domain/workflow.ts';
import { pairsOf, rowsToTakeOver } from '../../shared/sync/merge-rows.ts';
import type { Me } from '../../shared/wire/down.ts';

export type Side = 'a' | 'b';
export type Chosen = Side | 'both';
/** What the person chose, by key of the difference. */
export type Picks = Readonly<Record<string, Chosen>>;

export interface Difference {
  readonly key: string;
  readonly label: string;
  /** Name of the field, as it is printed by. */
  readonly name: string;
  readonly values: Readonly<Record<Side, FieldValue>>;
  /** Where the field stands in each record: a row has an id of its own in each. */
  readonly paths: Readonly<Record<Side, string>>;
  readonly spec: FieldSpec;
  /** A long text: both may be wanted. */
  readonly isLong: boolean;
}

export const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a');

const longTexts: ReadonlySet<string> = new Set(['story', 'oldWay', 'newWay', 'benefit']);
/** Of a photo, what a person wrote; the rest follows from its bytes, which are the same. */
const writtenOfPhoto: ReadonlySet<string> = new Set(['caption', 'photographer', 'takenOn', 'role']);

export function differencesOf(kind: KindSpec, a: RecordContent, b: RecordContent): readonly Difference[] {
  const fields = Object.entries(kind.fields).flatMap(([name, spec]) =>
    differenceAt(kind, name, spec, { a: a.values[name], b: b.values[name] }, { a: name, b: name }, null),
  );
  const rows = Object.keys(kind.rows).flatMap((set) => rowDifferences(kind, set, a, b));
  return [...fields, ...rows];
}

/** Rows that are one and the same (a person named in both, one photo sent twice) may still say different things. */
function rowDifferences(kind: KindSpec, set: string, a: RecordContent, b: RecordContent): readonly Difference[] {
  const [mine, theirs] = [rowsInOrder(a, set), rowsInOrder(b, set)];
  const pairs = pairsOf(set, mine, theirs);
  return mine.flatMap(({ id, row }) => {
    const same = theirs.find((their) => pairs.get(their.id) === id);
    if (!same) return [];
    return Object.entries(kind.rows[set]?.fields ?? {}).flatMap(([name, spec]) => {
      if (set === 'photos' && !writtenOfPhoto.has(name)) return [];
      const paths = { a: `${set}/${id}/${name}`, b: `${set}/${same.id}/${name}` };
      const whose = name === 'name' ? null : textOf(row.name) || null;
      return differenceAt(kind, `${set}/${id}/${name}`, spec, { a: row[name], b: same.row[name] }, paths, whose);
    });
  });
}

function differenceAt(
  kind: KindSpec,
  key: string,
  spec: FieldSpec,
  { a, b }: Readonly<Record<Side, FieldValue | undefined>>,
  paths: Difference['paths'],
  whose: string | null,
): readonly Difference[] {
  if (isBlank(a) && isBlank(b)) return [];
  if (a === b || (typeof a === 'string' && typeof b === 'string' && a.trim() === b.trim())) return [];
  const name = key.split('/').at(-1) ?? key;
  const label = fieldLabel(kind.kind, key);
  return [
    {
      key,
      label: whose === null ? label : alike.of(label, whose),
      name,
      values: { a: a ?? null, b: b ?? null },
      paths,
      spec,
      isLong: longTexts.has(key) && !isBlank(a) && !isBlank(b),
    },
  ];
}

/** What was picked, else what the staying record says; what it leaves blank is filled from the other. */
export function pickOf({ key, values }: Difference, stays: Side, picks: Picks): Chosen {
  return picks[key] ?? (isBlank(values[stays]) ? otherSide(stays) : stays);
}

/** Both texts, the staying record's first; null where that would be longer than the field may be. */
export function joined({ values, spec, isLong }: Difference, stays: Side): string | null {
  if (!isLong) return null;
  const text = [values[stays], values[otherSide(stays)]].map((value) => textOf(value ?? undefined)).join('\n\n');
  return spec.schema.safeParse(text).success ? text : null;
}

/** What the merge writes into the record that stays, by path: only where it says something else today. */
export function mergePatch(differences: readonly Difference[], stays: Side, picks: Picks): Record<string, FieldValue> {
  const patch: Record<string, FieldValue> = {};
  for (const difference of differences) {
    const pick = pickOf(difference, stays, picks);
    if (pick === stays) continue;
    const value = pick === 'both' ? joined(difference, stays) : difference.values[pick];
    // A joined text that no longer fits (the sides were changed meanwhile) leaves what stands.
    if (pick !== 'both' || value !== null) patch[difference.paths[stays]] = value;
  }
  return patch;
}

/** What only the record that goes has, and comes over with the merge: photos counted, the others by name. */
export function comesOver(kind: KindSpec, stays: RecordContent, goes: RecordContent) {
  const bySet = new Map<string, Row[]>();
  for (const key of rowsToTakeOver(stays, goes, {}).added) {
    const [set = '', id = ''] = key.split('/');
    const row = goes.rows[set]?.[id];
    if (row) bySet.set(set, [...(bySet.get(set) ?? []), row]);
  }
  return [...bySet].map(([set, rows]) => {
    const named = rows.map((row) => textOf(row.name) || textOf(row.indicator)).filter((name) => name !== '');
    return { label: fieldLabel(kind.kind, set), names: named, count: rows.length, isPhotos: set === 'photos' };
  });
}

interface Mergeable {
  readonly kind: string;
  readonly status: Status | null;
  readonly id: string;
}

/** Null: they may be merged. */
export function mayNotMerge(me: Me, a: Mergeable, b: Mergeable, stepsWait: boolean): MayNotMerge | null {
  if (!hasRole(me, 'officer')) return 'not-officer';
  if (a.kind !== b.kind) return 'kinds';
  if (a.status === null || b.status === null) return 'not-at-commune';
  if (!isOpenFor('office', a.status) || !isOpenFor('office', b.status)) return 'closed';
  return stepsWait ? 'step-waiting' : null;
}

/** The one that the office has worked on already, else the one recorded first. */
export function staysByItself(a: Mergeable, b: Mergeable): Side {
  const [ofA, ofB] = [a, b].map(({ status }) => (status === null ? -1 : statuses.indexOf(status) > 0 ? 1 : 0));
  if (ofA !== ofB) return (ofA ?? 0) > (ofB ?? 0) ? 'a' : 'b';
  return a.id < b.id ? 'a' : 'b';
}
