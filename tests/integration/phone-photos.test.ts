import { describe, expect, test } from 'vitest';
import { bytesKey } from '../../src/db/photo-bytes.ts';
import { photosOf } from '../../src/db/photos.ts';
import { recordPage } from '../../src/db/record-query.ts';
import { strip } from '../../src/db/strip-query.ts';
import { retryUndecoded } from '../../src/db/undecoded.ts';
import { communeHere } from '../support/commune-here.ts';
import { aKeptPhoto, faults, OneLock } from '../support/phone.ts';
import { chunksOf, large, photosAt, stateOf } from '../support/photos-at.ts';

const { aHead, saveWithPhotos, heldAtTheCommune } = photosAt(communeHere());

describe('a photo that must not be sent', () => {
  test('[P2] whose bytes were damaged on the phone is said, and the other photo goes on', async () => {
    const phone = await aHead();
    const { recordId, photos } = await saveWithPhotos(phone, aKeptPhoto(1), aKeptPhoto(2));
    const [first, second] = photos;
    if (!first || !second) throw new Error('no photos');
    const stored = await phone.db.photoBytes.get(bytesKey(first.id, 'thumb'));
    if (!stored) throw new Error('no bytes');
    new Uint8Array(stored)[50] = 255 - (new Uint8Array(stored)[50] ?? 0);
    await phone.db.photoBytes.put(stored, bytesKey(first.id, 'thumb'));
    expect(await phone.engine.run('saved')).toEqual({ type: 'done' });
    const rows = await photosOf(phone.db, recordId);
    expect(rows.map(({ state, failure }) => ({ state, failure }))).toEqual([
      { state: 'failed', failure: 'damaged' },
      { state: 'held', failure: null },
    ]);
    expect(await stateOf(phone, recordId)).toMatchObject({ type: 'sending', photosLeft: 1 });
    expect((await phone.db.errors.toArray()).map(({ code }) => code)).toEqual([]); // it rode along with the last sync
  });

  test('[P2] a file that arrived whole the second time leaves the next its own second time', async () => {
    const phone = await aHead();
    const { recordId, photos } = await saveWithPhotos(phone, aKeptPhoto(14));
    let pieces = 0;
    // The thumbnail's only piece, and the picture's first.
    phone.failAlways((pass, sent) =>
      sent.method === 'PATCH' && [1, 3].includes(++pieces) ? faults.problem('photo-mismatch', 460)(pass, sent) : pass(),
    );
    expect(await phone.engine.run('saved')).toEqual({ type: 'done' });
    expect(await heldAtTheCommune(recordId, photos[0]?.id ?? '')).toBe(photos[0]?.full?.sha256);
    expect(await photosOf(phone.db, recordId)).toMatchObject([{ state: 'held', failure: null }]);
  });

  test('is none that arrived before a frozen tab heard that it was refused', async () => {
    const phone = await aHead();
    const { recordId } = await saveWithPhotos(phone, aKeptPhoto(15));
    phone.failOnce('/api/v1/uploads', async (pass, sent) => {
      await phone.anotherEngine({ locks: new OneLock() }).run('visible');
      return faults.problem('photo-not-expected', 422)(pass, sent);
    });
    await phone.engine.run('saved');
    expect(await photosOf(phone.db, recordId)).toMatchObject([{ state: 'held', failure: null }]);
  });

  test('[P8] a HEIC stays until it is decoded, and then goes without its original', async () => {
    const phone = await aHead();
    const { recordId, photos } = await saveWithPhotos(phone, { type: 'undecodable-heic' });
    const [heic] = photos;
    if (!heic) throw new Error('no photo');
    await phone.engine.run('saved');
    expect(phone.requests.some(({ path }) => path.startsWith('/api/v1/uploads'))).toBe(false);
    expect(await stateOf(phone, recordId)).toMatchObject({ type: 'sending', photosLeft: 1 });

    expect(await retryUndecoded(phone.db, async () => ({ type: 'refused' }), phone.deps)).toBe(0);
    const decoded = aKeptPhoto(3);
    expect(await retryUndecoded(phone.db, async () => decoded, phone.deps)).toBe(1);
    await phone.engine.run('saved');
    expect(await stateOf(phone, recordId)).toMatchObject({ type: 'arrived' });
    expect(await heldAtTheCommune(recordId, heic.id)).toBe(decoded.full.sha256);
    expect(await phone.db.photoBytes.get(bytesKey(heic.id, 'original'))).toBeUndefined();
    expect((await recordPage(phone.db, recordId))?.view.rows.photos?.[heic.id]?.caption).toBe('Lúc trao ví');
  });

  test('[P4] of a record that was refused waits with it', async () => {
    const phone = await aHead();
    phone.failAlways(async (pass, { path }) =>
      path === '/api/v1/sync' ? new Response('too large', { status: 413 }) : pass(),
    );
    const { recordId } = await saveWithPhotos(phone, aKeptPhoto(4));
    await phone.engine.run('saved');
    expect(await stateOf(phone, recordId)).toEqual({ type: 'attention', code: 'too-large' });
    expect(phone.requests.every(({ path }) => path === '/api/v1/sync')).toBe(true);
    expect(await strip(phone.db)).toMatchObject({ photosWaiting: 1 });
  });
});

