import { describe, expect, test } from 'vitest';
import { putMeta } from '../../src/db/meta.ts';
import { bytesKey } from '../../src/db/photo-bytes.ts';
import { putAwayCarried } from '../../src/db/rescue-write.ts';
import { strip } from '../../src/db/strip-query.ts';
import { liveCarried } from '../../src/features/this-device/live-carried.ts';
import { receiptMs } from '../../src/shared/sync/receipt.ts';
import { firstValue } from '../support/first-value.ts';
import { restorableHere } from '../support/installation-here.ts';
import { faults, type Phone } from '../support/phone.ts';
import { edit } from '../support/phone-acts.ts';
import { carriedOf, rescueAt, statesOfCarried } from '../support/rescue-site.ts';

const site = restorableHere();
const { phoneOf, restore } = site;
const { aColleague, ofHamlet, save, saveWithPhoto, exported, planOf, atTheCommune, hashAtTheCommune } = rescueAt(site);

/** Its author's record came after the backup; what a helper wrote in it stands in a file. */
async function aCorrectionInAFile() {
  const author = await phoneOf(site.village.people.head);
  const [helper, carrier] = [await aColleague(), await aColleague()];
  await carrier.engine.run('start');
  await site.server.backUp();
  const recordId = await save(author, ofHamlet({ title: 'Tên đầu' }));
  await author.engine.run('start');
  await helper.engine.run('start');
  await edit(helper, recordId, { title: 'Tên sửa' });
  return { author, helper, carrier, recordId, zip: await exported(helper) };
}

/** The same, and a third phone has taken the file. */
async function aCarriedCorrection() {
  const { zip, ...told } = await aCorrectionInAFile();
  await planOf(told.carrier, zip);
  return told;
}

/** Carried, arrived, and seen by the carrier. @param between the words and the photo */
async function putAwayWithAPhoto(seed: number, between = async () => {}) {
  const lost = await phoneOf(site.village.people.head);
  const carrier = await aColleague();
  const { photo } = await saveWithPhoto(lost, seed);
  await planOf(carrier, await exported(lost));
  carrier.failOnce('/api/v1/uploads', async (pass) => {
    await between();
    return pass();
  });
  expect(await carrier.engine.run('start')).toEqual({ type: 'done' });
  await putAwayCarried(carrier.db, lost.queueId);
  expect(await loadsOf(carrier)).toEqual([]);
  return { lost, carrier, photo };
}

const loadsOf = async (phone: Phone) => (await firstValue(liveCarried(phone.db))).loads;

