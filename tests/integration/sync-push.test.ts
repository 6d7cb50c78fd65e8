import { describe, expect, it } from 'vitest';
import type { Store, Tx } from '../../server/store/store.ts';
import { aNomination, aPatch, at, communeId, schoolId, villageId } from '../support/builders.ts';
import { enrolPhone, newId } from '../support/sync-village.ts';
import { villageOnDisk } from '../support/village-on-disk.ts';

const village = villageOnDisk();
const { everything, newRecord } = village;

describe('of what a phone brings, what is applied', () => {
  it('a nomination gets the commune’s next number and its dossier, and the log says who, when and by whose phone [S6]', async () => {
    const op = newRecord();
    const [answer] = await village.dung.push(op);
    expect(answer).toEqual({ opId: op.opId, type: 'applied', rev: 3, dossier: 'NT-2026-0001' });
    const logged = await village.store.read(communeId, (tx) => tx.operations.operation(op.opId));
    expect(logged).toMatchObject({
      queue: village.dung.queueId,
      queueSeq: 1,
      authorId: village.dung.accountId,
      carrierId: village.dung.deviceId,
      receivedAt: '2026-11-23T02:00:00.000Z',
      seq: 3,
      answer,
    });
    expect(await village.store.read(communeId, (tx) => tx.operations.body(op.opId))).toBe(JSON.stringify(op.body));
  });

  it('the dossier’s year is Vietnam’s, not the server’s [S9]', async () => {
    village.deps.clock.now = Date.parse('2026-12-31T17:30:00.000Z');
    expect(await village.dung.push(newRecord())).toMatchObject([{ dossier: 'NT-2027-0001' }]);
  });

  it('a repeat is answered as the first time, and nothing is doubled [S6]', async () => {
    const op = newRecord();
    const [first] = await village.dung.push(op);
    expect(await village.dung.push(op)).toEqual([{ ...first, repeated: true }]);
    expect(await village.dung.push(op)).toEqual([{ ...first, repeated: true }]);
    expect(await everything()).toHaveLength(1);
    expect(await village.store.read(communeId, (tx) => tx.seq())).toBe(3);
  });

  it('a known operation with other bytes is refused, and the first stays as it was [S6]', async () => {
    const op = newRecord();
    const [first] = await village.dung.push(op);
    const other = { ...op, body: { ...op.body, patch: { ...op.body.patch, title: 'Khác' } } };
    expect(await village.dung.push(other)).toEqual([{ opId: op.opId, type: 'rejected', code: 'other-bytes' }]);
    expect(await village.dung.push(op)).toEqual([{ ...first, repeated: true }]);
    expect((await everything())[0]?.content.values.title).toBe('Trả lại ví tiền nhặt được');
  });

  it('one batch of fifty is one order without gaps and fifty dossiers [S7] [S14]', async () => {
    const ops = Array.from({ length: 50 }, (_, i) => newRecord(aNomination({ title: `Việc ${i}` }), i + 1));
    expect(await village.dung.push(...ops)).toEqual(
      ops.map(({ opId }, i) => ({
        opId,
        type: 'applied',
        rev: 3 + i,
        dossier: `NT-2026-${String(i + 1).padStart(4, '0')}`,
      })),
    );
  });

  it('forty pairs of the same push at the same moment make forty records [S6]', async () => {
    const batches = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => village.dung.sign([newRecord(aNomination(), i + 1)])),
    );
    const downs = await Promise.all(
      batches.flatMap((batch) => [village.dung.send({ batch }), village.dung.send({ batch })]),
    );
    const answers = downs.flatMap((down) => (down.ok ? down.value.answers : []));
    expect(answers.filter(({ repeated }) => repeated)).toHaveLength(40);
    expect(answers.filter(({ type, repeated }) => type === 'applied' && !repeated)).toHaveLength(40);
    const records = await everything();
    expect(new Set(records.map(({ dossier }) => dossier)).size).toBe(40);
    expect(await village.store.read(communeId, (tx) => tx.seq())).toBe(42);
  });

  it('a crash before the commit leaves nothing, and the retry is the first time [S6]', async () => {
    const op = newRecord();
    const batch = await village.dung.sign([op]);
    const crashing: Store = {
      ...village.store,
      transaction: (commune, work) =>
        village.store.transaction(commune, async (tx) => {
          await work(tx);
          throw new Error('the power went');
        }),
    };
    const failing = village.dung.send({ batch }, { ...village.deps, store: crashing });
    await expect(failing).rejects.toThrow('the power went');
    expect(await everything()).toEqual([]);
    expect(await village.store.read(communeId, (tx) => tx.operations.operation(op.opId))).toBeNull();
    expect(await village.dung.push(op)).toEqual([{ opId: op.opId, type: 'applied', rev: 3, dossier: 'NT-2026-0001' }]);
  });

  it('an operation that breaks the server stays unanswered; the others of its batch arrive [S6]', async () => {
    const [broken, after, other] = [newRecord(), newRecord(aNomination(), 2), newRecord(aNomination(), 3)];
    const sameRecord = aPatch({ title: 'Sau' }, {}, { opId: newId(), recordId: broken.recordId, seq: 4 });
    const ops = [broken, after, other, sameRecord];
    const through = { ...village.deps, store: brokenFor(village.store, broken.recordId) };
    const down = await village.dung.send({ batch: await village.dung.sign(ops) }, through);
    expect(down.ok && down.value.answers.map(({ opId, type }) => [opId, type])).toEqual([
      [after.opId, 'applied'],
      [other.opId, 'applied'],
    ]);
    expect(village.deps.told.map(({ event }) => event)).toContain('operation-failed');
    expect(await village.dung.push(broken, sameRecord)).toMatchObject([{ type: 'applied' }, { type: 'applied' }]);
  });

  it('a full disk answers none of a batch: what came before it on the disk may be gone with it [S6]', async () => {
    const [fits, full] = [newRecord(), newRecord(aNomination(), 2)];
    const noRoom = Object.assign(new Error('database or disk is full'), { errcode: 13 });
    const through = { ...village.deps, store: brokenFor(village.store, full.recordId, noRoom) };
    await expect(village.dung.send({ batch: await village.dung.sign([fits, full]) }, through)).rejects.toThrow(noRoom);
    expect(await village.dung.push(fits, full)).toMatchObject([{ type: 'applied' }, { type: 'applied' }]);
  });

  it('another person’s session may carry a queue: the author stays its person, the carrier is logged [S2]', async () => {
    const hoa = await enrolPhone(village.deps, [{ role: 'submitter', unitId: schoolId }]);
    const op = newRecord();
    const down = await hoa.send({ batch: await village.dung.sign([op]) });
    expect(down.ok && down.value.answers).toMatchObject([{ type: 'applied' }]);
    const logged = await village.store.read(communeId, (tx) => tx.operations.operation(op.opId));
    expect([logged?.authorId, logged?.carrierId]).toEqual([village.dung.accountId, hoa.deviceId]);
    expect((await everything())[0]?.authorId).toBe(village.dung.accountId);
  });

  it('a jump in a queue’s numbers is told in the log, in numbers only, and accepted [S1]', async () => {
    await village.dung.push(newRecord(aNomination(), 1));
    await village.dung.push(newRecord(aNomination(), 2));
    expect(village.deps.told).toEqual([]);
    expect(await village.dung.push(newRecord(aNomination(), 9))).toMatchObject([{ type: 'applied' }]);
    expect(village.deps.told).toEqual([
      { event: 'queue-gap', facts: { queue: village.dung.queueId, expected: 3, got: 9 } },
    ]);
  });

  it('what a phone tells of itself reaches the list of devices, and its errors the admin’s list', async () => {
    const error = { id: newId(), at, code: 'storage-full', place: 'src/db/save.ts', version: '0.1.0', count: 2 };
    const device = { unsent: 3, photosWaiting: 2, storedBytes: 9_000_000, persisted: true };
    const down = await village.dung.send({ batch: await village.dung.sign([newRecord()]), device, errors: [error] });
    expect(down.ok && down.value.errorsKept).toEqual([error.id]);
    const { told, errors } = await village.store.read(communeId, async ({ access }) => ({
      told: await access.device(village.dung.deviceId),
      errors: await access.errors(10),
    }));
    expect(told).toMatchObject({ ...device, unsent: 2, lastSyncAt: '2026-11-23T02:00:00.000Z' });
    expect(errors).toMatchObject([{ ...error, deviceId: village.dung.deviceId, personName: 'Phạm Thị Dung' }]);
  });
});

