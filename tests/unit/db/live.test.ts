import { liveQuery } from 'dexie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasCardsInMemory, readCardsAhead } from '../../../src/db/card-index.ts';
import { deleteDraft, putDraft } from '../../../src/db/drafts.ts';
import { systemIds } from '../../../src/db/ids.ts';
import { listPage } from '../../../src/db/list-query.ts';
import { type ListFilter, liveList } from '../../../src/db/live.ts';
import { liveStrip } from '../../../src/db/live-strip.ts';
import { putMeta } from '../../../src/db/meta.ts';
import type { PersonDb } from '../../../src/db/person-db.ts';
import { recordPage } from '../../../src/db/record-query.ts';
import { saveNew } from '../../../src/db/save.ts';
import { saveCommand } from '../../../src/db/save-command.ts';
import { saveEdit } from '../../../src/db/save-edit.ts';
import { noteError } from '../../../src/db/storage.ts';
import type { Down, Page } from '../../../src/shared/wire/down.ts';
import { takeDown } from '../../../src/sync/take-down.ts';
import { aNomination, aSnapshot, schoolId, testId, villageId } from '../../support/builders.ts';
import { freshPersonDb } from '../../support/phone.ts';
import { seededSnapshot, seedPhone } from '../../support/seed-phone.ts';

let db: PersonDb;
const accountId = testId(0xb1);
const deps = { ...systemIds, onSaved: () => undefined };

beforeEach(async () => {
  db = freshPersonDb(accountId);
  await putMeta(db, 'requests', request);
});
afterEach(() => db.close());

const titles = async (filter: Partial<ListFilter> = {}) =>
  (await listPage(db, { limit: 50, ...filter })).items.map(({ title }) => title);

/** Of a phone that asked for the first time. */
const request = 1;

function aPage(changes: Partial<Page> = {}): Page {
  return {
    from: 0,
    next: 10,
    epoch: 'e1',
    scope: 's1',
    restart: true,
    more: false,
    records: [],
    tombstones: [],
    conflicts: [],
    units: [],
    ...changes,
  };
}

function aDown(page: Page, changes: Partial<Down> = {}): Down {
  const commune = { id: testId(0xc1), name: 'Xã Kiến Thụy', gsoCode: null, province: 'Hải Phòng' };
  const me = { accountId, name: 'Phạm Thị Dung', deviceId: testId(0xd1), commune, assignments: [] };
  return { wire: 1, now: '2026-11-05T09:30:00.000Z', me, answers: [], page, ...changes };
}

describe('[S10] a page of the feed', () => {
  test('that does not continue the stored cursor is thrown away', async () => {
    await putMeta(db, 'cursor', { from: 7, epoch: 'e1', scope: 's1' });
    const stale = aPage({ from: 5, restart: false, records: [aSnapshot()] });
    expect(await takeDown(db, [], request, aDown(stale))).toMatchObject({ pageTaken: false });
    expect(await db.snapshots.count()).toBe(0);
  });

  test('that comes after another request has left is thrown away, though it begins anew', async () => {
    await putMeta(db, 'requests', request + 1);
    const beginning = aDown(aPage({ records: [aSnapshot()] }));
    expect(await takeDown(db, [], request, beginning)).toEqual({ type: 'overtaken' });
    expect(await db.snapshots.count()).toBe(0);
  });

  test('of somebody else, whose session this phone carries, does not get in', async () => {
    const down = aDown(aPage({ records: [aSnapshot()] }));
    const theirs = { ...down, me: { ...down.me, accountId: testId(0xb7) } };
    expect(await takeDown(db, [], request, theirs)).toMatchObject({ pageTaken: false });
    expect([await db.snapshots.count(), await db.meta.get('me')]).toEqual([0, undefined]);
  });

  test('that begins anew takes along what may no longer be seen', async () => {
    const gone = aSnapshot(aNomination(), { id: testId(0x2009), seq: 4 });
    await takeDown(db, [], request, aDown(aPage({ records: [gone, aSnapshot()] })));
    expect(await titles({ query: 'tra lai' })).toHaveLength(2);
    await takeDown(db, [], request, aDown(aPage({ scope: 's2', records: [aSnapshot()] })));
    expect((await db.snapshots.toArray()).map(({ id }) => id)).toEqual([aSnapshot().id]);
    expect(await titles({ query: 'tra lai' })).toHaveLength(1);
  });

  test('a record that left and came back within one page stays', async () => {
    await takeDown(db, [], request, aDown(aPage({ records: [aSnapshot()] })));
    const back = aPage({
      from: 10,
      next: 14,
      restart: false,
      records: [aSnapshot(aNomination(), { seq: 14 })],
      tombstones: [{ id: aSnapshot().id, seq: 12 }],
    });
    await takeDown(db, [], request, aDown(back));
    expect(await db.snapshots.count()).toBe(1);
  });
});