describe('[S11] [S16] what a phone carried and the restored server lacks', () => {
  test.each(['colleague', 'teacher'] as const)(
    'is brought again by the %s who had put it away, with its dossier number and photo, and the lost phone doubles nothing',
    async (who) => {
      const lost = await phoneOf(site.village.people.head);
      const { recordId, photo } = await saveWithPhoto(lost, who === 'teacher' ? 2 : 1);
      const other = await save(lost);
      const zip = await exported(lost);
      const carrier = who === 'teacher' ? await phoneOf(site.village.people.teacher) : await aColleague();
      await site.server.backUp();
      await planOf(carrier, zip);
      expect(await carrier.engine.run('start')).toEqual({ type: 'done' });
      const dossiers = [(await atTheCommune(recordId))[0]?.dossier, (await atTheCommune(other))[0]?.dossier];
      await putAwayCarried(carrier.db, lost.queueId);
      expect(await statesOfCarried(carrier)).toEqual(['arrived', 'arrived']);

      await restore();
      expect(await atTheCommune(recordId)).toEqual([]);
      expect(await carrier.engine.run('button')).toEqual({ type: 'done' });
      expect(await statesOfCarried(carrier)).toEqual(['arrived', 'arrived']);
      const [record, ...others] = await atTheCommune(recordId);
      expect([record?.author.id, others]).toEqual([lost.me.accountId, []]);
      expect([record?.dossier, (await atTheCommune(other))[0]?.dossier]).toEqual(dossiers);
      expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
      expect(await carrier.db.photoBytes.get(bytesKey(photo.id, 'full'))).toBeTruthy();

      expect(await lost.engine.run('start')).toEqual({ type: 'done' });
      expect(await strip(lost.db)).toMatchObject({ waiting: 0, attention: 0, photosWaiting: 0 });
      expect(await atTheCommune(recordId)).toHaveLength(1);
    },
  );

  test('that the backup has is not sent again, and neither is its photo', async () => {
    const lost = await phoneOf(site.village.people.head);
    const { recordId } = await saveWithPhoto(lost, 3);
    const zip = await exported(lost);
    const carrier = await aColleague();
    await planOf(carrier, zip);
    await carrier.engine.run('start');
    await site.server.backUp();
    await restore();
    carrier.requests.length = 0;
    expect(await carrier.engine.run('button')).toEqual({ type: 'done' });
    expect(carrier.requests.filter(({ method, path }) => method !== 'GET' && path !== '/api/v1/sync')).toEqual([]);
    expect(await statesOfCarried(carrier)).toEqual(['arrived']);
    expect((await carrier.db.photos.toArray()).map(({ state }) => state)).toEqual(['held']);
    expect(await atTheCommune(recordId)).toHaveLength(1);
  });

  test('[S16] and was put away is not shown again by a restore that lacks nothing of it, and is kept no longer for it', async () => {
    const { carrier, photo } = await putAwayWithAPhoto(6);
    await carrier.engine.run('start');
    const { heldFrom } = (await carrier.db.photos.get(photo.id)) ?? {};
    await site.server.backUp();
    await restore();
    carrier.failOnce('/api/v1/sync', (pass) => pass());
    carrier.failAlways(faults.offline);
    await carrier.engine.run('button');
    expect(await carrier.db.photos.get(photo.id)).toMatchObject({ state: 'ready' });
    expect(await loadsOf(carrier)).toEqual([]);
    carrier.failAlways(null);
    expect(await carrier.engine.run('button')).toEqual({ type: 'done' });
    expect(await carrier.db.photos.get(photo.id)).toMatchObject({ state: 'held', putAway: true, heldFrom });
    expect(await loadsOf(carrier)).toEqual([]);
  });

  test('[S16] and was put away is shown as its author’s once its photo had to be sent again', async () => {
    const { lost, carrier, photo } = await putAwayWithAPhoto(7, () => site.server.backUp());
    await restore();
    await carrier.engine.run('button');
    expect(await hashAtTheCommune(photo.recordId, photo.id)).toBe(photo.full?.sha256);
    const author = { id: lost.me.accountId, name: lost.me.name };
    expect(await loadsOf(carrier)).toMatchObject([{ author, arrived: 0, photos: { waiting: 0, arrived: 1 } }]);
  });

  test('is offered also where an earlier release noted only that it arrived', async () => {
    const lost = await phoneOf(site.village.people.head);
    const recordId = await save(lost);
    const zip = await exported(lost);
    const carrier = await aColleague();
    await site.server.backUp();
    await planOf(carrier, zip);
    await carrier.engine.run('start');
    for (const { taken: _, answeredAt: __, ...row } of await carriedOf(carrier)) await carrier.db.carried.put(row);
    await restore();
    await carrier.engine.run('button');
    expect(await atTheCommune(recordId)).toHaveLength(1);
    expect(await statesOfCarried(carrier)).toEqual(['arrived']);
  });

  test('and was forgotten here is carried again when the file is brought in again', async () => {
    const lost = await phoneOf(site.village.people.head);
    const { recordId, photo } = await saveWithPhoto(lost, 4);
    const zip = await exported(lost);
    const carrier = await aColleague();
    await site.server.backUp();
    await planOf(carrier, zip);
    await carrier.engine.run('start');
    for (const table of [carrier.db.carried, carrier.db.photos, carrier.db.photoBytes]) await table.clear();
    await restore();
    await carrier.engine.run('button');
    expect(await planOf(carrier, zip)).toMatchObject({ carry: [{}], known: 0, photos: [{ as: 'carried' }] });
    await carrier.engine.run('button');
    expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
  });

  test('and refused it since is told once more what it had answered, when the file is brought in again', async () => {
    const lost = await phoneOf(site.village.people.head);
    await save(lost);
    const zip = await exported(lost);
    const carrier = await aColleague();
    await planOf(carrier, zip);
    const again = { rev: 7, dossier: 'NT-2026-0007' };
    const [row] = await carriedOf(carrier);
    if (!row) throw new Error('nothing carried');
    await carrier.db.carried.put({ ...row, state: 'refused', refusal: 'unknown-queue', again });
    expect(await planOf(carrier, zip)).toMatchObject({ carry: [{}] });
    expect(await carriedOf(carrier)).toMatchObject([{ state: 'waiting', refusal: null, again }]);
  });

  test('goes on waiting until the phone that made the record has brought it', async () => {
    const { author, carrier, recordId } = await aCarriedCorrection();
    await carrier.engine.run('button');
    expect((await atTheCommune(recordId))[0]?.values.title).toBe('Tên sửa');

    await restore();
    expect(await carrier.engine.run('button')).toEqual({ type: 'done' });
    expect(await statesOfCarried(carrier)).toEqual(['waiting']);
    await author.engine.run('button');
    await carrier.engine.run('button');
    expect(await statesOfCarried(carrier)).toEqual(['arrived']);
    const [record] = await atTheCommune(recordId);
    expect(record?.values.title).toBe('Tên sửa');
  });
});

