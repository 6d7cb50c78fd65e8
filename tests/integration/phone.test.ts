import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { getMeta, putMeta } from '../../src/db/meta.ts';
import { addPhoto, photosOf } from '../../src/db/photos.ts';
import { recordPage } from '../../src/db/record-query.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveCommand } from '../../src/db/save-command.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { strip } from '../../src/db/strip-query.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { receiptMs } from '../../src/shared/sync/receipt.ts';
import { downSchema } from '../../src/shared/wire/down.ts';
import { aNomination } from '../support/builders.ts';
import { communeHere } from '../support/commune-here.ts';
import { aKeptPhoto, faults, type openPhone, type Phone } from '../support/phone.ts';
import { newId } from '../support/village.ts';

const commune = communeHere();
const { phoneOf } = commune;

const aHead = (changes: Parameters<typeof openPhone>[2] = {}) => phoneOf(commune.village.people.head, changes);

function ofHamlet(values: RecordContent['values'] = {}, rows: RecordContent['rows'] = {}): RecordContent {
  const subject = newId();
  return aNomination(
    { unitId: commune.village.hamlet.id, ...values },
    { subjects: { [subject]: { order: 1, name: 'Trần Văn An' } }, ...rows },
  );
}

async function save(phone: Phone, content: RecordContent = ofHamlet(), recordId = newId()): Promise<string> {
  const saved = await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content });
  expect(saved).toEqual({ ok: true, value: { ops: 1 } });
  return recordId;
}

/** As the commune's officer sees it: how often, and how. */
async function atTheCommune(recordId: string) {
  const officer = await commune.village.enrol(commune.village.people.officer);
  return (await officer.records()).filter(({ id }) => id === recordId);
}

describe('what is no answer changes nothing', () => {
  test.each([
    ['no connection', faults.offline, { type: 'waiting', because: 'offline' }],
    ['a captive portal that says 200', faults.portal, { type: 'waiting', because: 'bad-answer' }],
    ['a proxy that says 502', faults.status(502), { type: 'waiting', because: 'server-error' }],
    ['a proxy that says 401', faults.status(401), { type: 'waiting', because: 'bad-answer' }],
    ['a server that says 500', faults.problem('internal', 500), { type: 'waiting', because: 'server-error' }],
    ['a server that has no time', faults.status(503, { 'retry-after': '30' }), { type: 'waiting', because: 'busy' }],
    ['an app too old', faults.problem('app-too-old', 426), { type: 'stopped', because: 'app-too-old' }],
  ])('[S8] [S13] %s: the queue stays, and the record arrives once later', async (_, fault, end) => {
    const phone = await aHead();
    const recordId = await save(phone);
    phone.failOnce('/api/v1/sync', fault);
    expect(await phone.engine.run('saved')).toEqual(end);
    expect(await strip(phone.db)).toMatchObject({ waiting: 1, attention: 0 });
    expect((await recordPage(phone.db, recordId))?.state).toEqual({ type: 'saved' });
    expect(await phone.engine.run('button')).toEqual({ type: 'done' });
    expect((await recordPage(phone.db, recordId))?.state).toMatchObject({ type: 'arrived' });
    expect(await atTheCommune(recordId)).toHaveLength(1);
  });

  test('[S13] a server that asked for 30 seconds gets them, whatever triggers; a button does not wait', async () => {
    const phone = await aHead();
    await save(phone);
    phone.failOnce('/api/v1/sync', faults.status(429, { 'retry-after': '30' }));
    await phone.engine.run('saved');
    expect(await phone.engine.run('online')).toEqual({ type: 'not-yet' });
    expect(phone.requests).toHaveLength(1);
    expect(await phone.engine.run('button')).toEqual({ type: 'done' });
  });

  test('[S9] a refused nomination stays with its reason, others pass it by, and its correction takes its place', async () => {
    const phone = await aHead();
    const foreign = await save(phone, ofHamlet({ unitId: commune.village.school.id }));
    const own = await save(phone);
    await phone.engine.run('saved');
    expect((await recordPage(phone.db, foreign))?.state).toEqual({ type: 'attention', code: 'not-your-unit' });
    expect((await recordPage(phone.db, own))?.state).toMatchObject({ type: 'arrived' });

    const page = await recordPage(phone.db, foreign);
    if (!page) throw new Error('the refused record is gone');
    const content = { ...page.view, values: { ...page.view.values, unitId: commune.village.hamlet.id } };
    const seen = { content: page.view, rev: 0, revs: {} };
    expect((await saveEdit(phone.db, phone.deps, { recordId: foreign, seen, content })).ok).toBe(true);
    await phone.engine.run('saved');
    expect((await recordPage(phone.db, foreign))?.state).toMatchObject({ type: 'arrived' });
    expect(await atTheCommune(foreign)).toHaveLength(1);
    expect(await phone.db.outbox.count()).toBe(0);
  });

  test('[S13] a revoked phone stops and keeps what it has', async () => {
    const phone = await aHead();
    const recordId = await save(phone);
    await commune.village.admin.send('POST', `/api/v1/admin/devices/${phone.me.deviceId}/revoke`);
    expect(await phone.engine.run('saved')).toEqual({ type: 'stopped', because: 'device-revoked' });
    expect(await phone.engine.run('timer')).toEqual({ type: 'not-yet' });
    expect(await strip(phone.db)).toMatchObject({ waiting: 1, run: { type: 'stopped', because: 'device-revoked' } });
    expect(await atTheCommune(recordId)).toEqual([]);
  });
});

