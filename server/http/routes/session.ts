// POST /api/v1/session/challenge, /api/v1/session: a phone that lost its cookie signs in with its queue's key. GET: whose the
// session is, for a browser that has lost all else. DELETE: its end, when a person leaves the phone.
import type { Hono } from 'hono';
import type { AcceptAnswer } from '../../../src/shared/wire/enrolment.ts';
import { challengeWishSchema, sessionWishSchema } from '../../../src/shared/wire/session.ts';
import { meOf } from '../../use-cases/person.ts';
import { endSession } from '../../use-cases/session.ts';
import { createSessionByKey } from '../../use-cases/session-by-key.ts';
import { readJson } from '../body.ts';
import { type AppDeps, clientOfRequest, must, signedIn } from '../context.ts';
import { forgetSession, readSession, writeSession } from '../cookie.ts';
import { answerJson } from '../json.ts';

export function sessionRoutes(app: Hono, deps: AppDeps): void {
  const byKey = createSessionByKey(deps);

  app.post('/api/v1/session/challenge', async (c) => {
    const { queue } = await readJson(c.req.raw, challengeWishSchema);
    return answerJson(c, { challenge: await byKey.challenge(queue) });
  });

  app.post('/api/v1/session', async (c) => {
    const wish = await readJson(c.req.raw, sessionWishSchema);
    const { session, answer } = must(await byKey.open(wish, clientOfRequest(c, deps)));
    writeSession(c, deps.address, session);
    return answerJson(c, answer);
  });

  app.get('/api/v1/session', async (c) => {
    const { actor, device } = await signedIn(c, deps);
    const answer: AcceptAnswer = { me: await deps.store.read(actor.communeId, (tx) => meOf(tx, actor, device.id)) };
    return answerJson(c, answer);
  });

  app.delete('/api/v1/session', async (c) => {
    await endSession(deps, readSession(c, deps.address));
    forgetSession(c, deps.address);
    return c.body(null, 204);
  });
}
