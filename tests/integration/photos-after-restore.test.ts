// Photos of a phone whose server was put back to a backup that lacks them.
import { describe, expect, test } from 'vitest';
import { unsentOf } from '../../src/db/people-here.ts';
import { putAway } from '../../src/db/put-away.ts';
import { retryUndecoded } from '../../src/db/undecoded.ts';
import { unsendablePhotos } from '../../src/db/unsendable.ts';
import { restorableHere } from '../support/installation-here.ts';
import { aKeptPhoto, type Fault, faults, type Phone } from '../support/phone.ts';
import { addHeic, deedOf, edit, saveDeed } from '../support/phone-acts.ts';
import { rescueAt, statesOfCarried } from '../support/rescue-site.ts';
import { newId } from '../support/village.ts';

const site = restorableHere();
const { phoneOf, restore } = site;
const { aHead, aColleague, saveWithPhoto, exported, planOf, atTheCommune, hashAtTheCommune } = rescueAt(site);

const uploadsPath = '/api/v1/uploads';

/** A line that breaks at the first upload after so many were begun. */
function onlyUploads(most: number): Fault {
  let begun = 0;
  return (pass, sent) => {
    if (sent.path === uploadsPath) begun += 1;
    return sent.path.startsWith(uploadsPath) && begun > most ? faults.offline(pass, sent) : pass();
  };
}

describe('[S11] a server restored between the words and the picture', () => {
  const restoredAtTheFirstUpload = (phone: Phone) =>
    phone.failOnce(uploadsPath, async (pass) => {
      await restore();
      return pass();
    });

  test('has the picture from the phone that wrote the words', async () => {
    const author = await aHead();
    await author.engine.run('start');
    await site.server.backUp();
    const { recordId, photo } = await saveWithPhoto(author, 21);
    restoredAtTheFirstUpload(author);
    for (let runs = 0; runs < 2; runs++) await author.engine.run('button');
    expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
  });

  test('[S16] has it from the phone that carried them', async () => {
    const lost = await aHead();
    const carrier = await aColleague();
    await lost.engine.run('start');
    await carrier.engine.run('start');
    await site.server.backUp();
    const { recordId, photo } = await saveWithPhoto(lost, 22);
    await planOf(carrier, await exported(lost));
    restoredAtTheFirstUpload(carrier);
    for (let runs = 0; runs < 2; runs++) await carrier.engine.run('button');
    expect(await statesOfCarried(carrier)).toEqual(['arrived']);
    expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
  });

  test('[S16] does not want a carried one whose words it refused, as before', async () => {
    const lost = await aHead();
    const carrier = await aColleague();
    await saveWithPhoto(lost, 23);
    await planOf(carrier, await exported(lost));
    await carrier.db.carried.toCollection().modify({ state: 'refused' });
    await carrier.engine.run('start');
    await site.server.backUp();
    await restore();
    expect(await carrier.engine.run('button')).toEqual({ type: 'done' });
    expect(await carrier.db.photos.toArray()).toMatchObject([{ state: 'failed', failure: 'unwanted' }]);
  });
});