describe('[S9] an operation that the server leaves unanswered', () => {
  /** The endpoint's work on these records throws: nothing of them is decided, the rest of the batch is. */
  function withhold(phone: Phone, ...records: readonly string[]): void {
    phone.failAlways(async (pass, sent) => {
      if (sent.path !== '/api/v1/sync') return pass();
      const names = new Set((await phone.db.outbox.where('recordId').anyOf(records).toArray()).map(({ opId }) => opId));
      const response = await pass();
      const down = downSchema.parse(await response.json());
      const answers = down.answers.filter(({ opId }) => !names.has(opId));
      const page = down.page && { ...down.page, records: down.page.records.filter(({ id }) => !records.includes(id)) };
      return Response.json({ ...down, answers, ...(page ? { page } : {}) });
    });
  }

  async function saveWithPhoto(phone: Phone): Promise<string> {
    const recordId = newId();
    const photo = await addPhoto(phone.db, recordId, aKeptPhoto(51), new Blob([]));
    if (!photo.ok) throw new Error('no photo');
    return save(phone, ofHamlet({}, { photos: { [photo.value.id]: { order: 1 } } }), recordId);
  }

  test('holds up neither other records nor photos, and is tried again by a later run', async () => {
    const phone = await aHead();
    const bad = await saveWithPhoto(phone);
    const good = await saveWithPhoto(phone);
    withhold(phone, bad);
    expect(await phone.engine.run('start')).toEqual({ type: 'unanswered' });
    expect((await recordPage(phone.db, good))?.state).toMatchObject({ type: 'arrived' });
    expect((await recordPage(phone.db, bad))?.state).toEqual({ type: 'saved' });
    expect(phone.requests.filter(({ path }) => path === '/api/v1/sync').length).toBeLessThanOrEqual(3);
    expect(await strip(phone.db)).toMatchObject({
      waiting: 1,
      photosWaiting: 1,
      run: { type: 'waiting', because: 'server-error', retryAt: expect.any(String) },
    });
    phone.failAlways(null);
    expect(await phone.engine.run('online')).toEqual({ type: 'done' });
    expect((await recordPage(phone.db, bad))?.state).toMatchObject({ type: 'arrived' });
    expect((await atTheCommune(bad))[0]?.events).toHaveLength(1);
    expect(await strip(phone.db)).toMatchObject({ waiting: 0, photosWaiting: 0, run: { type: 'idle' } });
  });

  test('is asked once a run, though many wait behind it, and keeps its distance from the timer', async () => {
    const phone = await aHead({ random: (count) => new Uint8Array(count).fill(255) });
    const bad = [];
    for (let n = 0; n < 60; n++) bad.push(await save(phone));
    const good = await save(phone);
    withhold(phone, ...bad);
    expect(await phone.engine.run('start')).toEqual({ type: 'unanswered' });
    expect((await recordPage(phone.db, good))?.state).toMatchObject({ type: 'arrived' });
    expect(phone.requests.length).toBeLessThanOrEqual(3);
    expect(await phone.engine.run('timer')).toEqual({ type: 'not-yet' });
  });

  test('[S15] does not make the run forget what is saved in its last step', async () => {
    let during: string | null = null;
    const phone = await aHead({
      progress: async (step) => {
        if (step !== 'ending' || during !== null) return;
        during = await save(phone);
        expect(await phone.anotherEngine().run('saved')).toEqual({ type: 'marked' });
      },
    });
    const bad = await save(phone);
    withhold(phone, bad);
    expect(await phone.engine.run('saved')).toEqual({ type: 'unanswered' });
    expect(during && (await recordPage(phone.db, during))?.state).toMatchObject({ type: 'arrived' });
  });
});

