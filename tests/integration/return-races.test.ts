// The races that Survey Solutions had between returning a record and sending it again (its issues 1856, 1860, 2670, 4052).
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { getDraft, putDraft } from '../../src/db/drafts.ts';
import { addPhoto, photosOf } from '../../src/db/photos.ts';
import { saveCommand } from '../../src/db/save-command.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { stepNote } from '../../src/db/steps.ts';
import { returnsOf } from '../../src/features/record-view/returned.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { communeHere } from '../support/commune-here.ts';
import { aKeptPhoto, faults } from '../support/phone.ts';
import { authorAndOfficer, editAndResend, pageOf, seenIn, step } from '../support/phone-acts.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { anAuthor, anOfficer, deed, record, aSentRecord, aReturnedRecord, atTheCommune } = authorAndOfficer(commune);

const withStory = (story: string) => (content: RecordContent) => ({
  ...content,
  values: { ...content.values, story },
});

describe('a return made on an older version', () => {
  test('[S6] meets a record that was sent again: the new words stand, the officer keeps the reason (1860)', async () => {
    const { author, officer, recordId } = await aReturnedRecord();
    const desk = await anOfficer();
    await desk.engine.run('start');
    // The other officer still sees the record as it was before the first return came.
    const before = { recordId, name: 'return', expectStatus: 'sent', expectRev: (await pageOf(author, recordId)).rev };
    await editAndResend(author, recordId, withStory('Lời kể đã sửa.'));
    await author.engine.run('saved');
    await saveCommand(desk.db, desk.deps, { ...before, note: 'Thiếu người xác nhận', marks: ['confirmers'] });
    await desk.engine.run('saved');
    const refused = await pageOf(desk, recordId);
    expect(refused).toMatchObject({
      status: 'sent',
      view: { values: { story: 'Lời kể đã sửa.' } },
      state: { type: 'attention', code: 'wrong-status' },
    });
    expect(refused.attention.map(({ op }) => stepNote(op))).toEqual(['Thiếu người xác nhận']);
    await author.engine.run('timer');
    expect(await pageOf(author, recordId)).toMatchObject({ status: 'sent', attention: [] });

    // Having read it, the officer gives it again: it takes the place of the refused one.
    await step(desk, recordId, 'return', { note: 'Thiếu người xác nhận', marks: ['confirmers'] });
    expect(await desk.db.outbox.count()).toBe(1);
    await desk.engine.run('saved');
    await author.engine.run('timer');
    expect(returnsOf(await pageOf(author, recordId)).map(({ note }) => note)).toEqual(['Thiếu người xác nhận']);
    await officer.engine.run('timer');
  });

  test('[S6] comes before the record is sent again: both reasons are read, and the words sent after them stand', async () => {
    const { author, recordId } = await aReturnedRecord();
    const desk = await anOfficer();
    await desk.engine.run('start');
    author.failAlways(faults.offline);
    await editAndResend(author, recordId, withStory('Lời kể đã sửa.'));
    const before = { recordId, name: 'return', expectStatus: 'sent', expectRev: (await pageOf(author, recordId)).rev };
    await saveCommand(desk.db, desk.deps, { ...before, note: 'Thiếu người xác nhận' });
    await desk.engine.run('saved');
    expect(returnsOf(await pageOf(desk, recordId)).map(({ note }) => note)).toEqual([
      'Kể rõ hơn việc làm',
      'Thiếu người xác nhận',
    ]);
    author.failAlways(null);
    await author.engine.run('online');
    const page = await pageOf(author, recordId);
    expect(page).toMatchObject({ status: 'sent', attention: [], view: { values: { story: 'Lời kể đã sửa.' } } });
    expect(page.events.map(({ note }) => note)).toContain('Thiếu người xác nhận');
  });

  test('[S6] and a record that was returned a second time is not sent by the answer to the first', async () => {
    const { author, officer, recordId } = await aReturnedRecord();
    author.failAlways(faults.offline);
    await editAndResend(author, recordId, withStory('Trả lời lần một.'));
    await step(officer, recordId, 'receive');
    await step(officer, recordId, 'return', { note: 'Còn thiếu ngày' });
    await officer.engine.run('saved');
    author.failAlways(null);
    await author.engine.run('online');
    const page = await pageOf(author, recordId);
    expect(page).toMatchObject({
      status: 'returned',
      state: { type: 'attention', code: 'wrong-status' },
      view: { values: { story: 'Trả lời lần một.' } },
    });
    expect(returnsOf(page).map(({ note }) => note)).toEqual(['Còn thiếu ngày']);
    await editAndResend(author, recordId, withStory('Trả lời lần hai.'));
    await author.engine.run('saved');
    expect(await atTheCommune(recordId)).toMatchObject({ status: 'sent', values: { story: 'Trả lời lần hai.' } });
    expect(await author.db.outbox.count()).toBe(0);
  });
});

