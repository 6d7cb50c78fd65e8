// How a phone becomes a person's: the link is looked at (spends nothing) and then accepted (spends it), both by POST.
import * as z from 'zod/mini';
import { properName, uuid } from '../domain/field.ts';
import { roles } from '../domain/role.ts';
import { meSchema } from './down.ts';

/** The token of a link (32 random bytes, base64url, stands after `#` in /e#…) or the 8-character code, as typed. */
export const secretSchema = z.union([
  z.strictObject({ token: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) }),
  z.strictObject({ code: z.string().check(z.minLength(8), z.maxLength(20)) }),
]);
export type EnrolmentSecret = z.infer<typeof secretSchema>;

/** POST /api/v1/enrolment/look */
export const lookSchema = z.strictObject({ secret: secretSchema });
export const lookAnswerSchema = z.strictObject({
  name: z.string(),
  roles: z.array(z.enum(roles)),
  unitName: z.nullable(z.string()),
  /** Null: this is the first admin, who names the commune while accepting. */
  communeName: z.nullable(z.string()),
  expiresAt: z.string(),
});
export type LookAnswer = z.infer<typeof lookAnswerSchema>;

/** Letters that cannot be mistaken for one another on paper (no 0/O, 1/I/L, 5/S, 2/Z, 8/B). */
export const codeAlphabet = '34679ACDEFGHJKMNPQRTUVWXY';

/** Reads a code as people type it: lower case, spaces and dashes are allowed. Null when it cannot be one. */
export function normaliseCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]+/gu, '');
  if (code.length !== 8) return null;
  return [...code].every((letter) => codeAlphabet.includes(letter)) ? code : null;
}

/** The public half of a queue's key, as JWK. */
export const publicKeySchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  y: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

/** base64url of the 64-byte r‖s signature over `registrationClaim`. Older apps send none. */
const registrationSig = () => z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/)));

/** What a registration is good for: the link or code that is spent, or the device of the session. */
export type RegisteredFor =
  | { readonly secret: EnrolmentSecret }
  | { readonly accountId: string; readonly deviceId: string };

/** What the queue's key signs to be registered, as canonical JSON (S13): good for nothing else. */
export const registrationClaim = (queue: string, registeredFor: RegisteredFor) => ({
  ...registeredFor,
  purpose: 'register',
  queue,
});

/** POST /api/v1/enrolment/accept. Sets the session cookie. A repeat with the same queue id and key answers as the first time. */
export const acceptSchema = z.strictObject({
  secret: secretSchema,
  queue: z.strictObject({ id: uuid(), publicKey: publicKeySchema }),
  sig: registrationSig(),
  /** What the phone calls itself, e.g. "Android · Chrome 140". */
  device: z.string().check(z.minLength(1), z.maxLength(120)),
  app: z.string().check(z.maxLength(40)),
  /** Only for the first admin. */
  founding: z.optional(
    z.strictObject({
      name: properName(),
      commune: z.strictObject({
        name: properName(),
        gsoCode: z.nullable(z.string().check(z.regex(/^\d{5}$/))),
        province: properName(),
      }),
    }),
  ),
});
export type Accept = z.infer<typeof acceptSchema>;
export const acceptAnswerSchema = z.strictObject({ me: meSchema });
export type AcceptAnswer = z.infer<typeof acceptAnswerSchema>;

/** A batch of a queue this installation does not know yet: a phone whose database is new registers a second queue. POST /api/v1/queues */
export const registerQueueSchema = z.strictObject({ id: uuid(), publicKey: publicKeySchema, sig: registrationSig() });
export type RegisterQueue = z.infer<typeof registerQueueSchema>;
