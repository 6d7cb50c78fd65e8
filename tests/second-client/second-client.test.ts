// The second client and the real server: what the specification promises to whoever has read only it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPhoneJpeg } from '../support/jpeg.ts';
import {
  aSubject,
  initiative,
  nomination,
  oneRow,
  openTwoClients,
  syncAll,
  type TwoClients,
} from '../support/two-clients.ts';
import { uuidv7 } from './key.ts';
import type { Send } from './line.ts';
import { sha256Of } from './uploads.ts';

let commune: TwoClients;
beforeAll(async () => {
  commune = await openTwoClients();
});
afterAll(() => commune.close());

/** Sends what is named as it stands; `spoil` says what becomes of the nth request to this path. */
function spoilt(path: string, spoil: (pass: () => Promise<Response>, nth: number) => Promise<Response>) {
  const bodies: string[] = [];
  const send: Send = (url, init) => {
    if (!new URL(url).pathname.startsWith(path)) return fetch(url, init);
    bodies.push(typeof init.body === 'string' ? init.body : '');
    return spoil(() => fetch(url, init), bodies.length);
  };
  return { send, bodies };
}
const lost = async (pass: () => Promise<Response>): Promise<Response> => {
  await (await pass()).arrayBuffer();
  throw new TypeError('fetch failed');
};

