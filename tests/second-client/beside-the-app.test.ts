// The second client and the app's own phone on one record: neither knows more of the other than the specification says.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addPhoto } from '../../src/db/photos.ts';
import { aKeptPhoto, type Phone } from '../support/phone.ts';
import {
  aSubject,
  changeOn,
  commandOn,
  editOn,
  nomination,
  oneRow,
  openTwoClients,
  pageOn,
  saveOn,
  syncAll,
  type TwoClients,
} from '../support/two-clients.ts';
import type { SecondClient } from './client.ts';
import { uuidv7 } from './key.ts';
import { sha256Of } from './uploads.ts';

let commune: TwoClients;
let app: Phone;
let officer: SecondClient;
let recordId: string;

beforeAll(async () => {
  commune = await openTwoClients();
  app = await commune.app('head');
  officer = await commune.second('officer');
});
afterAll(() => commune.close());
beforeEach(async () => {
  recordId = await saveOn(app, { unitId: commune.hamletId, title: 'Trả lại ví' });
  await syncAll(app, officer);
});

/** Both hold the same words, and neither waits for anything. */
async function expectEqual(phone: Phone, client: SecondClient, id = recordId) {
  const { view, pending, status } = await pageOn(phone, id);
  const seen = client.view(id);
  expect({ values: view.values, rows: view.rows, status }).toEqual({
    values: seen?.values,
    rows: seen?.rows,
    status: seen?.status,
  });
  expect([pending, client.outbox.waiting]).toEqual([0, []]);
}

describe('[S6] two people write in one record without a line', () => {
  test('[S4] in different fields: both stand on both', async () => {
    await editOn(app, recordId, { place: 'Chợ Đông' });
    officer.patch(recordId, { title: 'Trả ví cho người mất' });
    expect((await pageOn(app, recordId)).view.values.title).toBe('Trả lại ví');
    await syncAll(officer, app, officer);
    expect(officer.view(recordId)?.values).toMatchObject({ title: 'Trả ví cho người mất', place: 'Chợ Đông' });
    await expectEqual(app, officer);
  });

  test.each([
    ['kept', undefined, 'Bản của xã'],
    ['other', undefined, 'Bản của thôn'],
    ['new', 'Bản của cả hai', 'Bản của cả hai'],
  ] as const)('in one field: both see it, the officer chooses "%s", both end equal', async (choice, wanted, end) => {
    officer.patch(recordId, { title: 'Bản của xã' });
    await editOn(app, recordId, { title: 'Bản của thôn' });
    await syncAll(officer, app, officer);
    const filed = { field: 'title', kept: 'Bản của xã', other: 'Bản của thôn' };
    expect((await pageOn(app, recordId)).conflicts).toMatchObject([filed]);
    const [conflict] = officer.conflicts(recordId);
    if (!conflict) throw new Error('Nothing to choose');
    expect(conflict).toMatchObject(filed);
    officer.resolve(conflict, choice, wanted);
    expect(officer.view(recordId)?.values.title).toBe(end);
    await syncAll(officer, app);
    expect((await pageOn(app, recordId)).view.values.title).toBe(end);
    expect([(await pageOn(app, recordId)).conflicts, officer.conflicts(recordId)]).toEqual([[], []]);
    await expectEqual(app, officer);
  });

  test('the app is first: what the second client wrote is filed, and its own view goes back to what stands', async () => {
    officer.patch(recordId, { title: 'Bản của xã', place: 'Chợ' });
    await editOn(app, recordId, { title: 'Bản của thôn' });
    await syncAll(app, officer, app);
    expect(officer.outbox.heard.at(-1)).toMatchObject({ type: 'conflict', fields: ['title'] });
    expect(officer.view(recordId)?.values).toMatchObject({ title: 'Bản của thôn', place: 'Chợ' });
    expect((await pageOn(app, recordId)).conflicts).toMatchObject([{ kept: 'Bản của thôn', other: 'Bản của xã' }]);
    await expectEqual(app, officer);
  });

  test.each([
    ['kept', 1],
    ['other', 0],
  ] as const)(
    'a row that one takes out while the other writes in it stays until somebody says "%s"',
    async (choice, left) => {
      const [rowId = ''] = Object.keys(officer.view(recordId)?.rows.subjects ?? {});
      await changeOn(app, recordId, (view) => {
        const row = view.rows.subjects?.[rowId];
        if (!row) throw new Error('No row');
        return { ...view, rows: { ...view.rows, subjects: { [rowId]: { ...row, position: 'Học sinh' } } } };
      });
      officer.setAdd(recordId, aSubject('Lê Văn Bình'));
      officer.setRemove(recordId, 'subjects', [rowId]);
      await syncAll(app, officer, app);
      const [conflict] = officer.conflicts(recordId);
      if (!conflict) throw new Error('Nothing to choose');
      expect(conflict).toMatchObject({ field: `subjects/${rowId}`, kept: null, other: null });
      expect(officer.view(recordId)?.rows.subjects?.[rowId]).toMatchObject({ position: 'Học sinh' });
      officer.resolve(conflict, choice);
      await syncAll(officer, app);
      const rows = (await pageOn(app, recordId)).view.rows.subjects ?? {};
      expect(Object.keys(rows).filter((id) => id === rowId)).toHaveLength(left);
      expect(Object.values(rows).map(({ name }) => name)).toContain('Lê Văn Bình');
      await expectEqual(app, officer);
    },
  );
});