test('[S9] [S11] an edit that was carried before its record was back is taken when its own phone brings it', async () => {
  const { author, helper, carrier, recordId, zip } = await aCorrectionInAFile();
  await helper.engine.run('button');
  await restore();
  await carrier.engine.run('button');
  await planOf(carrier, zip);
  await carrier.engine.run('button');
  for (const phone of [author, helper]) await phone.engine.run('button');
  expect((await atTheCommune(recordId))[0]?.values.title).toBe('Tên sửa');
  expect(await helper.db.outbox.count()).toBe(0);
});

test('[S11] [S16] a server restored in the middle of a run decides no carried batch before the phone has heard of it', async () => {
  const { author, carrier, recordId } = await aCarriedCorrection();
  carrier.failOnce('/api/v1/sync', (pass) => pass());
  carrier.failOnce('/api/v1/sync', async (pass) => {
    await restore();
    return pass();
  });
  expect(await carrier.engine.run('button')).toEqual({ type: 'done' });
  // Refused, had it been decided: the record is not there yet.
  expect(await statesOfCarried(carrier)).toEqual(['waiting']);
  await author.engine.run('button');
  await carrier.engine.run('button');
  expect(await statesOfCarried(carrier)).toEqual(['arrived']);
  expect((await atTheCommune(recordId))[0]?.values.title).toBe('Tên sửa');
});

test('[S11] [S16] what was carried is kept for ninety days by the server’s clock, and its photo as long as the words', async () => {
  // This phone's own clock runs a year ahead.
  const carrier = await aColleague({ now: () => Date.now() + 365 * 24 * 3600_000 });
  const heard = (ms: number) => putMeta(carrier.db, 'lastSyncAt', new Date(Date.now() + ms).toISOString());
  const lost = await phoneOf(site.village.people.head);
  const { photo } = await saveWithPhoto(lost, 5);
  await planOf(carrier, await exported(lost));
  await carrier.engine.run('start');
  await carrier.engine.run('start');
  await heard(receiptMs - 24 * 3600_000);
  await carrier.engine.run('start');
  expect(await statesOfCarried(carrier)).toEqual(['arrived']);
  expect(await carrier.db.photos.get(photo.id)).toMatchObject({ state: 'held' });
  await heard(receiptMs + 24 * 3600_000);
  await carrier.engine.run('start');
  expect(await statesOfCarried(carrier)).toEqual([]);
  expect(await carrier.db.photos.get(photo.id)).toBeUndefined();
  expect(await carrier.db.photoBytes.get(bytesKey(photo.id, 'full'))).toBeUndefined();
});
