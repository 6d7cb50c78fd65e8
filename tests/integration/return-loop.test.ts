// Returning a record and sending it again, between an officer and an author who are offline when it suits nobody. The races
// are those that Survey Solutions had in the same loop (its issues 1856, 1860, 2670, 4052).
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { getDraft, putDraft } from '../../src/db/drafts.ts';
import type { RecordPage } from '../../src/db/live.ts';
import { addPhoto, photosOf } from '../../src/db/photos.ts';
import { putAway } from '../../src/db/put-away.ts';
import { recordPage } from '../../src/db/record-query.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveCommand, saveWithdraw } from '../../src/db/save-command.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { stepNote } from '../../src/db/steps.ts';
import { strip } from '../../src/db/strip-query.ts';
import { returnsOf } from '../../src/features/record-view/returned.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { addPeopleAnswerSchema, peopleSchema } from '../../src/shared/wire/admin.ts';
import { aNomination } from '../support/builders.ts';
import { communeHere } from '../support/commune-here.ts';
import { aKeptPhoto, faults, type Phone } from '../support/phone.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { phoneOf } = commune;

const anAuthor = () => phoneOf(commune.village.people.head);
const anOfficer = () => phoneOf(commune.village.people.officer);

const deed = (values: RecordContent['values'] = {}, rows: RecordContent['rows'] = {}): RecordContent =>
  aNomination(
    { unitId: commune.village.hamlet.id, ...values },
    { subjects: { [newId()]: { order: 1, name: 'Trần Văn An' } }, ...rows },
  );

async function record(phone: Phone, content: RecordContent = deed(), recordId = newId()): Promise<string> {
  const saved = await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content });
  expect(saved.ok).toBe(true);
  return recordId;
}

async function pageOf(phone: Phone, recordId: string): Promise<RecordPage> {
  const page = await recordPage(phone.db, recordId);
  if (!page) throw new Error('the record is not on this phone');
  return page;
}

const seenIn = ({ view, rev, revs }: RecordPage) => ({ content: view, rev, revs });

/** A step as this phone shows the record now. */
async function step(phone: Phone, recordId: string, name: string, said: { note?: string; marks?: string[] } = {}) {
  const { status, statusRev } = await pageOf(phone, recordId);
  const command = { recordId, name, expectStatus: status ?? '', expectRev: statusRev, ...said };
  expect((await saveCommand(phone.db, phone.deps, command)).ok).toBe(true);
}

/** "Lưu và gửi lại". */
async function editAndResend(phone: Phone, recordId: string, change: (content: RecordContent) => RecordContent) {
  const page = await pageOf(phone, recordId);
  const resubmit = { expectStatus: page.status ?? '', expectRev: page.statusRev };
  const wish = { recordId, seen: seenIn(page), content: change(page.view), resubmit };
  return saveEdit(phone.db, phone.deps, wish);
}

const withStory = (story: string) => (content: RecordContent) => ({
  ...content,
  values: { ...content.values, story },
});

/** Sent by the author, and on the officer's phone. */
async function aSentRecord() {
  const [author, officer] = [await anAuthor(), await anOfficer()];
  const recordId = await record(author);
  await author.engine.run('saved');
  await officer.engine.run('start');
  return { author, officer, recordId };
}

/** The same, returned, and the author has heard of it. */
async function aReturnedRecord() {
  const village = await aSentRecord();
  const { author, officer, recordId } = village;
  await step(officer, recordId, 'return', { note: 'Kể rõ hơn việc làm', marks: ['story'] });
  await officer.engine.run('saved');
  await author.engine.run('timer');
  expect((await pageOf(author, recordId)).status).toBe('returned');
  return village;
}

async function atTheCommune(recordId: string) {
  const client = await commune.village.enrol(commune.village.people.officer);
  const found = (await client.records()).find(({ id }) => id === recordId);
  if (!found) throw new Error('the commune does not have it');
  return found;
}

