// What the rows of all catalogues share.
import * as z from 'zod/mini';
import { isCivilDay } from '../../lib/civil-date.ts';

/** The stable English key that records carry. */
export const rowKey = z.string().check(z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), z.maxLength(40));
/** A name as lists and forms print it. */
export const rowName = z.string().check(z.minLength(1), z.maxLength(200));
/** A code as state forms or older systems print it. */
export const printedCode = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(40));
export const rowDay = z.string().check(z.refine(isCivilDay)).brand<'CivilDate' | 'CivilDay'>();

/** The row of a key or a code; undefined for one that this version does not know (a newer phone's, a commune's own). */
export function rowWith<Field extends string, Row extends Readonly<Record<Field, unknown>>>(
  rows: readonly Row[],
  field: Field,
  value: string,
): Row | undefined {
  return rows.find((row) => row[field] === value);
}
