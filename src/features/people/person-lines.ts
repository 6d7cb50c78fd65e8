// Pasted people: "Họ tên; vai trò; đơn vị", however the role and the unit are written.
import { isUnitRole, type Role } from '../../shared/domain/role.ts';
import type { Unit } from '../../shared/domain/unit.ts';
import { matches, nfc, searchText, searchWords } from '../../shared/lib/fold.ts';
import { longestName, pastedLines } from './lines.ts';

export type PersonProblem =
  | 'no-name'
  | 'too-long'
  | 'no-role'
  | 'unknown-role'
  | 'no-unit'
  | 'unknown-unit'
  | 'many-units';

export interface PersonLine {
  readonly line: number;
  readonly name: string;
  readonly role: Role | null;
  /** As written, and what it was taken for; null for roles of the whole commune. */
  readonly unitTyped: string;
  readonly unit: Unit | null;
  readonly problem: PersonProblem | null;
}

/** @param units those that people may be given to. */
export function personLines(text: string, units: readonly Unit[]): readonly PersonLine[] {
  return pastedLines(text).map(({ line, parts }) => {
    const [name = '', roleTyped = '', unitTyped = ''] = parts.length === 1 ? partsAtCommas(parts[0] ?? '') : parts;
    const role = roleOf(roleTyped);
    const found = role !== null && isUnitRole(role) ? findUnits(units, unitTyped) : [];
    const unit = found.length === 1 ? (found[0] ?? null) : null;
    const problem = problemOf({ name, roleTyped, role, unitTyped, found: found.length });
    return { line, name, role, unitTyped, unit, problem };
  });
}

/** A line without ";" or tab. A comma inside the unit's name stays in it. */
function partsAtCommas(text: string): readonly string[] {
  const [name = '', role = '', ...unit] = text.split(',').map((part) => part.trim());
  return [name, role, unit.join(', ')];
}

interface Read {
  readonly name: string;
  readonly roleTyped: string;
  readonly role: Role | null;
  readonly unitTyped: string;
  readonly found: number;
}

function problemOf({ name, roleTyped, role, unitTyped, found }: Read): PersonProblem | null {
  if (name === '') return 'no-name';
  if (name.length > longestName) return 'too-long';
  if (roleTyped === '') return 'no-role';
  if (role === null) return 'unknown-role';
  if (!isUnitRole(role)) return null;
  if (unitTyped === '') return 'no-unit';
  if (found === 0) return 'unknown-unit';
  return found > 1 ? 'many-units' : null;
}

/** How people call the roles, without diacritics; the longest beginning that fits decides. */
const roleBeginnings: readonly (readonly [begins: string, role: Role])[] = [
  ['nguoi ghi', 'submitter'],
  ['nguoi nhap', 'submitter'],
  ['nguoi gui', 'submitter'],
  ['thu ky', 'submitter'],
  ['van thu', 'submitter'],
  ['giao vien', 'submitter'],
  ['tong phu trach', 'submitter'],
  ['truong ban cong tac mat tran', 'submitter'],
  ['truong don vi', 'unit-head'],
  ['truong thon', 'unit-head'],
  ['pho thon', 'unit-head'],
  ['pho truong thon', 'unit-head'],
  ['to truong', 'unit-head'],
  ['to pho', 'unit-head'],
  ['hieu truong', 'unit-head'],
  ['pho hieu truong', 'unit-head'],
  ['bi thu chi bo', 'unit-head'],
  ['thu truong', 'unit-head'],
  ['can bo', 'officer'],
  ['cong chuc', 'officer'],
  ['chuyen vien', 'officer'],
  ['hoi dong', 'council'],
  ['thanh vien hoi dong', 'council'],
  ['thuong truc hoi dong', 'council'],
  ['uy vien hoi dong', 'council'],
  ['lanh dao', 'leader'],
  ['chu tich', 'leader'],
  ['pho chu tich', 'leader'],
  ['pct', 'leader'],
  ['quan tri', 'admin'],
];

export function roleOf(typed: string): Role | null {
  const words = searchText(typed);
  const fitting = roleBeginnings.filter(([begins]) => words === begins || words.startsWith(`${begins} `));
  return fitting.toSorted(([a], [b]) => b.length - a.length)[0]?.[1] ?? null;
}

/** The unit as written; else the same without diacritics; else the same without "thôn", "trường"; else one whose words it begins. */
export function findUnits(units: readonly Unit[], typed: string): readonly Unit[] {
  if (typed === '') return [];
  const tries: readonly ((name: string) => boolean)[] = [
    (name) => lower(name) === lower(typed),
    (name) => searchText(name) === searchText(typed),
    (name) => bare(name) === bare(typed),
    (name) => matches(searchText(name), typed),
  ];
  for (const fits of tries) {
    const found = units.filter(({ name }) => fits(name));
    if (found.length > 0) return found;
  }
  return [];
}

const lower = (text: string): string => nfc(text).toLocaleLowerCase('vi').replace(/\s+/gu, ' ').trim();
const bare = (text: string): string => searchWords(text).join(' ');
