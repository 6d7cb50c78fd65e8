// What is there already: warned of before it is added, since "Thon Doai" beside "Thôn Đoài" or the same person twice is seldom meant.
import type { Role } from '../../shared/domain/role.ts';
import type { Unit } from '../../shared/domain/unit.ts';
import { nfc, searchText } from '../../shared/lib/fold.ts';
import type { PersonOnList } from './sheet.ts';

export interface Wished {
  readonly name: string;
  readonly role: Role;
  /** Null: for the whole commune. */
  readonly unitId: string | null;
}

/** Somebody of this name, marks aside, in the same unit, or with the same role for the whole commune. */
export function personLike(people: readonly PersonOnList[], wished: Wished): PersonOnList | null {
  const name = searchText(wished.name);
  if (name === '') return null;
  return (
    people.find((person) => searchText(person.name) === name && person.assignments.some(isSamePlace(wished))) ?? null
  );
}

const isSamePlace =
  ({ role, unitId }: Wished) =>
  (held: PersonOnList['assignments'][number]): boolean =>
    held.unitId === unitId && (unitId !== null || held.role === role);

/** The key by which lines of one pasted list are the same person. */
export const personKey = ({ name, role, unitId }: Wished): string => [searchText(name), unitId ?? role].join(' · ');

/** The unit of exactly this name, which the server does not double; or one that differs by marks only. */
export function unitLike(
  units: readonly Pick<Unit, 'name'>[],
  name: string,
): { readonly type: 'same' | 'like'; readonly name: string } | null {
  const same = units.find((unit) => lower(unit.name) === lower(name));
  if (same) return { type: 'same', name: same.name };
  const folded = searchText(name);
  const like = folded === '' ? undefined : units.find((unit) => searchText(unit.name) === folded);
  return like ? { type: 'like', name: like.name } : null;
}

const lower = (text: string): string => nfc(text).toLocaleLowerCase('vi').replace(/\s+/gu, ' ').trim();
