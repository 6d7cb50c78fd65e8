// What an officer may ask the author about: what is missing first, then everything of the record in the order one reads it.
import type { RecordPage } from '../../db/live.ts';
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { missingSentence } from '../../i18n/vi/missing-sentence.ts';
import { photoView, recordView } from '../../i18n/vi/record-view.ts';
import { steps } from '../../i18n/vi/steps.ts';
import { kinds } from '../../shared/domain/kinds.ts';
import { rowsInOrder } from '../../shared/domain/record.ts';
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
  ];
  const seen = new Set<string>();
  const once = ({ path }: Markable) => !seen.has(path) && seen.add(path);
  return groups
    .map(({ title, items }) => ({ title, items: items.filter(once) }))
    .filter(({ items }) => items.length > 0);
}

/** Of three people without a gender, which one. */
function whose({ view }: Pick<RecordPage, 'view'>, path: string): string {
  const [set = '', rowId] = path.split('/');
  const name = rowId === undefined ? undefined : view.rows[set]?.[rowId]?.name;
  return typeof name === 'string' ? name : '';
}
