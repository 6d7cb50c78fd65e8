import { describe, expect, test } from 'vitest';
import { deleteDraft, putDraft } from '../../src/db/drafts.ts';
import { recordPage } from '../../src/db/record-query.ts';
import { strip } from '../../src/db/strip-query.ts';
import { communeHere } from '../support/commune-here.ts';
import { faults, type Phone } from '../support/phone.ts';
import { addHeic } from '../support/phone-acts.ts';
import { withData } from '../support/rescue-file.ts';
import { aDraft, carriedOf, rescueAt, statesOfCarried } from '../support/rescue-site.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { phoneOf } = commune;
const { ofHamlet, save, aHead, aColleague, saveWithPhoto, exported, planOf, atTheCommune, hashAtTheCommune } =
  rescueAt(commune);

const loggedOf = ({ me }: Phone, opId: string) =>
  commune.running.deps.store.read(me.commune.id, (tx) => tx.operations.operation(opId));

describe('[S16] a colleague brings what a lost phone could not send', () => {
  test('each record arrives once, as the author’s, with its photos; and the lost phone comes back and doubles nothing', async () => {
    const lost = await aHead();
    const one = await saveWithPhoto(lost, 2);
    const two = await save(lost, ofHamlet({ title: 'Cứu em nhỏ đuối nước' }));
    const zip = await exported(lost);

    const colleague = await aColleague();
    const own = await save(colleague, ofHamlet({ title: 'Dọn đường làng' }));
    expect(await planOf(colleague, zip)).toMatchObject({
      whose: 'other-person',
      carry: [{}, {}],
      photos: [{ as: 'carried' }],
    });
    expect(await strip(colleague.db)).toMatchObject({ waiting: 1, photosWaiting: 0, drafts: 0 });
    expect(await colleague.engine.run('button')).toEqual({ type: 'done' });

    for (const recordId of [one.recordId, two]) {
      const [record, ...others] = await atTheCommune(recordId);
      expect(others).toEqual([]);
      expect(record?.author).toEqual({ id: lost.me.accountId, name: lost.me.name });
    }
    expect((await atTheCommune(own))[0]?.author.id).toBe(colleague.me.accountId);
    expect(await hashAtTheCommune(one.recordId, one.photo.id)).toBe(one.photo.full?.sha256);
    expect(await statesOfCarried(colleague)).toEqual(['arrived', 'arrived']);
    for (const { id } of await carriedOf(colleague)) {
      expect(await loggedOf(lost, id)).toMatchObject({
        authorId: lost.me.accountId,
        carrierId: colleague.me.deviceId,
        queue: lost.queueId,
      });
    }

    expect(await lost.engine.run('start')).toEqual({ type: 'done' });
    expect(await strip(lost.db)).toMatchObject({ waiting: 0, attention: 0, photosWaiting: 0 });
    expect((await recordPage(lost.db, one.recordId))?.state).toMatchObject({ type: 'arrived' });
    expect(await atTheCommune(one.recordId)).toHaveLength(1);
    expect(await atTheCommune(two)).toHaveLength(1);
  });

  test('text goes in one request after the own, as it was signed', async () => {
    const lost = await aHead();
    for (let n = 0; n < 5; n++) await save(lost);
    const colleague = await aColleague();
    await save(colleague);
    await planOf(colleague, await exported(lost));
    await colleague.engine.run('button');
    // Own text; what is carried, whose answer has the page of the feed that brings it.
    expect(colleague.requests.map(({ path }) => path)).toEqual(['/api/v1/sync', '/api/v1/sync']);
    expect(await statesOfCarried(colleague)).toEqual(Array(5).fill('arrived'));
  });

  test('brought in twice, and sent again after a lost answer, it is there once', async () => {
    const lost = await aHead();
    const { recordId } = await saveWithPhoto(lost, 3);
    const zip = await exported(lost);
    const colleague = await aColleague();
    await planOf(colleague, zip);
    expect(await planOf(colleague, zip)).toMatchObject({ carry: [], known: 1, photos: [], photosKnown: 1 });
    colleague.failOnce('/api/v1/sync', (pass) => pass());
    colleague.failOnce('/api/v1/sync', faults.answerLost);
    expect(await colleague.engine.run('button')).toEqual({ type: 'waiting', because: 'offline' });
    expect(await statesOfCarried(colleague)).toEqual(['waiting']);
    expect(await colleague.engine.run('button')).toEqual({ type: 'done' });
    expect(await statesOfCarried(colleague)).toEqual(['arrived']);
    expect(await atTheCommune(recordId)).toHaveLength(1);
  });

  test('[S8] a portal’s page settles nothing, and does not hold up the colleague’s own photos', async () => {
    const lost = await aHead();
    await save(lost);
    const colleague = await aColleague();
    await planOf(colleague, await exported(lost));
    const own = await saveWithPhoto(colleague, 4);
    let syncs = 0;
    colleague.failAlways(async (pass, request) =>
      request.path === '/api/v1/sync' && ++syncs === 2 ? faults.portal(pass, request) : pass(),
    );
    expect(await colleague.engine.run('button')).toEqual({ type: 'done' });
    expect(await statesOfCarried(colleague)).toEqual(['waiting']);
    expect((await recordPage(colleague.db, own.recordId))?.state).toMatchObject({ type: 'arrived' });
    colleague.failAlways(null);
    await colleague.engine.run('button');
    expect(await statesOfCarried(colleague)).toEqual(['arrived']);
  });

  test('one that the server cannot take goes apart from those it was signed with, and its reason is kept', async () => {
    const lost = await aHead();
    const good = await save(lost);
    const foreign = await save(lost, ofHamlet({ unitId: commune.village.school.id }));
    const colleague = await aColleague();
    await planOf(colleague, await exported(lost));
    let refused = false;
    colleague.failAlways(async (pass, request) => {
      if (request.path !== '/api/v1/sync' || refused || colleague.requests.length < 2) return pass();
      refused = true;
      return faults.problem('bad-shape', 400)(pass, request);
    });
    await colleague.engine.run('button');
    const outcomes = (await carriedOf(colleague)).map(({ recordId, state, refusal, group }) => ({
      recordId,
      state,
      refusal,
      group,
    }));
    expect(outcomes.sort((a, b) => (a.state < b.state ? -1 : 1))).toEqual([
      { recordId: good, state: 'arrived', refusal: null, group: null },
      { recordId: foreign, state: 'refused', refusal: 'not-your-unit', group: null },
    ]);
  });

  test('an officer, and somebody of another unit who never sees the record, bring its photos too', async () => {
    for (const who of ['officer', 'teacher'] as const) {
      const lost = await aHead();
      const { recordId, photo } = await saveWithPhoto(lost, who === 'officer' ? 5 : 6);
      const carrier = await phoneOf(commune.village.people[who]);
      await planOf(carrier, await exported(lost));
      expect(await carrier.engine.run('button')).toEqual({ type: 'done' });
      expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
      expect(await carrier.db.photos.get(photo.id)).toMatchObject({ state: 'held', carriedFor: lost.queueId });
    }
  });

  test('a person of another unit who brought nothing of a record may not send its photos', async () => {
    const lost = await aHead();
    const { photo } = await saveWithPhoto(lost, 7);
    const zip = await exported(lost);
    lost.failAlways(async (pass, { path }) =>
      path === '/api/v1/sync' ? pass() : Promise.reject(new TypeError('cut')),
    );
    await lost.engine.run('button');
    const teacher = await phoneOf(commune.village.people.teacher);
    await planOf(teacher, await withData(zip, (data) => ({ ...data, ops: [], groups: [] })));
    await teacher.engine.run('button');
    expect(await teacher.db.photos.get(photo.id)).toMatchObject({ state: 'failed', failure: 'unwanted' });
  });

  test('a photo that failed is tried again when the file is brought again, and a dropped draft does not take it along', async () => {
    const lost = await aHead();
    const { recordId, photo } = await saveWithPhoto(lost, 13);
    const zip = await exported(lost);
    const colleague = await aColleague();
    await planOf(colleague, zip);
    await putDraft(colleague.db, { ...aDraft(recordId, 'Sửa hộ', 1), mode: 'edit' });
    await deleteDraft(colleague.db, recordId);
    await colleague.db.photos.update(photo.id, { state: 'failed', failure: 'refused' });
    expect(await planOf(colleague, zip)).toMatchObject({ carry: [], photos: [{ as: 'carried' }] });
    await colleague.engine.run('button');
    expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
  });

  test('drafts and undecoded pictures of another person stay in the file', async () => {
    const lost = await aHead();
    await putDraft(lost.db, aDraft(newId(), 'Đang viết dở', 1));
    await addHeic(lost, await save(lost));
    const colleague = await aColleague();
    expect(await planOf(colleague, await exported(lost))).toMatchObject({
      draftsLeft: 1,
      photosLeft: 1,
      drafts: [],
      photos: [],
    });
    expect(await colleague.db.drafts.count()).toBe(0);
    expect(await colleague.db.photoBytes.where(':id').startsWith('0').count()).toBe(0);
  });
});