describe('[S3] [S11] an answer', () => {
  test('in the hands of a tab that was frozen while another one went on is thrown away with its page', async () => {
    const recordId = testId(0x2001);
    await saveNew(db, deps, { recordId, kind: 'nomination', content: aNomination() });
    const [row] = await db.outbox.toArray();
    if (!row) throw new Error('no operation');
    await putMeta(db, 'requests', request + 1);
    const answers = [{ type: 'rejected' as const, opId: row.opId, code: 'not-your-unit' as const }];
    expect(await takeDown(db, [row.op], request, aDown(aPage(), { answers }))).toEqual({ type: 'overtaken' });
    expect(await db.outbox.toArray()).toEqual([row]);
  });

  async function twoEdits() {
    await db.snapshots.put(aSnapshot());
    const recordId = aSnapshot().id;
    const seen = { content: aNomination(), rev: 10, revs: {} };
    await saveEdit(db, deps, { recordId, seen, content: aNomination({ title: 'Một' }) });
    await saveEdit(db, deps, {
      recordId,
      seen: { ...seen, content: aNomination({ title: 'Một' }) },
      content: aNomination({ title: 'Hai' }),
    });
    await db.outbox.update(1, { sentOnce: true });
    const [first] = await db.outbox.toArray();
    if (!first) throw new Error('no operation');
    return first.op;
  }
  const noPage = ({ page: _, ...down }: Down): Down => down;

  test('applied lifts the later edit that never left the phone', async () => {
    const op = await twoEdits();
    const answers = [{ type: 'applied' as const, opId: op.opId, rev: 20 }];
    await takeDown(db, [op], request, noPage(aDown(aPage(), { answers })));
    expect((await db.outbox.get(2))?.op).toMatchObject({ body: { base: { title: 20 } } });
    expect((await db.outbox.get(1))?.state).toBe('answered');
  });

  test('conflict does not', async () => {
    const op = await twoEdits();
    const answers = [{ type: 'conflict' as const, opId: op.opId, rev: 20, fields: ['title'] }];
    await takeDown(db, [op], request, noPage(aDown(aPage(), { answers })));
    expect((await db.outbox.get(2))?.op).toMatchObject({ body: { base: { title: 10 } } });
  });

  test('[S8] that names no operation of ours changes nothing', async () => {
    const op = await twoEdits();
    const answers = [{ type: 'applied' as const, opId: testId(0x999), rev: 20 }];
    const applied = await takeDown(db, [op], request, noPage(aDown(aPage(), { answers })));
    expect(applied).toMatchObject({ type: 'taken', settled: 0, unanswered: [op.recordId], pageTaken: false });
    expect((await db.outbox.toArray()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  });

  test('[S5] applied keeps the edit on the screen until the feed has brought it', async () => {
    const op = await twoEdits();
    await db.outbox.delete(2);
    const recordId = aSnapshot().id;
    const answers = [{ type: 'applied' as const, opId: op.opId, rev: 20 }];
    await takeDown(db, [op], request, noPage(aDown(aPage(), { answers })));
    expect(await recordPage(db, recordId)).toMatchObject({ view: { values: { title: 'Một' } }, pending: 0 });
    const record = aSnapshot(aNomination({ title: 'Một' }), { seq: 20, revs: { title: 20 } });
    await takeDown(db, [], request, aDown(aPage({ next: 20, records: [record] })));
    expect(await db.outbox.count()).toBe(0);
    expect(await recordPage(db, recordId)).toMatchObject({ view: { values: { title: 'Một' } } });
  });
});

describe('a list', () => {
  test('hears of what the feed brings, also while somebody has a draft', async () => {
    await takeDown(db, [], request, aDown(aPage({ records: [aSnapshot()] })));
    await putDraft(db, {
      recordId: testId(0x2009),
      kind: 'nomination',
      mode: 'new',
      form: {},
      seen: null,
      preview: { title: 'Sửa cầu', people: [], unitId: villageId, happenedOn: null },
      updatedAt: 1,
      waitingForPhoto: false,
    });
    const counts: number[] = [];
    const page = liveList(db, { kind: 'nomination', status: 'returned', limit: 50 });
    const listening = page.subscribe(({ items }) => counts.push(items.length));
    await expect.poll(() => counts).toEqual([0]);
    const returned = aSnapshot(aNomination(), { status: 'returned', seq: 14 });
    await takeDown(db, [], request, aDown(aPage({ from: 10, next: 14, restart: false, records: [returned] })));
    await expect.poll(() => counts).toEqual([0, 1]);
    listening.unsubscribe();
  });

  test('has drafts and unsent records among those of the commune, newest first', async () => {
    await seedPhone(db, 3, [villageId]);
    const [draft, unsent] = [
      testId(0x2001).replace('01900000', '01a00000'),
      testId(0x2001).replace('01900000', '01b00000'),
    ];
    await putDraft(db, {
      recordId: draft,
      kind: 'nomination',
      mode: 'new',
      form: {},
      updatedAt: 1,
      waitingForPhoto: false,
      seen: null,
      preview: { title: 'Đang viết', people: [], unitId: villageId, happenedOn: null },
    });
    await saveNew(db, deps, { recordId: unsent, kind: 'nomination', content: aNomination() });
    const { items, total, more } = await listPage(db, { limit: 50 });
    expect(items.map(({ title, state, isDraft }) => [title.split(' (')[0], state.type, isDraft])).toEqual([
      ['Trả lại ví tiền nhặt được', 'saved', false],
      ['Đang viết', 'draft', true],
      ['Hiến đất mở đường thôn', 'received', false],
      ['Cứu người đuối nước ở sông Đa Độ', 'received', false],
      ['Trả lại ví tiền nhặt được', 'arrived', false],
    ]);
    expect([total, more]).toEqual([5, false]);
    await deleteDraft(db, draft);
    expect(await titles()).toHaveLength(4);
  });

  test('pages without losing or doubling a record, with edits that wait among them', async () => {
    await seedPhone(db, 60, [villageId]);
    const all = await db.cards.orderBy('id').reverse().primaryKeys();
    for (const id of all.filter((_, at) => at % 9 === 0)) {
      const snapshot = await db.snapshots.get(id);
      if (!snapshot) throw new Error('no snapshot');
      const seen = { content: { values: snapshot.values, rows: snapshot.rows }, rev: snapshot.rev, revs: {} };
      const content = { ...seen.content, values: { ...snapshot.values, title: 'Sửa' } };
      await saveEdit(db, deps, { recordId: id, seen, content });
    }
    for (const limit of [1, 9, 10, 27, 59, 60, 61]) {
      const page = await listPage(db, { limit });
      expect(page.items.map(({ id }) => id)).toEqual(all.slice(0, limit));
      expect(page.more).toBe(limit < 60);
    }
  });

  test('is the same from memory as from the database, also after records came, changed and left', async () => {
    await seedPhone(db, 450, [villageId, schoolId]);
    const next = 450;
    const wishes: readonly ListFilter[] = [
      { limit: 30 },
      { limit: 500 },
      { limit: 20, unitId: schoolId },
      { limit: 40, status: 'received', kind: 'nomination' },
    ];
    const pages = () => Promise.all(wishes.map((filter) => listPage(db, filter)));
    const fromDatabase = await pages();
    let pauses = 0;
    await readCardsAhead(db, async () => void pauses++);
    expect([hasCardsInMemory(db), pauses]).toEqual([true, 2]);
    expect(await pages()).toEqual(fromDatabase);

    const cursor = { from: next, epoch: 'seeded', scope: 'seeded' };
    const came = aSnapshot(aNomination({ title: 'Mới tới' }), { id: testId(0x2009), seq: next + 1 });
    const changed = { ...seededSnapshot(3, [villageId, schoolId]), status: 'returned' as const, seq: next + 2 };
    const page = aPage({ ...cursor, next: next + 3, restart: false, records: [came, changed] });
    const left = [{ id: seededSnapshot(7, [villageId]).id, seq: next + 3 }];
    await takeDown(db, [], request, aDown({ ...page, tombstones: left }));
    const now = await pages();
    expect(now[1]?.items).toHaveLength(450);
    expect(now[1]?.items.filter(({ title }) => title === 'Mới tới')).toHaveLength(1);
    expect(now[1]?.items.find(({ id }) => id === changed.id)?.state.type).toBe('returned');
    expect(now[1]?.items.some(({ id }) => id === left[0]?.id)).toBe(false);
  });

  test('filters by unit, status, kind and movement, each alone and together', async () => {
    await seedPhone(db, 40, [villageId, schoolId]);
    const has = async (filter: Partial<ListFilter>) => (await listPage(db, { limit: 50, ...filter })).items.length;
    expect(await has({ unitId: schoolId })).toBe(20);
    expect(await has({ status: 'received' })).toBe(20);
    expect(await has({ kind: 'initiative' })).toBe(0);
    expect(await has({ kind: 'nomination', unitId: schoolId, status: 'sent' })).toBe(10);
    expect(await has({ movementId: 'M01' })).toBe(0);
  });

  test('a command that waits moves its record to the status it asks for', async () => {
    await seedPhone(db, 1, [villageId]);
    const id = seededSnapshot(0, [villageId]).id;
    await saveCommand(db, deps, { recordId: id, name: 'receive', expectStatus: 'sent', expectRev: 1 });
    expect(await titles({ status: 'sent' })).toEqual([]);
    expect(await titles({ status: 'received' })).toHaveLength(1);
  });

  test('answers again when something is saved, and not after it was let go', async () => {
    const seen: number[] = [];
    const subscription = liveList(db, { limit: 10 }).subscribe(({ items }) => seen.push(items.length));
    await expect.poll(() => seen).toEqual([0]);
    await saveNew(db, deps, { recordId: testId(0x2001), kind: 'nomination', content: aNomination() });
    await expect.poll(() => seen.at(-1)).toBe(1);
    subscription.unsubscribe();
    const told = seen.length;
    await saveNew(db, deps, { recordId: testId(0x2002), kind: 'nomination', content: aNomination() });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen.length).toBe(told);
  });

  test('search finds without diacritics, prefers them as typed, and hears of new records', async () => {
    await seedPhone(db, 1200, [villageId]);
    expect(await titles({ query: 'hiên dat' })).toHaveLength(50);
    const seen: number[] = [];
    const subscription = liveQuery(() => listPage(db, { query: 'duoi nuoc 9999', limit: 5 })).subscribe(({ items }) =>
      seen.push(items.length),
    );
    await expect.poll(() => seen).toEqual([0]);
    await saveNew(db, deps, {
      recordId: testId(0x2001),
      kind: 'nomination',
      content: aNomination({ title: 'Cứu trẻ đuối nước 9999' }),
    });
    await expect.poll(() => seen.at(-1)).toBe(1);
    subscription.unsubscribe();
    const ranked = await listPage(db, { query: 'thuỷ', limit: 5 });
    expect(ranked.items[0]?.people[0]).toContain('Thuỷ');
    expect((await listPage(db, { query: 'khong co dau', limit: 5 })).total).toBe(0);
  });
});

describe('the strip', () => {
  test('counts records, not operations, and hears of a run', async () => {
    const recordId = testId(0x2001);
    await saveNew(db, deps, { recordId, kind: 'nomination', content: aNomination() });
    const seen = { content: aNomination(), rev: 0, revs: {} };
    await saveEdit(db, deps, { recordId, seen, content: aNomination({ title: 'Tên khác' }) });
    const states: string[] = [];
    const subscription = liveStrip(db).subscribe(({ waiting, run }) => states.push(`${waiting} ${run.type}`));
    await expect.poll(() => states).toEqual(['1 idle']);
    await putMeta(db, 'syncRun', { type: 'stopped', because: 'signed-out' });
    await expect.poll(() => states.at(-1)).toBe('1 stopped');
    subscription.unsubscribe();
  });
});

describe('an error of the phone', () => {
  test('is counted, carries no text, and the hundred-and-first kind is left out', async () => {
    await noteError(db, systemIds, { code: 'TypeError', place: '/ghi/Trần Văn An', version: '0.1.0' });
    await noteError(db, systemIds, { code: 'TypeError', place: '/ghi/Trần Văn An', version: '0.1.0' });
    expect(await db.errors.toArray()).toMatchObject([{ code: 'typeerror', place: '/ghi/Tr-n-V-n-An', count: 2 }]);
    for (let n = 0; n < 120; n++) await noteError(db, systemIds, { code: `e${n}`, place: 'p', version: '0.1.0' });
    expect(await db.errors.count()).toBe(100);
  });
});
