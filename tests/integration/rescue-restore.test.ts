// A server that was restored after a phone had carried another's work to it: the phone that wrote it may be lost for good.
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { putMeta } from '../../src/db/meta.ts';
import { bytesKey } from '../../src/db/photo-bytes.ts';
import { addPhoto } from '../../src/db/photos.ts';
import { recordPage } from '../../src/db/record-query.ts';
import { putAwayCarried } from '../../src/db/rescue-write.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { strip } from '../../src/db/strip-query.ts';
import { exportRescue } from '../../src/features/this-device/rescue-export.ts';
import { importRescue } from '../../src/features/this-device/rescue-import.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { receiptMs } from '../../src/shared/sync/outbox.ts';
import { addPeopleAnswerSchema } from '../../src/shared/wire/admin.ts';
import { signBatch } from '../../src/sync/queue-key.ts';
import { aNomination } from '../support/builders.ts';
import { type Installation, installationHere } from '../support/installation.ts';
import { aKeptPhoto, openPhone, type Phone } from '../support/phone.ts';
import { foundVillage, newId, type Person, type Village } from '../support/village.ts';

let server: Installation;
let village: Village;
const phones: Phone[] = [];

beforeAll(async () => {
  server = await installationHere();
  village = await foundVillage(server.port, await server.adminLink());
});
afterEach(() => {
  for (const phone of phones.splice(0)) phone.close();
});
afterAll(() => server.remove());

async function phoneOf(person: Person, changes: Parameters<typeof openPhone>[2] = {}): Promise<Phone> {
  const phone = await openPhone(server.port, await village.link(person), changes);
  phones.push(phone);
  return phone;
}

async function aColleague(changes: Parameters<typeof openPhone>[2] = {}): Promise<Phone> {
  const name = 'Đỗ Thị Mùi';
  const people = [{ name, assignment: { role: 'submitter', unitId: village.hamlet.id } }];
  const answer = await village.admin.send('POST', '/api/v1/admin/people', { people });
  const [id = ''] = addPeopleAnswerSchema.parse(await answer.json()).added;
  return phoneOf({ id, name }, changes);
}

const ofHamlet = (values: RecordContent['values'] = {}, rows: RecordContent['rows'] = {}): RecordContent =>
  aNomination(
    { unitId: village.hamlet.id, ...values },
    { subjects: { [newId()]: { order: 1, name: 'Trần Văn An' } }, ...rows },
  );

async function save(phone: Phone, content = ofHamlet(), recordId = newId()): Promise<string> {
  const saved = await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content });
  if (!saved.ok) throw new Error(saved.error.code);
  return recordId;
}

async function saveWithPhoto(phone: Phone, seed: number) {
  const recordId = newId();
  const photo = await addPhoto(phone.db, recordId, aKeptPhoto(seed), new Blob([]));
  if (!photo.ok) throw new Error(photo.error.code);
  await save(phone, ofHamlet({}, { photos: { [photo.value.id]: { order: 1, caption: 'Lúc trao ví' } } }), recordId);
  return { recordId, photo: photo.value };
}

async function retitle(phone: Phone, recordId: string, title: string): Promise<void> {
  const page = await recordPage(phone.db, recordId);
  if (!page) throw new Error('no record');
  const content = { ...page.view, values: { ...page.view.values, title } };
  const seen = { content: page.view, rev: page.rev, revs: page.revs };
  const edited = await saveEdit(phone.db, phone.deps, { recordId, content, seen });
  if (!edited.ok) throw new Error(edited.error.code);
}

const origin = () => `http://127.0.0.1:${server.port}`;

async function exported(phone: Phone): Promise<Blob> {
  const sign = (queue: { keyPair: CryptoKeyPair; id: string }, ops: Parameters<typeof signBatch>[2]) =>
    signBatch(queue.keyPair, queue.id, ops);
  const written = await exportRescue(phone.db, phone.me, { sign, origin: origin(), app: '0.2.0-test' }, Date.now());
  if (!written.ok) throw new Error(written.error);
  return written.value.blob;
}

async function planOf(phone: Phone, zip: Blob) {
  const brought = await importRescue(phone.db, zip, { communeId: phone.me.commune.id, origin: origin() });
  if (!brought.ok) throw new Error(brought.error);
  return brought.value.plan;
}

/** Everything since the last backup is gone. */
async function restore(): Promise<void> {
  await server.stop();
  await server.loseAndPutBack();
  await server.afterRestore();
  await server.start();
}

async function atTheCommune(recordId: string) {
  const officer = await village.enrol(village.people.officer);
  return (await officer.records()).filter(({ id }) => id === recordId);
}

async function hashAtTheCommune(recordId: string, photoId: string) {
  const officer = await village.enrol(village.people.officer);
  const response = await officer.get(`/api/v1/records/${recordId}/photos/${photoId}?size=full`);
  if (!response.ok) return response.status;
  return createHash('sha256')
    .update(new Uint8Array(await response.arrayBuffer()))
    .digest('hex');
}

const carriedOf = async (phone: Phone) =>
  (await phone.db.carried.toArray()).flatMap((row) => (row.type === 'operation' ? [row] : []));
const statesOf = async (phone: Phone) => (await carriedOf(phone)).map(({ state }) => state);

