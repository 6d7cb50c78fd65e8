import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { deleteDraft, putDraft } from '../../src/db/drafts.ts';
import { getMeta, putMeta } from '../../src/db/meta.ts';
import { bytesKey } from '../../src/db/photo-bytes.ts';
import { addPhoto } from '../../src/db/photos.ts';
import { recordPage } from '../../src/db/record-query.ts';
import { swapDrafts } from '../../src/db/rescue-write.ts';
import { keepRewriting } from '../../src/db/rewriting.ts';
import type { CarriedRow, DraftRow } from '../../src/db/rows.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { putStepDraft } from '../../src/db/step-drafts.ts';
import { strip } from '../../src/db/strip-query.ts';
import { exportRescue } from '../../src/features/this-device/rescue-export.ts';
import { importRescue } from '../../src/features/this-device/rescue-import.ts';
import { commandLabels } from '../../src/i18n/vi/records.ts';
import { rejectionSentences } from '../../src/i18n/vi/rejections.ts';
import { rescuePageWords } from '../../src/i18n/vi/rescue.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { addPeopleAnswerSchema } from '../../src/shared/wire/admin.ts';
import { rescueNames, rescueSchema } from '../../src/shared/wire/rescue.ts';
import { signBatch } from '../../src/sync/queue-key.ts';
import { aNomination } from '../support/builders.ts';
import { communeHere } from '../support/commune-here.ts';
import { aHeic } from '../support/jpeg-others.ts';
import { aKeptPhoto, faults, type Phone } from '../support/phone.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { phoneOf } = commune;
const aHead = () => phoneOf(commune.village.people.head);

async function aColleague(): Promise<Phone> {
  const { admin, hamlet } = commune.village;
  const name = 'Đỗ Thị Mùi';
  const answer = await admin.send('POST', '/api/v1/admin/people', {
    people: [{ name, assignment: { role: 'submitter', unitId: hamlet.id } }],
  });
  const [id = ''] = addPeopleAnswerSchema.parse(await answer.json()).added;
  return phoneOf({ id, name });
}

const origin = () => `http://127.0.0.1:${commune.port}`;
const now = Date.parse('2026-11-23T02:05:00.000Z');

async function exported(phone: Phone): Promise<Blob> {
  const sign = (queue: { keyPair: CryptoKeyPair; id: string }, ops: Parameters<typeof signBatch>[2]) =>
    signBatch(queue.keyPair, queue.id, ops);
  const written = await exportRescue(phone.db, phone.me, { sign, origin: origin(), app: '0.2.0-test' }, now);
  if (!written.ok) throw new Error(written.error);
  return written.value.blob;
}

const imported = (phone: Phone, zip: Blob, here: Partial<{ communeId: string; origin: string }> = {}) =>
  importRescue(phone.db, zip, { communeId: phone.me.commune.id, origin: origin(), ...here });

async function planOf(phone: Phone, zip: Blob) {
  const brought = await imported(phone, zip);
  if (!brought.ok) throw new Error(brought.error);
  return brought.value.plan;
}

const ofHamlet = (values: RecordContent['values'] = {}, rows: RecordContent['rows'] = {}): RecordContent =>
  aNomination(
    { unitId: commune.village.hamlet.id, ...values },
    { subjects: { [newId()]: { order: 1, name: 'Trần Văn An' } }, ...rows },
  );

async function save(phone: Phone, content = ofHamlet(), recordId = newId()): Promise<string> {
  const saved = await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content });
  if (!saved.ok) throw new Error(saved.error.code);
  return recordId;
}

async function saveWithPhoto(phone: Phone, seed: number, values: RecordContent['values'] = {}) {
  const recordId = newId();
  const photo = await addPhoto(phone.db, recordId, aKeptPhoto(seed), new Blob([]));
  if (!photo.ok) throw new Error(photo.error.code);
  const photos = { [photo.value.id]: { order: 1, caption: 'Lúc trao ví' } };
  await save(phone, ofHamlet(values, { photos }), recordId);
  return { recordId, photo: photo.value };
}

const aDraft = (recordId: string, title: string, updatedAt: number): DraftRow => ({
  recordId,
  kind: 'nomination',
  mode: 'new',
  form: { values: { title }, rows: {}, answers: {} },
  updatedAt,
  waitingForPhoto: false,
  seen: null,
  preview: { title, people: [], unitId: null, happenedOn: null },
});

/** As the commune's officer sees it. */
async function atTheCommune(recordId: string) {
  const officer = await commune.village.enrol(commune.village.people.officer);
  return (await officer.records()).filter(({ id }) => id === recordId);
}

