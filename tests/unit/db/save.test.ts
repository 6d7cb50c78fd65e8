import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cardOf } from '../../../src/db/cards.ts';
import { deleteDraft, getDraft, putDraft } from '../../../src/db/drafts.ts';
import { systemIds } from '../../../src/db/ids.ts';
import { getMeta, putMeta } from '../../../src/db/meta.ts';
import type { PersonDb } from '../../../src/db/person-db.ts';
import { bytesKey, ensureReserve } from '../../../src/db/photo-bytes.ts';
import { addPhoto, photosOf, removePhoto } from '../../../src/db/photos.ts';
import { recordPage } from '../../../src/db/record-query.ts';
import { saveNew } from '../../../src/db/save.ts';
import { saveCommand } from '../../../src/db/save-command.ts';
import { saveEdit } from '../../../src/db/save-edit.ts';
import { strip } from '../../../src/db/strip-query.ts';
import type { OutboxRow } from '../../../src/shared/sync/outbox.ts';
import { aNomination, aSnapshot, aSubjectRowId, testId } from '../../support/builders.ts';
import { aKeptPhoto, freshPersonDb } from '../../support/phone.ts';
import { aDraft, deps, kind, recordId, rung } from '../../support/saving.ts';

let db: PersonDb;

beforeEach(() => {
  db = freshPersonDb(testId(0xb1));
  rung.times = 0;
});
afterEach(() => db.close());

/** The first operation was sent, and not taken. */
async function refuseFirst(how: Pick<OutboxRow, 'refusal'> & Partial<OutboxRow>): Promise<void> {
  expect(await db.outbox.update(1, { sentOnce: true, state: 'attention', ...how })).toBe(1);
}

