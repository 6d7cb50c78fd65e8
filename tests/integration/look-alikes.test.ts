import { describe, expect, test } from 'vitest';
import { findAlikes } from '../../src/db/alike-pairs.ts';
import { addPhoto, type KeptOutcome } from '../../src/db/photos.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveCommand } from '../../src/db/save-command.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { saveMerge } from '../../src/db/save-merge.ts';
import type { RecordContent } from '../../src/shared/domain/record.ts';
import { aNomination } from '../support/builders.ts';
import { communeHere } from '../support/commune-here.ts';
import { aKeptPhoto, faults, type Phone } from '../support/phone.ts';
import { pageOf } from '../support/phone-acts.ts';
import { photosAt } from '../support/photos-at.ts';
import { newId } from '../support/village.ts';

// Two people of one unit record the same deed without signal; the officer makes one record of the two.
const commune = communeHere();
const { phoneOf } = commune;

/** A nomination with photos, saved and not yet sent. */
async function record(phone: Phone, values: RecordContent['values'], name: string, photos: readonly KeptOutcome[]) {
  const recordId = newId();
  const photoIds: string[] = [];
  for (const outcome of photos) {
    const added = await addPhoto(phone.db, recordId, outcome, new Blob([]));
    if (!added.ok) throw new Error(added.error.code);
    photoIds.push(added.value.id);
  }
  const content = aNomination(
    { unitId: commune.village.hamlet.id, ...values },
    {
      subjects: { [newId()]: { order: 1, name } },
      photos: Object.fromEntries(photoIds.map((id, order) => [id, { order }])),
    },
  );
  const saved = await saveNew(phone.db, phone.deps, { recordId, kind: 'nomination', content });
  if (!saved.ok) throw new Error(saved.error.code);
  return { recordId, photoIds };
}

const { heldAtTheCommune } = photosAt(commune);
const run = (phone: Phone) => phone.engine.run('button');
const photosOf = async (phone: Phone, recordId: string) =>
  Object.keys((await pageOf(phone, recordId)).view.rows.photos ?? {}).sort();

async function heldAt(recordId: string): Promise<unknown> {
  const officer = await commune.village.enrol(commune.village.people.officer);
  return (await officer.get(`/api/v1/records/${recordId}/photos`)).json();
}

const noUploads = faults.offline;