async function hashAtTheCommune(recordId: string, photoId: string) {
  const officer = await commune.village.enrol(commune.village.people.officer);
  const response = await officer.get(`/api/v1/records/${recordId}/photos/${photoId}?size=full`);
  if (!response.ok) return response.status;
  return createHash('sha256')
    .update(new Uint8Array(await response.arrayBuffer()))
    .digest('hex');
}

const loggedOf = ({ me }: Phone, opId: string) =>
  commune.running.deps.store.read(me.commune.id, (tx) => tx.operations.operation(opId));

const carriedOf = async (phone: Phone) =>
  (await phone.db.carried.toArray()).flatMap((row) => (row.type === 'operation' ? [row] : []));
const stateOfCarried = async (phone: Phone) => (await carriedOf(phone)).map(({ state }) => state);

/** The zip with other content, packed anew; undefined takes an entry out. */
async function changed(zip: Blob, changes: Record<string, Uint8Array | undefined>): Promise<Blob> {
  const files = { ...unzipSync(new Uint8Array(await zip.arrayBuffer())), ...changes };
  const left = Object.fromEntries(Object.entries(files).flatMap(([name, bytes]) => (bytes ? [[name, bytes]] : [])));
  return new Blob([zipSync(left, { level: 0 }).slice()]);
}

/** The directory of a zip of one entry says how large it becomes. */
function saysItsSize(zip: Uint8Array, bytes: number): Blob {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - 22;
  view.setUint32(view.getUint32(end + 16, true) + 24, bytes, true);
  return new Blob([zip.slice()]);
}

async function withData(zip: Blob, change: (data: Record<string, unknown>) => object): Promise<Blob> {
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  const data = strToU8(JSON.stringify(change(JSON.parse(strFromU8(files[rescueNames.data] ?? new Uint8Array())))));
  const digest = strToU8(createHash('sha256').update(data).digest('hex'));
  return changed(zip, { [rescueNames.data]: data, [rescueNames.digest]: digest });
}

describe('[S16] a file that is not for here changes nothing', () => {
  test.each([
    ['no zip', async () => new Blob(['Đây là một bức thư']), 'not-a-rescue'],
    ['another zip', async () => new Blob([zipSync({ 'thu.txt': strToU8('xin chào') }).slice()]), 'not-a-rescue'],
    ['data of something else', (zip: Blob) => withData(zip, () => ({ hello: 1 })), 'not-a-rescue'],
    ['half of it', async (zip: Blob) => zip.slice(0, Math.floor(zip.size / 2)), 'damaged'],
    [
      'data that was written over',
      (zip: Blob) => changed(zip, { [rescueNames.data]: strToU8('{"format":"viec-tot-rescue"}') }),
      'damaged',
    ],
    ['data that lost a part', (zip: Blob) => withData(zip, ({ ops: _, ...rest }) => rest), 'damaged'],
    ['a newer file', (zip: Blob) => withData(zip, (data) => ({ ...data, version: 3, more: true })), 'too-new'],
    ['a newer wire', (zip: Blob) => withData(zip, (data) => ({ ...data, wire: 99 })), 'too-new'],
    [
      'another commune',
      (zip: Blob) => withData(zip, (data) => ({ ...data, commune: { id: newId(), name: 'Xã khác' } })),
      'other-commune',
    ],
    [
      'another address',
      (zip: Blob) => withData(zip, (data) => ({ ...data, origin: 'https://khac.example' })),
      'other-origin',
    ],
    [
      'a photo that was damaged on its way',
      async (zip: Blob) => {
        const name =
          Object.keys(unzipSync(new Uint8Array(await zip.arrayBuffer()))).find((one) => /-full/.test(one)) ?? '';
        return changed(zip, { [name]: strToU8('không phải ảnh') });
      },
      'damaged',
    ],
    [
      'thousands of entries',
      async () => {
        const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, n) => [`${n}`, new Uint8Array()]));
        return new Blob([zipSync(many, { level: 0 }).slice()]);
      },
      'too-large',
    ],
    [
      'a zip bomb',
      async () => saysItsSize(zipSync({ [rescueNames.data]: new Uint8Array(1_000_000) }), 0x7fff_ffff),
      'too-large',
    ],
    [
      'an entry that is larger than it says',
      async () => saysItsSize(zipSync({ [rescueNames.data]: new Uint8Array(1_000_000) }), 100),
      'not-a-rescue',
    ],
  ])('%s', async (_, make, code) => {
    const phone = await aHead();
    await saveWithPhoto(phone, 1);
    const zip = await make(await exported(phone));
    const colleague = await aColleague();
    expect(await imported(colleague, zip)).toEqual({ ok: false, error: code });
    expect(await colleague.db.carried.count()).toBe(0);
    expect(await colleague.db.photos.count()).toBe(0);
    expect(await colleague.db.outbox.count()).toBe(0);
  });
});