describe('a nomination typed offline', () => {
  test('[S6] [S9] reaches the commune once, though the answer was lost', async () => {
    const phone = await aHead();
    const recordId = await save(phone);
    phone.failOnce('/api/v1/sync', faults.answerLost);
    expect(await phone.engine.run('saved')).toEqual({ type: 'waiting', because: 'offline' });
    expect(await phone.engine.run('online')).toEqual({ type: 'done' });
    const [record, ...others] = await atTheCommune(recordId);
    expect(others).toEqual([]);
    expect(record?.events).toHaveLength(1);
    expect(await recordPage(phone.db, recordId)).toMatchObject({ dossier: record?.dossier, pending: 0 });
  });

  test('[S14] one of 120 waits no longer than three requests, each with at most 50', async () => {
    const phone = await aHead();
    for (let n = 0; n < 120; n++) await save(phone);
    await phone.engine.run('saved');
    expect(await strip(phone.db)).toMatchObject({ waiting: 0, run: { type: 'idle' } });
    expect(phone.requests.filter(({ path }) => path === '/api/v1/sync').length).toBeLessThanOrEqual(4);
    expect(await phone.db.outbox.count()).toBe(0);
  });

  test('[S13] a batch that is too large is halved; what is too large alone goes to a person, and others go on', async () => {
    const phone = await aHead();
    const long = randomBytes(20_000).toString('hex');
    const records: string[] = [];
    for (const story of ['Một.', 'Hai.', long, 'Bốn.']) records.push(await save(phone, ofHamlet({ story })));
    phone.failAlways(async (pass, { path, bytes }) =>
      path === '/api/v1/sync' && bytes > 8_000 ? new Response('too large', { status: 413 }) : pass(),
    );
    expect(await phone.engine.run('saved')).toEqual({ type: 'done' });
    const states = await Promise.all(records.map(async (id) => (await recordPage(phone.db, id))?.state));
    expect(states).toMatchObject([
      { type: 'arrived' },
      { type: 'arrived' },
      { type: 'attention', code: 'too-large' },
      { type: 'arrived' },
    ]);
  });

  test('[S15] saved during the last step of a running sync is sent by the run that is going', async () => {
    let during: string | null = null;
    const phone = await aHead({
      progress: async (step) => {
        if (step !== 'ending' || during !== null) return;
        during = await save(phone);
        expect(await phone.anotherEngine().run('saved')).toEqual({ type: 'marked' });
      },
    });
    await save(phone);
    expect(await phone.engine.run('saved')).toEqual({ type: 'done' });
    expect(during && (await atTheCommune(during))).toHaveLength(1);
  });

  test('[S15] two tabs and the worker that are rung at once send it once', async () => {
    const phone = await aHead();
    const recordId = await save(phone);
    const ends = await Promise.all(
      [phone.engine, phone.anotherEngine(), phone.anotherEngine()].map((engine) => engine.run('saved')),
    );
    expect(ends.filter(({ type }) => type === 'done')).not.toHaveLength(0);
    expect((await atTheCommune(recordId))[0]?.events).toHaveLength(1);
    expect(await phone.db.outbox.count()).toBe(0);
  });

  test('[S15] a trigger between the last look at the mark and letting go is not lost', async () => {
    const phone = await aHead();
    await save(phone);
    const letGo: (() => Promise<void>)[] = [];
    const lock = { held: false };
    // biome-ignore lint/suspicious/noExplicitAny: the callback's type is the browser's own
    const slow: any = async (_name: string, _options: unknown, work: any) => {
      if (lock.held) return work(null);
      lock.held = true;
      const end = await work({});
      await letGo.shift()?.(); // the work is over, the lock is not yet free
      lock.held = false;
      return end;
    };
    const engine = phone.anotherEngine({ locks: { request: slow } });
    let late: string | null = null;
    letGo.push(async () => {
      late = await save(phone);
      expect(await phone.anotherEngine({ locks: { request: slow } }).run('saved')).toEqual({ type: 'marked' });
    });
    expect(await engine.run('saved')).toEqual({ type: 'done' });
    expect(late && (await atTheCommune(late))).toHaveLength(1);
  });

  test('[S2] a queue the server forgot is registered again, and nothing is refused', async () => {
    const phone = await aHead();
    const queue = await getMeta(phone.db, 'queue');
    if (!queue) throw new Error('no queue');
    await phone.db.meta.put({ key: 'queue', value: { ...queue, id: newId() } });
    const recordId = await save(phone);
    expect(await phone.engine.run('saved')).toEqual({ type: 'done' });
    expect(await atTheCommune(recordId)).toHaveLength(1);
  });

  test('[S13] an error of the phone rides along and leaves the phone when it was kept', async () => {
    const { noteError } = await import('../../src/db/storage.ts');
    const phone = await aHead();
    await noteError(phone.db, phone.deps, { code: 'PhotoBroken', place: 'capture', version: '0.1.0' });
    await phone.engine.run('start');
    expect(await phone.db.errors.count()).toBe(0);
    const listed = await (await commune.village.admin.get('/api/v1/admin/errors')).text();
    expect(listed).toContain('photobroken');
  });
});

