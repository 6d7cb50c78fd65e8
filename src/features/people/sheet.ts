// What a printed sheet of one person says.
import { roleNames } from '../../i18n/vi/enrolment.ts';
import { person } from '../../i18n/vi/people.ts';
import type { LinkAnswer, People } from '../../shared/wire/admin.ts';

export type PersonOnList = People['people'][number];

export interface Sheet {
  readonly personName: string;
  readonly communeName: string;
  /** "Người ghi, Thôn Đông". */
  readonly roles: readonly string[];
  readonly link: LinkAnswer;
}

/** `ABCD3467` as people read it aloud: ABCD 3467. */
export const grouped = (code: string): string => code.replace(/[\s-]/gu, '').replace(/(.{4})(?=.)/gu, '$1 ');

/** Where to go without the QR code: the address before the secret. */
export const addressOf = (link: Pick<LinkAnswer, 'url'>): string => link.url.replace(/#.*$/u, '');

export function roleLines(one: Pick<PersonOnList, 'assignments'>, unitName: (id: string) => string): readonly string[] {
  return one.assignments.map(({ role, unitId }) =>
    [roleNames[role], unitId === null ? person.wholeCommune : unitName(unitId)].join(', '),
  );
}
