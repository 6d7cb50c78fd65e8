// How a phone that lost its session gets another without a person: it signs the server's challenge with its queue's key.
import * as z from 'zod/mini';
import { uuid } from '../domain/field.ts';
import { meSchema } from './down.ts';

/** POST /api/v1/session/challenge. Answered alike for a queue that nobody knows. */
export const challengeWishSchema = z.strictObject({ queue: uuid() });

const challenge = () => z.string().check(z.regex(/^[A-Za-z0-9_-]{40,200}$/));

/** Good for this queue and two minutes. Only the server reads what stands in it. */
export const challengeAnswerSchema = z.strictObject({ challenge: challenge() });

/** POST /api/v1/session. Sets the session cookie of the queue's device; the one before is dead. */
export const sessionWishSchema = z.strictObject({
  queue: uuid(),
  challenge: challenge(),
  /** base64url of the 64-byte r‖s signature over `sessionClaim`. */
  sig: z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/)),
});
export type SessionWish = z.infer<typeof sessionWishSchema>;

export const sessionAnswerSchema = z.strictObject({ me: meSchema });

/** What is signed, as canonical JSON. Its members are not a batch's: a signature of the one never serves as the other. */
export const sessionClaim = (queue: string, challenge: string) => ({ challenge, purpose: 'session', queue });
