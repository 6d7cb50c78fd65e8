import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { getMeta, putMeta } from '../../src/db/meta.ts';
import { unsentOf } from '../../src/db/people-here.ts';
import { bytesKey } from '../../src/db/photo-bytes.ts';
import { addPhoto, photosOf } from '../../src/db/photos.ts';
import { putAway } from '../../src/db/put-away.ts';
import { recordPage } from '../../src/db/record-query.ts';
import type { PhotoRow } from '../../src/db/rows.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { strip } from '../../src/db/strip-query.ts';
import { retryUndecoded } from '../../src/db/undecoded.ts';
import { receiptMs } from '../../src/shared/sync/receipt.ts';
import { addPeopleAnswerSchema } from '../../src/shared/wire/admin.ts';
import { aNomination } from '../support/builders.ts';
import { communeHere } from '../support/commune-here.ts';
import { aHeic } from '../support/jpeg-others.ts';
import { aKeptPhoto, type Fault, faults, OneLock, type Phone } from '../support/phone.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { phoneOf } = commune;
/** Large enough for several chunks. */
const large = { width: 1600, height: 1200 };

const aHead = () => phoneOf(commune.village.people.head);

type Kept = Parameters<typeof addPhoto>[2];

/** A nomination with photos, saved and not yet sent. */
async function saveWithPhotos(phone: Phone, ...kept: readonly Kept[]) {
  const recordId = newId();
  const photos: PhotoRow[] = [];
  for (const outcome of kept) {
    const added = await addPhoto(phone.db, recordId, outcome, new Blob([aHeic()]));
    if (!added.ok) throw new Error(added.error.code);
    photos.push(added.value);
  }
  const content = aNomination(
    { unitId: commune.village.hamlet.id },
    {
      subjects: { [newId()]: { order: 1, name: 'Trần Văn An' } },
      photos: Object.fromEntries(photos.map(({ id }, order) => [id, { order, caption: 'Lúc trao ví' }])),
    },
  );
  const saved = await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content });
  if (!saved.ok) throw new Error(saved.error.code);
  return { recordId, photos };
}

/** The officer gives the record to the school: it leaves the phones of the hamlet. */
async function moveToTheSchool(recordId: string): Promise<void> {
  const officer = await phoneOf(commune.village.people.officer);
  await officer.engine.run('start');
  const page = await recordPage(officer.db, recordId);
  if (!page) throw new Error('the officer does not see it');
  const content = { ...page.view, values: { ...page.view.values, unitId: commune.village.school.id } };
  const seen = { content: page.view, rev: page.rev, revs: page.revs };
  expect((await saveEdit(officer.db, officer.deps, { recordId, seen, content })).ok).toBe(true);
  expect(await officer.engine.run('saved')).toEqual({ type: 'done' });
}

const noUploads: Fault = (pass, sent) =>
  sent.path.startsWith('/api/v1/uploads') ? faults.offline(pass, sent) : pass();

async function addPhotoTo(phone: Phone, recordId: string, kept: Kept): Promise<PhotoRow> {
  const page = await recordPage(phone.db, recordId);
  const added = await addPhoto(phone.db, recordId, kept, new Blob([]));
  if (!page || !added.ok) throw new Error('no record, or no photo');
  const photos = { ...page.view.rows.photos, [added.value.id]: { order: 9, caption: 'Thêm sau' } };
  const content = { ...page.view, rows: { ...page.view.rows, photos } };
  const seen = { content: page.view, rev: page.rev, revs: page.revs };
  expect((await saveEdit(phone.db, phone.deps, { recordId, seen, content })).ok).toBe(true);
  return added.value;
}

const stateOf = async (phone: Phone, recordId: string) => (await recordPage(phone.db, recordId))?.state;
const uploadsOf = (phone: Phone) =>
  phone.requests.filter(({ method, path }) => method === 'POST' && path === '/api/v1/uploads').length;
const chunksOf = (phone: Phone) => phone.requests.filter(({ method }) => method === 'PATCH');

async function heldAtTheCommune(recordId: string, photoId: string, size = 'full') {
  const officer = await commune.village.enrol(commune.village.people.officer);
  const response = await officer.get(`/api/v1/records/${recordId}/photos/${photoId}?size=${size}`);
  if (!response.ok) return response.status;
  return createHash('sha256')
    .update(new Uint8Array(await response.arrayBuffer()))
    .digest('hex');
}

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

