// Text as people search it: without diacritics, whichever Unicode form and whichever tone style (hoá, hóa) it was typed in.

/** Storage form. Some phones paste NFD; every text is normalised where it enters. */
export const nfc = (text: string): string => text.normalize('NFC');

/** `Đặng Thị Ửng` becomes `dang thi ung`. NFD does not take đ apart, nor the Icelandic ð some old files carry in its place. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[đð]/g, 'd').replace(/\s+/g, ' ').trim();
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

/** The items that match, those first whose accented text has the most of the query's words as typed; ties keep their order. */
export function rank<T>(items: readonly T[], query: string, textOf: (item: T) => string): readonly T[] {
  const wanted = words(nfc(query).toLowerCase());
  const folded = searchWords(query);
  const found = items.filter((item) => matches(searchText(textOf(item)), folded));
  return found
    .map((item) => ({ item, score: accentScore(textOf(item), wanted) }))
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function accentScore(text: string, wanted: readonly string[]): number {
  const has = words(nfc(text).toLowerCase()).map(splitTone);
  const asked = wanted.map(splitTone);
  return asked.filter((query) => has.some((word) => word.tone === query.tone && word.letters.startsWith(query.letters)))
    .length;
}

/** Takes the tone off a syllable, so that hoá and hóa, thuỷ and thủy are the same letters with the same tone. */
function splitTone(word: string): { letters: string; tone: string } {
  const decomposed = word.normalize('NFD');
  const letters = decomposed.replace(tones, '').normalize('NFC');
  return { letters, tone: decomposed.match(tones)?.[0] ?? '' };
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
// A word without marks may be a noise word typed fast; with other marks (Trương) it is a name.
const noise = new Set(['thôn', 'thon', 'xã', 'xa', 'trường', 'truong']);
const words = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
