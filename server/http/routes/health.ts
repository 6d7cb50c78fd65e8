// For whoever watches the server: alive (which build), and able to work (database and photo store can write).
import type { Hono } from 'hono';
import { failureFacts } from '../../log.ts';
import type { AppDeps } from '../context.ts';
import { answerJson } from '../json.ts';
import { Refusal } from '../problem.ts';

export function healthRoutes(app: Hono, deps: AppDeps): void {
  const { version, commit } = deps.site?.build ?? { version: 'not-built', commit: 'unknown' };

  app.get('/healthz', (c) => answerJson(c, { status: 'ok', version, commit }));

  app.get('/readyz', async (c) => {
    try {
      await deps.store.ready();
      await deps.photos.ready();
    } catch (error) {
      deps.log.error('not-ready', failureFacts(error));
      throw new Refusal('unavailable', { retryAfterSeconds: 30 });
    }
    return answerJson(c, { status: 'ok' });
  });
}