describe('[S11] [S16] what a phone carried and the restored server lacks', () => {
  test.each(['colleague', 'teacher'] as const)(
    'is brought again by the %s who had put it away, with its dossier number and photo, and the lost phone doubles nothing',
    async (who) => {
      const lost = await phoneOf(village.people.head);
      const { recordId, photo } = await saveWithPhoto(lost, who === 'teacher' ? 2 : 1);
      const other = await save(lost);
      const zip = await exported(lost);
      const carrier = who === 'teacher' ? await phoneOf(village.people.teacher) : await aColleague();
      await server.backUp();
      await planOf(carrier, zip);
      expect(await carrier.engine.run('start')).toEqual({ type: 'done' });
      const dossiers = [(await atTheCommune(recordId))[0]?.dossier, (await atTheCommune(other))[0]?.dossier];
      await putAwayCarried(carrier.db, lost.queueId);
      expect(await statesOf(carrier)).toEqual(['arrived', 'arrived']);

      await restore();
      expect(await atTheCommune(recordId)).toEqual([]);
      expect(await carrier.engine.run('button')).toEqual({ type: 'done' });
      expect(await statesOf(carrier)).toEqual(['arrived', 'arrived']);
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
    const lost = await phoneOf(village.people.head);
    const { recordId } = await saveWithPhoto(lost, 3);
    const zip = await exported(lost);
    const carrier = await aColleague();
    await planOf(carrier, zip);
    await carrier.engine.run('start');
    await server.backUp();
    await restore();
    carrier.requests.length = 0;
    expect(await carrier.engine.run('button')).toEqual({ type: 'done' });
    expect(carrier.requests.filter(({ method, path }) => method !== 'GET' && path !== '/api/v1/sync')).toEqual([]);
    expect(await statesOf(carrier)).toEqual(['arrived']);
    expect((await carrier.db.photos.toArray()).map(({ state }) => state)).toEqual(['held']);
    expect(await atTheCommune(recordId)).toHaveLength(1);
  });

  test('is offered also where an earlier release noted only that it arrived', async () => {
    const lost = await phoneOf(village.people.head);
    const recordId = await save(lost);
    const zip = await exported(lost);
    const carrier = await aColleague();
    await server.backUp();
    await planOf(carrier, zip);
    await carrier.engine.run('start');
    for (const { taken: _, answeredAt: __, ...row } of await carriedOf(carrier)) await carrier.db.carried.put(row);
    await restore();
    await carrier.engine.run('button');
    expect(await atTheCommune(recordId)).toHaveLength(1);
    expect(await statesOf(carrier)).toEqual(['arrived']);
  });

  test('and was forgotten here is carried again when the file is brought in again', async () => {
    const lost = await phoneOf(village.people.head);
    const { recordId, photo } = await saveWithPhoto(lost, 4);
    const zip = await exported(lost);
    const carrier = await aColleague();
    await server.backUp();
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
    const lost = await phoneOf(village.people.head);
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
    const author = await phoneOf(village.people.head);
    const helper = await aColleague();
    const carrier = await aColleague();
    await carrier.engine.run('start');
    await server.backUp();
    const recordId = await save(author, ofHamlet({ title: 'Tên đầu' }));
    await author.engine.run('start');
    await helper.engine.run('start');
    await retitle(helper, recordId, 'Tên sửa');
    await planOf(carrier, await exported(helper));
    await carrier.engine.run('button');
    expect((await atTheCommune(recordId))[0]?.values.title).toBe('Tên sửa');

    await restore();
    expect(await carrier.engine.run('button')).toEqual({ type: 'done' });
    expect(await statesOf(carrier)).toEqual(['waiting']);
    await author.engine.run('button');
    await carrier.engine.run('button');
    expect(await statesOf(carrier)).toEqual(['arrived']);
    const [record] = await atTheCommune(recordId);
    expect(record?.values.title).toBe('Tên sửa');
  });
});

test('[S11] [S16] a server restored in the middle of a run decides no carried batch before the phone has heard of it', async () => {
  const author = await phoneOf(village.people.head);
  const helper = await aColleague();
  const carrier = await aColleague();
  await carrier.engine.run('start');
  await server.backUp();
  const recordId = await save(author, ofHamlet({ title: 'Tên đầu' }));
  await author.engine.run('start');
  await helper.engine.run('start');
  await retitle(helper, recordId, 'Tên sửa');
  await planOf(carrier, await exported(helper));
  carrier.failOnce('/api/v1/sync', (pass) => pass());
  carrier.failOnce('/api/v1/sync', async (pass) => {
    await restore();
    return pass();
  });
  expect(await carrier.engine.run('button')).toEqual({ type: 'done' });
  // Refused, had it been decided: the record is not there yet.
  expect(await statesOf(carrier)).toEqual(['waiting']);
  await author.engine.run('button');
  await carrier.engine.run('button');
  expect(await statesOf(carrier)).toEqual(['arrived']);
  expect((await atTheCommune(recordId))[0]?.values.title).toBe('Tên sửa');
});

test('[S11] [S16] what was carried is kept for ninety days by the server’s clock, and its photo as long as the words', async () => {
  // This phone's own clock runs a year ahead.
  const carrier = await aColleague({ now: () => Date.now() + 365 * 24 * 3600_000 });
  const heard = (ms: number) => putMeta(carrier.db, 'lastSyncAt', new Date(Date.now() + ms).toISOString());
  const lost = await phoneOf(village.people.head);
  const { photo } = await saveWithPhoto(lost, 5);
  await planOf(carrier, await exported(lost));
  await carrier.engine.run('start');
  await carrier.engine.run('start');
  await heard(receiptMs - 24 * 3600_000);
  await carrier.engine.run('start');
  expect(await statesOf(carrier)).toEqual(['arrived']);
  expect(await carrier.db.photos.get(photo.id)).toMatchObject({ state: 'held' });
  await heard(receiptMs + 24 * 3600_000);
  await carrier.engine.run('start');
  expect(await statesOf(carrier)).toEqual([]);
  expect(await carrier.db.photos.get(photo.id)).toBeUndefined();
  expect(await carrier.db.photoBytes.get(bytesKey(photo.id, 'full'))).toBeUndefined();
});