describe('[P4] a photo that the feed names and the server does not find', () => {
  const notFound: Fault = async (pass, sent) =>
    sent.path === '/api/v1/uploads' ? faults.problem('not-found', 404)(pass, sent) : pass();

  test('is left for a later run after one more exchange, holds up nothing, and is still to be sent', async () => {
    const phone = await aHead();
    const { recordId, photos } = await saveWithPhotos(phone, aKeptPhoto(31), aKeptPhoto(32));
    phone.failAlways((pass, sent) => {
      // The first photo's thumbnail twice.
      return uploadsOf(phone) > 2 ? pass() : notFound(pass, sent);
    });
    expect(await phone.engine.run('saved')).toEqual({ type: 'unanswered' });
    expect((await photosOf(phone.db, recordId)).map(({ state }) => state)).toEqual(['ready', 'held']);
    expect(await getMeta(phone.db, 'syncRun')).toMatchObject({ type: 'waiting', because: 'server-error' });
    expect(await unsentOf(phone.db)).toMatchObject({ photos: 1 });

    phone.failAlways(null);
    expect(await phone.engine.run('button')).toEqual({ type: 'done' });
    expect(await heldAtTheCommune(recordId, photos[0]?.id ?? '')).toBe(photos[0]?.full?.sha256);
  });

  test('ends every run with a wait as long as that is so', async () => {
    const phone = await aHead();
    await saveWithPhotos(phone, aKeptPhoto(33), aKeptPhoto(34), aKeptPhoto(35));
    phone.failAlways(notFound);
    for (let runs = 0; runs < 3; runs++) {
      phone.requests.length = 0;
      expect(await phone.engine.run('button')).toEqual({ type: 'unanswered' });
      expect(uploadsOf(phone)).toBe(6);
      expect(phone.requests.filter(({ path }) => path === '/api/v1/sync').length).toBeLessThanOrEqual(6);
    }
    expect(await getMeta(phone.db, 'failures')).toBe(3);
  });

  test('is unsent also where an earlier release took it for unwanted, and goes at the next start', async () => {
    const phone = await aHead();
    const { recordId, photos } = await saveWithPhotos(phone, aKeptPhoto(36));
    phone.failAlways(noUploads);
    await phone.engine.run('saved');
    await phone.db.photos.toCollection().modify({ state: 'failed', failure: 'unwanted' });
    expect(await unsentOf(phone.db)).toMatchObject({ photos: 1 });
    phone.failAlways(null);
    expect(await phone.engine.run('start')).toEqual({ type: 'done' });
    expect(await unsentOf(phone.db)).toMatchObject({ photos: 0 });
    expect(await heldAtTheCommune(recordId, photos[0]?.id ?? '')).toBe(photos[0]?.full?.sha256);
  });
});

describe('[P4] a photo whose record has left the phone', () => {
  test('[S11] is sent all the same when its text was answered, and leaves with its bytes after the receipt', async () => {
    const phone = await aHead();
    phone.failAlways(noUploads);
    const { recordId, photos } = await saveWithPhotos(phone, aKeptPhoto(21), aKeptPhoto(22));
    await phone.engine.run('saved');
    await moveToTheSchool(recordId);
    expect(await phone.engine.run('button')).toEqual({ type: 'waiting', because: 'offline' });
    expect(await recordPage(phone.db, recordId)).toBeNull();
    phone.failAlways(null);
    expect(await phone.engine.run('button')).toEqual({ type: 'done' });
    for (const photo of photos) expect(await heldAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
    expect(await strip(phone.db)).toMatchObject({ photosWaiting: 0 });
    expect((await photosOf(phone.db, recordId)).map(({ state }) => state)).toEqual(['held', 'held']);

    const heard = (ms: number) => putMeta(phone.db, 'lastSyncAt', new Date(Date.now() + ms).toISOString());
    const day = 24 * 3600_000;
    await heard(receiptMs - day);
    await phone.engine.run('start');
    expect(await photosOf(phone.db, recordId)).toHaveLength(2);
    await heard(receiptMs + day);
    await phone.engine.run('start');
    expect(await photosOf(phone.db, recordId)).toEqual([]);
    const bytes = (await phone.db.photoBytes.toCollection().primaryKeys()).map(String);
    expect(bytes.filter((key) => photos.some(({ id }) => key.startsWith(id)))).toEqual([]);
  });

  test('is sent when it was added to another person’s record', async () => {
    const author = await aHead();
    const { recordId } = await saveWithPhotos(author);
    await author.engine.run('saved');
    const { admin, hamlet } = commune.village;
    const name = 'Đỗ Thị Mùi';
    const people = [{ name, assignment: { role: 'submitter', unitId: hamlet.id } }];
    const answer = await admin.send('POST', '/api/v1/admin/people', { people });
    const [id = ''] = addPeopleAnswerSchema.parse(await answer.json()).added;
    const phone = await phoneOf({ id, name });
    await phone.engine.run('start');
    phone.failAlways(noUploads);
    const photo = await addPhotoTo(phone, recordId, aKeptPhoto(23));
    await phone.engine.run('saved');
    await moveToTheSchool(recordId);
    await phone.engine.run('button');
    phone.failAlways(null);
    expect(await phone.engine.run('button')).toEqual({ type: 'done' });
    expect(await heldAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
    expect(await strip(phone.db)).toMatchObject({ photosWaiting: 0 });
  });

  test('waits while the text that names it is refused, and no longer once that was put away', async () => {
    const phone = await aHead();
    const { recordId } = await saveWithPhotos(phone);
    await phone.engine.run('saved');
    await moveToTheSchool(recordId);
    const photo = await addPhotoTo(phone, recordId, aKeptPhoto(24));
    for (let runs = 0; runs < 2; runs++) expect(await phone.engine.run('button')).toEqual({ type: 'done' });
    expect(await recordPage(phone.db, recordId)).toBeNull();
    const [refused, ...others] = await phone.db.outbox.toArray();
    expect([refused?.refusal, others]).toEqual(['not-your-unit', []]);
    expect(phone.requests.every(({ path }) => path === '/api/v1/sync')).toBe(true);
    expect(await strip(phone.db)).toMatchObject({ photosWaiting: 1 });

    await putAway(phone.db, phone.deps, refused?.seq ?? 0);
    expect(await phone.engine.run('button')).toEqual({ type: 'done' });
    expect(await strip(phone.db)).toMatchObject({ photosWaiting: 0 });
    expect(await photosOf(phone.db, recordId)).toMatchObject([{ state: 'failed', failure: 'unwanted' }]);
    expect(await phone.db.photoBytes.get(bytesKey(photo.id, 'full'))).toBeDefined();
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
