// Text as people search it: without diacritics, whichever Unicode form and whichever tone style (hoá, hóa) it was typed in.
import { nfc } from './nfc.ts';

export { nfc }; // of a file of its own: the capture form opens without folding

/**
 * `Đặng Thị Ửng` becomes `dang thi ung`, `40 m²` becomes `40 m2`. Decomposing does not take đ apart, nor the Icelandic ð some
 * old files carry in its place.
 */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[đð]/g, 'd').replace(/\s+/g, ' ').trim();
}

/** What `matches` looks in; compute it once per record. Punctuation becomes a space, so that a word after a bracket is found. */
export const searchText = (...parts: readonly string[]): string => words(fold(parts.join(' '))).join(' ');

/** Words of a query, folded. Thôn, xã, trường do not count unless nothing else was asked for. */
export function searchWords(query: string): readonly string[] {
  const typed = words(nfc(query).toLowerCase());
  const telling = typed.filter((word) => !noise.has(word));
  return (telling.length > 0 ? telling : typed).map(fold);
}

/**
 * True when every word of the query begins a word of the haystack, in any order. An empty query matches everything.
 * @param haystack from `searchText`. @param query as typed, or its `searchWords` when many rows are asked.
 */
export function matches(haystack: string, query: string | readonly string[]): boolean {
  const wanted = typeof query === 'string' ? searchWords(query) : query;
  return wanted.every((word) => haystack.startsWith(word) || haystack.includes(` ${word}`));
}

/**
 * What `rank` looks in; compute it once per record. The tone of a syllable stands behind its letters, so that hoá and hóa,
 * thuỷ and thủy are one word.
 */
export function accentText(...parts: readonly string[]): string {
  const each = words(nfc(parts.join(' ')).toLowerCase());
  return ` ${each.map(toneLast).join(' ')} `;
}

/**
 * What was found, those first that also carry the query's words with the marks as typed: a whole word counts
 * more than a beginning. Ties keep their order.
 */
export function rank<T>(found: readonly T[], query: string, accentTextOf: (item: T) => string): readonly T[] {
  const wanted = words(nfc(query).toLowerCase()).map(toneLast);
  const score = (text: string) =>
    wanted.reduce((sum, word) => sum + (text.includes(` ${word} `) ? 2 : text.includes(` ${word}`) ? 1 : 0), 0);
  const byScore: T[][] = Array.from({ length: 2 * wanted.length + 1 }, () => []);
  for (const item of found) byScore[score(accentTextOf(item))]?.push(item);
  return byScore.reverse().flat();
}

function toneLast(word: string): string {
  const decomposed = word.normalize('NFD');
  return decomposed.replace(tones, '').normalize('NFC') + (decomposed.match(tones) ?? []).join('');
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
// A word without marks may be a noise word typed fast; with other marks (Trương) it is a name.
const noise = new Set(['thôn', 'thon', 'xã', 'xa', 'trường', 'truong']);
const words = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
