// Ages, and whom the law calls a child. Where only a year or a month of birth is known, the answer that protects the child is taken.
import { type CivilDate, type CivilDay, numbersOf, precisionOf } from './civil-date.ts';

/** Below this age a person is a child (Law on Children 2016, article 1). */
export const adultFrom = 16;
/** From this age a child's own consent is asked too (decree 56/2017/NĐ-CP, article 36). */
export const ownConsentFrom = 7;

/** Full years the person has certainly reached on the day. */
export function youngestAgeOn(birth: CivilDate, on: CivilDay): number {
  return yearsSince(birth, on, false);
}

/** Full years the person may have reached on the day. */
export function oldestAgeOn(birth: CivilDate, on: CivilDay): number {
  return yearsSince(birth, on, true);
}

/** With a year alone: a child until 31 December of the year of the sixteenth birthday. */
export const isChildOn = (birth: CivilDate, on: CivilDay): boolean => youngestAgeOn(birth, on) < adultFrom;

/** True for a child who is, or may be, seven or older. */
export const childConsentsToo = (birth: CivilDate, on: CivilDay): boolean =>
  isChildOn(birth, on) && oldestAgeOn(birth, on) >= ownConsentFrom;

function yearsSince(birth: CivilDate, on: CivilDay, ifUnsure: boolean): number {
  const [birthYear, birthMonth, birthDay] = numbersOf(birth);
  const [year, month, day] = numbersOf(on);
  return year - birthYear - (hadBirthday() ? 0 : 1);

  function hadBirthday(): boolean {
    const known = precisionOf(birth);
    if (known === 'year') return ifUnsure;
    if (month !== birthMonth) return month > birthMonth;
    return known === 'month' ? ifUnsure : day >= birthDay;
  }
}
