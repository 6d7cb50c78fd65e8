import { describe, expect, test } from 'vitest';
import { putDraft } from '../../src/db/drafts.ts';
import { swapDrafts } from '../../src/db/rescue-write.ts';
import { strip } from '../../src/db/strip-query.ts';
import { rescuePageWords } from '../../src/i18n/vi/rescue.ts';
import { rescueNames } from '../../src/shared/wire/rescue.ts';
import { communeHere } from '../support/commune-here.ts';
import { filesOf, textOf } from '../support/rescue-file.ts';
import { aDraft, carriedOf, rescueAt, statesOfCarried } from '../support/rescue-site.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { phoneOf } = commune;
const { ofHamlet, save, aHead, aColleague, saveWithPhoto, exported, planOf, atTheCommune, hashAtTheCommune } =
  rescueAt(commune);

describe('[S16] a phone that carries others’ work and cannot send it either', () => {
  test('hands it on in its own file, as it was signed and under its authors, with the photos', async () => {
    const lost = await aHead();
    const { recordId, photo } = await saveWithPhoto(lost, 31, { title: 'Mang qua hai máy' });
    await save(lost);
    const second = await aColleague();
    await planOf(second, await exported(lost));
    const own = await save(second);
    const zip = await exported(second);
    const files = await filesOf(zip);
    const page = textOf(files, rescueNames.page);
    for (const words of ['Mang qua hai máy', rescuePageWords.carriedFor(lost.me.name), 'Lúc trao ví'])
      expect(page).toContain(words);

    const third = await phoneOf(commune.village.people.officer);
    expect(await planOf(third, zip)).toMatchObject({ carry: [{}, {}, {}], photos: [{ as: 'carried' }] });
    expect((await carriedOf(third)).filter(({ group }) => group?.size === 2)).toHaveLength(2);
    expect(await planOf(third, zip)).toMatchObject({ carry: [], known: 3, photos: [], photosKnown: 1 });
    expect(await third.engine.run('button')).toEqual({ type: 'done' });
    expect(await statesOfCarried(third)).toEqual(Array(3).fill('arrived'));
    expect((await atTheCommune(recordId))[0]?.author.id).toBe(lost.me.accountId);
    expect((await atTheCommune(own))[0]?.author.id).toBe(second.me.accountId);
    expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);

    // The phone that was lost reads its own work in it.
    expect(await planOf(lost, zip)).toMatchObject({ carry: [{}], known: 2, photosKnown: 1 });
    await second.engine.run('button');
    expect(await strip(second.db)).toMatchObject({ waiting: 0, attention: 0 });
    expect(await atTheCommune(recordId)).toHaveLength(1);
  });

  test('hands on a photo whose words have arrived, and what was refused', async () => {
    const lost = await aHead();
    const { recordId, photo } = await saveWithPhoto(lost, 32);
    await save(lost, ofHamlet({ unitId: commune.village.school.id }));
    const second = await aColleague();
    await planOf(second, await exported(lost));
    second.failAlways(async (pass, { path }) =>
      path === '/api/v1/sync' ? pass() : Promise.reject(new TypeError('cut')),
    );
    await second.engine.run('button');
    expect((await statesOfCarried(second)).sort()).toEqual(['arrived', 'refused']);
    const third = await aColleague();
    expect(await planOf(third, await exported(second))).toMatchObject({ carry: [{}], photos: [{ as: 'carried' }] });
    await third.engine.run('button');
    expect(await statesOfCarried(third)).toEqual(['refused']);
    expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
  });

  test('writes both drafts of a record, and the one in front is in front again', async () => {
    const phone = await aHead();
    const recordId = newId();
    const older = aDraft(recordId, 'Bản đầu', 5);
    const newer = aDraft(recordId, 'Bản sau', 9);
    await putDraft(phone.db, newer);
    await phone.db.carried.put({ type: 'draft', id: `${recordId}/5`, state: 'aside', draft: older });
    await swapDrafts(phone.db, `${recordId}/5`);
    const zip = await exported(phone);
    expect(await planOf(phone, zip)).toMatchObject({ drafts: [], aside: [], draftsKnown: 2 });
    const fresh = await aHead();
    await planOf(fresh, zip);
    expect(await fresh.db.drafts.toArray()).toEqual([older]);
    expect((await fresh.db.carried.toArray()).map((row) => row.type === 'draft' && row.draft)).toEqual([newer]);
  });

  test('a file with nothing carried is one that earlier releases read', async () => {
    const phone = await aHead();
    await save(phone);
    const files = await filesOf(await exported(phone));
    const data = JSON.parse(textOf(files, rescueNames.data));
    expect([data.version, 'loads' in data]).toEqual([1, false]);
  });
});
