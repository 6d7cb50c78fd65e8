// Names stand as one string, family name first; what is derived is derived here.
import { nfc } from './fold.ts';

export interface NameParts {
  readonly family: string;
  readonly middle: string;
  readonly given: string;
}

/** Họ, đệm, tên. A single word is a given name. */
export function nameParts(name: string): NameParts {
  const words = nameWords(name);
  const given = words.at(-1) ?? '';
  return {
    family: words.length > 1 ? (words[0] ?? '') : '',
    middle: words.slice(1, -1).join(' '),
    given,
  };
}

export const givenName = (name: string): string => nameParts(name).given;

/** Vietnamese order of names: by given name, then family name, then middle name. */
export function compareNames(a: string, b: string): number {
  return compareParts(nameParts(a), nameParts(b));
}

/** Sorts things by the name they carry, without changing the list. */
export function sortByName<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  return items
    .map((item) => ({ item, parts: nameParts(nameOf(item)) }))
    .sort((a, b) => compareParts(a.parts, b.parts))
    .map(({ item }) => item);
}

/** A third person in a story: `Nguyễn Thị Hoa` becomes `N.T.H.`. */
export const nameInitials = (name: string): string =>
  nameWords(name)
    .map((word) => `${(word[0] ?? '').toLocaleUpperCase('vi')}.`)
    .join('');

function compareParts(a: NameParts, b: NameParts): number {
  collator ??= new Intl.Collator('vi');
  const order = collator.compare;
  return order(a.given, b.given) || order(a.family, b.family) || order(a.middle, b.middle);
}

let collator: Intl.Collator | undefined; // made on first use: it is slow to make on a cheap phone
const nameWords = (name: string): string[] =>
  nfc(name)
    .split(/\s+/)
    .filter((word) => word !== '');