describe('[S11] what the first page of the new epoch does not name as held', () => {
  test('[S16] leaves in a file written before anything else is heard, and a colleague brings it', async () => {
    const lost = await aHead();
    const carrier = await aColleague();
    await lost.engine.run('start');
    await carrier.engine.run('start');
    await site.server.backUp();
    const { recordId, photo } = await saveWithPhoto(lost, 11);
    await lost.engine.run('start');
    expect(await lost.db.photos.get(photo.id)).toMatchObject({ state: 'held' });
    await restore();
    lost.failOnce('/api/v1/sync', (pass) => pass());
    lost.failAlways(faults.offline);
    expect(await lost.engine.run('button')).toEqual({ type: 'waiting', because: 'offline' });

    expect(await planOf(carrier, await exported(lost))).toMatchObject({ carry: [{}], photos: [{ as: 'carried' }] });
    await carrier.engine.run('button');
    expect(await atTheCommune(recordId)).toHaveLength(1);
    expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
  });

  test('and was half sent before is sent whole, also when its record has moved away meanwhile', async () => {
    const author = await aHead();
    const officer = await phoneOf(site.village.people.officer);
    const { recordId, photo } = await saveWithPhoto(author, 12);
    author.failAlways(onlyUploads(0));
    await author.engine.run('start');
    await officer.engine.run('start');
    await site.server.backUp();
    author.failAlways(onlyUploads(1));
    await author.engine.run('button');
    expect(await author.db.photos.get(photo.id)).toMatchObject({ sent: ['thumb'] });
    await edit(officer, recordId, { unitId: site.village.school.id });
    await officer.engine.run('button');
    author.failAlways(onlyUploads(0));
    await author.engine.run('button');
    expect(await author.db.snapshots.get(recordId)).toBeUndefined();

    await restore();
    await officer.engine.run('button'); // the move comes back first
    author.failAlways(null);
    expect(await author.engine.run('button')).toEqual({ type: 'done' });
    expect((await atTheCommune(recordId))[0]?.held).toEqual({ [photo.id]: 'both' });
  });

  test('and belongs to a record that moved away before is brought with its words', async () => {
    const author = await aHead();
    const officer = await phoneOf(site.village.people.officer);
    await author.engine.run('start');
    await officer.engine.run('start');
    await site.server.backUp();
    const { recordId, photo } = await saveWithPhoto(author, 14);
    await author.engine.run('button');
    await officer.engine.run('button');
    await edit(officer, recordId, { unitId: site.village.school.id });
    await officer.engine.run('button');
    await author.engine.run('button');
    expect(await author.db.snapshots.get(recordId)).toBeUndefined();
    expect(await unsentOf(author.db)).toEqual({ records: 0, photos: 0, drafts: 0 });

    await restore();
    for (const phone of [author, officer, author, officer]) await phone.engine.run('button');
    const [record, ...others] = await atTheCommune(recordId);
    expect([record?.values.unitId, others]).toEqual([site.village.school.id, []]);
    expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
  });

  test('and belongs to a record that the backup shows elsewhere is asked for, not sent again', async () => {
    const author = await aHead();
    const officer = await phoneOf(site.village.people.officer);
    const { recordId, photo } = await saveWithPhoto(author, 15);
    await author.engine.run('start');
    await officer.engine.run('start');
    await edit(officer, recordId, { unitId: site.village.school.id });
    await officer.engine.run('button');
    await author.engine.run('button');
    await site.server.backUp();
    await restore();
    author.requests.length = 0;
    expect(await author.engine.run('button')).toEqual({ type: 'done' });
    expect(author.requests.filter(({ path }) => path.startsWith(uploadsPath))).toEqual([]);
    expect(await author.db.photos.get(photo.id)).toMatchObject({ state: 'held' });
  });

  test('is not sent again when a later page does', async () => {
    const author = await aHead();
    const { photo } = await saveWithPhoto(author, 13);
    await author.engine.run('start');
    await site.server.backUp();
    await restore();
    author.requests.length = 0;
    expect(await author.engine.run('button')).toEqual({ type: 'done' });
    expect(author.requests.every(({ path }) => path === '/api/v1/sync')).toBe(true);
    expect(await author.db.photos.get(photo.id)).toMatchObject({ state: 'held', sent: ['thumb', 'full'] });
  });
});

test('[P8] [S11] facts that were refused and put away: after a restore the picture is said not to go, as before', async () => {
  const author = await aHead();
  const { recordId, photoId } = await savedWithHeic(author);
  await author.engine.run('saved');
  await retryUndecoded(author.db, async () => aKeptPhoto(31), author.deps);
  author.failOnce('/api/v1/sync', faults.status(413));
  await author.engine.run('button');
  const [refused] = await author.db.outbox.where('state').equals('attention').toArray();
  await putAway(author.db, author.deps, refused?.seq ?? 0);
  const isSaid = async () => (await unsendablePhotos(author.db)).map(({ id }) => id);
  expect(await isSaid()).toEqual([photoId]);
  await site.server.backUp();
  await restore();
  for (let runs = 0; runs < 2; runs++) await author.engine.run('button');
  expect((await atTheCommune(recordId))[0]?.rows.photos?.[photoId]?.sha256).toBeUndefined();
  expect(await isSaid()).toEqual([photoId]);
});

async function savedWithHeic(author: Phone) {
  const recordId = newId();
  const { id: photoId } = await addHeic(author, recordId);
  await saveDeed(author, deedOf(site.village, {}, { photos: { [photoId]: { order: 1 } } }), recordId);
  return { recordId, photoId };
}
