// A HEIC that this browser cannot decode, and what is typed under it: as the form saves it, and when a decoder has come.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { unsentOf } from '../../src/db/people-here.ts';
import { photosOf } from '../../src/db/photos.ts';
import { putAway } from '../../src/db/put-away.ts';
import { saveWithdraw } from '../../src/db/save-command.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { saveMerge } from '../../src/db/save-merge.ts';
import { saveResolve } from '../../src/db/save-resolve.ts';
import { strip } from '../../src/db/strip-query.ts';
import { retryUndecoded } from '../../src/db/undecoded.ts';
import { putAwayPhoto, unsendablePhotos } from '../../src/db/unsendable.ts';
import { formOf } from '../../src/features/record-form/draft.ts';
import { setRowValue } from '../../src/features/record-form/form.ts';
import { saveRecord } from '../../src/features/record-form/save-record.ts';
import { addPhotoRow } from '../../src/features/record-form/use-photos.ts';
import { nomination } from '../../src/shared/domain/nomination.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { deviceFacts } from '../../src/sync/exchange.ts';
import { communeHere } from '../support/commune-here.ts';
import { aKeptPhoto, faults, type Phone } from '../support/phone.ts';
import { addHeic, authorAndOfficer, edit, pageOf, seenIn, step } from '../support/phone-acts.ts';
import { rescueAt } from '../support/rescue-site.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { anAuthor, anOfficer, deed, record, atTheCommune } = authorAndOfficer(commune);
const { aColleague } = rescueAt(commune);
const caption = 'Lúc trao ví cho bà Tư';

/** Through the form, as a person does it; sent. */
async function aRecordWithHeic() {
  const author = await anAuthor();
  const recordId = newId();
  const heic = await addHeic(author, recordId);
  const photoId = heic.id;
  const form = setRowValue(addPhotoRow(formOf(nomination, deed()), heic), 'photos', photoId, 'caption', caption);
  const draft = { recordId, form, seen: null, resubmit: undefined };
  expect(await saveRecord(author.db, author.deps, nomination, draft)).toEqual({ type: 'saved' });
  await author.engine.run('saved');
  return { author, recordId, photoId };
}

/** The app is opened, with a decoder by now, and opened again. */
async function openedTwice(author: Phone) {
  for (const _start of ['first', 'second']) {
    await retryUndecoded(author.db, async () => aKeptPhoto(31), author.deps);
    await author.engine.run('start');
  }
}

async function movedToTheSchool(recordId: string): Promise<Phone> {
  const officer = await anOfficer();
  await officer.engine.run('start');
  await edit(officer, recordId, { unitId: commune.village.school.id });
  await officer.engine.run('saved');
  return officer;
}

async function expectArrived(author: Phone, recordId: string, photoId: string) {
  const { rows, held } = await atTheCommune(recordId);
  expect(rows.photos?.[photoId]).toMatchObject({ caption, sha256: aKeptPhoto(31).full.sha256 });
  expect(held).toEqual({ [photoId]: 'both' });
  expect(await unsentOf(author.db)).toEqual({ records: 0, photos: 0, drafts: 0 });
  const client = await commune.village.enrol(commune.village.people.officer);
  expect((await client.sync()).page?.conflicts.filter((one) => one.recordId === recordId)).toEqual([]);
}

test('[P8] a HEIC in the form is the record’s: its caption goes at once, and the record has not arrived without it', async () => {
  const { author, recordId, photoId } = await aRecordWithHeic();
  expect((await atTheCommune(recordId)).rows.photos).toEqual({ [photoId]: { order: 1, caption } });
  expect((await pageOf(author, recordId)).state).toMatchObject({ type: 'sending', photosLeft: 1 });
  const officer = await anOfficer();
  await officer.engine.run('start');
  expect((await pageOf(officer, recordId)).state).toMatchObject({ type: 'sending', photosLeft: 1 });
  expect(await unsentOf(author.db)).toMatchObject({ records: 0, photos: 1 });
  expect(await strip(author.db)).toMatchObject({ waiting: 0, photosWaiting: 1 });
  expect(await deviceFacts(author.db)).toMatchObject({ photosWaiting: 1 });
});