/** As a browser says it when its quota is used up. */
function fillDisk(table: { hook(name: 'creating', hook: () => void): void }): void {
  table.hook('creating', () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
}

describe('saving that cannot be', () => {
  test('[S5] says by path what is missing, and the draft stays', async () => {
    await putDraft(db, aDraft());
    const saved = await saveNew(db, deps, { recordId, kind, content: aNomination({ title: null, story: null }) });
    expect(saved).toEqual({
      ok: false,
      error: {
        code: 'not-ready',
        missing: [
          { path: 'title', code: 'required' },
          { path: 'story', code: 'photo-or-sentence' },
        ],
      },
    });
    expect(await getDraft(db, recordId)).toEqual(aDraft());
    expect([await db.outbox.count(), rung.times]).toEqual([0, 0]);
  });

  test('[S5] on a full disk without a reserve keeps the draft and takes no number', async () => {
    await putDraft(db, aDraft());
    fillDisk(db.outbox);
    const saved = await saveNew(db, deps, { recordId, kind, content: aNomination() });
    expect(saved).toEqual({ ok: false, error: { code: 'storage-full' } });
    expect(await getDraft(db, recordId)).toEqual(aDraft());
    expect([await getMeta(db, 'lastSeq'), rung.times]).toEqual([undefined, 0]);
  });

  test('[P6] a photo that does not fit is refused, and nothing of it stays', async () => {
    fillDisk(db.photoBytes);
    const added = await addPhoto(db, recordId, aKeptPhoto(), new Blob([]));
    expect(added).toEqual({ ok: false, error: { code: 'storage-full' } });
    expect(await photosOf(db, recordId)).toEqual([]);
    expect(await strip(db)).toMatchObject({ storage: { bytes: 0, full: true } });
  });

  test('pressing save twice makes one operation', async () => {
    const twice = await Promise.all([1, 2].map(() => saveNew(db, deps, { recordId, kind, content: aNomination() })));
    expect(twice.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await db.outbox.count()).toBe(1);
  });

  test('an edit that changes nothing is no operation', async () => {
    await saveNew(db, deps, { recordId, kind, content: aNomination() });
    const page = await recordPage(db, recordId);
    const content = page?.view ?? aNomination();
    const saved = await saveEdit(db, deps, { recordId, seen: { content, rev: 0, revs: {} }, content });
    expect(saved).toEqual({ ok: false, error: { code: 'nothing-changed' } });
  });
});

describe('a full disk', () => {
  test('gives up its reserve so that words are still saved, and says so', async () => {
    await ensureReserve(db, systemIds);
    const reserve = () => db.photoBytes.where(':id').equals('reserve').count();
    expect(await reserve()).toBe(1);
    let gone = false;
    db.photoBytes.hook('deleting', () => {
      gone = true;
    });
    db.outbox.hook('creating', () => {
      if (!gone) throw new DOMException('full', 'QuotaExceededError');
    });
    const saved = await saveNew(db, deps, { recordId, kind, content: aNomination() });
    expect(saved).toEqual({ ok: true, value: { ops: 1 } });
    expect(await reserve()).toBe(0);
    expect(await strip(db)).toMatchObject({ waiting: 1, storage: { full: true } });
  });
});

describe('[S5] saving', () => {
  test('removes the draft, claims its photos and fills in what the phone knows of them', async () => {
    await putDraft(db, aDraft());
    const added = await addPhoto(db, recordId, aKeptPhoto(), new Blob([]));
    const left = await addPhoto(db, recordId, aKeptPhoto(2), new Blob([]));
    if (!added.ok || !left.ok) throw new Error('no photo');
    const { id, full, thumb } = added.value;
    const content = aNomination({}, { photos: { [id]: { order: 1, caption: 'Lúc trao ví' } } });
    await saveNew(db, deps, { recordId, kind, content });
    expect(await getDraft(db, recordId)).toBeNull();
    expect((await photosOf(db, recordId)).map(({ inOutbox }) => inOutbox)).toEqual([true, false]);
    expect((await recordPage(db, recordId))?.view.rows.photos?.[id]).toEqual({
      order: 1,
      caption: 'Lúc trao ví',
      sha256: full?.sha256,
      mime: 'image/jpeg',
      bytes: full?.bytes,
      width: 640,
      height: 480,
      thumbSha256: thumb?.sha256,
      thumbMime: 'image/jpeg',
      thumbBytes: thumb?.bytes,
      takenAt: '2026-11-05T16:30:00',
    });
    expect(rung.times).toBe(1);
  });

  test('[S1] counts 1, 2, 3 without gaps, also when several save at once and one is refused', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => testId(0x3000 + n));
    await Promise.all(
      ids.map((id, n) =>
        saveNew(db, deps, { recordId: id, kind, content: aNomination(n === 5 ? { title: null } : {}) }),
      ),
    );
    const rows = await db.outbox.orderBy('seq').toArray();
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 11 }, (_, n) => n + 1));
    expect(rows.every(({ seq, op }) => op.seq === seq)).toBe(true);
  });

  test('bytes are counted as they come and go', async () => {
    const added = await addPhoto(db, recordId, aKeptPhoto(), new Blob([]));
    if (!added.ok) throw new Error('no photo');
    const photoBytes = (added.value.full?.bytes ?? 0) + (added.value.thumb?.bytes ?? 0);
    expect(await getMeta(db, 'storedBytes')).toBe(photoBytes);
    await removePhoto(db, added.value.id);
    expect(await getMeta(db, 'storedBytes')).toBe(0);
    await saveNew(db, deps, { recordId, kind, content: aNomination() });
    expect(await getMeta(db, 'storedBytes')).toBe((await db.outbox.get(1))?.bytes);
  });

  test('a draft that is thrown away takes only its own photos along', async () => {
    const own = await addPhoto(db, recordId, aKeptPhoto(1), new Blob([]));
    const sent = await addPhoto(db, recordId, aKeptPhoto(2), new Blob([]));
    if (!own.ok || !sent.ok) throw new Error('no photo');
    await db.photos.update(sent.value.id, { inOutbox: true });
    await putDraft(db, aDraft({ mode: 'edit' }));
    await deleteDraft(db, recordId);
    expect((await photosOf(db, recordId)).map(({ id }) => id)).toEqual([sent.value.id]);
    expect(await db.photoBytes.toCollection().primaryKeys()).toEqual([
      bytesKey(sent.value.id, 'full'),
      bytesKey(sent.value.id, 'thumb'),
    ]);
  });

  test('[S3] the base of a field is what the person saw, not what was pulled while they typed', async () => {
    const snapshot = aSnapshot(aNomination(), { seq: 10, rev: 10 });
    await db.snapshots.put(snapshot);
    await db.cards.put(cardOf(db.kinds, snapshot));
    const seen = { content: aNomination(), rev: 10, revs: {} };
    await db.snapshots.put({
      ...snapshot,
      seq: 12,
      revs: { title: 12 },
      values: { ...snapshot.values, title: 'Tên khác' },
    });
    await saveEdit(db, deps, { recordId, seen, content: aNomination({ title: 'Tên của tôi' }) });
    expect((await db.outbox.get(1))?.op).toMatchObject({
      kind: 'patch',
      body: { patch: { title: 'Tên của tôi' }, base: { title: 10 } },
    });
    await saveEdit(db, deps, {
      recordId,
      seen: { content: aNomination({ title: 'Tên của tôi' }), rev: 10, revs: { title: 12 } },
      content: aNomination({ title: 'Tên sửa lại' }),
    });
    expect((await db.outbox.get(2))?.op).toMatchObject({ body: { base: { title: 10 } } }); // inherited from the waiting one
  });

  test('[S9] what was refused goes again with its correction, and nothing typed is left out', async () => {
    await db.snapshots.put(aSnapshot(aNomination()));
    const seen = { content: aNomination(), rev: 10, revs: {} };
    const first = aNomination({ title: 'Tên mới', place: 'Bờ sông' });
    await saveEdit(db, deps, { recordId, seen, content: first });
    await refuseFirst({ refusal: 'invalid-fields' });
    const shown = { ...seen, content: first };
    await saveEdit(db, deps, { recordId, seen: shown, content: aNomination({ title: 'Tên ngắn', place: 'Bờ sông' }) });
    const ops = (await db.outbox.toArray()).map(({ seq, op }) => ({ seq, body: op.body }));
    expect(ops).toEqual([
      { seq: 2, body: { patch: { title: 'Tên ngắn', place: 'Bờ sông' }, base: { title: 10, place: 10 } } },
    ]);
  });

  test('[S9] what was refused of a person whom somebody else took out since goes again too: no form shows it', async () => {
    await db.snapshots.put(aSnapshot(aNomination()));
    const seen = { content: aNomination(), rev: 10, revs: {} };
    const renamed = { ...aNomination(), rows: { subjects: { [aSubjectRowId]: { order: 1, name: 'Tên đã sửa' } } } };
    await saveEdit(db, deps, { recordId, seen, content: renamed });
    await refuseFirst({ refusal: 'not-your-unit' });
    const without = { ...aNomination(), rows: { subjects: { [testId(0x77)]: { order: 1, name: 'Lê Thị Bình' } } } };
    await db.snapshots.put(aSnapshot(without));
    const corrected = { ...without, values: { ...without.values, title: 'Tên khác' } };
    await saveEdit(db, deps, { recordId, seen: { content: without, rev: 12, revs: {} }, content: corrected });
    const path = `subjects/${aSubjectRowId}/name`;
    expect((await db.outbox.toArray()).map(({ seq, op }) => ({ seq, body: op.body }))).toEqual([
      { seq: 2, body: { patch: { [path]: 'Tên đã sửa', title: 'Tên khác' }, base: { [path]: 10, title: 12 } } },
    ]);
  });

  test('[S9] what the server will not have in such a row goes nowhere: it would be refused again, and nobody could see why', async () => {
    await db.snapshots.put(aSnapshot(aNomination()));
    const path = `subjects/${aSubjectRowId}/name`;
    const other = { subjects: { [testId(0x77)]: { order: 1, name: 'Lê Thị Bình' } } };
    const renamed = { ...aNomination(), rows: { subjects: { [aSubjectRowId]: { order: 1, name: 'Tên đã sửa' } } } };
    await saveEdit(db, deps, { recordId, seen: { content: aNomination(), rev: 10, revs: {} }, content: renamed });
    const fieldErrors = [{ path, code: 'no-such-row' as const }];
    const answer = { type: 'rejected' as const, opId: testId(1), code: 'no-such-row' as const, fieldErrors };
    await refuseFirst({ refusal: 'no-such-row', answer });
    const shown = { ...aNomination(), rows: other };
    await db.snapshots.put(aSnapshot(shown));
    const content = { ...shown, values: { ...shown.values, title: 'Tên khác' } };
    await saveEdit(db, deps, { recordId, seen: { content: shown, rev: 12, revs: {} }, content });
    expect((await db.outbox.toArray()).map(({ op }) => op.body)).toEqual([
      { patch: { title: 'Tên khác' }, base: { title: 12 } },
    ]);
  });

  test('[S9] a removal that was refused goes again with what was seen then: the row was hidden since', async () => {
    const keep = testId(0x77);
    const bothRows = { [keep]: { order: 2, name: 'Lê Thị Bình' }, ...aNomination().rows.subjects };
    const both = { ...aNomination(), rows: { subjects: bothRows } };
    const one = { ...aNomination(), rows: { subjects: { [keep]: { order: 2, name: 'Lê Thị Bình' } } } };
    await db.snapshots.put(aSnapshot(both));
    await saveEdit(db, deps, { recordId, seen: { content: both, rev: 10, revs: {} }, content: one });
    await refuseFirst({ refusal: 'closed-status' });
    const revs = { [`subjects/${aSubjectRowId}/name`]: 14 };
    await db.snapshots.put(aSnapshot(both, { revs }));
    const content = { ...one, values: { ...one.values, title: 'Tên khác' } };
    await saveEdit(db, deps, { recordId, seen: { content: one, rev: 10, revs }, content });
    expect((await db.outbox.toArray()).map(({ op }) => op.body)).toEqual([
      { patch: { title: 'Tên khác' }, base: { title: 10 } },
      { rows: { subjects: [aSubjectRowId] }, base: { [`subjects/${aSubjectRowId}`]: 10 } },
    ]);
  });

  test('[S11] a record that was numbered before a restore and refused after it keeps its number through the correction', async () => {
    await saveNew(db, deps, { recordId, kind, content: aNomination() });
    const again = { rev: 12, dossier: 'NT-2026-0002' };
    await refuseFirst({ refusal: 'not-your-unit', again });
    const seen = { content: aNomination(), rev: 0, revs: {} };
    await saveEdit(db, deps, { recordId, seen, content: aNomination({ title: 'Tên khác' }) });
    const rows = await db.outbox.toArray();
    expect(rows.map(({ seq, op, again: told }) => [seq, op.kind, told])).toEqual([
      [2, 'create', { rev: 0, dossier: 'NT-2026-0002' }],
    ]);
  });

  test('[S11] it keeps the number also when the correction of a returned record goes back with it', async () => {
    await saveNew(db, deps, { recordId, kind, content: aNomination() });
    const again = { rev: 12, dossier: 'NT-2026-0002' };
    await refuseFirst({ refusal: 'not-your-unit', again });
    const seen = { content: aNomination(), rev: 12, revs: {} };
    const resubmit = { expectStatus: 'returned', expectRev: 14 }; // as the form had it before the restore was heard of
    await saveEdit(db, deps, { recordId, seen, content: aNomination({ title: 'Tên khác' }), resubmit });
    expect((await db.outbox.toArray()).map(({ op, again: told }) => [op.kind, told])).toEqual([
      ['create', { rev: 0, dossier: 'NT-2026-0002' }],
      ['command', undefined],
    ]);
  });

  test('[S9] a create that was refused here, while a colleague brought it, is corrected as the record that is there', async () => {
    await saveNew(db, deps, { recordId, kind, content: aNomination() });
    await refuseFirst({ refusal: 'too-large' });
    await db.snapshots.put(aSnapshot(aNomination()));
    const content = aNomination({ title: 'Tên khác' });
    await saveEdit(db, deps, { recordId, seen: { content: aNomination(), rev: 10, revs: {} }, content });
    expect((await db.outbox.toArray()).map(({ op }) => [op.kind, op.body])).toEqual([
      ['patch', { patch: { title: 'Tên khác' }, base: { title: 10 } }],
    ]);
  });

  test('a row taken out and a row added are set operations with their ids', async () => {
    await db.snapshots.put(aSnapshot(aNomination()));
    const added = testId(0x77);
    const content = { ...aNomination(), rows: { subjects: { [added]: { order: 2, name: 'Lê Thị Bình' } } } };
    await saveEdit(db, deps, { recordId, seen: { content: aNomination(), rev: 10, revs: {} }, content });
    expect((await db.outbox.toArray()).map(({ op }) => [op.kind, op.body])).toEqual([
      ['setAdd', { rows: { subjects: [{ id: added, order: 2, values: { name: 'Lê Thị Bình' } }] } }],
      ['setRemove', { rows: { subjects: [aSubjectRowId] }, base: { [`subjects/${aSubjectRowId}`]: 10 } }],
    ]);
  });

  test('[S3] a row taken out names what was seen of each word in it, also under a word of this phone', async () => {
    const name = `subjects/${aSubjectRowId}/name`;
    const position = `subjects/${aSubjectRowId}/position`;
    const row = { order: 1, name: 'Trần Văn An', position: 'Nông dân' };
    const content = { ...aNomination(), rows: { subjects: { [aSubjectRowId]: row, [testId(0x77)]: row } } };
    const revs = { [name]: 14, [position]: 12 };
    await db.snapshots.put(aSnapshot(content, { revs }));
    const renamed = { subjects: { [aSubjectRowId]: { ...row, name: 'Trần An' }, [testId(0x77)]: row } };
    const seen = { content, rev: 10, revs };
    await saveEdit(db, deps, {
      recordId,
      seen: { ...seen, revs: { ...revs, [name]: 11 } },
      content: { ...content, rows: renamed },
    });
    const without = { ...content, rows: { subjects: { [testId(0x77)]: row } } };
    await saveEdit(db, deps, { recordId, seen: { ...seen, content: { ...content, rows: renamed } }, content: without });
    expect((await db.outbox.get(2))?.op.body).toEqual({
      rows: { subjects: [aSubjectRowId] },
      base: { [`subjects/${aSubjectRowId}`]: 10, [name]: 11, [position]: 12 },
    });
  });

  test('a step says which status and revision the person saw', async () => {
    await db.snapshots.put(aSnapshot(aNomination()));
    await saveCommand(db, deps, { recordId, name: 'receive', expectStatus: 'sent', expectRev: 10, note: 'Đã xem' });
    expect((await db.outbox.get(1))?.op).toMatchObject({
      kind: 'command',
      body: { command: { name: 'receive', expectStatus: 'sent', expectRev: 10, note: 'Đã xem' } },
    });
    expect(await recordPage(db, recordId)).toMatchObject({ status: 'received', state: { type: 'saved' } });
  });

  test('[S1] goes on from the last number of the queue', async () => {
    await putMeta(db, 'lastSeq', 41);
    await saveNew(db, deps, { recordId, kind, content: aNomination() });
    expect((await db.outbox.toArray())[0]?.seq).toBe(42);
  });
});
