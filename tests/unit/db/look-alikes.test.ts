import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Alikes, findAlikes, markNotAlike } from '../../../src/db/alike-pairs.ts';
import { cardOf } from '../../../src/db/cards.ts';
import { systemIds } from '../../../src/db/ids.ts';
import { listPage } from '../../../src/db/list-query.ts';
import { findLookAlikes } from '../../../src/db/look-alikes.ts';
import { databaseNameOf, openPersonDb, type PersonDb } from '../../../src/db/person-db.ts';
import { recordPage } from '../../../src/db/record-query.ts';
import { saveNew } from '../../../src/db/save.ts';
import { saveEdit } from '../../../src/db/save-edit.ts';
import { saveMerge } from '../../../src/db/save-merge.ts';
import { deedOf } from '../../../src/shared/domain/look-alike.ts';
import { nomination } from '../../../src/shared/domain/nomination.ts';
import type { RecordContent } from '../../../src/shared/domain/record.ts';
import type { Snapshot } from '../../../src/shared/wire/down.ts';
import { aNomination, aSnapshot, aSubjectRowId, schoolId, testId } from '../../support/builders.ts';
import { freshPersonDb } from '../../support/phone.ts';
import { seedPhone } from '../../support/seed-phone.ts';

let db: PersonDb;
const accountId = testId(0xb1);
const deps = { ...systemIds, onSaved: () => undefined };
const [mine, confirmedId, waitingId, thirdId] = [testId(0x2009), testId(0x2001), testId(0x2002), testId(0x2003)];

beforeEach(() => {
  db = freshPersonDb(accountId);
});
afterEach(() => db.close());

const named = (name: string, values: RecordContent['values'] = {}) =>
  aNomination(values, { subjects: { [aSubjectRowId]: { order: 1, name } } });

async function confirm(...snapshots: readonly Snapshot[]) {
  await db.snapshots.bulkPut([...snapshots]);
  await db.cards.bulkPut(snapshots.map((snapshot) => cardOf(db.kinds, snapshot)));
}

const found = async (content: RecordContent) =>
  (await findLookAlikes(db, deedOf(nomination, content, null), mine)).map(({ id }) => id);

