// POST /api/v1/sync: operations up, answers and the feed down, in one request. Every sync makes the session last 400 days more.
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { upSchema } from '../../../src/shared/wire/up.ts';
import { limits, oldestWire } from '../../../src/shared/wire/version.ts';
import { atMost } from '../../at-most.ts';
import { syncOnce } from '../../use-cases/sync.ts';
import { parseAs, readAnyJson } from '../body.ts';
import { type AppDeps, must, signedIn } from '../context.ts';
import { readSession, writeSession } from '../cookie.ts';
import { answerJson } from '../json.ts';
import { Refusal } from '../problem.ts';

/** Read before the rest: an app too old may write everything else in another way. */
const speaksSchema = z.object({ wire: z.int() });

/** A page of the feed weighs a megabyte until it is answered: after a power cut all phones of a district come at once. */
const syncsAtOnce = 16;

export function syncRoutes(app: Hono, deps: AppDeps): void {
  const inTurn = atMost(syncsAtOnce);
  app.post('/api/v1/sync', async (c) => {
    const session = await signedIn(c, deps);
    const body = await readAnyJson(c.req.raw, limits.requestBytes);
    if (parseAs(speaksSchema, body).wire < oldestWire) throw new Refusal('app-too-old');
    return inTurn(async () => {
      const down = must(await syncOnce(deps, session, parseAs(upSchema, body)));
      const token = readSession(c, deps.address);
      if (token) writeSession(c, deps.address, token);
      return answerJson(c, down);
    });
  });
}
