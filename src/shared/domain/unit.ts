// A unit (thôn, tổ dân phố, trường, cơ quan): it has a validity and may have a successor. Records keep the unit of their day.
import * as z from 'zod/mini';
import { civilDate, uuid } from './field.ts';

export const unitSchema = z.strictObject({
  id: uuid(),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  /** A key of catalogues/unit-types.ts. */
  type: z.string().check(z.maxLength(40)),
  validFrom: z.nullable(civilDate()),
  validTo: z.nullable(civilDate()),
  successorId: z.nullable(uuid()),
});
export type Unit = z.infer<typeof unitSchema>;

export const communeSchema = z.strictObject({
  id: uuid(),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Code of the General Statistics Office, five digits; codes are reused, so it counts with its date only. */
  gsoCode: z.nullable(z.string().check(z.regex(/^\d{5}$/))),
  province: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type Commune = z.infer<typeof communeSchema>;
