// Photos: "do you have it?", reading one through its record, and resumable uploads.
import type { Hono } from 'hono';
import { photoOf, photosHeld } from '../../use-cases/photos.ts';
import { type AppDeps, must, signedIn } from '../context.ts';
import { answerJson } from '../json.ts';
import { Refusal } from '../problem.ts';
import { matchesTag } from '../static.ts';
import { createTus, uploadsPath } from '../tus.ts';

export function photoRoutes(app: Hono, deps: AppDeps): void {
  const tus = createTus(deps);

  // Hono routes a HEAD as a GET; the request itself still says HEAD.
  app.on(['POST', 'GET', 'PATCH', 'DELETE', 'OPTIONS'], [uploadsPath, `${uploadsPath}/:id`], async (c) => {
    if (c.req.raw.method === 'GET') throw new Refusal('not-found');
    return tus(c.req.raw, await signedIn(c, deps));
  });

  app.get('/api/v1/records/:id/photos', async (c) => {
    const { actor } = await signedIn(c, deps);
    const held = must(await deps.store.read(actor.communeId, (tx) => photosHeld(tx, actor, c.req.param('id'))));
    return answerJson(c, { held });
  });

  app.get('/api/v1/records/:id/photos/:photoId', async (c) => {
    const { actor } = await signedIn(c, deps);
    const size = c.req.query('size') ?? 'full';
    if (size !== 'thumb' && size !== 'full') throw new Refusal('bad-request');
    const { id, photoId } = c.req.param();
    const photo = must(await deps.store.read(actor.communeId, (tx) => photoOf(tx, actor, id, photoId, size)));
    const headers = new Headers({
      ETag: `"${photo.sha256}"`,
      'Cache-Control': 'private, max-age=31536000, immutable',
      Vary: 'Cookie',
    });
    if (matchesTag(c.req.header('If-None-Match'), `"${photo.sha256}"`))
      return new Response(null, { status: 304, headers });
    const bytes = await deps.photos.read(photo.sha256);
    // The database says it is here and the disk says no: somebody must look.
    if (!bytes) {
      deps.log.error('photo-lost', { recordId: id, photoId, size });
      throw new Refusal('unavailable', { retryAfterSeconds: 3600 });
    }
    headers.set('Content-Type', photo.mime);
    return new Response(bytes, { headers });
  });
}
