import { describe, expect, test } from 'vitest';
import { getMeta, putMeta } from '../../src/db/meta.ts';
import { unsentOf } from '../../src/db/people-here.ts';
import { bytesKey } from '../../src/db/photo-bytes.ts';
import { photosOf } from '../../src/db/photos.ts';
import { putAway } from '../../src/db/put-away.ts';
import { recordPage } from '../../src/db/record-query.ts';
import { strip } from '../../src/db/strip-query.ts';
import { receiptMs } from '../../src/shared/sync/receipt.ts';
import { addPeopleAnswerSchema } from '../../src/shared/wire/admin.ts';
import { communeHere } from '../support/commune-here.ts';
import { aKeptPhoto, type Fault, faults } from '../support/phone.ts';
import { addPhotoTo, noUploads, photosAt, uploadsOf } from '../support/photos-at.ts';

const commune = communeHere();
const { phoneOf } = commune;
const { aHead, saveWithPhotos, moveToTheSchool, heldAtTheCommune } = photosAt(commune);

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