describe('text', () => {
  test('[S1] [S9] a nomination and an initiative, recorded without a line, arrive with their dossier numbers', async () => {
    const teacher = await commune.second('teacher');
    const one = teacher.create('nomination', nomination(commune.schoolId), aSubject());
    const other = teacher.create(
      'initiative',
      initiative(commune.schoolId),
      oneRow('authors', { name: 'Hoa', share: 1000 }),
    );
    expect([teacher.view(one)?.values.title, teacher.view(other)?.status]).toEqual(['Trả lại ví', 'sent']);
    await syncAll(teacher);
    expect(teacher.confirmed(one).dossier).toMatch(/^NT-\d{4}-\d{4}$/);
    expect(teacher.confirmed(other).dossier).toMatch(/^SK-\d{4}-\d{4}$/);
    expect(teacher.outbox.waiting).toEqual([]);
    // Another unit's head does not see them; the office does.
    const [head, officer] = [await commune.second('head'), await commune.second('officer')];
    await syncAll(head, officer);
    expect([head.feed.records.has(one), officer.feed.records.has(one)]).toEqual([false, true]);
  });

  test('[S2] a batch that another key signed is refused whole', async () => {
    const head = await commune.second('head');
    const id = head.create('nomination', nomination(commune.hamletId), aSubject());
    const stranger = await commune.second('head');
    Object.assign(head, { key: { ...stranger.key, queue: head.key.queue } });
    await syncAll(head);
    expect(head.outbox.waiting).toMatchObject([{ op: { recordId: id }, refused: { code: 'bad-signature' } }]);
  });

  test('[S5] [S6] an answer that was lost is asked for again with the same bytes, and nothing is there twice', async () => {
    const { send, bodies } = spoilt('/api/v1/sync', (pass, nth) => (nth === 1 ? lost(pass) : pass()));
    const head = await commune.second('head', { send });
    const id = head.create('nomination', nomination(commune.hamletId), aSubject());
    expect(await head.sync()).toEqual({ type: 'later', retryAfterSeconds: null });
    expect(head.outbox.waiting).toHaveLength(1);
    // Meanwhile the person writes on: this was not there when the batch left.
    head.patch(id, { title: 'Trả lại ví cho bà cụ' });
    await syncAll(head);
    const ops = bodies.slice(0, 2).map((body) => JSON.stringify(JSON.parse(body).batch.ops[0]));
    expect(ops[1]).toBe(ops[0]);
    expect(head.outbox.heard.map(({ type, repeated }) => [type, repeated])).toEqual([
      ['applied', true],
      ['applied', undefined],
    ]);
    expect(head.confirmed(id).events.map(({ kind }) => kind)).toEqual(['create', 'patch']);
    expect(head.confirmed(id).values.title).toBe('Trả lại ví cho bà cụ');
  });

  test('[S3] what waits behind an answered operation and never left is lifted to its revision', async () => {
    const { send } = spoilt('/api/v1/sync', (pass, nth) => (nth === 2 ? lost(pass) : pass()));
    const head = await commune.second('head', { send, batch: { ops: 1, bytes: 64 * 1024 } });
    const id = head.create('nomination', nomination(commune.hamletId), aSubject());
    head.patch(id, { title: 'Một' });
    head.patch(id, { title: 'Hai', place: 'Chợ' });
    expect(head.outbox.waiting.map(({ op }) => op.kind === 'patch' && op.body.base)).toEqual([
      false,
      { title: 0 },
      { title: 0, place: 0 },
    ]);
    await head.sync();
    const { rev } = head.confirmed(id);
    expect(head.outbox.waiting.map(({ op }) => op.kind === 'patch' && op.body.base)).toEqual([
      { title: rev },
      { title: rev, place: rev },
    ]);
    await syncAll(head);
    expect(head.outbox.heard.map(({ type }) => type)).toEqual(['applied', 'applied', 'applied']);
    expect(head.confirmed(id).values).toMatchObject({ title: 'Hai', place: 'Chợ' });
  });

  test('[S13] [S14] a batch that is too large is halved until it passes, and all of it arrives', async () => {
    const { send, bodies } = spoilt('/api/v1/sync', (pass) => pass());
    const head = await commune.second('head', { send, batch: { ops: 50, bytes: 1e9 } });
    const story = 'Việc tốt. '.repeat(500);
    const ids = Array.from({ length: 40 }, () =>
      head.create('nomination', nomination(commune.hamletId, { story }), aSubject()),
    );
    await syncAll(head);
    const sizes = bodies.map((body) => JSON.parse(body).batch?.ops.length ?? 0);
    expect(sizes.slice(0, 3)).toEqual([40, 20, 10]);
    expect(head.outbox.heard.map(({ type }) => type)).toEqual(ids.map(() => 'applied'));
    expect(ids.every((id) => head.feed.records.has(id))).toBe(true);
  });

  test('[S9] what follows a refused creation waits, and a correction takes the place of both', async () => {
    const head = await commune.second('head');
    const id = head.create('nomination', nomination(commune.hamletId, { subjectType: 'robot' }), aSubject());
    head.patch(id, { title: 'Sửa lại' });
    const beside = head.create('nomination', nomination(commune.hamletId), aSubject());
    await syncAll(head);
    expect(head.outbox.heard.map(({ type }) => type)).toEqual(['rejected', 'blocked', 'applied']);
    expect(head.outbox.waiting[0]?.refused).toMatchObject({
      code: 'invalid-fields',
      fieldErrors: [{ path: 'subjectType' }],
    });
    expect(head.confirmed(beside).status).toBe('sent');
    head.correct(id, { subjectType: 'individual' });
    await syncAll(head);
    expect(head.confirmed(id).values).toMatchObject({ subjectType: 'individual', title: 'Sửa lại' });
    expect([head.outbox.waiting, head.conflicts(id)]).toEqual([[], []]);
  });

  test('[S9] what an answer leaves out waits for a later sync, and holds up no other', async () => {
    let withheld: string | undefined;
    const { send, bodies } = spoilt('/api/v1/sync', async (pass) => {
      const down = (await (await pass()).json()) as { answers: { opId: string }[] };
      return Response.json({ ...down, answers: down.answers.filter(({ opId }) => opId !== withheld) });
    });
    const head = await commune.second('head', { send });
    const [one, other] = [0, 1].map(() => head.create('nomination', nomination(commune.hamletId), aSubject()));
    withheld = head.outbox.waiting[0]?.op.opId;
    expect(await head.sync()).toEqual({ type: 'later', retryAfterSeconds: null });
    expect(head.outbox.waiting.map(({ op }) => op.recordId)).toEqual([one]);
    expect(head.confirmed(other ?? '').dossier).toMatch(/^NT-/);
    expect(bodies).toHaveLength(1);
    withheld = undefined;
    await syncAll(head);
    expect(head.outbox.waiting).toEqual([]);
  });

  test('[S10] a new phone takes a long feed page by page, and one whose cursor moved meanwhile takes none', async () => {
    const head = await commune.second('head');
    for (let n = 0; n < 230; n++)
      head.create('nomination', nomination(commune.hamletId, { title: `Việc ${n}` }), aSubject());
    await syncAll(head);
    let pages = 0;
    const { send } = spoilt('/api/v1/sync', (pass) => {
      pages += 1;
      return pass();
    });
    const another = await commune.second('head', { send });
    await syncAll(another);
    expect(pages).toBeGreaterThan(1);
    expect(another.feed.records).toEqual(head.feed.records);
    const page = { ...another.feed.cursor, from: 0, next: 1, epoch: '', scope: '', restart: false, more: false };
    const empty = { records: [], tombstones: [], conflicts: [], units: [] };
    expect(another.feed.take({ from: 0, epoch: null, scope: null }, { ...page, ...empty })).toBe(false);
  });

  test('[S6] steps taken one after another without a line are all done, and a withdrawn record keeps its number', async () => {
    const head = await commune.second('head');
    const id = head.create('nomination', nomination(commune.hamletId), aSubject());
    expect(() => head.withdraw(id)).toThrow('waits');
    await syncAll(head);
    const { dossier } = head.confirmed(id);
    head.withdraw(id, 'Ghi nhầm');
    head.command(id, 'restore');
    expect(head.view(id)?.status).toBe('sent');
    await syncAll(head);
    expect(head.confirmed(id).events.map(({ kind }) => kind)).toEqual(['create', 'withdraw', 'command']);
    head.withdraw(id);
    await syncAll(head);
    expect(head.confirmed(id)).toMatchObject({ status: 'withdrawn', dossier });
    const officer = await commune.second('officer');
    const other = head.create('nomination', nomination(commune.hamletId), aSubject());
    await syncAll(head, officer);
    officer.command(other, 'receive');
    officer.command(other, 'return', { note: 'Xin ghi rõ nơi' });
    await syncAll(officer);
    expect([officer.confirmed(other).status, officer.outbox.waiting]).toEqual(['returned', []]);
  });

  test('the history tells every value, from what to what', async () => {
    const head = await commune.second('head');
    const id = head.create('nomination', nomination(commune.hamletId), aSubject());
    await syncAll(head);
    head.patch(id, { title: 'Trả ví' });
    await syncAll(head);
    const entries = await head.history(id);
    const change = { path: 'title', from: 'Trả lại ví', to: 'Trả ví' };
    expect(entries.find(({ kind }) => kind === 'patch')?.changes).toEqual([change]);
  });
});

