// POST /api/v1/session/challenge, /api/v1/session: a phone that lost its cookie signs in with its queue's key.
import type { Hono } from 'hono';
import { challengeWishSchema, sessionWishSchema } from '../../../src/shared/wire/session.ts';
import { createSessionByKey } from '../../use-cases/session-by-key.ts';
import { readJson } from '../body.ts';
import { type AppDeps, clientOfRequest, must } from '../context.ts';
import { writeSession } from '../cookie.ts';
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
}