describe('before a new record is saved, this phone finds', () => {
  test('nothing where the other is another deed, was withdrawn, or is the record itself', async () => {
    await confirm(
      aSnapshot(named('Trần Văn An', { activityField: 'honesty' }), { id: confirmedId }),
      aSnapshot(named('Trần Văn An'), { id: thirdId, status: 'withdrawn' }),
      aSnapshot(named('Trần Văn An'), { id: mine }),
      aSnapshot(named('Trần Văn An', { unitId: schoolId }), { id: testId(0x2004) }),
    );
    expect(await found(named('Trần Văn An', { activityField: 'charity' }))).toEqual([]);
    expect(await found(named('Trần Văn Anh'))).toEqual([]);
    expect(await found(named('Trần Văn An', { happenedOn: '2026-11-09' }))).toEqual([]);
  });

  test('one the commune has, recorded two days apart, with who recorded it', async () => {
    await confirm(aSnapshot(named('Trần Văn An'), { id: confirmedId }));
    const deed = deedOf(nomination, named('tran van an', { happenedOn: '2026-11-07', activityField: 'honesty' }), null);
    expect(await findLookAlikes(db, deed, mine)).toEqual([
      {
        id: confirmedId,
        title: 'Trả lại ví tiền nhặt được',
        people: ['Trần Văn An'],
        happenedOn: '2026-11-05',
        dossier: 'NT-2026-0001',
        author: 'Phạm Thị Dung',
      },
    ]);
  });

  test('one that names the same person with a form of address before the name; and so does the office', async () => {
    await confirm(aSnapshot(named('Bà Phạm Thị Sáu'), { id: confirmedId }));
    expect(await found(named('Phạm Thị Sáu'))).toEqual([confirmedId]);
    await confirm(aSnapshot(named('Phạm Thị Sáu'), { id: thirdId }));
    expect((await findAlikes(db, async () => true))?.get(thirdId)).toEqual([confirmedId]);
  });

  test('one whose day is known to the month, and with a month every day in it', async () => {
    await confirm(aSnapshot(named('Trần Văn An', { happenedOn: '2026-11' }), { id: confirmedId }));
    expect(await found(named('Trần Văn An', { happenedOn: '2026-11-28' }))).toEqual([confirmedId]);
    await confirm(aSnapshot(named('Trần Văn An', { happenedOn: '2026-03-02' }), { id: thirdId }));
    expect(await found(named('Trần Văn An', { happenedOn: '2026' }))).toEqual([thirdId, confirmedId]);
  });

  test('one that waits here, and a confirmed one as this phone has changed it', async () => {
    await saveNew(db, deps, { recordId: waitingId, kind: 'nomination', content: named('Trần Văn An') });
    expect(await found(named('Trần Văn An'))).toEqual([waitingId]);
    const snapshot = aSnapshot(named('Bùi Thị Lan'), { id: confirmedId });
    await confirm(snapshot);
    const seen = { content: { values: snapshot.values, rows: snapshot.rows }, rev: 10, revs: {} };
    await saveEdit(db, deps, { recordId: confirmedId, seen, content: named('Trần Văn An') });
    expect(await found(named('Bùi Thị Lan'))).toEqual([]);
    expect(await found(named('Trần Văn An'))).toEqual([waitingId, confirmedId]);
  });

  test('it in a database of the release before, whose cards had no index of unit and day', async () => {
    const snapshot = aSnapshot(named('Trần Văn An'), { id: confirmedId });
    db.close();
    const before = new Dexie(databaseNameOf(accountId));
    before
      .version(1)
      .stores({ snapshots: 'id', cards: 'id, seq, [status+id], [unitId+id]', outbox: 'seq', meta: 'key' });
    await before.table('snapshots').put(snapshot);
    await before.table('cards').put(cardOf(db.kinds, snapshot));
    before.close();
    db = openPersonDb(accountId);
    expect(await found(named('Trần Văn An'))).toEqual([confirmedId]);
  });

  test('reading some of ten thousand records, not all', async () => {
    const unit = testId(0xa9);
    await seedPhone(db, 10_000, [unit]);
    let read = 0;
    db.cards.hook('reading', (card) => {
      read += 1;
      return card;
    });
    const known = await db.snapshots.orderBy('id').last();
    const content = { values: known?.values ?? {}, rows: known?.rows ?? {} };
    read = 0;
    expect(await found(content)).toContain(known?.id);
    expect(read).toBeLessThan(1_500);
  });
});

describe('the office finds', () => {
  const pause = async () => true;
  const pairs = async () => asObject(await findAlikes(db, pause));
  const asObject = (alikes: Alikes | null) => Object.fromEntries(alikes ?? []);
  const three = () => [
    aSnapshot(named('Trần Văn An', { activityField: 'honesty' }), { id: confirmedId, seq: 1 }),
    aSnapshot(named('TRẦN VĂN AN', { happenedOn: '2026-11-07' }), { id: waitingId, seq: 2, dossier: 'NT-2026-0002' }),
    aSnapshot(named('Trần Văn An', { activityField: 'charity', happenedOn: '2026-11-03' }), { id: thirdId, seq: 3 }),
  ];

  test('which look alike: two fields of activity are two deeds', async () => {
    await confirm(...three());
    expect(await pairs()).toEqual({ [confirmedId]: [waitingId], [waitingId]: [confirmedId] });
  });

  test('not those that a person has told apart, nor one that was merged on this phone a moment ago', async () => {
    await confirm(...three());
    await markNotAlike(db, waitingId, confirmedId, 1);
    expect(await pairs()).toEqual({});
    await db.notAlike.clear();
    const [stays, goes] = [await recordPage(db, confirmedId), await recordPage(db, waitingId)];
    if (!stays || !goes) throw new Error('not here');
    await saveMerge(db, deps, { stays, goes, patch: {} });
    expect(await pairs()).toEqual({});
  });

  test('them anew once a record changed', async () => {
    const [first, second, third] = three();
    if (!first || !second || !third) throw new Error('not three');
    await confirm(first, second, third);
    await pairs();
    await confirm({ ...third, seq: 9, values: { ...third.values, activityField: 'honesty' } });
    // Four days lie between the second and the third.
    expect(await pairs()).toEqual({
      [confirmedId]: [thirdId, waitingId],
      [waitingId]: [confirmedId],
      [thirdId]: [confirmedId],
    });
  });

  test('nothing more once nobody waits for it', async () => {
    await confirm(...three());
    await seedPhone(db, 3_000);
    expect(await findAlikes(db, async () => false)).toBeNull();
  });

  test('in thousands of records of one name, at most a handful beside each', async () => {
    const many = Array.from({ length: 2_000 }, (_, n) =>
      aSnapshot(named('Trần Văn An'), { id: testId(0x10_000 + n), seq: n + 1 }),
    );
    await confirm(...many);
    const alikes = await findAlikes(db, pause);
    expect(alikes?.size).toBe(2_000);
    expect(Math.max(...[...(alikes?.values() ?? [])].map(({ length }) => length))).toBe(5);
  });
});

