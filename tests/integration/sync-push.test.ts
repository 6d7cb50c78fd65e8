import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store, Tx } from '../../server/store/store.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import {
  aCreate,
  aNomination,
  anInitiative,
  aPatch,
  at,
  communeId,
  schoolId,
  testId,
  villageId,
} from '../support/builders.ts';
import { enrolPhone, foundVillage, newId, type Phone, type SyncDeps, syncDeps } from '../support/sync-village.ts';

const thereId = testId(0xc2);

describe('a phone brings what was recorded to the commune', () => {
  let folder: string;
  let store: Store;
  let deps: SyncDeps;
  let dung: Phone;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'viec-tot-sync-'));
    store = await openSqliteStore(join(folder, 'viec-tot.db'), { newEpoch: () => 'epoch-1' });
    deps = syncDeps(store);
    await foundVillage(deps);
    dung = await enrolPhone(deps, [{ role: 'submitter', unitId: villageId }]);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const everything = async (commune = communeId) => {
    const rows = await store.read(commune, (tx) => tx.records.between({ type: 'commune' }, 0, 1e6));
    return rows.map(({ record }) => record);
  };
  const newRecord = (content = aNomination(), seq = 1) => aCreate(content, { opId: newId(), recordId: newId(), seq });

  describe('what is refused', () => {
    it('a signature over other bytes refuses the batch, and nothing of it is remembered [S2]', async () => {
      const op = newRecord();
      const batch = await dung.sign([op]);
      const forged = { ...batch, ops: [{ ...op, at: '2026-11-05T10:00:00.000Z' }] };
      const down = await dung.send({ batch: forged });
      expect(down.ok && down.value.answers).toEqual([{ opId: op.opId, type: 'rejected', code: 'bad-signature' }]);
      expect(await everything()).toEqual([]);
      expect(await dung.push(op)).toMatchObject([{ type: 'applied' }]);
    });

    it('a batch signed with another queue’s key is refused [S2]', async () => {
      const hoa = await enrolPhone(deps, [{ role: 'submitter', unitId: schoolId }]);
      const op = newRecord();
      const batch = { ...(await hoa.sign([op])), queue: dung.queueId };
      const down = await dung.send({ batch });
      expect(down.ok && down.value.answers).toEqual([{ opId: op.opId, type: 'rejected', code: 'bad-signature' }]);
    });

    it('a queue that this commune does not know is refused by name [S2]', async () => {
      await foundVillage(deps, thereId);
      const stranger = await enrolPhone(deps, [{ role: 'officer', unitId: null }], thereId);
      const op = newRecord();
      const down = await dung.send({ batch: await stranger.sign([op]) });
      expect(down.ok && down.value.answers).toEqual([{ opId: op.opId, type: 'rejected', code: 'unknown-queue' }]);
      expect([await everything(), await everything(thereId)]).toEqual([[], []]);
    });

    it('another unit’s record is not the submitter’s to write [S6]', async () => {
      const op = newRecord(anInitiative());
      expect(await dung.push(op)).toEqual([{ opId: op.opId, type: 'rejected', code: 'not-your-unit' }]);
      expect(await everything()).toEqual([]);
    });

    it('rights count at this moment: a role that ended yesterday writes nothing [S6]', async () => {
      const [held] = await store.read(communeId, (tx) => tx.people.assignments(dung.accountId));
      await store.transaction(communeId, (tx) => tx.people.endAssignment(held?.id ?? '', '2026-11-23'));
      expect(await dung.push(newRecord())).toMatchObject([{ type: 'rejected', code: 'not-your-unit' }]);
    });

    it('what an earlier epoch is said to have answered opens no closed record where no epoch began [S11]', async () => {
      const op = newRecord();
      const [created] = await dung.push(op);
      const rev = created?.type === 'applied' ? created.rev : 0;
      const officer = await enrolPhone(deps, [{ role: 'officer', unitId: null }]);
      const step = (seq: number, command: Extract<Operation, { kind: 'command' }>['body']['command']): Operation => ({
        ...{ ...op, opId: newId(), seq },
        ...{ kind: 'command', body: { command } },
      });
      await officer.push(
        step(1, { name: 'receive', expectStatus: 'sent', expectRev: rev }),
        step(2, { name: 'markIneligible', expectStatus: 'received', expectRev: rev + 1, note: 'Thiếu minh chứng' }),
      );
      const late = aPatch(
        { title: 'Sửa khi đã xét xong' },
        { title: rev },
        { opId: newId(), recordId: op.recordId, seq: 2 },
      );
      const batch = await dung.sign([late]);
      const down = await dung.send({ batch, again: [{ opId: late.opId, rev }] });
      expect(down.ok && down.value.answers).toEqual([{ opId: late.opId, type: 'rejected', code: 'closed-status' }]);
    });

    it('a number that this database cannot have given is not stamped: later edits still count as knowing [S11]', async () => {
      const op = newRecord();
      const batch = await dung.sign([op]);
      await dung.send({ batch, again: [{ opId: op.opId, rev: 900_000_000_000 }] });
      const counter = await store.read(communeId, (tx) => tx.seq());
      expect((await everything()).map(({ rev }) => rev)).toEqual([counter]);
    });

    it('a unit that ended takes no new record [S6]', async () => {
      await store.transaction(communeId, async ({ people }) => {
        const unit = await people.unit(villageId);
        if (unit) await people.putUnit({ ...unit, validTo: '2026-11-01' });
      });
      const answers = await dung.push(newRecord());
      expect(answers).toMatchObject([
        { code: 'invalid-fields', fieldErrors: [{ path: 'unitId', code: 'unknown-unit' }] },
      ]);
    });

    it('a kind of record that is not written yet is refused by name [S9]', async () => {
      const op = newRecord();
      const unknown = { ...op, body: { ...op.body, type: 'heroicMother' } };
      expect(await dung.push(unknown)).toEqual([{ opId: op.opId, type: 'rejected', code: 'unknown-kind' }]);
    });

    it('a newer version of a kind than the server knows is refused by name [S12]', async () => {
      expect(await dung.push({ ...newRecord(), v: 99 })).toMatchObject([{ code: 'unknown-version' }]);
    });

    it('a field that does not fit is named by its path [S9]', async () => {
      const op = newRecord(aNomination({ happenedOn: 'hôm qua' }));
      expect(await dung.push(op)).toEqual([
        {
          opId: op.opId,
          type: 'rejected',
          code: 'invalid-fields',
          fieldErrors: [{ path: 'happenedOn', code: 'invalid' }],
        },
      ]);
    });

    it('one refused operation leaves the rest of its batch alone [S6]', async () => {
      const [first, second, third] = [newRecord(), newRecord(anInitiative(), 2), newRecord(aNomination(), 3)];
      const answers = await dung.push(first, second, third);
      expect(answers.map(({ type }) => type)).toEqual(['applied', 'rejected', 'applied']);
      expect((await everything()).map(({ id }) => id)).toEqual([first.recordId, third.recordId]);
    });

    it('a refusal is remembered and repeated as a refusal, though the person may do it now [S9]', async () => {
      const op = newRecord(anInitiative());
      const [first] = await dung.push(op);
      await store.transaction(communeId, (tx) =>
        tx.people.addAssignment({
          id: newId(),
          accountId: dung.accountId,
          role: 'officer',
          unitId: null,
          from: '2026-01-01',
          to: null,
        }),
      );
      expect(await dung.push(op)).toEqual([{ ...first, repeated: true }]);
    });

    it('what was built on a refused record is blocked, and may come again [S9]', async () => {
      const create = newRecord(anInitiative());
      const patch = aPatch({ title: 'Vườn rau' }, {}, { opId: newId(), recordId: create.recordId, seq: 2 });
      const blocked = { opId: patch.opId, type: 'blocked', by: create.opId };
      expect(await dung.push(create, patch)).toEqual([
        { opId: create.opId, type: 'rejected', code: 'not-your-unit' },
        blocked,
      ]);
      expect(await dung.push(patch)).toEqual([blocked]);
      expect(await store.read(communeId, (tx) => tx.operations.operation(patch.opId))).toBeNull();
    });

    it('a record id that another commune uses is refused without a word of it [S6]', async () => {
      await foundVillage(deps, thereId);
      const officer = await enrolPhone(deps, [{ role: 'officer', unitId: null }], thereId);
      const unitId = newId();
      const unit = { id: unitId, name: 'Thôn Tây', type: 'village', validFrom: null, validTo: null, successorId: null };
      await store.transaction(thereId, (tx) => tx.people.putUnit(unit));
      const op = newRecord();
      await dung.push(op);
      const twin = aCreate(aNomination({ unitId }), { opId: newId(), recordId: op.recordId });
      expect(await officer.push(twin)).toEqual([{ opId: twin.opId, type: 'rejected', code: 'already-exists' }]);
      expect(await everything(thereId)).toEqual([]);
      expect((await officer.pull()).records).toEqual([]);
    });

    it('a revoked device writes nothing more [S13]', async () => {
      const batch = await dung.sign([newRecord()]);
      await store.transaction(communeId, (tx) => tx.access.changeDevice(dung.deviceId, { revokedAt: at }));
      expect(await dung.send({ batch })).toEqual({ ok: false, error: { code: 'device-revoked' } });
      expect(await everything()).toEqual([]);
    });

    it('a batch that is larger than the wire allows is refused whole [S14]', async () => {
      const story = 'Chuyện dài. '.repeat(1500);
      const ops = [1, 2, 3, 4].map((seq) => newRecord(aNomination({ story }), seq));
      expect(await dung.send({ batch: await dung.sign(ops) })).toEqual({ ok: false, error: { code: 'too-large' } });
      expect(await dung.push(...ops.slice(0, 1))).toMatchObject([{ type: 'applied' }]);
    });
  });

  describe('what is applied', () => {
    it('a nomination gets the commune’s next number and its dossier, and the log says who, when and by whose phone [S6]', async () => {
      const op = newRecord();
      const [answer] = await dung.push(op);
      expect(answer).toEqual({ opId: op.opId, type: 'applied', rev: 3, dossier: 'NT-2026-0001' });
      const logged = await store.read(communeId, (tx) => tx.operations.operation(op.opId));
      expect(logged).toMatchObject({
        queue: dung.queueId,
        queueSeq: 1,
        authorId: dung.accountId,
        carrierId: dung.deviceId,
        receivedAt: '2026-11-23T02:00:00.000Z',
        seq: 3,
        answer,
      });
      expect(await store.read(communeId, (tx) => tx.operations.body(op.opId))).toBe(JSON.stringify(op.body));
    });

    it('the dossier’s year is Vietnam’s, not the server’s [S9]', async () => {
      deps.clock.now = Date.parse('2026-12-31T17:30:00.000Z');
      expect(await dung.push(newRecord())).toMatchObject([{ dossier: 'NT-2027-0001' }]);
    });

    it('a repeat is answered as the first time, and nothing is doubled [S6]', async () => {
      const op = newRecord();
      const [first] = await dung.push(op);
      expect(await dung.push(op)).toEqual([{ ...first, repeated: true }]);
      expect(await dung.push(op)).toEqual([{ ...first, repeated: true }]);
      expect(await everything()).toHaveLength(1);
      expect(await store.read(communeId, (tx) => tx.seq())).toBe(3);
    });

    it('a known operation with other bytes is refused, and the first stays as it was [S6]', async () => {
      const op = newRecord();
      const [first] = await dung.push(op);
      const other = { ...op, body: { ...op.body, patch: { ...op.body.patch, title: 'Khác' } } };
      expect(await dung.push(other)).toEqual([{ opId: op.opId, type: 'rejected', code: 'other-bytes' }]);
      expect(await dung.push(op)).toEqual([{ ...first, repeated: true }]);
      expect((await everything())[0]?.content.values.title).toBe('Trả lại ví tiền nhặt được');
    });

    it('one batch of fifty is one order without gaps and fifty dossiers [S7] [S14]', async () => {
      const ops = Array.from({ length: 50 }, (_, i) => newRecord(aNomination({ title: `Việc ${i}` }), i + 1));
      expect(await dung.push(...ops)).toEqual(
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
        Array.from({ length: 40 }, async (_, i) => dung.sign([newRecord(aNomination(), i + 1)])),
      );
      const downs = await Promise.all(batches.flatMap((batch) => [dung.send({ batch }), dung.send({ batch })]));
      const answers = downs.flatMap((down) => (down.ok ? down.value.answers : []));
      expect(answers.filter(({ repeated }) => repeated)).toHaveLength(40);
      expect(answers.filter(({ type, repeated }) => type === 'applied' && !repeated)).toHaveLength(40);
      const records = await everything();
      expect(new Set(records.map(({ dossier }) => dossier)).size).toBe(40);
      expect(await store.read(communeId, (tx) => tx.seq())).toBe(42);
    });

    it('a crash before the commit leaves nothing, and the retry is the first time [S6]', async () => {
      const op = newRecord();
      const batch = await dung.sign([op]);
      const crashing: Store = {
        ...store,
        transaction: (commune, work) =>
          store.transaction(commune, async (tx) => {
            await work(tx);
            throw new Error('the power went');
          }),
      };
      const failing = dung.send({ batch }, { ...deps, store: crashing });
      await expect(failing).rejects.toThrow('the power went');
      expect(await everything()).toEqual([]);
      expect(await store.read(communeId, (tx) => tx.operations.operation(op.opId))).toBeNull();
      expect(await dung.push(op)).toEqual([{ opId: op.opId, type: 'applied', rev: 3, dossier: 'NT-2026-0001' }]);
    });

    it('an operation that breaks the server stays unanswered; the others of its batch arrive [S6]', async () => {
      const [broken, after, other] = [newRecord(), newRecord(aNomination(), 2), newRecord(aNomination(), 3)];
      const sameRecord = aPatch({ title: 'Sau' }, {}, { opId: newId(), recordId: broken.recordId, seq: 4 });
      const ops = [broken, after, other, sameRecord];
      const through = { ...deps, store: brokenFor(store, broken.recordId) };
      const down = await dung.send({ batch: await dung.sign(ops) }, through);
      expect(down.ok && down.value.answers.map(({ opId, type }) => [opId, type])).toEqual([
        [after.opId, 'applied'],
        [other.opId, 'applied'],
      ]);
      expect(deps.told.map(({ event }) => event)).toContain('operation-failed');
      expect(await dung.push(broken, sameRecord)).toMatchObject([{ type: 'applied' }, { type: 'applied' }]);
    });

    it('a full disk answers none of a batch: what came before it on the disk may be gone with it [S6]', async () => {
      const [fits, full] = [newRecord(), newRecord(aNomination(), 2)];
      const noRoom = Object.assign(new Error('database or disk is full'), { errcode: 13 });
      const through = { ...deps, store: brokenFor(store, full.recordId, noRoom) };
      await expect(dung.send({ batch: await dung.sign([fits, full]) }, through)).rejects.toThrow(noRoom);
      expect(await dung.push(fits, full)).toMatchObject([{ type: 'applied' }, { type: 'applied' }]);
    });

    it('another person’s session may carry a queue: the author stays its person, the carrier is logged [S2]', async () => {
      const hoa = await enrolPhone(deps, [{ role: 'submitter', unitId: schoolId }]);
      const op = newRecord();
      const down = await hoa.send({ batch: await dung.sign([op]) });
      expect(down.ok && down.value.answers).toMatchObject([{ type: 'applied' }]);
      const logged = await store.read(communeId, (tx) => tx.operations.operation(op.opId));
      expect([logged?.authorId, logged?.carrierId]).toEqual([dung.accountId, hoa.deviceId]);
      expect((await everything())[0]?.authorId).toBe(dung.accountId);
    });

    it('a jump in a queue’s numbers is told in the log, in numbers only, and accepted [S1]', async () => {
      await dung.push(newRecord(aNomination(), 1));
      await dung.push(newRecord(aNomination(), 2));
      expect(deps.told).toEqual([]);
      expect(await dung.push(newRecord(aNomination(), 9))).toMatchObject([{ type: 'applied' }]);
      expect(deps.told).toEqual([{ event: 'queue-gap', facts: { queue: dung.queueId, expected: 3, got: 9 } }]);
    });

    it('what a phone tells of itself reaches the list of devices, and its errors the admin’s list', async () => {
      const error = { id: newId(), at, code: 'storage-full', place: 'src/db/save.ts', version: '0.1.0', count: 2 };
      const device = { unsent: 3, photosWaiting: 2, storedBytes: 9_000_000, persisted: true };
      const down = await dung.send({ batch: await dung.sign([newRecord()]), device, errors: [error] });
      expect(down.ok && down.value.errorsKept).toEqual([error.id]);
      const { told, errors } = await store.read(communeId, async ({ access }) => ({
        told: await access.device(dung.deviceId),
        errors: await access.errors(10),
      }));
      expect(told).toMatchObject({ ...device, unsent: 2, lastSyncAt: '2026-11-23T02:00:00.000Z' });
      expect(errors).toMatchObject([{ ...error, deviceId: dung.deviceId, personName: 'Phạm Thị Dung' }]);
    });
  });

  describe('two people, one record', () => {
    it('keeps the first value, files the other for a person, and says so [S6]', async () => {
      const head = await enrolPhone(deps, [{ role: 'unit-head', unitId: villageId }]);
      const op = newRecord();
      const [created] = await dung.push(op);
      const base = { title: created?.type === 'applied' ? created.rev : 0 };
      const edit = (title: string, seq: number) =>
        aPatch({ title }, base, { opId: newId(), recordId: op.recordId, seq });
      const [mine, theirs] = [edit('Của trưởng thôn', 1), edit('Của Dung', 2)];
      expect(await head.push(mine)).toEqual([{ opId: mine.opId, type: 'applied', rev: 4 }]);
      const [answer] = await dung.push(
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
        await enrolPhone(deps, [{ role: 'officer', unitId: null }]),
        await enrolPhone(deps, [{ role: 'officer', unitId: null }]),
      ];
      const op = newRecord();
      await dung.push(op);
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
      const { records } = await dung.pull();
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