describe('photos of a nomination', () => {
  test('[S14] come after its text, thumbnails first, and only then it is "Đã tới xã"', async () => {
    const phone = await aHead();
    const { recordId, photos } = await saveWithPhotos(phone, aKeptPhoto(5), aKeptPhoto(6), aKeptPhoto(7));
    phone.failAlways(async (pass, { path, method }) => {
      const isFull =
        method === 'POST' &&
        path === '/api/v1/uploads' &&
        phone.requests.filter((r) => r.method === 'POST' && r.path === path).length > 3;
      return isFull ? faults.offline(pass, { path, method, bytes: 0 }) : pass();
    });
    await phone.engine.run('saved');
    expect(await stateOf(phone, recordId)).toMatchObject({ type: 'sending', photosLeft: 3 });
    const halfway = await photosOf(phone.db, recordId);
    expect(halfway.map(({ sent }) => sent)).toEqual([['thumb'], ['thumb'], ['thumb']]);

    phone.failAlways(null);
    await phone.engine.run('online');
    expect(await stateOf(phone, recordId)).toMatchObject({ type: 'arrived' });
    for (const photo of photos) expect(await heldAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
    for (const photo of photos) expect(await heldAtTheCommune(recordId, photo.id, 'thumb')).toBe(photo.thumb?.sha256);
    expect(await strip(phone.db)).toMatchObject({ waiting: 0, photosWaiting: 0 });
  });

  test('[P1] a worker killed mid-upload sends at most one chunk again', async () => {
    const phone = await aHead();
    const photo = aKeptPhoto(8, large);
    const { recordId, photos } = await saveWithPhotos(phone, photo);
    let chunks = 0;
    const killed = new Promise<never>(() => undefined);
    // The chunk arrives, its answer never does, and nothing of this worker runs again.
    phone.failAlways(async (pass, { method }) => {
      if (method !== 'PATCH' || ++chunks < 4) return pass();
      await pass();
      return killed;
    });
    void phone.engine.run('saved');
    await expect.poll(() => chunks, { timeout: 10_000 }).toBe(4);
    const sentBefore = chunksOf(phone).reduce((sum, { bytes }) => sum + bytes, 0);
    await new Promise((resolve) => setTimeout(resolve, 100));

    phone.failAlways(null);
    const reborn = phone.anotherEngine({ locks: new OneLock() });
    expect(await reborn.run('sync')).toEqual({ type: 'done' });
    const sent = chunksOf(phone).reduce((sum, { bytes }) => sum + bytes, 0);
    const needed = photo.full.bytes.byteLength + photo.thumb.bytes.byteLength;
    expect(sentBefore).toBeLessThan(needed); // else nothing was left to resume
    expect(sent - needed).toBeLessThanOrEqual(Math.max(...chunksOf(phone).map(({ bytes }) => bytes)));
    expect(await heldAtTheCommune(recordId, photos[0]?.id ?? '')).toBe(photo.full.sha256);
    expect(await stateOf(phone, recordId)).toMatchObject({ type: 'arrived' });
  });

  test('[P1] on a line that cuts every third chunk arrive whole, in smaller chunks', async () => {
    const phone = await aHead();
    const photo = aKeptPhoto(9, large);
    const { recordId, photos } = await saveWithPhotos(phone, photo);
    let chunks = 0;
    phone.failAlways(async (pass, sent) =>
      sent.method === 'PATCH' && ++chunks % 3 === 0 ? faults.offline(pass, sent) : pass(),
    );
    for (let runs = 0; runs < 5 && (await stateOf(phone, recordId))?.type !== 'arrived'; runs++)
      await phone.engine.run('button');
    expect(await stateOf(phone, recordId)).toMatchObject({ type: 'arrived' });
    expect(await heldAtTheCommune(recordId, photos[0]?.id ?? '')).toBe(photo.full.sha256);
    expect(chunksOf(phone)[0]?.bytes).toBeLessThanOrEqual(64 * 1024);
  });

  test('[P1] a captive portal that says 200 to everything is never taken for the server', async () => {
    const phone = await aHead();
    const { recordId } = await saveWithPhotos(phone, aKeptPhoto(10));
    phone.failAlways(async (pass, sent) => (sent.path === '/api/v1/sync' ? pass() : faults.portal(pass, sent)));
    expect(await phone.engine.run('saved')).toEqual({ type: 'waiting', because: 'bad-answer' });
    expect((await photosOf(phone.db, recordId))[0]).toMatchObject({ state: 'ready', sent: [], uploads: {} });
    phone.failAlways(null);
    await phone.engine.run('button');
    expect(await stateOf(phone, recordId)).toMatchObject({ type: 'arrived' });
  });

  test('[P4] that arrived though the last answer was lost are not sent again', async () => {
    const phone = await aHead();
    const photo = aKeptPhoto(11);
    const { recordId } = await saveWithPhotos(phone, photo);
    let lost = false;
    phone.failAlways(async (pass, sent) => {
      if (lost) throw new TypeError('Failed to fetch');
      if (sent.method !== 'PATCH') return pass();
      lost = true;
      return faults.answerLost(pass, sent);
    });
    expect(await phone.engine.run('saved')).toMatchObject({ type: 'waiting' });
    phone.failAlways(null);
    const before = chunksOf(phone).length;
    await phone.engine.run('button');
    const again = chunksOf(phone).slice(before);
    // The full picture; the thumbnail was there.
    expect(again.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(photo.full.bytes.byteLength);
    expect(await stateOf(phone, recordId)).toMatchObject({ type: 'arrived' });
  });

  test('[S14] give way to text that is saved while they are sent', async () => {
    const phone = await aHead();
    await saveWithPhotos(phone, aKeptPhoto(12), aKeptPhoto(13));
    let urgent: string | null = null;
    phone.failAlways(async (pass, { method }) => {
      if (method === 'PATCH' && urgent === null) {
        ({ recordId: urgent } = await saveWithPhotos(phone));
        await phone.anotherEngine().run('saved');
      }
      return pass();
    });
    await phone.engine.run('saved');
    const order = phone.requests.map(({ method, path }) => (path === '/api/v1/sync' ? 'text' : method));
    const firstChunk = order.indexOf('PATCH');
    expect(order.slice(firstChunk + 1)[0]).toBe('text');
    expect(urgent && (await stateOf(phone, urgent))).toMatchObject({ type: 'arrived' });
  });
});