describe('the returned copy never takes the place of what the author wrote', () => {
  test('[S4] [S3] words that wait are shown over it, and reach the commune by the base the author saw (2670)', async () => {
    const { author, officer, recordId } = await aSentRecord();
    const page = await pageOf(author, recordId);
    const content = withStory('Lời của thôn.')(page.view);
    await saveEdit(author.db, author.deps, { recordId, seen: seenIn(page), content });
    const before = await pageOf(officer, recordId);
    await saveEdit(officer.db, officer.deps, {
      recordId,
      seen: seenIn(before),
      content: withStory('Lời của xã.')(before.view),
    });
    await step(officer, recordId, 'return', { note: 'Xã viết lại vài chữ, xem giúp' });
    await officer.engine.run('saved');
    // The request arrives, its answers do not: the page that comes next brings the returned copy.
    author.failOnce('/api/v1/sync', faults.answerLost);
    await author.engine.run('saved');
    expect((await pageOf(author, recordId)).view.values.story).toBe('Lời của thôn.');
    await author.engine.run('online');
    const after = await pageOf(author, recordId);
    expect(after.status).toBe('returned');
    expect(after.conflicts).toMatchObject([{ field: 'story', kept: 'Lời của xã.', other: 'Lời của thôn.' }]);
  });

  test('[S3] words in a draft keep the base the author saw, also when the returned copy came first (2670)', async () => {
    const { author, officer, recordId } = await aSentRecord();
    const page = await pageOf(author, recordId);
    const seen = seenIn(page);
    await putDraft(author.db, {
      recordId,
      kind: 'nomination',
      mode: 'edit',
      form: { values: { story: 'Lời đang viết dở.' }, rows: {}, answers: {} },
      seen,
      preview: { title: '', people: [], unitId: null, happenedOn: null },
      updatedAt: 1,
      waitingForPhoto: false,
    });
    const before = await pageOf(officer, recordId);
    const ofOffice = { ...withStory('Lời của xã.')(before.view) };
    await saveEdit(officer.db, officer.deps, { recordId, seen: seenIn(before), content: ofOffice });
    await step(officer, recordId, 'return', { note: 'Xem giúp', marks: ['story'] });
    await officer.engine.run('saved');
    await author.engine.run('timer');
    const draft = await getDraft(author.db, recordId);
    expect([draft?.form, draft?.seen]).toEqual([
      { values: { story: 'Lời đang viết dở.' }, rows: {}, answers: {} },
      seen,
    ]);
    const returned = await pageOf(author, recordId);
    expect([returned.status, returned.view.values.story]).toEqual(['returned', 'Lời của xã.']);
    // Saved from the draft: a real clash becomes a conflict, a field nobody else touched does not.
    const content = withStory('Lời đang viết dở.')({ ...page.view, values: { ...page.view.values, place: 'Chợ' } });
    const resubmit = { expectStatus: 'returned', expectRev: returned.statusRev };
    await saveEdit(author.db, author.deps, { recordId, seen, content, resubmit });
    await author.engine.run('saved');
    await officer.engine.run('timer');
    const end = await pageOf(officer, recordId);
    expect([end.status, end.view.values.story, end.view.values.place]).toEqual(['sent', 'Lời của xã.', 'Chợ']);
    expect(end.conflicts).toMatchObject([{ field: 'story', kept: 'Lời của xã.', other: 'Lời đang viết dở.' }]);
    expect(await getDraft(author.db, recordId)).toBeNull();
  });
});

test('[S6] [S10] a photo replaced after the return is the one the officer sees: a new row, a new hash, nothing stale (4052)', async () => {
  const [author, officer] = [await anAuthor(), await anOfficer()];
  const recordId = newId();
  const taken = async (seed: number) => {
    const photo = await addPhoto(author.db, recordId, aKeptPhoto(seed), new Blob([]));
    if (!photo.ok) throw new Error(photo.error.code);
    return photo.value;
  };
  const first = await taken(71);
  await record(author, deed({}, { photos: { [first.id]: { order: 1, caption: 'Mờ quá' } } }), recordId);
  await author.engine.run('saved');
  await officer.engine.run('start');
  await step(officer, recordId, 'return', { note: 'Ảnh mờ, chụp lại giúp', marks: ['photos'] });
  await officer.engine.run('saved');
  await author.engine.run('timer');

  const second = await taken(72);
  await editAndResend(author, recordId, (content) => ({
    ...content,
    rows: { ...content.rows, photos: { [second.id]: { order: 1, caption: 'Rõ rồi' } } },
  }));
  expect((await author.db.outbox.orderBy('seq').toArray()).map(({ op }) => op.kind)).toEqual([
    'setAdd',
    'setRemove',
    'command',
  ]);
  await author.engine.run('saved');
  await officer.engine.run('timer');

  const page = await pageOf(officer, recordId);
  expect(Object.keys(page.view.rows.photos ?? {})).toEqual([second.id]);
  expect([page.held, page.state.type]).toEqual([{ [second.id]: 'both' }, 'resent']);
  expect((await officer.db.cards.get(recordId))?.firstPhotoId).toBe(second.id);
  expect(second.full?.sha256).not.toBe(first.full?.sha256);
  // The address carries the photo's own id: what a browser kept of the old one cannot stand in its place.
  const client = await commune.village.enrol(commune.village.people.officer);
  const address = (photoId: string) => `/api/v1/records/${recordId}/photos/${photoId}?size=full`;
  const shown = await client.get(address(second.id));
  const bytes = new Uint8Array(await shown.arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(second.full?.sha256);
  expect((await client.get(address(first.id))).status).toBe(404);
  expect((await photosOf(author.db, recordId)).map(({ id }) => id)).toContain(second.id);
});
