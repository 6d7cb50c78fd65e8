// Two people, or two phones, may record the same deed. What looks alike is offered to a person, never merged unasked.
import { type CivilDate, type CivilDay, isCivilDate, isCivilDay } from '../lib/civil-date.ts';
import { fold, nfc, searchText } from '../lib/fold.ts';
import type { KindSpec } from './kind.ts';
import { type RecordContent, textOf } from './record.ts';
import type { Status } from './workflow.ts';

/** What of a record says which deed it tells of. */
export interface Deed {
  readonly kind: string;
  /** Names as typed: of persons, households, collectives, authors. */
  readonly people: readonly string[];
  readonly unitId: string | null;
  readonly happenedOn: string | null;
  readonly activityField: string | null;
  /** Null while only a phone knows it. */
  readonly status: Status | null;
}

const daysApart = 3;
const dayMs = 86_400_000;
const apart: ReadonlySet<Status | null> = new Set<Status | null>(['withdrawn', 'merged']);

export function deedOf(kind: KindSpec, content: RecordContent, status: Status | null): Deed {
  const { unitId, happenedOn, activityField } = content.values;
  return {
    kind: kind.kind,
    people: kind.headline(content).people,
    unitId: textOf(unitId) || null,
    happenedOn: textOf(happenedOn) || null,
    activityField: textOf(activityField) || null,
    status,
  };
}

/** The same kind, unit and field of activity, near days, and somebody named in both. A field that one side lacks may be the same. */
export function looksAlike(a: Deed, b: Deed): boolean {
  return mayBeAlike(a, b) && sameField(a, b) && sharesName(foldedNames(a.people), foldedNames(b.people));
}

/** All of it but names and field of activity, which cost more to look at. */
export function mayBeAlike(a: Omit<Deed, 'people' | 'activityField'>, b: typeof a): boolean {
  return (
    a.kind === b.kind &&
    a.unitId !== null &&
    a.unitId === b.unitId &&
    isOpen(a) &&
    isOpen(b) &&
    isNear(a.happenedOn, b.happenedOn)
  );
}

/** Withdrawn, or part of another record already: there is nothing to merge. */
export const isOpen = ({ status }: Pick<Deed, 'status'>): boolean => !apart.has(status);

export const sameField = (a: Pick<Deed, 'activityField'>, b: typeof a): boolean =>
  a.activityField === null || b.activityField === null || a.activityField === b.activityField;

/** Names as they are compared: without marks, case and punctuation; one that begins with a form of address also without that. */
export const foldedNames = (people: readonly string[]): readonly string[] => {
  const names = people.flatMap((name) => [searchText(name), searchText(withoutAddress(name))]);
  return [...new Set(names)].filter((name) => name !== '');
};

const addresses = ['ông', 'bà', 'cụ', 'anh', 'chị', 'em', 'cháu', 'cô', 'chú', 'bác', 'thầy', 'đồng chí', 'đ c', 'đc'];
const spoken: ReadonlySet<string> = new Set(addresses);
const typedPlain: ReadonlySet<string> = new Set(addresses.map(fold));

/**
 * "Bà Phạm Thị Sáu" is Phạm Thị Sáu. Two words stay: "Bà Sáu" tells no more without the first. Where the name has marks,
 * a word with none, or with others, is a family name: Chu, Cù.
 */
function withoutAddress(name: string): string {
  const words = nfc(name)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const known = words.every((word) => fold(word) === word) ? typedPlain : spoken;
  for (;;) {
    const begins = [2, 1].find((count) => known.has(words.slice(0, count).join(' ')));
    if (begins === undefined || words.length - begins < 2) return words.join(' ');
    words.splice(0, begins);
  }
}

export const sharesName = (a: readonly string[], b: readonly string[]): boolean => a.some((name) => b.includes(name));

/**
 * Two days at most three days apart. A date known to the month or the year is near what lies in it, and what it lies in;
 * no days are added to it, since nobody knows from which day to count.
 */
export function isNear(a: string | null, b: string | null): boolean {
  if (!isCivilDate(a) || !isCivilDate(b)) return false;
  if (!isCivilDay(a) || !isCivilDay(b)) return a.startsWith(b) || b.startsWith(a);
  return Math.abs(Date.parse(a) - Date.parse(b)) <= daysApart * dayMs;
}

/** Stretches of dates, as strings with both ends, outside which nothing is near the date: for a search by index. */
export function nearDates(date: CivilDate): readonly (readonly [from: string, to: string])[] {
  const coarser = [date.slice(0, 7), date.slice(0, 4)].filter((part) => part.length < date.length);
  const from = isCivilDay(date) ? shifted(date, -daysApart) : date;
  return [[from, nearUntil(date)], ...coarser.map((part): [string, string] => [part, part])];
}

/** In the order of dates as strings, no date after this one is near. */
export function nearUntil(date: CivilDate): string {
  return isCivilDay(date) ? shifted(date, daysApart) : `${date}-99`;
}

/** Only compared, never kept: the first and the last year there is have a neighbour here too. */
const shifted = (day: CivilDay, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