describe('a returned record reaches its author', () => {
  test('[S10] with who, when, why and which fields, though the phone has work of its own waiting (1856)', async () => {
    const { author, officer, recordId } = await aSentRecord();
    author.failAlways(faults.offline);
    const others = [await record(author), await record(author)];
    await author.engine.run('saved');
    await step(officer, recordId, 'return', { note: 'Kể rõ hơn việc làm', marks: ['story', 'photos'] });
    await officer.engine.run('saved');
    author.failAlways(null);
    expect(await author.engine.run('online')).toEqual({ type: 'done' });
    const page = await pageOf(author, recordId);
    expect(page.state).toMatchObject({ type: 'returned', step: { byName: commune.village.people.officer.name } });
    expect(returnsOf(page)).toMatchObject([
      { by: commune.village.people.officer.name, note: 'Kể rõ hơn việc làm', marks: ['story', 'photos'] },
    ]);
    for (const id of others) expect((await pageOf(author, id)).state).toMatchObject({ type: 'arrived' });
  });

  test('[S10] though an edit of the very record waits on the phone: the edit stays, and stands in the returned record', async () => {
    const { author, officer, recordId } = await aSentRecord();
    author.failAlways(faults.offline);
    const page = await pageOf(author, recordId);
    const content = withStory('Em chạy theo trả lại ví.')(page.view);
    await saveEdit(author.db, author.deps, { recordId, seen: seenIn(page), content });
    await step(officer, recordId, 'return', { note: 'Cho xin ảnh' });
    await officer.engine.run('saved');
    author.failAlways(null);
    await author.engine.run('online');
    const after = await pageOf(author, recordId);
    expect([after.status, after.view.values.story, after.attention]).toEqual([
      'returned',
      'Em chạy theo trả lại ví.',
      [],
    ]);
  });

  test('[S10] on a new phone, and on every phone of the author', async () => {
    const { author, officer, recordId } = await aSentRecord();
    await step(officer, recordId, 'return', { note: 'Cho xin ảnh' });
    await officer.engine.run('saved');
    const newPhone = await anAuthor();
    await newPhone.engine.run('start');
    await author.engine.run('timer');
    for (const phone of [newPhone, author]) expect((await pageOf(phone, recordId)).status).toBe('returned');
    await editAndResend(newPhone, recordId, withStory('Viết trên máy mới.'));
    await newPhone.engine.run('saved');
    await author.engine.run('timer');
    expect(await pageOf(author, recordId)).toMatchObject({
      status: 'sent',
      view: { values: { story: 'Viết trên máy mới.' } },
    });
  });

  test('[S10] though the author was given another unit meanwhile, and the phone pulls everything anew', async () => {
    const { author, officer, recordId } = await aSentRecord();
    const { admin, school, people } = commune.village;
    author.failAlways(faults.offline);
    const own = await record(author);
    await step(officer, recordId, 'return', { note: 'Cho xin ảnh' });
    await officer.engine.run('saved');
    const added = { role: 'submitter', unitId: school.id };
    expect((await admin.send('POST', `/api/v1/admin/people/${people.head.id}/assignments`, added)).ok).toBe(true);
    author.failAlways(null);
    await author.engine.run('online');
    expect((await pageOf(author, recordId)).status).toBe('returned');
    expect((await pageOf(author, own)).state).toMatchObject({ type: 'arrived' });
  });

  test('[S10] and when the author has left the unit, whoever writes for it now; what the author had written is kept', async () => {
    const { admin, hamlet, people } = commune.village;
    const asked = await admin.send('POST', '/api/v1/admin/people', {
      people: [
        { name: 'Đỗ Thị Lan', assignment: { role: 'submitter', unitId: hamlet.id } },
        { name: 'Hoàng Văn Sáu', assignment: { role: 'submitter', unitId: hamlet.id } },
      ],
    });
    const [leaver = '', heir = ''] = addPeopleAnswerSchema.parse(await asked.json()).added;
    const [author, officer] = [await phoneOf({ id: leaver, name: 'Đỗ Thị Lan' }), await anOfficer()];
    const recordId = await record(author);
    await author.engine.run('saved');
    await officer.engine.run('start');
    const page = await pageOf(author, recordId);
    const content = withStory('Viết lúc chưa chuyển đi.')(page.view);
    await saveEdit(author.db, author.deps, { recordId, seen: seenIn(page), content });
    await step(officer, recordId, 'return', { note: 'Cho xin ảnh', marks: ['photos'] });
    await officer.engine.run('saved');
    const list = peopleSchema.parse(await (await admin.get('/api/v1/admin/people')).json());
    const assignment = list.people.find(({ id }) => id === leaver)?.assignments[0]?.id;
    expect((await admin.send('DELETE', `/api/v1/admin/assignments/${assignment}`)).ok).toBe(true);
    await author.engine.run('button');
    expect(await author.db.snapshots.get(recordId)).toBeUndefined();
    const [kept] = await author.db.outbox.toArray();
    expect([kept?.state, kept?.refusal, kept?.op.kind === 'patch' && kept.op.body.patch.story]).toEqual([
      'attention',
      'not-your-unit',
      'Viết lúc chưa chuyển đi.',
    ]);
    const successor = await phoneOf({ id: heir, name: 'Hoàng Văn Sáu' });
    await successor.engine.run('start');
    expect(returnsOf(await pageOf(successor, recordId))).toMatchObject([{ note: 'Cho xin ảnh', marks: ['photos'] }]);
    expect(people.head.id).not.toBe(heir);
  });
});

