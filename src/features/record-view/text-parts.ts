// What of a marked difference is shown where: one side of it, or all of it without the long stretches that stayed.
import type { Part } from './word-diff.ts';

/** Below it two values are read at a glance, and marks would only disturb. In characters. */
const worthMarking = 60;

export const isWorthMarking = (from: string, to: string): boolean =>
  from !== '' && to !== '' && from !== to && Math.max(from.length, to.length) >= worthMarking;

/** `from`: what stood; `to`: what came; `both`: one text in which both are marked. */
export type Side = 'from' | 'to' | 'both';

export function partsOf(parts: readonly Part[], side: Side): readonly Part[] {
  const hidden = side === 'from' ? 'added' : side === 'to' ? 'removed' : null;
  return parts.filter(({ type }) => type !== hidden);
}

/** Characters that stay beside a change. */
const around = 60;

/** The long stretches that stayed are cut down to what stands beside a change. */
export function abridged(parts: readonly Part[]): readonly Part[] {
  return parts.map((part, at) => {
    if (part.type !== 'same' || part.text.length <= 3 * around) return part;
    const head = at === 0 ? '' : wordsUpTo(part.text, around);
    const tail = at === parts.length - 1 ? '' : wordsFrom(part.text, around);
    return { ...part, text: `${head} … ${tail}`.trimStart() };
  });
}

const wordsUpTo = (text: string, most: number): string => text.slice(0, most).replace(/\s\S*$/, '');
const wordsFrom = (text: string, most: number): string => text.slice(-most).replace(/^\S*\s/, '');
