// One HEIC on two phones of a person: it came to the second in a rescue file, and each phone decodes it in its own way (P8).
import { expect, test } from 'vitest';
import { unsentOf } from '../../src/db/people-here.ts';
import { retryUndecoded } from '../../src/db/undecoded.ts';
import { putAwayPhoto, unsendablePhotos } from '../../src/db/unsendable.ts';
import { communeHere } from '../support/commune-here.ts';
import { aKeptPhoto, faults, type Phone } from '../support/phone.ts';
import { addHeic, authorAndOfficer, edit } from '../support/phone-acts.ts';
import { rescueAt } from '../support/rescue-site.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { anAuthor, deed, record, atTheCommune } = authorAndOfficer(commune);
const { exported, planOf } = rescueAt(commune);

async function aHeicOnTwoPhones() {
  const one = await anAuthor();
  const recordId = newId();
  const { id: photoId } = await addHeic(one, recordId);
  await record(one, deed({}, { photos: { [photoId]: { order: 1, caption: 'Lúc trao ví' } } }), recordId);
  await one.engine.run('saved');
  const zip = await exported(one);
  const two = await anAuthor();
  await two.engine.run('start');
  await planOf(two, zip);
  return { one, two, recordId, photoId };
}

const decode = (phone: Phone, seed: number) => retryUndecoded(phone.db, async () => aKeptPhoto(seed), phone.deps);

test('[P8] the picture of the first stands, also after the second writes something else', async () => {
  const { one, two, recordId, photoId } = await aHeicOnTwoPhones();
  await decode(one, 31);
  await one.engine.run('start');
  await two.engine.run('timer');
  await decode(two, 32);
  await two.engine.run('start');
  const before = await atTheCommune(recordId);
  await edit(two, recordId, { title: 'Tên mới' });
  await two.engine.run('saved');
  const { rows, held } = await atTheCommune(recordId);
  expect([rows.photos, held]).toEqual([before.rows.photos, { [photoId]: 'both' }]);
  expect(await unsentOf(two.db)).toMatchObject({ photos: 0 });
});

test('[P8] where both decode before they hear of each other nobody is asked about hashes', async () => {
  const { one, two, recordId, photoId } = await aHeicOnTwoPhones();
  await decode(one, 35);
  await decode(two, 36);
  await one.engine.run('start');
  for (let runs = 0; runs < 2; runs++) await two.engine.run('start');
  const client = await commune.village.enrol(commune.village.people.officer);
  const { page } = await client.sync();
  expect(page?.conflicts.filter((one) => one.recordId === recordId)).toEqual([]);
  expect((await atTheCommune(recordId)).held).toEqual({ [photoId]: 'both' });
  expect(await unsentOf(two.db)).toMatchObject({ photos: 0 });
});

test('[P8] where the first dies before its file has gone, the second says that its own is not wanted, and it can be put away', async () => {
  const { one, two, photoId } = await aHeicOnTwoPhones();
  await decode(one, 33);
  one.failAlways((pass, sent) => (sent.path.startsWith('/api/v1/uploads') ? faults.offline(pass, sent) : pass()));
  await one.engine.run('start');
  await two.engine.run('timer');
  await decode(two, 34);
  await two.engine.run('button');
  expect(await unsentOf(two.db)).toMatchObject({ photos: 1 });
  expect((await unsendablePhotos(two.db)).map(({ failure }) => failure)).toEqual(['refused']);
  await putAwayPhoto(two.db, photoId);
  expect(await unsentOf(two.db)).toMatchObject({ photos: 0 });
});