/** Both recorded, one photo each at the commune; the second author's other photo is still on that phone. */
async function twoOfOneDeed() {
  const { head, officer } = commune.village.people;
  const [first, second, office] = [await phoneOf(head), await phoneOf(head), await phoneOf(officer)];
  const name = `Trần Văn ${newId().slice(-4)}`;
  const [mine, theirs] = [aKeptPhoto(1), [aKeptPhoto(2), aKeptPhoto(3)]];
  const a = await record(first, { title: 'Trả lại ví', place: 'Chợ huyện' }, name, [mine]);
  const values = { title: 'Nhặt được ví', happenedOn: '2026-11-07', activityField: 'honesty' };
  const b = await record(second, values, name, theirs);
  await run(first);
  // Thumbnails and the first full picture pass; then the line of the second phone is gone.
  let uploads = 0;
  second.failAlways(async (pass, request) => {
    if (request.method === 'POST' && request.path === '/api/v1/uploads' && ++uploads > 3)
      return noUploads(pass, request);
    return pass();
  });
  await run(second);
  second.failAlways(noUploads);
  await run(office);
  // Photos go in the order of their ids.
  const [early, late] = theirs
    .map((photo, at) => ({ ...photo, id: b.photoIds[at] ?? '' }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const [mineId] = a.photoIds;
  if (!early || !late || !mineId) throw new Error('no photos');
  return { first, second, office, a: a.recordId, b: b.recordId, mine: { ...mine, id: mineId }, early, late };
}

async function mergeOffline(office: Phone, stays: string, goes: string, patch: Readonly<Record<string, string>> = {}) {
  office.failAlways(faults.offline);
  const saved = await saveMerge(office.db, office.deps, {
    stays: await pageOf(office, stays),
    goes: await pageOf(office, goes),
    patch,
  });
  expect(saved).toEqual({ ok: true, value: { ops: 1 } });
  await run(office);
  office.failAlways(null);
}

describe('[S6] one deed recorded twice', () => {
  test('is found at the office: same name and unit, two days apart', async () => {
    const { office, a, b } = await twoOfOneDeed();
    const alikes = await findAlikes(office.db, async () => true);
    expect([alikes?.get(a), alikes?.get(b)]).toEqual([[b], [a]]);
  });

  test('a merge of what somebody withdrew meanwhile is refused, and both records stay as they are', async () => {
    const { first, office, a, b } = await twoOfOneDeed();
    const known = await first.db.snapshots.get(a);
    const head = { opId: newId(), seq: 2, recordId: a, v: 1, at: new Date().toISOString() };
    await first.db.outbox.add({
      ...{ seq: 2, opId: head.opId, recordId: a, bytes: 100, state: 'waiting', sentOnce: false, answer: null },
      ...{ refusal: null, savedAt: 1 },
      op: { ...head, kind: 'withdraw', body: { expectRev: known?.statusRev ?? 0 } },
    });
    await run(first);
    await mergeOffline(office, b, a);
    await run(office);
    expect(await pageOf(office, b)).toMatchObject({ state: { type: 'attention', code: 'wrong-status' } });
    expect(await pageOf(office, a)).toMatchObject({ status: 'withdrawn', mergedInto: null });
    expect(await office.db.snapshots.get(a)).not.toHaveProperty('mergedInto');
  });

  test('becomes one without signal: what was picked, every photo at full size, the other readable beside it', async () => {
    const { first, office, a, b, mine, early, late } = await twoOfOneDeed();
    await mergeOffline(office, a, b, { activityField: 'honesty' });
    expect(await pageOf(office, b)).toMatchObject({ status: 'merged', mergedInto: { id: a, isWaiting: true } });
    await run(office);
    const survivor = await pageOf(office, a);
    expect(survivor.view.values).toMatchObject({ title: 'Trả lại ví', place: 'Chợ huyện', activityField: 'honesty' });
    expect(Object.keys(survivor.view.rows.subjects ?? {})).toHaveLength(1);
    expect(await photosOf(office, a)).toEqual([mine.id, early.id, late.id].sort());
    expect(survivor.held).toEqual({ [mine.id]: 'both', [early.id]: 'both', [late.id]: 'thumb' });
    expect(await heldAt(a)).toEqual({ held: survivor.held });
    expect(await heldAtTheCommune(a, early.id, 'full')).toBe(early.full.sha256);
    expect(await heldAtTheCommune(a, mine.id, 'full')).toBe(mine.full.sha256);

    await run(first);
    expect(await photosOf(first, a)).toEqual([mine.id, early.id, late.id].sort());
    const [stays, gone] = [await pageOf(first, a), await pageOf(first, b)];
    const { opId, fields } = stays.events.at(-1) ?? {};
    expect(stays.events.at(-1)).toMatchObject({ command: 'merge', by: { id: office.me.accountId } });
    expect(stays.tookOver).toEqual([{ opId, dossier: gone.dossier, author: first.me.name }]);
    expect(fields).toEqual(expect.arrayContaining([early, late].map(({ id }) => `photos/${id}`)));
    expect(gone).toMatchObject({
      status: 'merged',
      state: { type: 'merged' },
      mergedInto: { id: a, dossier: survivor.dossier, isWaiting: false },
      view: { values: { title: 'Nhặt được ví', happenedOn: '2026-11-07' } },
    });
    expect(await photosOf(first, b)).toEqual([early.id, late.id].sort());
    expect(await heldAtTheCommune(b, early.id, 'full')).toBe(early.full.sha256);
  });

  test('a photo that waited on the phone of the merged record arrives in both', async () => {
    const { first, second, office, a, b, late } = await twoOfOneDeed();
    await mergeOffline(office, a, b);
    await run(office);
    expect(await heldAtTheCommune(a, late.id, 'full')).toBe(404);
    second.failAlways(null);
    await run(second);
    for (const recordId of [a, b])
      for (const size of ['full', 'thumb'] as const)
        expect(await heldAtTheCommune(recordId, late.id, size)).toBe(late[size].sha256);
    expect((await second.db.photos.get(late.id))?.state).toBe('held');
    await run(first);
    expect((await pageOf(first, a)).held[late.id]).toBe('both');
    expect((await pageOf(first, a)).state).toMatchObject({ type: 'arrived' });
  });

  test('what its author still writes in it is not lost: words go to a person at the survivor, a new photo to both', async () => {
    const { second, office, a, b } = await twoOfOneDeed();
    const seen = await pageOf(second, b);
    const lateOne = aKeptPhoto(7);
    const added = await addPhoto(second.db, b, lateOne, new Blob([]));
    if (!added.ok) throw new Error(added.error.code);
    const content = {
      values: { ...seen.view.values, title: 'Nhặt được ví ở cổng chợ' },
      rows: { ...seen.view.rows, photos: { ...seen.view.rows.photos, [added.value.id]: { order: 9 } } },
    };
    await saveEdit(second.db, second.deps, {
      recordId: b,
      seen: { content: seen.view, rev: seen.rev, revs: seen.revs },
      content,
    });
    await saveCommand(second.db, second.deps, {
      recordId: b,
      name: 'comment',
      expectStatus: 'sent',
      expectRev: seen.statusRev,
      note: 'Cháu An học lớp 5A',
    });
    await mergeOffline(office, a, b);
    await run(office);

    second.failAlways(null);
    await run(second);
    expect(await second.db.outbox.count()).toBe(0);
    await run(office);
    const survivor = await pageOf(office, a);
    expect(survivor.conflicts.map(({ field, kept, other }) => ({ field, kept, other }))).toEqual([
      { field: 'title', kept: 'Trả lại ví', other: 'Nhặt được ví ở cổng chợ' },
    ]);
    expect(survivor.events.some(({ note }) => note === 'Cháu An học lớp 5A')).toBe(true);
    for (const recordId of [a, b])
      expect(await heldAtTheCommune(recordId, added.value.id, 'full')).toBe(lateOne.full.sha256);
    expect(await photosOf(second, a)).toContain(added.value.id);
    await run(second);
    expect(await pageOf(second, b)).toMatchObject({
      mergedInto: { id: a, dossier: survivor.dossier, disputed: ['title'] },
    });
  });
});
