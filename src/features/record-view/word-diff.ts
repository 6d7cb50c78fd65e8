// Two texts word by word. Apart, so that the library behind it is loaded when there is something to compare.
import { diffWordsWithSpace } from 'diff';
import { nfc } from '../../shared/lib/fold.ts';

export interface Part {
  readonly type: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Two long texts without a common word take longer than anybody waits; then they are read whole. */
const mostMs = 250;

/** Null where the two are too different to be worth marking. Both are composed first, so that one letter is one sign. */
export function wordDiff(from: string, to: string): readonly Part[] | null {
  const changes = diffWordsWithSpace(nfc(from), nfc(to), { timeout: mostMs });
  if (!changes) return null;
  const parts = changes.map(({ added, removed, value }): Part => {
    return { type: added ? 'added' : removed ? 'removed' : 'same', text: value };
  });
  const common = parts.reduce((sum, { type, text }) => (type === 'same' ? sum + text.trim().length : sum), 0);
  return common * 5 < Math.min(from.length, to.length) ? null : parts;
}
