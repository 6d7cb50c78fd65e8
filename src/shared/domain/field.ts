// What one field of a record is: its shape, who must fill it and when, and how its personal data is treated.
import * as z from 'zod/mini';
import { isCivilDate } from '../lib/civil-date.ts';
import { nfc } from '../lib/nfc.ts';

/**
 * Class of personal data (Law 91/2025/QH15; decree 356/2025/NĐ-CP, articles 3 and 4).
 * `none`: not personal. `basic`: name, image, post. `restricted`: basic data that never leaves the review
 * screen (phone, identity number). `sensitive`: article 4. `free-text`: may hold data of third persons.
 */
export const personalClasses = ['none', 'basic', 'restricted', 'sensitive', 'free-text'] as const;
export type PersonalData = (typeof personalClasses)[number];

/** When the field has to be there: to be sent, for a complete dossier, before approval, before publishing. */
export type Need = 'send' | 'complete' | 'approval' | 'publishing' | 'optional';

/** May a reader outside the office see it: always, with the consent of the person, coarsely, after editing, never. */
export type PublicUse = 'yes' | 'with-consent' | 'coarse' | 'after-editing' | 'never';

/** One value on the wire and in the tables. A cleared field is null. */
export type FieldValue = string | number | boolean | null;

/** Longest text of one field, in characters (SPEC.md, size limits). */
export const longestText = 100_000;

export interface FieldSpec {
  readonly schema: z.ZodMiniType<FieldValue>;
  readonly personal: PersonalData;
  readonly need: Need;
  readonly publicUse: PublicUse;
  /** Only the office writes it (the "3 thật" ticks). */
  readonly reviewerOnly: boolean;
}

interface FieldOptions {
  readonly personal: PersonalData;
  readonly need?: Need;
  readonly publicUse?: PublicUse;
  readonly reviewerOnly?: boolean;
}

/** Declares a field. Every field names its class of personal data; what is not said is optional and never public. */
export function field(schema: z.ZodMiniType<FieldValue>, options: FieldOptions): FieldSpec {
  return {
    schema: z.nullable(schema) as z.ZodMiniType<FieldValue>, // nullable keeps the output within FieldValue
    personal: options.personal,
    need: options.need ?? 'optional',
    publicUse: options.publicUse ?? 'never',
    reviewerOnly: options.reviewerOnly ?? false,
  };
}

/** A text of at most `max` characters, stored NFC by whoever writes it. */
export const text = (max: number) => z.string().check(z.maxLength(max));
export const choice = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values);
export const flag = () => z.boolean();
export const wholeNumber = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));
export const amount = () => z.number().check(z.minimum(0), z.maximum(1e15));
/** A name of a person, a unit, a commune. It is kept composed and trimmed, and must be a name then too: what is read back is checked again. */
export const properName = () =>
  z.string().check(
    z.minLength(1),
    z.maxLength(200),
    z.refine((typed) => {
      const kept = nfc(typed).trim().length;
      return kept > 0 && kept <= 200;
    }),
  );
export const uuid = () => z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));
export const sha256 = () => z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** A civil date of Asia/Ho_Chi_Minh known to the day, the month or the year. */
export const civilDate = () =>
  z.string().check(z.regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/), z.refine(isCivilDate));
/** What the camera's clock said, without zone. */
export const localDateTime = () => z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/));