describe('an edit', () => {
  test('[S3] [S4] of a record already sent is shown at once, sent as a change, and confirmed', async () => {
    const phone = await aHead();
    const recordId = await save(phone);
    await phone.engine.run('saved');
    const before = await recordPage(phone.db, recordId);
    if (!before) throw new Error('no record');
    const seen = { content: before.view, rev: before.rev, revs: before.revs };
    const values = { ...before.view.values, title: 'Nhặt được của rơi' };
    await saveEdit(phone.db, phone.deps, { recordId, seen, content: { ...before.view, values } });
    expect(await recordPage(phone.db, recordId)).toMatchObject({ view: { values }, state: { type: 'saved' } });
    await phone.engine.run('saved');
    expect((await atTheCommune(recordId))[0]?.values.title).toBe('Nhặt được của rơi');
    expect(await recordPage(phone.db, recordId)).toMatchObject({
      state: { type: 'arrived' },
      pending: 0,
      conflicts: [],
    });
  });

  test('[S10] the officer receives it offline; the author hears who and when', async () => {
    const head = await aHead();
    const recordId = await save(head);
    await head.engine.run('saved');
    const officer = await phoneOf(commune.village.people.officer);
    await officer.engine.run('start');
    const page = await recordPage(officer.db, recordId);
    if (!page?.status) throw new Error('the officer does not see it');
    const command = { recordId, name: 'receive', expectStatus: page.status, expectRev: page.statusRev };
    expect((await saveCommand(officer.db, officer.deps, command)).ok).toBe(true);
    expect(await saveCommand(officer.db, officer.deps, command)).toEqual({
      ok: false,
      error: { code: 'nothing-changed' },
    });
    await officer.engine.run('saved');
    await head.engine.run('timer');
    expect((await recordPage(head.db, recordId))?.state).toMatchObject({
      type: 'received',
      step: { byName: commune.village.people.officer.name },
    });
  });

  test('[S10] [S11] a record that went to another unit leaves the phone, its photos with the receipts', async () => {
    const head = await aHead();
    const recordId = newId();
    const photo = await addPhoto(head.db, recordId, aKeptPhoto(41), new Blob([]));
    if (!photo.ok) throw new Error('no photo');
    await save(head, ofHamlet({}, { photos: { [photo.value.id]: { order: 1 } } }), recordId);
    await head.engine.run('saved');
    expect((await recordPage(head.db, recordId))?.state).toMatchObject({ type: 'arrived' });
    const officer = await phoneOf(commune.village.people.officer);
    await officer.engine.run('start');
    const page = await recordPage(officer.db, recordId);
    if (!page) throw new Error('the officer does not see it');
    const values = { ...page.view.values, unitId: commune.village.school.id };
    const seen = { content: page.view, rev: page.rev, revs: page.revs };
    await saveEdit(officer.db, officer.deps, { recordId, seen, content: { ...page.view, values } });
    await officer.engine.run('saved');
    await head.engine.run('button');
    expect(await recordPage(head.db, recordId)).toBeNull();
    expect((await photosOf(head.db, recordId)).map(({ state }) => state)).toEqual(['held']);
    await putMeta(head.db, 'lastSyncAt', new Date(Date.now() + receiptMs + 60_000).toISOString());
    await head.engine.run('start');
    expect(await photosOf(head.db, recordId)).toEqual([]);
    expect((await head.db.photoBytes.toCollection().primaryKeys()).map(String)).toEqual(['reserve']);
  });
});