describe('two people, one record', () => {
  it('keeps the first value, files the other for a person, and says so [S6]', async () => {
    const head = await enrolPhone(village.deps, [{ role: 'unit-head', unitId: villageId }]);
    const op = newRecord();
    const [created] = await village.dung.push(op);
    const base = { title: created?.type === 'applied' ? created.rev : 0 };
    const edit = (title: string, seq: number) => aPatch({ title }, base, { opId: newId(), recordId: op.recordId, seq });
    const [mine, theirs] = [edit('Của trưởng thôn', 1), edit('Của Dung', 2)];
    expect(await head.push(mine)).toEqual([{ opId: mine.opId, type: 'applied', rev: 4 }]);
    const [answer] = await village.dung.push(
      aPatch({ title: 'Của Dung', place: 'Chợ' }, { ...base, place: 3 }, { ...theirs }),
    );
    // The create was Dung's own, so nothing but the head's edit stands between.
    expect(answer).toEqual({ opId: theirs.opId, type: 'conflict', rev: 5, fields: ['title'] });
    const [record] = await everything();
    expect([record?.content.values.title, record?.content.values.place]).toEqual(['Của trưởng thôn', 'Chợ']);
    const { conflicts } = await head.pull();
    expect(conflicts).toMatchObject([
      {
        seq: 5,
        recordId: op.recordId,
        field: 'title',
        kept: 'Của trưởng thôn',
        other: 'Của Dung',
        opId: theirs.opId,
        resolvedBy: null,
      },
    ]);
  });

  it('receiving twice is receiving once, both officers are told it is done, and what both noted is kept [S6]', async () => {
    const [one, two] = [
      await enrolPhone(village.deps, [{ role: 'officer', unitId: null }]),
      await enrolPhone(village.deps, [{ role: 'officer', unitId: null }]),
    ];
    const op = newRecord();
    await village.dung.push(op);
    const receive = (note?: string) => ({
      opId: newId(),
      seq: 1,
      recordId: op.recordId,
      v: 1,
      at,
      kind: 'command' as const,
      body: { command: { name: 'receive', expectStatus: 'sent', expectRev: 3, ...(note ? { note } : {}) } },
    });
    expect(await one.push(receive('Đủ'))).toMatchObject([{ type: 'applied', rev: 4 }]);
    expect(await two.push(receive())).toMatchObject([{ type: 'applied', rev: 4 }]);
    expect(await two.push({ ...receive('Thiếu ảnh'), seq: 2 })).toMatchObject([{ type: 'applied', rev: 5 }]);
    const { records } = await village.dung.pull();
    expect(records[0]?.events.map(({ kind, command, note }) => ({ kind, command, note }))).toEqual([
      { kind: 'create', command: undefined, note: undefined },
      { kind: 'command', command: 'receive', note: 'Đủ' },
      { kind: 'command', command: 'receive', note: 'Thiếu ảnh' },
    ]);
    expect([records[0]?.status, records[0]?.statusRev, records[0]?.events[1]?.by.id]).toEqual([
      'received',
      4,
      one.accountId,
    ]);
  });
});

/** A store that cannot write what happened to one record, after it wrote the record itself. */
function brokenFor(store: Store, recordId: string, failure = new Error('broken')): Store {
  return {
    ...store,
    transaction: (commune, work) =>
      store.transaction(commune, (tx) => {
        const addEvent: Tx['records']['addEvent'] = (event) =>
          event.recordId === recordId ? Promise.reject(failure) : tx.records.addEvent(event);
        return work({ ...tx, records: { ...tx.records, addEvent } });
      }),
  };
}