describe('[S6] a merge on this phone', () => {
  async function two() {
    await confirm(
      aSnapshot(named('Trần Văn An', { place: 'Chợ' }), { id: confirmedId, seq: 1, revs: { place: 8 } }),
      aSnapshot(named('Trần Văn An'), {
        ...{ id: waitingId, seq: 2, statusRev: 7, dossier: 'NT-2026-0002' },
        revs: { place: 9, 'photos/one': 4, 'photos/one/caption': 6 },
      }),
    );
    const [stays, goes] = [await recordPage(db, confirmedId), await recordPage(db, waitingId)];
    if (!stays || !goes) throw new Error('not here');
    return { stays, goes };
  }

  test('is one command that names what was seen of both', async () => {
    const { stays, goes } = await two();
    expect(await saveMerge(db, deps, { stays, goes, patch: { place: 'Chợ huyện', story: 'Cả hai' } })).toEqual({
      ok: true,
      value: { ops: 1 },
    });
    const [row] = await db.outbox.toArray();
    expect([row?.recordId, row?.op.body]).toEqual([
      confirmedId,
      {
        command: {
          name: 'merge',
          expectStatus: 'sent',
          expectRev: 10,
          merge: {
            from: waitingId,
            fromRev: 7,
            fromBase: { place: 9, 'photos/one': 4, 'photos/one/caption': 6 },
            pairs: { [aSubjectRowId]: aSubjectRowId },
            patch: { place: 'Chợ huyện', story: 'Cả hai' },
            base: { place: 8, story: 10 },
          },
        },
      },
    ]);
  });

  test('pressed twice is one', async () => {
    const pages = await two();
    await saveMerge(db, deps, { ...pages, patch: {} });
    expect(await saveMerge(db, deps, { ...pages, patch: {} })).toMatchObject({ error: { code: 'nothing-changed' } });
    expect(await db.outbox.count()).toBe(1);
  });

  test('shows at once: the one leads to the other, whose words change', async () => {
    const { stays, goes } = await two();
    await saveMerge(db, deps, { stays, goes, patch: { place: 'Chợ huyện' } });
    expect(await recordPage(db, waitingId)).toMatchObject({
      status: 'merged',
      state: { type: 'merged', dossier: 'NT-2026-0002' },
      mergedInto: { id: confirmedId, dossier: 'NT-2026-0001', isWaiting: true },
    });
    expect(await recordPage(db, confirmedId)).toMatchObject({
      view: { values: { place: 'Chợ huyện' } },
      mergedInto: null,
      takesOver: [{ id: waitingId, dossier: 'NT-2026-0002' }],
    });
    const items = (await listPage(db, { limit: 9, ids: [waitingId, testId(0x99)] })).items;
    expect(items.map(({ id, state }) => [id, state.type])).toEqual([[waitingId, 'merged']]);
    expect((await listPage(db, { limit: 9, status: 'sent' })).items.map(({ id }) => id)).toEqual([confirmedId]);
  });
});
