// The endpoint as one Hono app: routes in front, the built page behind, every failure from one catalogue.
import { Hono, type MiddlewareHandler } from 'hono';
import { failureFacts } from '../log.ts';
import type { AppDeps } from './context.ts';
import { securityHeaders } from './headers.ts';
import { codeOfFailure, problemResponse, Refusal } from './problem.ts';
import { adminRoutes } from './routes/admin.ts';
import { enrolmentRoutes } from './routes/enrolment.ts';
import { healthRoutes } from './routes/health.ts';
import { historyRoutes } from './routes/history.ts';
import { photoRoutes } from './routes/photos.ts';
import { sessionRoutes } from './routes/session.ts';
import { syncRoutes } from './routes/sync.ts';
import { serveSite } from './static.ts';

export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  app.use(securityHeaders({ https: deps.address.https }));
  app.use('/api/*', refuseOtherSites);

  healthRoutes(app, deps);
  enrolmentRoutes(app, deps);
  sessionRoutes(app, deps);
  syncRoutes(app, deps);
  photoRoutes(app, deps);
  historyRoutes(app, deps);
  adminRoutes(app, deps);

  app.all('/api/*', () => problemResponse('not-found'));
  app.all('*', (c) => serveSite(c, deps.site));

  app.onError((error, c) => {
    if (error instanceof Refusal) return problemResponse(error.code, error.more);
    const code = codeOfFailure(error);
    deps.log.error('request-failed', {
      method: c.req.method,
      route: c.req.path.split('/').slice(0, 5).join('/'),
      ...failureFacts(error),
      answer: code,
    });
    return problemResponse(code);
  });
  return app;
}

/**
 * Besides the SameSite=Strict cookie: a browser says where a request comes from. Under `no-referrer` the Origin header
 * may be null, so it proves nothing. A client that is no browser says nothing and has no cookie of somebody else's.
 */
const refuseOtherSites: MiddlewareHandler = async (c, next) => {
  const site = c.req.header('Sec-Fetch-Site');
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!reads && site !== undefined && site !== 'same-origin') throw new Refusal('cross-site');
  await next();
};
