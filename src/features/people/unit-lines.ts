// Pasted units: "Thôn Đông; thôn". Where no type is written, the first words of the name tell it.
import { type UnitTypeKey, unitTypes } from '../../shared/domain/catalogues/unit-types.ts';
import { fold, searchText } from '../../shared/lib/fold.ts';
import { longestName, pastedLines } from './lines.ts';

export type UnitProblem = 'no-name' | 'too-long' | 'unknown-type' | 'twice';

export interface UnitLine {
  readonly line: number;
  readonly name: string;
  readonly type: UnitTypeKey | null;
  readonly problem: UnitProblem | null;
}

export function unitLines(text: string): readonly UnitLine[] {
  const seen = new Set<string>();
  return pastedLines(text).map(({ line, parts }) => {
    const [name = '', typed = ''] = parts.length === 1 ? typeAtComma(parts[0] ?? '') : parts;
    const type = typed === '' ? guessUnitType(name) : guessUnitType(typed);
    const key = name.toLocaleLowerCase('vi');
    const problem = problemOf(name, type, seen.has(key));
    seen.add(key);
    return { line, name, type, problem };
  });
}

/** "Thôn Đông, thôn": names of units carry commas, so one counts only where the whole of a type's name follows it. */
function typeAtComma(text: string): readonly string[] {
  const at = text.lastIndexOf(',');
  const typed = at < 0 ? '' : text.slice(at + 1).trim();
  return unitTypes.some(({ name }) => fold(name) === fold(typed)) ? [text.slice(0, at).trim(), typed] : [text];
}

function problemOf(name: string, type: UnitTypeKey | null, isTwice: boolean): UnitProblem | null {
  if (name === '') return 'no-name';
  if (name.length > longestName) return 'too-long';
  if (isTwice) return 'twice';
  return type === null ? 'unknown-type' : null;
}

/** How units are called, without diacritics; the longer beginning first, so that TH&THCS is not taken for TH. */
const beginnings: readonly (readonly [begins: string, type: UnitTypeKey])[] = [
  ['truong tieu hoc va trung hoc co so', 'primary-and-lower-secondary-school'],
  ['tieu hoc va trung hoc co so', 'primary-and-lower-secondary-school'],
  ['truong tieu hoc va thcs', 'primary-and-lower-secondary-school'],
  ['tieu hoc va thcs', 'primary-and-lower-secondary-school'],
  ['truong th va thcs', 'primary-and-lower-secondary-school'],
  ['truong th thcs', 'primary-and-lower-secondary-school'],
  ['th va thcs', 'primary-and-lower-secondary-school'],
  ['th thcs', 'primary-and-lower-secondary-school'],
  ['truong trung hoc pho thong', 'upper-secondary-school'],
  ['trung hoc pho thong', 'upper-secondary-school'],
  ['truong trung hoc co so', 'lower-secondary-school'],
  ['trung hoc co so', 'lower-secondary-school'],
  ['truong mam non', 'kindergarten'],
  ['truong mau giao', 'kindergarten'],
  ['truong tieu hoc', 'primary-school'],
  ['truong thpt', 'upper-secondary-school'],
  ['truong thcs', 'lower-secondary-school'],
  ['truong mn', 'kindergarten'],
  ['truong th', 'primary-school'],
  ['mam non', 'kindergarten'],
  ['mau giao', 'kindergarten'],
  ['tieu hoc', 'primary-school'],
  ['thpt', 'upper-secondary-school'],
  ['thcs', 'lower-secondary-school'],
  ['to dan pho', 'residential-group'],
  ['khu pho', 'residential-group'],
  ['tdp', 'residential-group'],
  ['thon', 'village'],
  ['lang', 'village'],
  ['ap', 'village'],
  ['hoi', 'organisation'],
  ['doan', 'organisation'],
  ['cong doan', 'organisation'],
  ['mat tran', 'organisation'],
  ['uy ban mat tran', 'organisation'],
  ['mttq', 'organisation'],
  ['van phong', 'office'],
  ['phong', 'office'],
  ['cong an', 'agency'],
  ['tram', 'agency'],
  ['trung tam', 'agency'],
  ['ban chi huy', 'agency'],
  ['co quan', 'agency'],
  ['ubnd', 'agency'],
  ['uy ban nhan dan', 'agency'],
];

/** A type by its name ("đoàn thể"), or by the words a unit's name begins with. The longest beginning that fits decides. */
export function guessUnitType(text: string): UnitTypeKey | null {
  const words = searchText(text);
  const named = unitTypes.find(({ name }) => fold(name) === fold(text));
  if (named) return named.key;
  const fitting = beginnings.filter(([begins]) => words === begins || words.startsWith(`${begins} `));
  const longest = fitting.toSorted(([a], [b]) => b.length - a.length)[0];
  return longest?.[1] ?? null;
}
