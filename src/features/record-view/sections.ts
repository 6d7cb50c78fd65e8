// A record's fields in the order one reads them. What a kind adds later is shown too, behind the sections it has here.
import { recordView } from '../../i18n/vi/record-view.ts';
import type { KindSpec } from '../../shared/domain/kind.ts';
import { type RecordContent, type Row, rowsInOrder, textOf } from '../../shared/domain/record.ts';
import { printValue, type UnitName } from './print-value.ts';

export interface Entry {
  /** Path that names the field: `title`, `subjects/<id>/name`. */
  readonly path: string;
  readonly text: string;
}

export type Section =
  | { readonly type: 'facts'; readonly title: string; readonly groups: readonly (readonly Entry[])[] }
  /** A long text with its own line breaks. */
  | { readonly type: 'text'; readonly title: string; readonly path: string; readonly text: string };

type Part =
  | { readonly type: 'facts'; readonly title: string; readonly fields: readonly string[]; readonly set?: string }
  | { readonly type: 'text'; readonly title: string; readonly field: string };

const layouts: Readonly<Record<string, readonly Part[]>> = {
  nomination: [
    { type: 'facts', title: recordView.who, fields: ['subjectType'], set: 'subjects' },
    { type: 'text', title: recordView.story, field: 'story' },
    {
      type: 'facts',
      title: recordView.what,
      fields: ['unitId', 'happenedOn', 'place', 'activityField', 'movementId', 'beyondDuty', 'unforeseen'],
    },
    { type: 'facts', title: recordView.results, fields: [], set: 'results' },
    {
      type: 'facts',
      title: recordView.checks,
      fields: ['source', 'sourceNote', 'realPerson', 'realDeed', 'realEffect'],
    },
    { type: 'facts', title: recordView.confirmers, fields: [], set: 'confirmers' },
    { type: 'facts', title: recordView.proposal, fields: ['proposal'] },
    { type: 'facts', title: recordView.consents, fields: [], set: 'consents' },
  ],
  initiative: [
    { type: 'facts', title: recordView.authors, fields: [], set: 'authors' },
    { type: 'text', title: recordView.oldWay, field: 'oldWay' },
    { type: 'text', title: recordView.newWay, field: 'newWay' },
    { type: 'text', title: recordView.benefit, field: 'benefit' },
    {
      type: 'facts',
      title: recordView.facts,
      fields: ['unitId', 'happenedOn', 'activityField', 'movementId', 'sourceNote'],
    },
  ],
};

/** The title stands above the record, photos have a place of their own, and the id of a subject says nothing to a reader. */
const shownElsewhere: ReadonlySet<string> = new Set(['title', 'photos', 'subjectId']);

/** Sections that have something to read. */
export function sectionsOf(kind: KindSpec, content: RecordContent, unitName: UnitName): readonly Section[] {
  const layout = layouts[kind.kind] ?? [];
  return [...layout, ...unplaced(kind, layout)].flatMap((part): readonly Section[] => {
    if (part.type === 'text') {
      const text = textOf(content.values[part.field]);
      return text === '' ? [] : [{ type: 'text', title: part.title, path: part.field, text }];
    }
    const groups = [
      part.fields.flatMap((name) => entry(name, name, content.values[name], unitName)),
      ...(part.set === undefined ? [] : rowGroups(kind, content, part.set, unitName)),
    ].filter((group) => group.length > 0);
    return groups.length === 0 ? [] : [{ type: 'facts', title: part.title, groups }];
  });
}

/** Fields and sets that no section names. */
export function unplaced(kind: KindSpec, layout: readonly Part[] = layouts[kind.kind] ?? []): readonly Part[] {
  const placed = new Set(
    layout.flatMap((part) => (part.type === 'text' ? [part.field] : [...part.fields, part.set ?? ''])),
  );
  const isLeft = (name: string) => !placed.has(name) && !shownElsewhere.has(name);
  const fields = Object.keys(kind.fields).filter(isLeft);
  const sets = Object.keys(kind.rows).filter(isLeft);
  return [
    ...(fields.length > 0 ? [{ type: 'facts' as const, title: recordView.facts, fields }] : []),
    ...sets.map((set) => ({ type: 'facts' as const, title: set, fields: [], set })),
  ];
}

function rowGroups(kind: KindSpec, content: RecordContent, set: string, unitName: UnitName) {
  const names = Object.keys(kind.rows[set]?.fields ?? {}).filter((name) => !shownElsewhere.has(name));
  return rowsInOrder(content, set).map(({ id, row }) =>
    names.flatMap((name) => entry(`${set}/${id}/${name}`, name, readable(content, name, row), unitName)),
  );
}

/** A consent names its subject by id; the reader knows the name. */
function readable(content: RecordContent, name: string, row: Row) {
  const value = row[name];
  return name === 'subject' && typeof value === 'string' ? textOf(content.rows.subjects?.[value]?.name) : value;
}

function entry(path: string, name: string, value: Row[string] | undefined, unitName: UnitName): readonly Entry[] {
  const text = printValue(name, value, unitName);
  return text === '' ? [] : [{ path, text }];
}
