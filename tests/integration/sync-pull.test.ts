import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../server/store/memory/memory-store.ts';
import { beginEpochUnasked, lostNumbers, noteStart } from '../../server/use-cases/epochs.ts';
import type { Page } from '../../src/shared/wire/down.ts';
import type { Cursor } from '../../src/shared/wire/up.ts';
import { limits } from '../../src/shared/wire/version.ts';
import {
  aCreate,
  aNomination,
  anInitiative,
  aPatch,
  aPhotoRow,
  aSubjectRowId,
  communeId,
  schoolId,
  testId,
  villageId,
} from '../support/builders.ts';
import {
  aNewPhone,
  cursorAfter,
  enrolPhone,
  foundVillage,
  newId,
  type Phone,
  type SyncDeps,
  syncDeps,
} from '../support/sync-village.ts';

describe('the feed brings the commune to a phone', () => {
  let deps: SyncDeps;
  let dung: Phone;
  let hoa: Phone;
  let officer: Phone;
  beforeEach(async () => {
    deps = syncDeps(createMemoryStore({ newEpoch: () => 'epoch-1' }));
    await foundVillage(deps);
    dung = await enrolPhone(deps, [{ role: 'submitter', unitId: villageId }]);
    hoa = await enrolPhone(deps, [{ role: 'submitter', unitId: schoolId }]);
    officer = await enrolPhone(deps, [{ role: 'officer', unitId: null }]);
  });
  let seq = 0;
  const record = (content = aNomination()) => aCreate(content, { opId: newId(), recordId: newId(), seq: ++seq });
  const ids = ({ records }: Page) => records.map(({ id }) => id);
  /** Every page from the cursor on. */
  const pullAll = async (phone: Phone, from: Cursor = aNewPhone): Promise<Page[]> => {
    const page = await phone.pull(from);
    return page.more ? [page, ...(await pullAll(phone, cursorAfter(page)))] : [page];
  };

  it('a person without a unit sees no record, and an admin alone sees none either [S10]', async () => {
    const admin = await enrolPhone(deps, [{ role: 'admin', unitId: null }]);
    await dung.push(record());
    const page = await admin.pull();
    expect([page.records, page.conflicts, page.units.length]).toEqual([[], [], 2]);
  });

  it('what is sent comes back in the same answer, with its dossier [S10]', async () => {
    const op = record();
    const down = await dung.send({ batch: await dung.sign([op]), pull: aNewPhone });
    expect(down.ok && down.value.page).toMatchObject({
      from: 0,
      next: 3,
      epoch: 'epoch-1',
      restart: true,
      more: false,
      records: [
        {
          id: op.recordId,
          seq: 3,
          rev: 3,
          dossier: 'NT-2026-0001',
          status: 'sent',
          author: { id: dung.accountId, name: 'Phạm Thị Dung' },
        },
      ],
      tombstones: [],
      conflicts: [],
    });
  });

  it('a unit sees its own records, the officer all, and the next page only what is new [S10]', async () => {
    const [ours, theirs] = [record(), record(anInitiative())];
    await dung.push(ours);
    await hoa.push(theirs);
    expect(ids(await dung.pull())).toEqual([ours.recordId]);
    const page = await officer.pull();
    expect(ids(page)).toEqual([ours.recordId, theirs.recordId]);
    const later = record();
    await dung.push(later);
    const next = await officer.pull(cursorAfter(page));
    expect([next.from, next.restart, ids(next), next.units]).toEqual([page.next, false, [later.recordId], []]);
    const idle = await officer.pull(cursorAfter(next));
    expect([idle.records, idle.next, idle.more]).toEqual([[], next.next, false]);
  });

  it('another epoch, another scope or a cursor from the future begins anew [S10] [S11]', async () => {
    const op = record();
    await dung.push(op);
    const cursor = cursorAfter(await dung.pull());
    for (const other of [
      { ...cursor, epoch: 'epoch-0' },
      { ...cursor, scope: 'another' },
      { ...cursor, from: 99 },
    ]) {
      const page = await dung.pull(other);
      expect([page.restart, page.from, ids(page)]).toEqual([true, 0, [op.recordId]]);
    }
    await deps.store.installation((tx) => tx.setEpoch('epoch-2'));
    expect(await dung.pull(cursor)).toMatchObject({ restart: true, from: 0, epoch: 'epoch-2' });
  });

  it('a server that starts over and over begins no epoch, and forgets nothing it must know [S11]', async () => {
    const noted = () => noteStart(deps);
    await noted();
    await dung.push(record());
    const cursor = cursorAfter(await dung.pull());
    for (let n = 0; n < 600; n += 1) await noted();
    const dossierOf = async () => (await dung.push(record()))[0];
    expect(await dossierOf()).toMatchObject({ dossier: 'NT-2026-0002' });
    expect(await dung.pull(cursor)).toMatchObject({ restart: false });
    expect(await deps.store.readInstallation((tx) => tx.epoch())).toBe('epoch-1');
    // One that knows more than the oldest start that is remembered is of another life.
    const stranger = { ...cursor, epoch: 'epoch-1.elsewhere.900719925474000' };
    expect(await dung.pull(stranger)).toMatchObject({ restart: true });
    expect(await deps.store.readInstallation((tx) => tx.epoch())).not.toBe('epoch-1');
  });

  it('knows which numbers no start of this life gave, also when a restore is found out some starts later [S11]', async () => {
    const numbers = () => deps.store.read(communeId, async (tx) => [await tx.seq(), await lostNumbers(tx)] as const);
    const [stood] = await numbers();
    await noteStart(deps);
    await noteStart(deps);
    expect((await numbers())[1]).toEqual([]); // there was no other life
    await beginEpochUnasked(deps);
    const [, lost] = await numbers();
    // The epoch speaks of the last start; the one before it is no less a jump over what may be lost.
    const first = lost.find(([above]) => above === stood);
    expect(lost.map(([above]) => above)).toContain(first?.[1]);
  });

  it('new rights are another scope: the phone pulls anew and gets what it may see now [S10]', async () => {
    await hoa.push(record(anInitiative()));
    const before = await dung.pull();
    await deps.store.transaction(communeId, (tx) =>
      tx.people.addAssignment({
        id: newId(),
        accountId: dung.accountId,
        role: 'unit-head',
        unitId: schoolId,
        from: '2026-01-01',
        to: null,
      }),
    );
    const after = await dung.pull(cursorAfter(before));
    expect([before.records.length, after.restart, after.from, after.records.length]).toEqual([0, true, 0, 1]);
    expect(after.scope).not.toBe(before.scope);
  });

  it('a person of many units has a scope that fits the wire [S10]', async () => {
    await deps.store.transaction(communeId, async ({ people }) => {
      for (let i = 0; i < 20; i += 1) {
        await people.addAssignment({
          id: newId(),
          accountId: dung.accountId,
          role: 'submitter',
          unitId: newId(),
          from: '2026-01-01',
          to: null,
        });
      }
    });
    const page = await dung.pull();
    expect(page.scope.length).toBeLessThanOrEqual(64);
    expect((await dung.pull(cursorAfter(page))).restart).toBe(false);
  });

  it('a phone number stays with the unit and the office; a leader reads the rest [S10]', async () => {
    const leader = await enrolPhone(deps, [{ role: 'leader', unitId: null }]);
    const subjects = {
      [aSubjectRowId]: { order: 1, name: 'Trần Văn An', phone: '0912345678', nationalId: '031099001234' },
    };
    await dung.push(record(aNomination({}, { subjects })));
    const subjectFor = async (phone: Phone) => (await phone.pull()).records[0]?.rows.subjects?.[aSubjectRowId];
    expect(await subjectFor(leader)).toEqual({ order: 1, name: 'Trần Văn An' });
    expect(await subjectFor(dung)).toEqual(subjects[aSubjectRowId]);
    expect(await subjectFor(officer)).toEqual(subjects[aSubjectRowId]);
  });

  it('a conflict about a phone number is not shown to a reader who may not see phone numbers [S10]', async () => {
    const leader = await enrolPhone(deps, [{ role: 'leader', unitId: null }]);
    const op = record();
    await dung.push(op);
    const phoneField = `subjects/${aSubjectRowId}/phone`;
    const edit = (phone: string) =>
      aPatch(
        { [phoneField]: phone, title: phone },
        { [phoneField]: 3, title: 3 },
        { opId: newId(), recordId: op.recordId, seq: ++seq },
      );
    await officer.push(edit('0912345678'));
    expect(await dung.push(edit('0987654321'))).toMatchObject([{ type: 'conflict' }]);
    const fields = async (phone: Phone) => (await phone.pull()).conflicts.map(({ field }) => field);
    expect(await fields(leader)).toEqual(['title']);
    expect(await fields(officer)).toEqual([phoneField, 'title']);
    expect(await fields(hoa)).toEqual([]);
  });

  it('a record that the officer gives to another unit leaves the first one’s phones [S10]', async () => {
    const op = record();
    await dung.push(op);
    const [mine, theirs] = [await dung.pull(), await hoa.pull()];
    await officer.push(
      aPatch({ unitId: schoolId }, { unitId: 3 }, { opId: newId(), recordId: op.recordId, seq: ++seq }),
    );
    const page = await dung.pull(cursorAfter(mine));
    expect([page.records, page.tombstones]).toEqual([[], [{ id: op.recordId, seq: 4 }]]);
    expect(ids(await hoa.pull(cursorAfter(theirs)))).toEqual([op.recordId]);
    await officer.push(
      aPatch({ unitId: villageId }, { unitId: 4 }, { opId: newId(), recordId: op.recordId, seq: ++seq }),
    );
    const back = await dung.pull(cursorAfter(page));
    expect([ids(back), back.tombstones]).toEqual([[op.recordId], []]);
  });

  it('tells which photos are held, and counts only the bytes that the record names [P4]', async () => {
    const photoId = testId(0x61);
    const op = record(aNomination({}, { photos: { [photoId]: aPhotoRow() } }));
    await dung.push(op);
    const first = await dung.pull();
    expect(first.records[0]?.held).toEqual({});
    const hold = (size: 'thumb' | 'full', sha256: string) =>
      deps.store.transaction(communeId, (tx) =>
        tx.records.holdPhoto({
          recordId: op.recordId,
          photoId,
          size,
          sha256,
          bytes: 9,
          mime: 'image/webp',
          heldAt: '2026-11-23T02:00:00.000Z',
        }),
      );
    await hold('thumb', 'cd'.repeat(32));
    const second = await dung.pull(cursorAfter(first));
    expect(second.records[0]?.held).toEqual({ [photoId]: 'thumb' });
    await hold('full', 'ee'.repeat(32));
    const third = await dung.pull(cursorAfter(second));
    expect(third.records[0]?.held).toEqual({ [photoId]: 'thumb' });
    await hold('full', 'ab'.repeat(32));
    expect((await dung.pull(cursorAfter(third))).records[0]?.held).toEqual({ [photoId]: 'both' });
  });

  it('gives at most two hundred records a page, each exactly once [S10]', async () => {
    const ops = Array.from({ length: 450 }, () => record());
    for (let i = 0; i < ops.length; i += 50) await dung.push(...ops.slice(i, i + 50));
    const pages = await pullAll(officer);
    expect(pages.map(({ records }) => records.length <= limits.pageRecords)).not.toContain(false);
    expect(pages.flatMap(ids)).toEqual(ops.map(({ recordId }) => recordId));
    expect(pages.slice(1).map(({ from }) => from)).toEqual(pages.slice(0, -1).map(({ next }) => next));
  });

  it('gives at most 64 KB gzip a page, and a record that is larger alone [S10]', async () => {
    const noise = (length: number) =>
      Array.from({ length }, () => String.fromCharCode(0x1ea0 + Math.floor(Math.random() * 90))).join('');
    const ops = Array.from({ length: 30 }, () => record(aNomination({ story: noise(4000) })));
    const large = record(aNomination({ story: noise(95_000) }));
    for (const op of [...ops.slice(0, 15), large, ...ops.slice(15)]) await dung.push(op);
    const pages = await pullAll(officer);
    const tooLarge = pages.filter((page) => gzipSync(JSON.stringify(page)).byteLength > limits.pageBytes + 1024);
    expect(tooLarge.map(ids)).toEqual([[large.recordId]]);
    expect(pages.flatMap(ids)).toHaveLength(31);
    expect(new Set(pages.flatMap(ids)).size).toBe(31);
    expect(pages.length).toBeLessThan(10);
  });

  it('two communes on one endpoint never see each other [S10]', async () => {
    const thereId = testId(0xc2);
    await foundVillage(deps, thereId);
    const stranger = await enrolPhone(deps, [{ role: 'officer', unitId: null }], thereId);
    await dung.push(record());
    const page = await stranger.pull();
    expect([page.records, page.units, page.next]).toEqual([[], [], 0]);
  });
});
