// GET /api/v1/records/:id/history
import type { Hono } from 'hono';
import { historyOf } from '../../use-cases/history.ts';
import { type AppDeps, must, signedIn } from '../context.ts';
import { answerJson } from '../json.ts';

export function historyRoutes(app: Hono, deps: AppDeps): void {
  app.get('/api/v1/records/:id/history', async (c) => {
    const { actor } = await signedIn(c, deps);
    const { store, kinds } = deps;
    // A page of release 0.2.0 takes no member that it does not know.
    const wish = { recordId: c.req.param('id'), notTaken: c.req.query('notTaken') === '1' };
    const history = await store.read(actor.communeId, (tx) => historyOf(tx, kinds, actor, wish));
    return answerJson(c, must(history));
  });
}