describe('[S16] one entry that cannot be read', () => {
  test('stays in the file, and does not keep the others there', async () => {
    const lost = await aHead();
    const one = await saveWithPhoto(lost, 21);
    const two = await save(lost, ofHamlet({ title: 'Dọn đường làng' }));
    await save(lost, ofHamlet({ story: 'ă'.repeat(100_001) }));
    await putDraft(lost.db, aDraft(newId(), 'Đang viết dở', 1));
    const zip = await withData(await exported(lost), (data) => ({ ...data, groups: [{ seqs: 'lạ' }] }));
    expect(await imported(lost, zip)).toMatchObject({ ok: true, value: { plan: { known: 2 }, unread: 1 } });
    const colleague = await aColleague();
    expect(await imported(colleague, zip)).toMatchObject({
      ok: true,
      value: { plan: { carry: [{}, {}], photos: [{}], draftsLeft: 1 }, unread: 1 },
    });
    await colleague.engine.run('button');
    expect(await stateOfCarried(colleague)).toEqual(['arrived', 'arrived']);
    expect(await hashAtTheCommune(one.recordId, one.photo.id)).toBe(one.photo.full?.sha256);
    expect(await atTheCommune(two)).toHaveLength(1);
  });

  test('and was signed in a batch lets the others of it go one by one', async () => {
    const lost = await aHead();
    for (let n = 0; n < 3; n++) await save(lost);
    const zip = await withData(await exported(lost), (data) => ({
      ...data,
      ops: (data.ops as object[]).map((op, at) => (at === 1 ? { ...op, state: 'khác' } : op)),
    }));
    const colleague = await aColleague();
    expect(await imported(colleague, zip)).toMatchObject({ value: { plan: { carry: [{}, {}] }, unread: 1 } });
    expect((await carriedOf(colleague)).map(({ group }) => group)).toEqual([null, null]);
    await colleague.engine.run('button');
    expect(await stateOfCarried(colleague)).toEqual(['arrived', 'arrived']);
  });
});

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
    expect(await stateOfCarried(colleague)).toEqual(['arrived', 'arrived']);
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
    expect(await stateOfCarried(colleague)).toEqual(Array(5).fill('arrived'));
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
    expect(await stateOfCarried(colleague)).toEqual(['waiting']);
    expect(await colleague.engine.run('button')).toEqual({ type: 'done' });
    expect(await stateOfCarried(colleague)).toEqual(['arrived']);
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
    expect(await stateOfCarried(colleague)).toEqual(['waiting']);
    expect((await recordPage(colleague.db, own.recordId))?.state).toMatchObject({ type: 'arrived' });
    colleague.failAlways(null);
    await colleague.engine.run('button');
    expect(await stateOfCarried(colleague)).toEqual(['arrived']);
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
    await addPhoto(lost.db, await save(lost), { type: 'undecodable-heic' }, new Blob([aHeic()]));
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
    const page = await recordPage(phone.db, recordId);
    if (!page) throw new Error('no record');
    const after = { ...page.view, values: { ...page.view.values, title: 'Tên khác' } };
    const seen = { content: page.view, rev: 0, revs: {} };
    const edited = await saveEdit(phone.db, phone.deps, { recordId, content: after, seen });
    if (!edited.ok) throw new Error(edited.error.code);
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

