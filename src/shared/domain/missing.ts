// What a kind's fields ask for, computed from their specs. Rules across fields stand with the kind.
import type { Need } from './field.ts';
import type { KindSpec } from './kind.ts';
import { isBlank, type Missing, type RecordContent, rowsInOrder } from './record.ts';

/** Blank fields that have one of the given needs, in the values and in every row that exists. */
export function missingFields(
  kind: Pick<KindSpec, 'fields' | 'rows'>,
  content: RecordContent,
  needs: readonly Need[],
): readonly Missing[] {
  const missing: Missing[] = [];
  for (const [name, spec] of Object.entries(kind.fields)) {
    if (needs.includes(spec.need) && isBlank(content.values[name])) missing.push({ path: name, code: 'required' });
  }
  for (const [set, rows] of Object.entries(kind.rows)) {
    for (const { id, row } of rowsInOrder(content, set)) {
      for (const [name, spec] of Object.entries(rows.fields)) {
        if (needs.includes(spec.need) && isBlank(row[name]))
          missing.push({ path: `${set}/${id}/${name}`, code: 'required' });
      }
    }
  }
  return missing;
}

/** A set that must hold at least one row. */
export function missingRow(content: RecordContent, set: string): readonly Missing[] {
  return rowsInOrder(content, set).length === 0 ? [{ path: set, code: 'at-least-one' }] : [];
}

/** The quick capture's "a photo or a sentence". */
export function missingPhotoOrSentence(content: RecordContent, sentence: readonly string[]): readonly Missing[] {
  const hasPhoto = rowsInOrder(content, 'photos').length > 0;
  const hasSentence = sentence.some((name) => !isBlank(content.values[name]));
  return hasPhoto || hasSentence ? [] : [{ path: sentence[0] ?? 'photos', code: 'photo-or-sentence' }];
}

/** Words of a text, counted as people count them: parts between spaces. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length;
}
