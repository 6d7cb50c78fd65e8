// Words that the record did not take because somebody else had written there: shown with what became of them.
import type { RecordPage } from '../../db/live.ts';
import { historyWords as words } from '../../i18n/vi/history.ts';
import type { FieldValue } from '../../shared/domain/field.ts';
import { parsePath } from '../../shared/domain/kind.ts';
import type { Conflict } from '../../shared/wire/down.ts';
import type { HistoryEntry } from '../../shared/wire/history.ts';
import { chosenIn } from './endings.ts';
import { fieldWords, valueWords } from './field-words.ts';
import type { UnitName } from './print-value.ts';

export interface NotTakenLine {
  readonly path: string;
  readonly label: string;
  /** How it ended. */
  readonly word: string;
  readonly text: string;
}

type Page = Pick<RecordPage, 'kind' | 'view' | 'conflicts' | 'ended'>;

/** Of an entry: what of it was filed; of a choice also the words that were not chosen. */
export function notTakenLines(page: Page, entry: HistoryEntry, unitName: UnitName): readonly NotTakenLine[] {
  const all = [...page.conflicts, ...page.ended];
  const filed = (entry.notTaken ?? []).map(({ path, value }) => {
    const conflict = all.find(({ opId, field }) => opId === entry.opId && field === path);
    return lineOf(page, path, value, wordOf(conflict), unitName);
  });
  const chosen = chosenIn(entry, page.ended);
  const isRefused = chosen?.resolution && chosen.resolution.choice !== 'other' && parsePath(chosen.field) !== null;
  return isRefused ? [...filed, lineOf(page, chosen.field, chosen.other, words.notTaken.refused, unitName)] : filed;
}

function lineOf({ kind, view }: Page, path: string, value: FieldValue, word: string, unitName: UnitName): NotTakenLine {
  const none = parsePath(path) === null ? words.takenOut : words.emptied;
  return { path, label: fieldWords(kind, path, view), word, text: valueWords(path, value, view, unitName) || none };
}

function wordOf(conflict: Conflict | undefined): string {
  if (!conflict) return words.notTaken.unknown;
  if (conflict.resolvedBy === null) return words.notTaken.awaited;
  return conflict.resolution?.choice === 'other' ? words.notTaken.later : words.notTaken.refused;
}
