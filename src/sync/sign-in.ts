// A session that was lost heals by itself: a browser killed soon after enrolment has forgotten its cookie, but the queue
// and its key are on the disk (S13).
import { getMeta, putMeta } from '../db/meta.ts';
import { ownAccount } from '../db/own-account.ts';
import type { PersonDb } from '../db/person-db.ts';
import type { Verdict } from '../shared/sync/classify.ts';
import { classifySignIn } from '../shared/sync/sign-in.ts';
import { challengeAnswerSchema, sessionAnswerSchema } from '../shared/wire/session.ts';
import { jsonBody, outcomeOf, send, type Wire } from './http.ts';
import { signSession } from './queue-key.ts';

export type SignInEnd = { readonly type: 'signed-in' } | Extract<Verdict, { type: 'retry' | 'stop' }>;

const signedOut = { type: 'stop', because: 'signed-out' } as const;

/** Asks for a challenge, signs it, and gets the cookie. An answer that is lost costs nothing: the next run asks again. */
export async function signIn(db: PersonDb, wire: Wire): Promise<SignInEnd> {
  const queue = await getMeta(db, 'queue');
  if (!queue) return signedOut;
  const post = async (path: string, body: unknown) =>
    outcomeOf(await send(wire, path, { method: 'POST', ...(await jsonBody(body)) }));
  const asked = classifySignIn(await post('/api/v1/session/challenge', { queue: queue.id }), challengeAnswerSchema);
  if (asked.type !== 'answered') return asked;
  const wish = await signSession(queue.keyPair, queue.id, asked.answer.challenge);
  const given = classifySignIn(await post('/api/v1/session', wish), sessionAnswerSchema);
  if (given.type === 'answered' && given.answer.me.accountId === (await ownAccount(db))) {
    await putMeta(db, 'signInFirst', false);
    return { type: 'signed-in' };
  }
  if (given.type === 'retry' || (given.type === 'stop' && given.because !== 'signed-out')) return given;
  await putMeta(db, 'unknownToServer', true);
  return signedOut;
}

/** Ends the browser's session on both sides. False without a line: the next start of the app tries again. */
export async function signOut(wire: Wire): Promise<boolean> {
  const response = await send(wire, '/api/v1/session', { method: 'DELETE' });
  return response?.status === 204;
}
