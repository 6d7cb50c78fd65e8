// POST /api/v1/enrolment/look, /enrolment/accept, /queues.
import type { Hono } from 'hono';
import {
  type AcceptAnswer,
  acceptSchema,
  lookSchema,
  registerQueueSchema,
} from '../../../src/shared/wire/enrolment.ts';
import { createEnrolment, registerQueue } from '../../use-cases/enrolment.ts';
import { meOf } from '../../use-cases/person.ts';
import { readJson } from '../body.ts';
import { type AppDeps, clientOfRequest, must, signedIn } from '../context.ts';
import { writeSession } from '../cookie.ts';
import { answerJson } from '../json.ts';

export function enrolmentRoutes(app: Hono, deps: AppDeps): void {
  const enrolment = createEnrolment(deps);

  app.post('/api/v1/enrolment/look', async (c) => {
    const { secret } = await readJson(c.req.raw, lookSchema);
    return answerJson(c, must(await enrolment.look(secret, clientOfRequest(c, deps))));
  });

  app.post('/api/v1/enrolment/accept', async (c) => {
    const wish = await readJson(c.req.raw, acceptSchema);
    const { session, answer } = must(await enrolment.accept(wish, clientOfRequest(c, deps)));
    writeSession(c, deps.address, session);
    return answerJson(c, answer);
  });

  app.post('/api/v1/queues', async (c) => {
    const { actor, device } = await signedIn(c, deps);
    const queue = await readJson(c.req.raw, registerQueueSchema);
    const owner = { communeId: actor.communeId, accountId: actor.accountId, deviceId: device.id };
    must(await registerQueue(deps, owner, queue));
    const answer: AcceptAnswer = { me: await deps.store.read(actor.communeId, (tx) => meOf(tx, actor, device.id)) };
    return answerJson(c, answer);
  });
}