describe('[S6] a dossier goes back and forth', () => {
  test('the second client returns it with what is asked for, the app writes and resubmits, the second client receives', async () => {
    officer.command(recordId, 'return', { note: 'Xin ghi rõ nơi', marks: ['place'] });
    expect(officer.view(recordId)?.status).toBe('returned');
    await syncAll(officer, app);
    const returned = await pageOn(app, recordId);
    expect(returned.status).toBe('returned');
    expect(returned.events.find(({ command }) => command === 'return')).toMatchObject({
      note: 'Xin ghi rõ nơi',
      marks: ['place'],
    });
    await editOn(app, recordId, { place: 'Chợ Đông' });
    await commandOn(app, recordId, 'resubmit');
    await syncAll(app, officer);
    expect(officer.confirmed(recordId)).toMatchObject({ status: 'sent', values: { place: 'Chợ Đông' } });
    officer.command(recordId, 'receive');
    officer.command(recordId, 'comment', { note: 'Đã đủ' });
    await syncAll(officer, app);
    expect((await pageOn(app, recordId)).events.at(-1)).toMatchObject({ command: 'comment', note: 'Đã đủ' });
    await expectEqual(app, officer);
  });

  test('the app returns it, the second client writes and resubmits', async () => {
    const [office, head] = [await commune.app('officer'), await commune.second('head')];
    await syncAll(office, head);
    await commandOn(office, recordId, 'return', { note: 'Xin ghi rõ ngày' });
    await syncAll(office, head);
    expect(head.confirmed(recordId).events.at(-1)).toMatchObject({ command: 'return', note: 'Xin ghi rõ ngày' });
    head.patch(recordId, { happenedOn: '2026-11-04' });
    head.command(recordId, 'resubmit');
    await syncAll(head, office);
    expect((await pageOn(office, recordId)).status).toBe('sent');
    await expectEqual(office, head);
  });

  test('a step at a status that somebody else has changed is refused with its reason and stays on the phone', async () => {
    const second = await commune.second('officer');
    await syncAll(second);
    officer.command(recordId, 'receive');
    second.command(recordId, 'return', { note: 'Thiếu ảnh' });
    await syncAll(officer, second);
    expect(second.outbox.waiting).toMatchObject([{ refused: { code: 'wrong-status' } }]);
    expect(second.confirmed(recordId).status).toBe('received');
  });
});

describe('[S6] two records of one deed', () => {
  test('the second client merges them, and what the app still writes in the merged one is filed on the other', async () => {
    const head = await commune.second('head');
    const result = oneRow('results', { indicator: 'Ví', amount: 1, measure: 'chiếc' });
    const kept = head.create('nomination', nomination(commune.hamletId), { ...aSubject('Lê Văn Bình'), ...result });
    await syncAll(head, officer, app);
    await editOn(app, recordId, { title: 'Viết sau khi gộp' });
    officer.merge(kept, recordId, { title: 'Hai em trả lại ví' });
    await syncAll(officer, app, officer, head);
    expect(officer.confirmed(recordId)).toMatchObject({
      status: 'merged',
      mergedInto: kept,
      values: { title: 'Trả lại ví' },
    });
    const names = Object.values(officer.view(kept)?.rows.subjects ?? {}).map(({ name }) => name);
    expect(names.sort()).toEqual(['Lê Văn Bình', 'Trần Văn An']);
    const [conflict, ...others] = officer.conflicts(kept);
    if (!conflict) throw new Error('Nothing to choose');
    expect([conflict, others]).toMatchObject([{ kept: 'Hai em trả lại ví', other: 'Viết sau khi gộp' }, []]);
    officer.resolve(conflict, 'kept');
    await syncAll(officer, app, head);
    await expectEqual(app, officer, kept);
    await expectEqual(app, head, kept);
    const entries = await officer.history(kept);
    expect(entries.flatMap(({ filed = [] }) => filed)).toContain('title');
    expect(entries.flatMap(({ notTaken = [] }) => notTaken)).toContainEqual({
      path: 'title',
      value: 'Viết sau khi gộp',
    });
  });
});

describe('photos', () => {
  test('[P4] [P9] a photo that the app took is read by the second client, byte for byte', async () => {
    const taken = uuidv7();
    const photo = await addPhoto(app.db, taken, aKeptPhoto(3), new Blob([]));
    if (!photo.ok) throw new Error(photo.error.code);
    const photoId = photo.value.id;
    await saveOn(app, { unitId: commune.hamletId }, { photos: { [photoId]: { order: 1 } } }, taken);
    await syncAll(app, officer);
    expect(officer.confirmed(taken).held).toEqual({ [photoId]: 'both' });
    const row = officer.view(taken)?.rows.photos?.[photoId];
    expect(sha256Of(await officer.photo(taken, photoId, 'full'))).toBe(row?.sha256);
    expect(sha256Of(await officer.photo(taken, photoId, 'thumb'))).toBe(row?.thumbSha256);
  });
});
