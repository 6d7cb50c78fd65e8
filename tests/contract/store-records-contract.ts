// What every store must do with records, their events, conflicts and photos, and with the log of operations.
import { describe, expect, it } from 'vitest';
import type { HeldPhoto, StoredConflict } from '../../server/store/records.ts';
import type { Store } from '../../server/store/store.ts';
import type { Scope } from '../../src/shared/domain/role.ts';
import { aNomination, schoolId, testId, villageId } from '../support/builders.ts';
import {
  aDevice,
  alreadyThere,
  anEvent,
  anOperation,
  aRecord,
  aUnit,
  foundCommune,
  here,
  instant,
  person,
  putRecord,
  there,
} from './store-rows.ts';

const wholeCommune: Scope = { type: 'commune' };
const village: Scope = { type: 'units', units: [villageId] };
const nobody: Scope = { type: 'units', units: [] };

export function recordsContract(store: () => Store): void {
  describe('records', () => {
    it('gives a record back as it was written, and as it was changed', async () => {
      const record = aRecord(1, villageId, {
        content: aNomination({ title: 'Cứu người đuối nước', story: null, beyondDuty: true }),
        revs: { title: 4, [`subjects/${testId(0x51)}/name`]: 5 },
        writers: { '': { queue: testId(0xe1), seq: 1 }, title: { queue: testId(0xe2), seq: 9 } },
        removed: { [`photos/${testId(0x61)}`]: { order: 2, caption: 'Ảnh mờ' }, [`photos/${testId(0x62)}`]: null },
        mergedInto: testId(2),
      });
      await store().transaction(here, (tx) => tx.records.put({ record, seq: 5, createdAt: instant }));
      expect(await store().read(here, (tx) => tx.records.record(record.id))).toEqual({
        record,
        seq: 5,
        createdAt: instant,
      });
      const received = { ...record, status: 'received' as const, statusRev: 6 };
      await store().transaction(here, (tx) => tx.records.put({ record: received, seq: 6, createdAt: instant }));
      expect(await store().read(here, (tx) => tx.records.record(record.id))).toEqual({
        record: received,
        seq: 6,
        createdAt: instant,
      });
    });

    it('refuses a dossier number that another record of the commune has', async () => {
      await store().transaction(here, (tx) => putRecord(tx, 1));
      const twin = aRecord(2, villageId, { dossier: aRecord(1).dossier });
      const second = store().transaction(here, (tx) => tx.records.put({ record: twin, seq: 2, createdAt: instant }));
      await expect(second).rejects.toThrow(alreadyThere);
    });

    it('never shows or overwrites a record of another commune, and says only that the id is taken', async () => {
      await foundCommune(store(), there);
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        await tx.records.addEvent(anEvent(testId(1), 0x71, 1));
        await tx.records.addConflict(aConflict(testId(1), 1));
        await tx.records.holdPhoto(aPhoto(testId(1)));
        await tx.records.putTombstone({ recordId: testId(1), unitId: villageId, seq: 1 });
        await tx.operations.log(anOperation(0x71), '{}', null);
      });
      await store().read(there, async ({ records, operations }) => {
        expect(await records.record(testId(1))).toBeNull();
        expect(await records.idTakenElsewhere(testId(1))).toBe(true);
        expect(await records.idTakenElsewhere(testId(2))).toBe(false);
        for (const scope of [wholeCommune, village]) {
          expect(await records.feedSeqs(scope, 0, 99)).toEqual([]);
          expect(await records.between(scope, 0, 99)).toEqual([]);
          expect(await records.tombstonesBetween(scope, 0, 99)).toEqual([]);
          expect(await records.conflictsBetween(scope, 0, 99)).toEqual([]);
        }
        expect(await records.events([testId(1)])).toEqual([]);
        expect(await records.heldPhotos([testId(1)])).toEqual([]);
        expect(await operations.operation(testId(0x71))).toBeNull();
        expect(await operations.body(testId(0x71))).toBeNull();
        expect(await operations.refusedBefore(testId(0xe1), testId(1))).toBeNull();
      });
      await expect(store().transaction(there, (tx) => putRecord(tx, 1))).rejects.toThrow(alreadyThere);
      expect(await store().read(here, (tx) => tx.records.idTakenElsewhere(testId(1)))).toBe(false);
    });

    it('tells what happened to a record in order, with the name of who did it', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        await putRecord(tx, 2);
        await tx.records.addEvent(anEvent(testId(1), 0x72, 2));
        await tx.records.addEvent(anEvent(testId(1), 0x71, 1));
        await tx.records.addEvent(anEvent(testId(2), 0x73, 3));
      });
      const read = (ids: readonly string[]) => store().read(here, (tx) => tx.records.events(ids));
      const [first] = await read([testId(1)]);
      const { accountId, deviceId, ...written } = anEvent(testId(1), 0x71, 1);
      const device = aDevice({ id: deviceId }).name;
      expect(first).toEqual({ ...written, by: { id: accountId, name: person.name }, device });
      expect((await read([testId(1), testId(2)])).map(({ rev }) => rev)).toEqual([1, 2, 3]);
      expect(await read([])).toEqual([]);
    });

    it('tells one operation at two records, each once', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        await putRecord(tx, 2);
        await tx.records.addEvent(anEvent(testId(1), 0x71, 3));
        await tx.records.addEvent(anEvent(testId(2), 0x71, 3));
      });
      const events = await store().read(here, (tx) => tx.records.events([testId(1), testId(2)]));
      expect(events.map(({ recordId }) => recordId).sort()).toEqual([testId(1), testId(2)]);
      await expect(
        store().transaction(here, (tx) => tx.records.addEvent(anEvent(testId(1), 0x71, 4))),
      ).rejects.toThrow();
    });

    it('holds for one record what was held for another, and nothing twice [S6]', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        await putRecord(tx, 2);
        await tx.records.holdPhoto(aPhoto(testId(1)));
        await tx.records.holdPhoto(aPhoto(testId(1), { size: 'thumb' }));
        await tx.records.holdPhoto(aPhoto(testId(2), { size: 'thumb', sha256: 'cd'.repeat(32) }));
        await tx.records.copyHeld(testId(1), testId(2));
        await tx.records.copyHeld(testId(1), testId(2));
      });
      const held = await store().read(here, (tx) => tx.records.heldPhotos([testId(2)]));
      expect(held.map(({ size, sha256 }) => [size, sha256.slice(0, 2)])).toEqual([
        ['full', 'ab'],
        ['thumb', 'cd'],
      ]);
    });

    it('knows whether a dossier number is anybody’s [S11]', async () => {
      await store().transaction(here, (tx) => putRecord(tx, 1));
      await store().read(here, async ({ records }) => {
        expect(await records.dossierTaken('NT-2026-0001')).toBe(true);
        expect(await records.dossierTaken('NT-2026-0002')).toBe(false);
      });
      await foundCommune(store(), there);
      expect(await store().read(there, (tx) => tx.records.dossierTaken('NT-2026-0001'))).toBe(false);
    });

    it('tells the feed once that a photo is held, and again when its bytes are others', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        expect(await tx.records.holdPhoto(aPhoto(testId(1)))).toBe(2);
        expect(await tx.records.holdPhoto(aPhoto(testId(1)))).toBeNull();
        expect(await tx.records.holdPhoto(aPhoto(testId(1), { size: 'thumb' }))).toBe(3);
        expect(await tx.records.holdPhoto(aPhoto(testId(1), { sha256: 'ef'.repeat(32) }))).toBe(4);
      });
      const read = await store().read(here, async (tx) => ({
        held: await tx.records.heldPhotos([testId(1)]),
        none: await tx.records.heldPhotos([]),
        row: await tx.records.record(testId(1)),
      }));
      expect(read.held).toEqual([aPhoto(testId(1), { sha256: 'ef'.repeat(32) }), aPhoto(testId(1), { size: 'thumb' })]);
      expect(read.none).toEqual([]);
      expect([read.row?.seq, read.row?.record.rev]).toEqual([4, 1]);
    });
  });

  describe('the feed', () => {
    it('shows each scope its own records in the order of the counter', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1, villageId);
        await putRecord(tx, 2, schoolId);
        await tx.people.putUnit(aUnit(7));
        await putRecord(tx, 3, villageId);
        await putRecord(tx, 1, villageId);
      });
      await store().read(here, async ({ records }) => {
        const ids = async (scope: Scope, from: number, to: number) =>
          (await records.between(scope, from, to)).map(({ record }) => record.id);
        expect(await ids(wholeCommune, 0, 99)).toEqual([testId(2), testId(3), testId(1)]);
        expect(await ids(village, 0, 99)).toEqual([testId(3), testId(1)]);
        expect(await ids(village, 4, 99)).toEqual([testId(1)]);
        expect(await ids(village, 0, 4)).toEqual([testId(3)]);
        expect(await ids(nobody, 0, 99)).toEqual([]);
        expect(await records.feedSeqs(wholeCommune, 0, 99)).toEqual([2, 3, 4, 5]);
        expect(await records.feedSeqs(village, 0, 99)).toEqual([3, 4, 5]);
        expect(await records.feedSeqs(village, 3, 1)).toEqual([4]);
        expect(await records.feedSeqs(nobody, 0, 99)).toEqual([3]);
      });
    });

    it('tells the unit that a record left it, unless it came back', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1, schoolId);
        await putRecord(tx, 2, villageId);
        await tx.records.putTombstone({ recordId: testId(1), unitId: villageId, seq: 1 });
        await tx.records.putTombstone({ recordId: testId(2), unitId: villageId, seq: 2 });
        await tx.records.putTombstone({ recordId: testId(1), unitId: villageId, seq: await tx.nextSeq() });
      });
      await store().read(here, async ({ records }) => {
        expect(await records.tombstonesBetween(village, 0, 99)).toEqual([{ recordId: testId(1), seq: 3 }]);
        expect(await records.tombstonesBetween(village, 0, 2)).toEqual([]);
        expect(await records.tombstonesBetween(wholeCommune, 0, 99)).toEqual([]);
        expect(await records.tombstonesBetween(nobody, 0, 99)).toEqual([]);
        expect(await records.feedSeqs(village, 0, 99)).toEqual([2, 3]);
      });
    });

    it('shows a conflict to whoever sees its record', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1, villageId);
        await putRecord(tx, 2, schoolId);
        await tx.records.addConflict(aConflict(testId(1), 1));
        await tx.records.addConflict(aConflict(testId(2), 2, { id: testId(0x82), kept: null, other: 12.5 }));
      });
      await store().read(here, async ({ records }) => {
        expect(await records.conflictsBetween(village, 0, 99)).toEqual([aConflict(testId(1), 1)]);
        expect(await records.conflictsBetween(wholeCommune, 1, 99)).toEqual([
          aConflict(testId(2), 2, { id: testId(0x82), kept: null, other: 12.5 }),
        ]);
        expect(await records.conflictsBetween(nobody, 0, 99)).toEqual([]);
      });
    });
  });

  describe('conflicts', () => {
    it('of a record that nobody has ended are found, oldest first [S6]', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        await putRecord(tx, 2);
        for (const [id, seq] of [
          [0x83, 3],
          [0x81, 1],
          [0x82, 2],
        ] as const)
          await tx.records.addConflict(aConflict(testId(1), seq, { id: testId(id) }));
        await tx.records.addConflict(aConflict(testId(2), 4, { id: testId(0x84) }));
        const end = { seq: 7, resolvedBy: person.id, choice: 'kept' as const, resolvedAt: instant };
        await tx.records.resolveConflict(testId(0x82), end);
      });
      const open = await store().read(here, (tx) => tx.records.openConflicts(testId(1)));
      expect(open.map(({ id }) => id)).toEqual([testId(0x81), testId(0x83)]);
      await foundCommune(store(), there);
      expect(await store().read(there, (tx) => tx.records.openConflicts(testId(1)))).toEqual([]);
    });

    it('end once, with who, what and when, and the feed tells it [S6]', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        await tx.records.addConflict(aConflict(testId(1), 1));
      });
      const end = { seq: 7, resolvedBy: person.id, choice: 'other' as const, resolvedAt: instant };
      await store().transaction(here, (tx) => tx.records.resolveConflict(testId(0x81), end));
      await store().read(here, async ({ records }) => {
        expect(await records.conflict(testId(0x81))).toEqual({ ...aConflict(testId(1), 1), ...end });
        expect(await records.conflict(testId(0x99))).toBeNull();
        expect((await records.conflictsBetween(wholeCommune, 1, 99)).map(({ seq }) => seq)).toEqual([7]);
      });
      await foundCommune(store(), there);
      expect(await store().read(there, (tx) => tx.records.conflict(testId(0x81)))).toBeNull();
    });
  });

  it('tells the conflicts of a record anew when it comes to another unit [S10]', async () => {
    await store().transaction(here, async (tx) => {
      await putRecord(tx, 1);
      await tx.records.addConflict(aConflict(testId(1), 1));
      await tx.records.stampConflicts(testId(1), 9);
    });
    const told = await store().read(here, (tx) => tx.records.conflictsBetween(village, 1, 99));
    expect(told).toEqual([aConflict(testId(1), 9)]);
  });

  describe('the log of operations', () => {
    it('remembers an operation with its answer, and its body apart [S6]', async () => {
      await store().transaction(here, (tx) => tx.operations.log(anOperation(0x71), '{"patch":{}}', null));
      await store().read(here, async ({ operations }) => {
        expect(await operations.operation(testId(0x71))).toEqual(anOperation(0x71));
        expect(await operations.body(testId(0x71))).toBe('{"patch":{}}');
        expect(await operations.operation(testId(0x72))).toBeNull();
        expect(await operations.body(testId(0x72))).toBeNull();
      });
    });

    it('keeps the largest number that a phone can count to', async () => {
      const late = anOperation(0x71, { queueSeq: Number.MAX_SAFE_INTEGER });
      await store().transaction(here, (tx) => tx.operations.log(late, '{}', null));
      expect(await store().read(here, (tx) => tx.operations.operation(testId(0x71)))).toEqual(late);
    });

    it('refuses to log an operation twice [S6]', async () => {
      await store().transaction(here, (tx) => tx.operations.log(anOperation(0x71), '{}', null));
      await expect(store().transaction(here, (tx) => tx.operations.log(anOperation(0x71), '{}', null))).rejects.toThrow(
        alreadyThere,
      );
    });

    it('finds an operation by its number in its queue', async () => {
      await store().transaction(here, (tx) => tx.operations.log(anOperation(0x71, { queueSeq: 4 }), '{}', null));
      await store().read(here, async ({ operations }) => {
        expect((await operations.ofQueue(testId(0xe1), 4))?.opId).toBe(testId(0x71));
        expect(await operations.ofQueue(testId(0xe1), 5)).toBeNull();
        expect(await operations.ofQueue(testId(0xe2), 4)).toBeNull();
      });
    });

    it('gives the history of a record in the order of the counter, with what stood before', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        await tx.records.addEvent(anEvent(testId(1), 0x72, 5));
        await tx.records.addEvent(anEvent(testId(1), 0x71, 3));
        await tx.operations.log(anOperation(0x71, { seq: 3 }), '{"n":1}', null);
        await tx.operations.log(anOperation(0x72, { seq: 5 }), '{"n":2}', '{"title":"Cũ"}');
        await tx.operations.log(anOperation(0x73, { seq: null, recordId: testId(1) }), '{"n":3}', null);
      });
      const history = await store().read(here, (tx) => tx.operations.history(testId(1)));
      const names = { authorName: person.name, deviceName: aDevice().name, touched: ['title'] };
      expect(history).toEqual([
        { ...anOperation(0x71, { seq: 3 }), ...names, body: '{"n":1}', before: null },
        { ...anOperation(0x72, { seq: 5 }), ...names, body: '{"n":2}', before: '{"title":"Cũ"}' },
      ]);
    });

    it('knows the first refused operation of a queue on a record [S9]', async () => {
      const refused = (n: number, queueSeq: number) =>
        anOperation(n, { queueSeq, seq: null, answer: { opId: testId(n), type: 'rejected', code: 'not-your-unit' } });
      await store().transaction(here, async ({ operations }) => {
        await operations.log(anOperation(0x70, { queueSeq: 1 }), '{}', null);
        await operations.log(refused(0x72, 3), '{}', null);
        await operations.log(refused(0x71, 2), '{}', null);
      });
      await store().read(here, async ({ operations }) => {
        expect(await operations.refusedBefore(testId(0xe1), testId(1))).toBe(testId(0x71));
        expect(await operations.refusedBefore(testId(0xe2), testId(1))).toBeNull();
        expect(await operations.refusedBefore(testId(0xe1), testId(2))).toBeNull();
      });
    });

    it('knows who brought an operation on a record, whoever wrote it [S16]', async () => {
      const applied = anOperation(0x70, { authorId: testId(0xb9) });
      const refused = anOperation(0x71, {
        recordId: testId(2),
        answer: { opId: testId(0x71), type: 'rejected', code: 'not-allowed' },
      });
      await store().transaction(here, async ({ operations }) => {
        await operations.log(applied, '{}', null);
        await operations.log(refused, '{}', null);
      });
      await store().read(here, async ({ operations }) => {
        expect(await operations.broughtBy(person.id, testId(1))).toBe(true);
        expect(await operations.broughtBy(testId(0xb9), testId(1))).toBe(false);
        expect(await operations.broughtBy(person.id, testId(2))).toBe(false);
        expect(await operations.broughtBy(person.id, testId(3))).toBe(false);
      });
      expect(await store().read(there, (tx) => tx.operations.broughtBy(person.id, testId(1)))).toBe(false);
    });
  });
}

const aConflict = (recordId: string, seq: number, changes: Partial<StoredConflict> = {}): StoredConflict => ({
  id: testId(0x81),
  recordId,
  seq,
  field: 'title',
  kept: 'Trả lại ví',
  other: 'Trả ví',
  opId: testId(0x71),
  authorId: person.id,
  at: instant,
  receivedAt: instant,
  deviceId: testId(0xd1),
  keptAuthorId: person.id,
  keptDeviceId: null,
  keptAt: instant,
  resolvedBy: null,
  choice: null,
  resolvedAt: null,
  ...changes,
});

const aPhoto = (recordId: string, changes: Partial<HeldPhoto> = {}): HeldPhoto => ({
  recordId,
  photoId: testId(0x61),
  size: 'full',
  sha256: 'ab'.repeat(32),
  bytes: 141_000,
  mime: 'image/webp',
  heldAt: instant,
  ...changes,
});
