import { describe, expect, test } from 'vitest';
import { putDraft } from '../../src/db/drafts.ts';
import { getMeta, putMeta } from '../../src/db/meta.ts';
import { bytesKey } from '../../src/db/photo-bytes.ts';
import { addPhoto } from '../../src/db/photos.ts';
import { recordPage } from '../../src/db/record-query.ts';
import { swapDrafts } from '../../src/db/rescue-write.ts';
import type { CarriedRow } from '../../src/db/rows.ts';
import { strip } from '../../src/db/strip-query.ts';
import { communeHere } from '../support/commune-here.ts';
import { aKeptPhoto } from '../support/phone.ts';
import { edit } from '../support/phone-acts.ts';
import { aDraft, rescueAt } from '../support/rescue-site.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { save, aHead, aColleague, saveWithPhoto, exported, planOf, atTheCommune, hashAtTheCommune } = rescueAt(commune);

describe('[S16] the same person', () => {
  test('on a new phone has the drafts with their pictures back, and the records go as carried', async () => {
    const old = await aHead();
    const { recordId, photo } = await saveWithPhoto(old, 8);
    const draft = aDraft(newId(), 'Đang viết dở', 5);
    await putDraft(old.db, draft);
    const picture = await addPhoto(old.db, draft.recordId, aKeptPhoto(9), new Blob([]));
    if (!picture.ok) throw new Error('no photo');
    const zip = await exported(old);
    const fresh = await aHead();
    expect(await planOf(fresh, zip)).toMatchObject({ whose: 'this-person', carry: [{}], drafts: [{}], known: 0 });
    expect(await fresh.db.drafts.toArray()).toEqual([draft]);
    expect(await fresh.db.photos.get(picture.value.id)).toEqual(picture.value);
    expect(await fresh.db.photoBytes.get(bytesKey(picture.value.id, 'full'))).toEqual(
      await old.db.photoBytes.get(bytesKey(picture.value.id, 'full')),
    );
    await fresh.engine.run('button');
    expect((await recordPage(fresh.db, recordId))?.state).toMatchObject({ type: 'arrived' });
    expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
  });

  test('on the same phone has nothing doubled: what waits, and what was sent since', async () => {
    const phone = await aHead();
    const { recordId } = await saveWithPhoto(phone, 10);
    await putDraft(phone.db, aDraft(newId(), 'Đang viết dở', 5));
    const zip = await exported(phone);
    const before = await phone.db.outbox.toArray();
    expect(await planOf(phone, zip)).toMatchObject({ back: [], carry: [], known: 1, draftsKnown: 1, photosKnown: 1 });
    expect(await phone.db.outbox.toArray()).toEqual(before);
    await phone.engine.run('button');
    expect(await planOf(phone, zip)).toMatchObject({ back: [], carry: [], known: 1 });
    expect(await phone.db.outbox.count()).toBe(0);
    expect(await atTheCommune(recordId)).toHaveLength(1);
  });

  test('whose storage was put back to an earlier day has the operations again, byte for byte, under their numbers', async () => {
    const phone = await aHead();
    const { recordId } = await saveWithPhoto(phone, 11);
    const later = await save(phone);
    const rows = await phone.db.outbox.toArray();
    const zip = await exported(phone);
    await phone.db.outbox.clear();
    await phone.db.photos.clear();
    await phone.db.photoBytes.clear();
    await putMeta(phone.db, 'lastSeq', 0);
    expect(await planOf(phone, zip)).toMatchObject({ whose: 'this-queue', back: [{}, {}], photos: [{ as: 'own' }] });
    expect(await phone.db.outbox.toArray()).toEqual(rows.map((row) => ({ ...row, sentOnce: true })));
    expect(await getMeta(phone.db, 'lastSeq')).toBe(2);
    await phone.engine.run('button');
    for (const id of [recordId, later])
      expect((await recordPage(phone.db, id))?.state).toMatchObject({ type: 'arrived' });
  });

  test('keeps a newer draft in front and the file’s beside it, and may change their places', async () => {
    const phone = await aHead();
    const recordId = newId();
    const older = aDraft(recordId, 'Bản trong tệp', 5);
    await putDraft(phone.db, older);
    const zip = await exported(phone);
    const newer = aDraft(recordId, 'Bản trên máy', 9);
    await putDraft(phone.db, newer);
    expect(await planOf(phone, zip)).toMatchObject({ drafts: [], aside: [{}] });
    expect(await phone.db.drafts.toArray()).toEqual([newer]);
    const [aside] = await phone.db.carried.toArray();
    expect(aside).toEqual<CarriedRow>({ type: 'draft', id: `${recordId}/5`, state: 'aside', draft: older });
    await swapDrafts(phone.db, aside?.id ?? '');
    expect(await phone.db.drafts.toArray()).toEqual([older]);
    expect((await phone.db.carried.toArray()).map((row) => row.type === 'draft' && row.draft)).toEqual([newer]);
  });

  test('[S3] bytes that left in a file never change: a later edit of the record is not lifted into them', async () => {
    const phone = await aHead();
    const recordId = await save(phone);
    await edit(phone, recordId, { title: 'Tên khác' });
    const zip = await exported(phone);
    expect((await phone.db.outbox.toArray()).map(({ sentOnce }) => sentOnce)).toEqual([true, true]);
    const colleague = await aColleague();
    await planOf(colleague, zip);
    await colleague.engine.run('button');
    await phone.engine.run('button');
    expect(await strip(phone.db)).toMatchObject({ waiting: 0, attention: 0 });
    expect((await atTheCommune(recordId)).map(({ values }) => values.title)).toEqual(['Tên khác']);
  });
});
