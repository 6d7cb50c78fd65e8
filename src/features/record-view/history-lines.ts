// One entry of the history as lines to read: fields in words, rows as a whole, photos counted; what only a machine reads is left out.
import { fieldLabel } from '../../i18n/vi/catalogue-labels.ts';
import { historyWords as words } from '../../i18n/vi/history.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import { parsePath } from '../../shared/domain/kind.ts';
import type { RecordContent } from '../../shared/domain/record.ts';
import type { HistoryEntry } from '../../shared/wire/history.ts';
import { fieldWords, valueWords } from './field-words.ts';
import type { UnitName } from './print-value.ts';

export type HistoryLine =
  /** `from` is null where nobody kept what stood there; '' where nothing did. */
  | {
      readonly type: 'value';
      readonly path: string;
      readonly label: string;
      readonly from: string | null;
      readonly to: string;
    }
  /** It stood there already as it was written. */
  | { readonly type: 'same'; readonly path: string; readonly label: string; readonly text: string }
  | { readonly type: 'sentence'; readonly text: string };

type Change = HistoryEntry['changes'][number];

/**
 * @param content the record as it is now: rows that are still there are called by their names.
 * @param takenOver keys of rows (`photos/<rowId>`) that came with another record.
 */
export function historyLines(
  kind: string,
  entry: HistoryEntry,
  content: RecordContent,
  unitName: UnitName,
  takenOver: readonly string[] = [],
): readonly HistoryLine[] {
  const isAdding = entry.kind === 'create' || entry.kind === 'setAdd';
  const isWhole = isAdding || entry.kind === 'setRemove';
  const inRows = isWhole ? entry.changes.filter(({ path }) => parsePath(path)?.type === 'row') : [];
  const values = entry.changes
    .filter((change) => !inRows.includes(change))
    .flatMap((change) => valueLine(kind, change, content, unitName));
  return [
    ...values,
    ...rowLines(kind, inRows, isAdding, content, unitName),
    ...rowLines(
      kind,
      takenOver.flatMap((key) => asAdded(content, key)),
      true,
      content,
      unitName,
    ),
  ];
}

/** As it stands now. One that is gone again has no words, and still came. */
function asAdded({ rows }: RecordContent, key: string): readonly Change[] {
  const [set = '', rowId = ''] = key.split('/');
  const values = Object.entries(rows[set]?.[rowId] ?? {});
  return [{ path: key, to: null }, ...values.map(([name, to]) => ({ path: `${key}/${name}`, from: null, to }))];
}

function valueLine(
  kind: string,
  { path, from, to }: Change,
  content: RecordContent,
  unitName: UnitName,
): readonly HistoryLine[] {
  if (isForMachines(kind, path)) return [];
  const print = (value: FieldValue) => valueWords(path, value, content, unitName);
  const [before, after] = [from === undefined ? null : print(from), print(to)];
  if (from === to && after !== '') return [{ type: 'same', path, label: fieldWords(kind, path, content), text: after }];
  if (before === after || (before === null && after === '')) return [];
  return [{ type: 'value', path, label: fieldWords(kind, path, content), from: before, to: after }];
}

/** A row that came or went is one line; photos are counted, with what was written under them. */
function rowLines(
  kind: string,
  changes: readonly Change[],
  isAdding: boolean,
  content: RecordContent,
  unitName: UnitName,
): readonly HistoryLine[] {
  const bySet = grouped(changes, ({ path }) => path.split('/')[0] ?? '');
  return [...bySet].flatMap(([set, ofSet]): readonly HistoryLine[] => {
    const rows = [...grouped(ofSet, ({ path }) => path.split('/')[1] ?? '').values()];
    const texts = rows.map((row) => rowText(kind, row, isAdding, content, unitName));
    if (set === 'photos') {
      const captions = texts.filter((text) => text !== '');
      const counted = isAdding ? words.photosAdded(texts.length) : words.photosRemoved(texts.length);
      return [{ type: 'sentence', text: [counted, ...captions].join(' · ') }];
    }
    return texts.map((text): HistoryLine => {
      const what = [fieldLabel(kind, set), text].filter((part) => part !== '').join(' · ');
      return { type: 'sentence', text: isAdding ? words.added(what) : words.removed(what) };
    });
  });
}

/** Map.groupBy, which the oldest browsers we serve do not have. */
function grouped(changes: readonly Change[], keyOf: (change: Change) => string): ReadonlyMap<string, Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(keyOf(change));
    if (group) group.push(change);
    else groups.set(keyOf(change), [change]);
  }
  return groups;
}

function rowText(
  kind: string,
  row: readonly Change[],
  isAdding: boolean,
  content: RecordContent,
  unitName: UnitName,
): string {
  return row
    .filter(({ path }) => !isForMachines(kind, path) && !path.endsWith('/takenAt'))
    .map(({ path, from = null, to }) => valueWords(path, isAdding ? to : from, content, unitName))
    .filter((text) => text !== '')
    .join(', ');
}

/** Hash and measures of a photo, ids, the order key: they have no name of their own. */
function isForMachines(kind: string, path: string): boolean {
  const [set = '', rowId, name = set] = path.split('/');
  if (name === 'subjectId' || name === 'order') return true;
  return rowId !== undefined && fieldLabel(kind, path) === fieldLabel(kind, set);
}
