import { describe, expect, it } from 'vitest';
import { noteStart } from '../../server/use-cases/epochs.ts';
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
import { enrolPhone, foundVillage, newId } from '../support/sync-village.ts';
import { villageOnDisk } from '../support/village-on-disk.ts';

const thereId = testId(0xc2);

const village = villageOnDisk();
const { everything, newRecord } = village;

describe('of what a phone brings, what is refused', () => {
  it('a signature over other bytes refuses the batch, and nothing of it is remembered [S2]', async () => {
    const op = newRecord();
    const batch = await village.dung.sign([op]);
    const forged = { ...batch, ops: [{ ...op, at: '2026-11-05T10:00:00.000Z' }] };
    const down = await village.dung.send({ batch: forged });
    expect(down.ok && down.value.answers).toEqual([{ opId: op.opId, type: 'rejected', code: 'bad-signature' }]);
    expect(await everything()).toEqual([]);
    expect(await village.dung.push(op)).toMatchObject([{ type: 'applied' }]);
  });

  it('a batch signed with another queue’s key is refused [S2]', async () => {
    const hoa = await enrolPhone(village.deps, [{ role: 'submitter', unitId: schoolId }]);
    const op = newRecord();
    const batch = { ...(await hoa.sign([op])), queue: village.dung.queueId };
    const down = await village.dung.send({ batch });
    expect(down.ok && down.value.answers).toEqual([{ opId: op.opId, type: 'rejected', code: 'bad-signature' }]);
  });

  it('a queue that this commune does not know is refused by name [S2]', async () => {
    await foundVillage(village.deps, thereId);
    const stranger = await enrolPhone(village.deps, [{ role: 'officer', unitId: null }], thereId);
    const op = newRecord();
    const down = await village.dung.send({ batch: await stranger.sign([op]) });
    expect(down.ok && down.value.answers).toEqual([{ opId: op.opId, type: 'rejected', code: 'unknown-queue' }]);
    expect([await everything(), await everything(thereId)]).toEqual([[], []]);
  });

  it('another unit’s record is not the submitter’s to write [S6]', async () => {
    const op = newRecord(anInitiative());
    expect(await village.dung.push(op)).toEqual([{ opId: op.opId, type: 'rejected', code: 'not-your-unit' }]);
    expect(await everything()).toEqual([]);
  });

  it('rights count at this moment: a role that ended yesterday writes nothing [S6]', async () => {
    const [held] = await village.store.read(communeId, (tx) => tx.people.assignments(village.dung.accountId));
    await village.store.transaction(communeId, (tx) => tx.people.endAssignment(held?.id ?? '', '2026-11-23'));
    expect(await village.dung.push(newRecord())).toMatchObject([{ type: 'rejected', code: 'not-your-unit' }]);
  });

  it('what an earlier epoch is said to have answered opens no closed record where no epoch began [S11]', async () => {
    const op = newRecord();
    const [created] = await village.dung.push(op);
    const rev = created?.type === 'applied' ? created.rev : 0;
    const officer = await enrolPhone(village.deps, [{ role: 'officer', unitId: null }]);
    const step = (seq: number, command: Extract<Operation, { kind: 'command' }>['body']['command']): Operation => ({
      ...{ ...op, opId: newId(), seq },
      ...{ kind: 'command', body: { command } },
    });
    await officer.push(
      step(1, { name: 'receive', expectStatus: 'sent', expectRev: rev }),
      step(2, { name: 'markIneligible', expectStatus: 'received', expectRev: rev + 1, note: 'Thiếu minh chứng' }),
    );
    let late = aPatch(
      { title: 'Sửa khi đã xét xong' },
      { title: rev },
      { opId: newId(), recordId: op.recordId, seq: 2 },
    );
    // Nor does a number that a start of the server left out: nobody was ever answered with it.
    await noteStart(village.deps);
    for (const claimed of [rev, rev + 5]) {
      const batch = await village.dung.sign([late]);
      const down = await village.dung.send({ batch, again: [{ opId: late.opId, rev: claimed }] });
      expect(down.ok && down.value.answers).toMatchObject([{ type: 'rejected', code: 'closed-status' }]);
      late = { ...late, opId: newId(), seq: late.seq + 1 };
    }
  });

  it('a number that this database cannot have given is not stamped: later edits still count as knowing [S11]', async () => {
    const op = newRecord();
    const batch = await village.dung.sign([op]);
    await village.dung.send({ batch, again: [{ opId: op.opId, rev: 900_000_000_000 }] });
    const counter = await village.store.read(communeId, (tx) => tx.seq());
    expect((await everything()).map(({ rev }) => rev)).toEqual([counter]);
  });

  it('a unit that ended takes no new record [S6]', async () => {
    await village.store.transaction(communeId, async ({ people }) => {
      const unit = await people.unit(villageId);
      if (unit) await people.putUnit({ ...unit, validTo: '2026-11-01' });
    });
    const answers = await village.dung.push(newRecord());
    expect(answers).toMatchObject([
      { code: 'invalid-fields', fieldErrors: [{ path: 'unitId', code: 'unknown-unit' }] },
    ]);
  });

  it('a kind of record that is not written yet is refused by name [S9]', async () => {
    const op = newRecord();
    const unknown = { ...op, body: { ...op.body, type: 'heroicMother' } };
    expect(await village.dung.push(unknown)).toEqual([{ opId: op.opId, type: 'rejected', code: 'unknown-kind' }]);
  });

  it('a newer version of a kind than the server knows is refused by name [S12]', async () => {
    expect(await village.dung.push({ ...newRecord(), v: 99 })).toMatchObject([{ code: 'unknown-version' }]);
  });

  it('a field that does not fit is named by its path [S9]', async () => {
    const op = newRecord(aNomination({ happenedOn: 'hôm qua' }));
    expect(await village.dung.push(op)).toEqual([
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
    const answers = await village.dung.push(first, second, third);
    expect(answers.map(({ type }) => type)).toEqual(['applied', 'rejected', 'applied']);
    expect((await everything()).map(({ id }) => id)).toEqual([first.recordId, third.recordId]);
  });

  it('a refusal is remembered and repeated as a refusal, though the person may do it now [S9]', async () => {
    const op = newRecord(anInitiative());
    const [first] = await village.dung.push(op);
    await village.store.transaction(communeId, (tx) =>
      tx.people.addAssignment({
        id: newId(),
        accountId: village.dung.accountId,
        role: 'officer',
        unitId: null,
        from: '2026-01-01',
        to: null,
      }),
    );
    expect(await village.dung.push(op)).toEqual([{ ...first, repeated: true }]);
  });

  it('what was built on a refused record is blocked, and may come again [S9]', async () => {
    const create = newRecord(anInitiative());
    const patch = aPatch({ title: 'Vườn rau' }, {}, { opId: newId(), recordId: create.recordId, seq: 2 });
    const blocked = { opId: patch.opId, type: 'blocked', by: create.opId };
    expect(await village.dung.push(create, patch)).toEqual([
      { opId: create.opId, type: 'rejected', code: 'not-your-unit' },
      blocked,
    ]);
    expect(await village.dung.push(patch)).toEqual([blocked]);
    expect(await village.store.read(communeId, (tx) => tx.operations.operation(patch.opId))).toBeNull();
  });

  it('a record id that another commune uses is refused without a word of it [S6]', async () => {
    await foundVillage(village.deps, thereId);
    const officer = await enrolPhone(village.deps, [{ role: 'officer', unitId: null }], thereId);
    const unitId = newId();
    const unit = { id: unitId, name: 'Thôn Tây', type: 'village', validFrom: null, validTo: null, successorId: null };
    await village.store.transaction(thereId, (tx) => tx.people.putUnit(unit));
    const op = newRecord();
    await village.dung.push(op);
    const twin = aCreate(aNomination({ unitId }), { opId: newId(), recordId: op.recordId });
    expect(await officer.push(twin)).toEqual([{ opId: twin.opId, type: 'rejected', code: 'already-exists' }]);
    expect(await everything(thereId)).toEqual([]);
    expect((await officer.pull()).records).toEqual([]);
  });

  it('a revoked device writes nothing more [S13]', async () => {
    const batch = await village.dung.sign([newRecord()]);
    await village.store.transaction(communeId, (tx) =>
      tx.access.changeDevice(village.dung.deviceId, { revokedAt: at }),
    );
    expect(await village.dung.send({ batch })).toEqual({ ok: false, error: { code: 'device-revoked' } });
    expect(await everything()).toEqual([]);
  });

  it('a batch that is larger than the wire allows is refused whole [S14]', async () => {
    const story = 'Chuyện dài. '.repeat(1500);
    const ops = [1, 2, 3, 4].map((seq) => newRecord(aNomination({ story }), seq));
    expect(await village.dung.send({ batch: await village.dung.sign(ops) })).toEqual({
      ok: false,
      error: { code: 'too-large' },
    });
    expect(await village.dung.push(...ops.slice(0, 1))).toMatchObject([{ type: 'applied' }]);
  });
});