describe('failures', () => {
  test('[S8] a portal that says 200 has answered nothing', async () => {
    const portal = async () => new Response('<html>Wi-Fi</html>', { headers: { 'content-type': 'text/html' } });
    const { send } = spoilt('/api/v1/sync', (pass, nth) => (nth === 1 ? portal() : pass()));
    const head = await commune.second('head', { send });
    const id = head.create('nomination', nomination(commune.hamletId), aSubject());
    expect(await head.sync()).toMatchObject({ type: 'later' });
    await syncAll(head);
    expect(head.confirmed(id).events).toHaveLength(1);
  });

  test('[S13] a lost session is renewed with the key of the queue, and a time that is named is obeyed', async () => {
    const busy = async () => new Response('busy', { status: 503, headers: { 'retry-after': '7' } });
    const { send } = spoilt('/api/v1/sync', (pass, nth) => (nth === 1 ? busy() : pass()));
    const head = await commune.second('head', { send });
    const id = head.create('nomination', nomination(commune.hamletId), aSubject());
    expect(await head.sync()).toEqual({ type: 'later', retryAfterSeconds: 7 });
    head.line.loseCookie();
    await syncAll(head);
    expect(head.confirmed(id).status).toBe('sent');
  });

  test('[S13] a revoked phone is told so, stops, and keeps what it holds', async () => {
    const head = await commune.second('head');
    head.create('nomination', nomination(commune.hamletId), aSubject());
    const { people } = await commune.admin.admin.people();
    const devices = people.find(({ id }) => id === head.me.accountId)?.devices ?? [];
    for (const { id } of devices) await commune.admin.admin.revokeDevice(id);
    expect(await head.sync()).toEqual({ type: 'stopped', because: 'device-revoked' });
    expect(head.outbox.waiting).toHaveLength(1);
  });
});

describe('photos', () => {
  const picture = (seed: number, side = 1200) =>
    aPhoneJpeg({ width: side, height: side, seed, detailed: side > 100, exif: null });

  async function withPhoto(send: Send) {
    const head = await commune.second('head', { send });
    const [full, thumb] = [picture(5), picture(5, 64)];
    const photoId = uuidv7();
    const facts = { mime: 'image/jpeg', sha256: sha256Of(full), bytes: full.length, width: 1200, height: 1200 };
    const small = { thumbMime: 'image/jpeg', thumbSha256: sha256Of(thumb), thumbBytes: thumb.length };
    const recordId = head.create('nomination', nomination(commune.hamletId), {
      ...aSubject(),
      ...oneRow('photos', { ...facts, ...small, caption: 'Lúc trao ví' }, photoId),
    });
    await syncAll(head);
    return { head, recordId, photoId, full, thumb };
  }

  test('[P1] [P4] [P9] a photo whose line broke goes on from where the server has it, and is read back whole', async () => {
    const { send } = spoilt('/api/v1/uploads/', (pass, nth) => (nth === 4 ? lost(pass) : pass()));
    const { head, recordId, photoId, full, thumb } = await withPhoto(send);
    expect(await head.held(recordId)).toEqual({});
    await head.upload({ recordId, photoId, size: 'thumb', bytes: thumb }).run();
    expect(await head.held(recordId)).toEqual({ [photoId]: 'thumb' });
    const upload = head.upload({ recordId, photoId, size: 'full', bytes: full });
    await expect(upload.run()).rejects.toThrow('fetch failed');
    const before = upload.sent;
    await upload.run();
    expect(full.length).toBeGreaterThan(3 * 64 * 1024);
    expect(before).toBe(3);
    expect(await head.held(recordId)).toEqual({ [photoId]: 'both' });
    expect(sha256Of(await head.photo(recordId, photoId, 'full'))).toBe(sha256Of(full));
    expect(sha256Of(await head.photo(recordId, photoId, 'thumb'))).toBe(sha256Of(thumb));
    await syncAll(head);
    expect(head.confirmed(recordId).held).toEqual({ [photoId]: 'both' });
  });

  test('[P2] [P4] bytes that the record does not name are not taken', async () => {
    const { head, recordId, photoId } = await withPhoto(fetch);
    const other = head.upload({ recordId, photoId, size: 'full', bytes: picture(6) });
    await expect(other.run()).rejects.toThrow('photo-not-expected');
    const nowhere = head.upload({ recordId: uuidv7(), photoId, size: 'full', bytes: picture(6) });
    await expect(nowhere.run()).rejects.toThrow();
    expect(await head.held(recordId)).toEqual({});
  });
});