describe('saving the edit of a returned record', () => {
  test('[S5] puts the change and the step into the outbox together, the change first', async () => {
    const { author, officer, recordId } = await aReturnedRecord();
    expect(await editAndResend(author, recordId, withStory('Em nhặt được ví ở chợ và trả lại.'))).toEqual({
      ok: true,
      value: { ops: 2 },
    });
    expect((await author.db.outbox.orderBy('seq').toArray()).map(({ op }) => op.kind)).toEqual(['patch', 'command']);
    expect(await pageOf(author, recordId)).toMatchObject({ status: 'sent', state: { type: 'saved' } });
    expect(returnsOf(await pageOf(author, recordId))).toEqual([]);
    author.failOnce('/api/v1/sync', faults.answerLost);
    await author.engine.run('saved');
    await author.engine.run('online');
    expect(await atTheCommune(recordId)).toMatchObject({
      status: 'sent',
      values: { story: 'Em nhặt được ví ở chợ và trả lại.' },
    });
    await officer.engine.run('timer');
    expect((await pageOf(officer, recordId)).state).toMatchObject({ type: 'arrived' });
    expect(await author.db.outbox.count()).toBe(0);
  });

  test('[S5] that changes nothing saves nothing: sending it again as it was is a step of its own, with its reason', async () => {
    const { author, officer, recordId } = await aReturnedRecord();
    expect(await editAndResend(author, recordId, (content) => content)).toEqual({
      ok: false,
      error: { code: 'nothing-changed' },
    });
    await step(author, recordId, 'resubmit', { note: 'Hôm ấy không ai chụp ảnh' });
    await author.engine.run('saved');
    await officer.engine.run('timer');
    expect((await pageOf(officer, recordId)).events.at(-1)).toMatchObject({
      command: 'resubmit',
      note: 'Hôm ấy không ai chụp ảnh',
    });
  });
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
  expect([page.held, page.state.type]).toEqual([{ [second.id]: 'both' }, 'arrived']);
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

describe('steps without signal', () => {
  test('[S6] taken one after the other are all taken: received and found eligible, then not, then returned', async () => {
    const { author, officer, recordId } = await aSentRecord();
    officer.failAlways(faults.offline);
    await step(officer, recordId, 'receive');
    await step(officer, recordId, 'markIneligible', { note: 'Việc thuộc nhiệm vụ' });
    await step(officer, recordId, 'comment', { note: 'Đã gọi cho trưởng thôn' });
    await step(officer, recordId, 'comment', { note: 'Gọi lại lần nữa' });
    await step(officer, recordId, 'return', { note: 'Xin thêm chi tiết' });
    expect((await pageOf(officer, recordId)).status).toBe('returned');
    officer.failAlways(null);
    await officer.engine.run('online');
    expect(await officer.db.outbox.count()).toBe(0);
    const { status, events } = await atTheCommune(recordId);
    expect([status, events.map(({ command }) => command)]).toEqual([
      'returned',
      [undefined, 'receive', 'markIneligible', 'comment', 'comment', 'return'],
    ]);
    await author.engine.run('timer');
    expect(returnsOf(await pageOf(author, recordId))).toHaveLength(1);
  });

  test('[S6] withdrawn and taken back before anything was sent, the record is with the commune as before', async () => {
    const { author, recordId } = await aSentRecord();
    author.failAlways(faults.offline);
    const { statusRev } = await pageOf(author, recordId);
    const wish = { recordId, expectRev: statusRev, reason: 'Ghi nhầm người' };
    expect((await saveWithdraw(author.db, author.deps, wish)).ok).toBe(true);
    expect(await saveWithdraw(author.db, author.deps, wish)).toEqual({ ok: false, error: { code: 'nothing-changed' } });
    expect((await pageOf(author, recordId)).status).toBe('withdrawn');
    await step(author, recordId, 'restore');
    author.failAlways(null);
    await author.engine.run('online');
    const { status, events } = await atTheCommune(recordId);
    expect([status, events.map(({ note }) => note ?? '')]).toEqual(['sent', ['', 'Ghi nhầm người', '']]);
    expect(await author.db.outbox.count()).toBe(0);
  });

  test('[S6] a step on what somebody else moved meanwhile is still refused', async () => {
    const { author, officer, recordId } = await aSentRecord();
    author.failAlways(faults.offline);
    const { statusRev } = await pageOf(author, recordId);
    await saveWithdraw(author.db, author.deps, { recordId, expectRev: statusRev });
    await step(officer, recordId, 'receive');
    await officer.engine.run('saved');
    author.failAlways(null);
    await author.engine.run('online');
    expect(await pageOf(author, recordId)).toMatchObject({
      status: 'received',
      state: { type: 'attention', code: 'wrong-status' },
    });
  });
});

describe('a refused step', () => {
  test('[S9] put away leaves the outbox, and nothing else does; what waited behind it goes', async () => {
    const { author, officer, recordId } = await aSentRecord();
    const { statusRev } = await pageOf(author, recordId);
    await saveWithdraw(author.db, author.deps, { recordId, expectRev: statusRev, reason: 'Ghi nhầm' });
    await step(officer, recordId, 'receive');
    await officer.engine.run('saved');
    await author.engine.run('saved');
    const [refused] = (await pageOf(author, recordId)).attention;
    if (!refused) throw new Error('it was not refused');
    const other = await record(author);
    await step(author, recordId, 'comment', { note: 'Nhờ xã xem giúp' });
    await author.engine.run('saved');
    expect(await strip(author.db)).toMatchObject({ waiting: 1, attention: 1 });

    const { seq } = (await author.db.outbox.where('recordId').equals(recordId).toArray()).find(
      ({ state }) => state === 'waiting',
    ) ?? { seq: 0 };
    expect(await putAway(author.db, author.deps, seq)).toBe(false);
    expect(await putAway(author.db, author.deps, refused.seq)).toBe(true);
    expect(await putAway(author.db, author.deps, refused.seq)).toBe(false);
    expect((await author.db.outbox.toArray()).map(({ op }) => op.kind)).toEqual(['command']);
    await author.engine.run('saved');
    expect((await atTheCommune(recordId)).events.at(-1)).toMatchObject({ note: 'Nhờ xã xem giúp' });
    expect((await pageOf(author, other)).state).toMatchObject({ type: 'arrived' });
    expect(await strip(author.db)).toMatchObject({ waiting: 0, attention: 0 });
  });
});
