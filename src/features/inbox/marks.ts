// What an officer may ask the author about: what is missing first, then everything of the record in the order one reads it,
// and last what stands empty and may.
import type { RecordPage } from '../../db/live.ts';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { missingSentence } from '../../i18n/vi/missing-sentence.ts';
import { photoView, recordView } from '../../i18n/vi/record-view.ts';
import { steps } from '../../i18n/vi/steps.ts';
import type { KindSpec } from '../../shared/domain/kind.ts';
import { kinds } from '../../shared/domain/kinds.ts';
import { isBlank, type RecordContent, rowsInOrder } from '../../shared/domain/record.ts';
import type { UnitName } from '../record-view/print-value.ts';
import { sectionsOf } from '../record-view/sections.ts';

export interface Markable {
  /** Goes with the return: `story`, `subjects/<id>/name`, or a whole set. */
  readonly path: string;
  readonly label: string;
  /** What stands there now; '' when nothing needs to be said. */
  readonly value: string;
}

export interface MarkGroup {
  readonly title: string;
  readonly items: readonly Markable[];
}

export function markGroups(
  page: Pick<RecordPage, 'kind' | 'view' | 'missingToComplete'>,
  unitName: UnitName,
): readonly MarkGroup[] {
  const spec = kinds[page.kind];
  if (!spec) return [];
  const missing = page.missingToComplete.map((one) => ({
    path: one.path,
    label: missingSentence(page.kind, one),
    value: whose(page, one.path),
  }));
  const item = (path: string, value: string): Markable => ({ path, label: fieldLabel(page.kind, path), value });
  const sections = sectionsOf(spec, page.view, unitName).map((section): MarkGroup => {
    const items =
      section.type === 'text'
        ? [item(section.path, section.text)]
        : section.groups.flat().map(({ path, text }) => item(path, text));
    return { title: section.title, items };
  });
  const photos = rowsInOrder(page.view, 'photos');
  const groups: readonly MarkGroup[] = [
    { title: steps.marks.missing, items: missing },
    { title: recordView.name, items: [item('title', String(page.view.values.title ?? ''))] },
    ...sections,
    {
      title: photoView.title,
      items: [{ path: 'photos', label: photoView.title, value: photoView.count(photos.length) }],
    },
    {
      title: steps.marks.empty,
      items: emptyPaths(spec, page.view).map((path) => ({
        path,
        label: fieldLabel(page.kind, path),
        value: whose(page, path),
      })),
    },
  ];
  const seen = new Set<string>();
  const once = ({ path }: Markable) => !seen.has(path) && seen.add(path);
  return groups
    .map(({ title, items }) => ({ title, items: items.filter(once) }))
    .filter(({ items }) => items.length > 0);
}

/** Fields that have no box in the author's form. */
const noBox: Readonly<Record<string, readonly string[]>> = {
  nomination: ['subjectId', 'nationalId'],
  initiative: ['movementId', 'sourceNote', 'subjectId', 'honorific', 'birth', 'classification', 'phone'],
};
/** Of a household or a collective the form does not ask these. */
const ofAPerson: readonly string[] = ['birth', 'gender'];
/** Rows of these say whose they are by a name, or stand alone. */
const askedByField: readonly string[] = ['subjects', 'authors', 'confirmers', 'results'];

function emptyPaths(spec: KindSpec, view: RecordContent): readonly string[] {
  const isAsked = (name: string) =>
    !noBox[spec.kind]?.includes(name) &&
    !(ofAPerson.includes(name) && view.values.subjectType !== 'individual') &&
    !(name === 'honorific' && view.values.subjectType === 'collective');
  const empty = (fields: KindSpec['fields'], values: RecordContent['values']) =>
    Object.entries(fields).flatMap(([name, { reviewerOnly }]) =>
      !reviewerOnly && isAsked(name) && isBlank(values[name]) ? [name] : [],
    );
  const sets = Object.entries(spec.rows).flatMap(([set, { fields }]) => {
    const rows = rowsInOrder(view, set);
    if (rows.length === 0) return [set];
    if (!askedByField.includes(set)) return [];
    return rows.flatMap(({ id, row }) => empty(fields, row).map((name) => `${set}/${id}/${name}`));
  });
  return [...empty(spec.fields, view.values), ...sets];
}

/** Of three people without a gender, which one. */
function whose({ view }: Pick<RecordPage, 'view'>, path: string): string {
  const [set = '', rowId] = path.split('/');
  const name = rowId === undefined ? undefined : view.rows[set]?.[rowId]?.name;
  return typeof name === 'string' ? name : '';
}