describe('[S16] a phone that carries others’ work and cannot send it either', () => {
  test('hands it on in its own file, as it was signed and under its authors, with the photos', async () => {
    const lost = await aHead();
    const { recordId, photo } = await saveWithPhoto(lost, 31, { title: 'Mang qua hai máy' });
    await save(lost);
    const second = await aColleague();
    await planOf(second, await exported(lost));
    const own = await save(second);
    const zip = await exported(second);
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    const page = strFromU8(files[rescueNames.page] ?? new Uint8Array());
    for (const words of ['Mang qua hai máy', rescuePageWords.carriedFor(lost.me.name), 'Lúc trao ví'])
      expect(page).toContain(words);

    const third = await phoneOf(commune.village.people.officer);
    expect(await planOf(third, zip)).toMatchObject({ carry: [{}, {}, {}], photos: [{ as: 'carried' }] });
    expect((await carriedOf(third)).filter(({ group }) => group?.size === 2)).toHaveLength(2);
    expect(await planOf(third, zip)).toMatchObject({ carry: [], known: 3, photos: [], photosKnown: 1 });
    expect(await third.engine.run('button')).toEqual({ type: 'done' });
    expect(await stateOfCarried(third)).toEqual(Array(3).fill('arrived'));
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
    expect((await stateOfCarried(second)).sort()).toEqual(['arrived', 'refused']);
    const third = await aColleague();
    expect(await planOf(third, await exported(second))).toMatchObject({ carry: [{}], photos: [{ as: 'carried' }] });
    await third.engine.run('button');
    expect(await stateOfCarried(third)).toEqual(['refused']);
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
    const files = unzipSync(new Uint8Array(await (await exported(phone)).arrayBuffer()));
    const data = JSON.parse(strFromU8(files[rescueNames.data] ?? new Uint8Array()));
    expect([data.version, 'loads' in data]).toEqual([1, false]);
  });
});

describe('[S16] the page in the file', () => {
  test('tells every record in words, what waits and why, and shows its pictures from beside itself', async () => {
    const phone = await aHead();
    await commune.village.enrol(commune.village.people.officer);
    await phone.engine.run('start'); // the names of the units
    const { photo } = await saveWithPhoto(phone, 12, {
      title: 'Trả ví <b>cho người mất</b>',
      story: 'Dòng một\nDòng hai',
    });
    const refused = await save(phone, ofHamlet({ title: 'Bị từ chối', unitId: commune.village.school.id }));
    phone.failAlways(async (pass, { path }) =>
      path === '/api/v1/sync' ? pass() : Promise.reject(new TypeError('cut')),
    );
    await phone.engine.run('button');
    expect((await recordPage(phone.db, refused))?.state.type).toBe('attention');
    await putDraft(phone.db, {
      ...aDraft(newId(), 'Đang viết dở', 5),
      form: {
        values: { title: 'Đang viết dở', happenedOn: '31/02/2026' },
        rows: {},
        answers: { who: 'Bà Tư bán rau' },
      },
    });
    const zip = await exported(phone);
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    const page = strFromU8(files[rescueNames.page] ?? new Uint8Array());
    expect(Object.keys(files)[0]).toBe(rescueNames.page);
    for (const words of [
      'Phạm Văn Trưởng',
      'Trả ví &lt;b&gt;cho người mất&lt;/b&gt;',
      'Dòng một\nDòng hai',
      'Thôn Đông',
      'Trần Văn An',
      rejectionSentences['not-your-unit'],
      'Đang viết dở',
      '31/02/2026',
      'Bà Tư bán rau',
      'Lúc trao ví',
    ])
      expect(page).toContain(words);
    expect(page).not.toMatch(/<b>|<script|https?:\/\//);
    const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name);
    expect(named).toEqual(expect.arrayContaining([`anh/${photo.id}-full.jpg`, `anh/${photo.id}-thumb.jpg`]));
    expect(named.filter((name) => !files[name ?? ''])).toEqual([]);
    expect(rescueSchema.parse(JSON.parse(strFromU8(files[rescueNames.data] ?? new Uint8Array()))).ops).toHaveLength(1);
  });

  test('tells words of a step and of a choice that were not taken yet', async () => {
    const phone = await aHead();
    const recordId = await save(phone, ofHamlet({ title: 'Có lời dở' }));
    await phone.engine.run('button');
    await putStepDraft(phone.db, recordId, 'comment', { note: 'Ý kiến <viết> dở', marks: [] });
    await keepRewriting(phone.db, newId(), {
      text: 'Lời viết lại dở',
      seen: { rev: 0, revs: {} },
    });
    const files = unzipSync(new Uint8Array(await (await exported(phone)).arrayBuffer()));
    const page = strFromU8(files[rescueNames.page] ?? new Uint8Array());
    for (const words of ['Có lời dở', commandLabels.comment, 'Ý kiến &lt;viết&gt; dở', 'Lời viết lại dở'])
      expect(page).toContain(words);
  });

  test('a phone with nothing unsent writes no file', async () => {
    const phone = await aHead();
    const sign = async () => Promise.reject(new Error('nothing to sign'));
    const written = await exportRescue(phone.db, phone.me, { sign, origin: origin(), app: 'test' }, now);
    expect(written).toEqual({ ok: false, error: 'nothing-unsent' });
  });
});