test('[P8] once a HEIC of the form is decoded, its hash follows and its bytes arrive under the caption', async () => {
  const { author, recordId, photoId } = await aRecordWithHeic();
  const decoded = aKeptPhoto(31);
  expect(await retryUndecoded(author.db, async () => decoded, author.deps)).toBe(1);
  await author.engine.run('saved');
  const { rows, held } = await atTheCommune(recordId);
  expect(rows.photos?.[photoId]).toMatchObject({ caption, sha256: decoded.full.sha256 });
  expect(held).toEqual({ [photoId]: 'both' });
  expect((await pageOf(author, recordId)).state).toMatchObject({ type: 'arrived' });
  const client = await commune.village.enrol(commune.village.people.officer);
  const picture = await client.get(`/api/v1/records/${recordId}/photos/${photoId}?size=full`);
  const bytes = new Uint8Array(await picture.arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(decoded.full.sha256);
  expect(await unsentOf(author.db)).toEqual({ records: 0, photos: 0, drafts: 0 });
});

test('[P8] a HEIC that was taken out of its record is awaited by nobody, and is not tried again', async () => {
  const { author, recordId, photoId } = await aRecordWithHeic();
  const page = await pageOf(author, recordId);
  const content = { ...page.view, rows: { ...page.view.rows, photos: {} } };
  await saveEdit(author.db, author.deps, { recordId, seen: seenIn(page), content });
  await author.engine.run('saved');
  expect(await unsentOf(author.db)).toMatchObject({ records: 0, photos: 0 });
  expect(await strip(author.db)).toMatchObject({ photosWaiting: 0 });
  expect(await retryUndecoded(author.db, async () => aKeptPhoto(32), author.deps)).toBe(0);
  expect(await photosOf(author.db, recordId)).toMatchObject([{ id: photoId, state: 'heic', failure: 'unwanted' }]);
});

test('[P8] a HEIC that is decoded after its record became part of another arrives there, and nobody is asked about it', async () => {
  const { author, recordId, photoId } = await aRecordWithHeic();
  const stays = await record(author);
  await author.engine.run('saved');
  const officer = await anOfficer();
  await officer.engine.run('start');
  const [own, other] = [await pageOf(officer, stays), await pageOf(officer, recordId)];
  const merge = { stays: { ...own, id: stays }, goes: { ...other, id: recordId }, patch: {} };
  expect((await saveMerge(officer.db, officer.deps, merge)).ok).toBe(true);
  await officer.engine.run('saved');
  await author.engine.run('timer');
  await openedTwice(author);
  await expectArrived(author, stays, photoId);
});

test('[P8] a HEIC that is decoded after its record was withdrawn arrives, and nobody is asked about it', async () => {
  const { author, recordId, photoId } = await aRecordWithHeic();
  const { statusRev } = await pageOf(author, recordId);
  await saveWithdraw(author.db, author.deps, { recordId, expectRev: statusRev });
  await author.engine.run('saved');
  await openedTwice(author);
  await expectArrived(author, recordId, photoId);
});

test('[P8] a HEIC that is decoded after its record was closed to its unit arrives', async () => {
  const { author, recordId, photoId } = await aRecordWithHeic();
  const officer = await anOfficer();
  await officer.engine.run('start');
  await step(officer, recordId, 'receive');
  await officer.engine.run('saved');
  await step(officer, recordId, 'markIneligible', { note: 'Không đủ điều kiện' });
  await officer.engine.run('saved');
  await author.engine.run('timer');
  await openedTwice(author);
  await expectArrived(author, recordId, photoId);
});

test('[P8] a HEIC that is decoded after its record moved to another unit arrives from the phone that has it', async () => {
  const { author, recordId, photoId } = await aRecordWithHeic();
  await movedToTheSchool(recordId);
  await author.engine.run('timer');
  expect(await unsentOf(author.db)).toMatchObject({ photos: 1 });
  await openedTwice(author);
  await expectArrived(author, recordId, photoId);
});

test('[P8] a decoded HEIC that its record no longer awaits, where the phone cannot see it, is not given up in silence', async () => {
  const { author, recordId, photoId } = await aRecordWithHeic();
  const officer = await movedToTheSchool(recordId);
  const page = await pageOf(officer, recordId);
  const content = { ...page.view, rows: { ...page.view.rows, photos: {} } };
  await saveEdit(officer.db, officer.deps, { recordId, seen: seenIn(page), content });
  await officer.engine.run('saved');
  await openedTwice(author);
  expect(await unsentOf(author.db)).toEqual({ records: 0, photos: 1, drafts: 0 });
  expect(await unsendablePhotos(author.db)).toMatchObject([{ id: photoId, failure: 'refused' }]);
  await putAwayPhoto(author.db, photoId);
  expect(await unsentOf(author.db)).toEqual({ records: 0, photos: 0, drafts: 0 });
  expect(await author.db.photoBytes.where(':id').startsWith(photoId).count()).toBe(0);
});

test('[P8] what a decoded HEIC says is told once: refused and put away, the photo is said until an edit names it', async () => {
  const { author, recordId, photoId } = await aRecordWithHeic();
  await retryUndecoded(author.db, async () => aKeptPhoto(31), author.deps);
  author.failOnce('/api/v1/sync', faults.status(413));
  await author.engine.run('button');
  const [refused] = await author.db.outbox.where('state').equals('attention').toArray();
  expect(refused?.refusal).toBe('too-large');
  await putAway(author.db, author.deps, refused?.seq ?? 0);
  await openedTwice(author);
  expect(await author.db.outbox.count()).toBe(0);
  expect(await unsentOf(author.db)).toEqual({ records: 0, photos: 1, drafts: 0 });
  expect(await unsendablePhotos(author.db)).toMatchObject([{ id: photoId, failure: 'refused' }]);
  await edit(author, recordId, { title: 'Tên mới' });
  await author.engine.run('saved');
  await expectArrived(author, recordId, photoId);
});

test('[P8] a HEIC of a record that was refused and put away is awaited by nobody', async () => {
  const author = await anAuthor();
  const recordId = newId();
  const heic = await addHeic(author, recordId);
  const ofTheSchool = deed({ unitId: commune.village.school.id }, { photos: { [heic.id]: { order: 1 } } });
  await record(author, ofTheSchool, recordId);
  await author.engine.run('saved');
  const [refused] = await author.db.outbox.toArray();
  expect(refused).toMatchObject({ state: 'attention', refusal: 'not-your-unit' });
  expect(await unsentOf(author.db)).toEqual({ records: 1, photos: 1, drafts: 0 });
  await putAway(author.db, author.deps, refused?.seq ?? 0);
  expect(await unsentOf(author.db)).toEqual({ records: 0, photos: 0, drafts: 0 });
});

test('[P8] a colleague’s picture is taken in a closed dossier, though its row was taken out and brought back meanwhile', async () => {
  const [author, officer] = [await anAuthor(), await anOfficer()];
  const recordId = await record(author);
  await author.engine.run('saved');
  const colleague = await aColleague();
  await colleague.engine.run('start');
  const { id: photoId } = await addHeic(colleague, recordId);
  const withPhotos = async (phone: Phone, photos: RecordContent['rows'][string]) => {
    const page = await pageOf(phone, recordId);
    const content = { ...page.view, rows: { ...page.view.rows, photos } };
    await saveEdit(phone.db, phone.deps, { recordId, seen: seenIn(page), content });
  };
  await withPhotos(colleague, { [photoId]: { order: 1, caption } });
  await colleague.engine.run('saved');
  await officer.engine.run('start');
  await withPhotos(officer, {});
  await officer.engine.run('saved');
  await withPhotos(colleague, { [photoId]: { order: 1, caption: 'Lúc nhận lại ví' } });
  await colleague.engine.run('saved');
  await officer.engine.run('timer');
  const page = await pageOf(officer, recordId);
  for (const conflict of page.conflicts)
    await saveResolve(officer.db, officer.deps, { conflict, choice: 'other', value: conflict.other, seen: page });
  await step(officer, recordId, 'receive');
  await step(officer, recordId, 'markIneligible', { note: 'Chưa đủ' });
  await officer.engine.run('saved');
  await colleague.engine.run('timer');
  await openedTwice(colleague);
  expect((await atTheCommune(recordId)).held).toEqual({ [photoId]: 'both' });
});
