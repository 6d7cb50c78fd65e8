import { beforeEach, describe, expect, test } from 'vitest';
import { disputedRecords } from '../../src/db/disputes.ts';
import type { RecordPage } from '../../src/db/live.ts';
import { saveNew } from '../../src/db/save.ts';
import { saveEdit } from '../../src/db/save-edit.ts';
import { saveResolve } from '../../src/db/save-resolve.ts';
import type { FieldValue } from '../../src/shared/domain/field.ts';
import { addPeopleAnswerSchema } from '../../src/shared/wire/admin.ts';
import { historySchema } from '../../src/shared/wire/history.ts';
import type { Resolution } from '../../src/shared/wire/operation.ts';
import { aNomination, aPhotoRow } from '../support/builders.ts';
import { communeHere } from '../support/commune-here.ts';
import type { Phone } from '../support/phone.ts';
import { edit, pageOf } from '../support/phone-acts.ts';
import { newId, type Person } from '../support/village.ts';

// Two people change one record without signal; an officer, also without signal, says what shall stand.
const commune = communeHere();
const { phoneOf } = commune;

async function resolve(phone: Phone, recordId: string, choice: Resolution['choice'], value?: FieldValue) {
  const page = await pageOf(phone, recordId);
  const [conflict] = page.conflicts;
  if (!conflict) throw new Error('nothing to choose');
  const wanted = value ?? (choice === 'other' ? conflict.other : conflict.kept);
  return saveResolve(phone.db, phone.deps, { conflict, choice, value: wanted, seen: page });
}

const sync = async (...all: readonly Phone[]) => {
  for (const phone of all) expect(await phone.engine.run('button')).toEqual({ type: 'done' });
};
const titleOn = async (phone: Phone, recordId: string) => (await pageOf(phone, recordId)).view.values.title;

let head: Phone;
let headAgain: Phone;
let officer: Phone;
let recordId: string;
beforeEach(async () => {
  const { people, hamlet } = commune.village;
  [head, headAgain, officer] = [await phoneOf(people.head), await phoneOf(people.head), await phoneOf(people.officer)];
  recordId = newId();
  const content = aNomination({ unitId: hamlet.id, title: 'Trả lại ví' });
  await saveNew(head.db, head.deps, { recordId, kind: 'nomination', content });
  await sync(head, headAgain, officer);
});

/** The office and the hamlet change the title without having seen each other's; the office is first. */
async function disagree(office = 'Trả ví cho người mất', hamlet = 'Nhặt được ví, trả lại') {
  await edit(officer, recordId, { title: office });
  await edit(head, recordId, { title: hamlet });
  await sync(officer, head, officer);
}

describe('[S6] two people change one field without signal', () => {
  test('one stands, the other is filed with who, when and on which device of both', async () => {
    await disagree();
    const { conflicts, view } = await pageOf(officer, recordId);
    expect(view.values.title).toBe('Trả ví cho người mất');
    expect(conflicts).toMatchObject([
      {
        field: 'title',
        kept: 'Trả ví cho người mất',
        other: 'Nhặt được ví, trả lại',
        author: { name: 'Phạm Văn Trưởng' },
        device: 'Máy thử',
        keptBy: { name: 'Lê Thị Phòng', device: 'Máy thử' },
        resolvedBy: null,
      },
    ]);
    for (const time of [conflicts[0]?.at, conflicts[0]?.receivedAt, conflicts[0]?.keptBy?.receivedAt])
      expect(Number.isNaN(Date.parse(time ?? ''))).toBe(false);
    expect(await disputedRecords(officer.db)).toContain(recordId);
    expect((await pageOf(head, recordId)).conflicts).toHaveLength(1);
  });

  test.each([
    ['kept', undefined, 'Trả ví cho người mất'],
    ['other', undefined, 'Nhặt được ví, trả lại'],
    ['new', 'Nhặt được ví, trả cho người mất', 'Nhặt được ví, trả cho người mất'],
  ] as const)(
    'the officer chooses "%s" without signal: all phones end equal and say who chose',
    async (choice, value, end) => {
      await disagree();
      expect((await resolve(officer, recordId, choice, value)).ok).toBe(true);
      // Before the commune has heard of it: shown as chosen, and no longer asked for.
      expect(await titleOn(officer, recordId)).toBe(end);
      expect(await disputedRecords(officer.db)).not.toContain(recordId);
      expect((await pageOf(officer, recordId)).pending).toBe(1);
      expect(await resolve(officer, recordId, 'kept')).toEqual({ ok: false, error: { code: 'nothing-changed' } });
      await sync(officer, head, headAgain);
      for (const phone of [officer, head, headAgain]) {
        const page = await pageOf(phone, recordId);
        expect([page.view.values.title, page.conflicts, page.local]).toEqual([end, [], []]);
        expect(page.ended).toMatchObject([{ resolution: { choice, by: { name: 'Lê Thị Phòng' } } }]);
        // The event and the end carry one number: the timeline joins them by it.
        expect(page.events.find(({ command }) => command === 'resolve')?.rev).toBe(page.ended[0]?.seq);
      }
    },
  );

  test('what somebody wrote after the officer last looked is not overwritten: both are kept and asked for again', async () => {
    await disagree();
    await resolve(officer, recordId, 'new', 'Bản của cán bộ');
    await sync(headAgain);
    await edit(headAgain, recordId, { title: 'Bản viết sau cùng' });
    await sync(headAgain, officer);
    const { view, conflicts } = await pageOf(officer, recordId);
    expect(view.values.title).toBe('Bản viết sau cùng');
    expect(conflicts).toMatchObject([{ kept: 'Bản viết sau cùng', other: 'Bản của cán bộ' }]);
    await resolve(officer, recordId, 'other');
    await sync(officer, head);
    expect(await titleOn(head, recordId)).toBe('Bản của cán bộ');
  });

  test('two officers choose at the same time: the first stands, the words of the second are filed, nothing is lost', async () => {
    await disagree();
    const second = await phoneOf(commune.village.people.officer);
    await sync(second);
    await resolve(officer, recordId, 'other');
    await resolve(second, recordId, 'new', 'Bản của cán bộ thứ hai');
    await sync(officer, second, officer);
    for (const phone of [officer, second]) {
      const page = await pageOf(phone, recordId);
      expect(page.view.values.title).toBe('Nhặt được ví, trả lại');
      expect(page.conflicts).toMatchObject([{ kept: 'Nhặt được ví, trả lại', other: 'Bản của cán bộ thứ hai' }]);
      expect(page.attention).toEqual([]);
    }
  });

  test('several fields of one record are chosen one after another, each once', async () => {
    await edit(officer, recordId, { title: 'Tên của xã', place: 'Chợ Đông' });
    await edit(head, recordId, { title: 'Tên của thôn', place: 'Cổng chợ' });
    await sync(officer, head, officer);
    expect((await pageOf(officer, recordId)).conflicts).toHaveLength(2);
    for (const conflict of (await pageOf(officer, recordId)).conflicts) {
      const seen = await pageOf(officer, recordId);
      await saveResolve(officer.db, officer.deps, { conflict, choice: 'other', value: conflict.other, seen });
    }
    await sync(officer, head);
    expect((await pageOf(head, recordId)).view.values).toMatchObject({ title: 'Tên của thôn', place: 'Cổng chợ' });
  });

  test('a conflict that the commune does not know is refused, with its reason and the words on the phone', async () => {
    await disagree();
    const [conflict] = (await pageOf(officer, recordId)).conflicts;
    if (!conflict) throw new Error('no conflict');
    const seen = await pageOf(officer, recordId);
    const unknown = { ...conflict, id: newId() };
    await saveResolve(officer.db, officer.deps, { conflict: unknown, choice: 'new', value: 'Viết lại', seen });
    await sync(officer);
    const { attention } = await pageOf(officer, recordId);
    expect(attention).toMatchObject([{ refusal: 'no-such-conflict' }]);
    expect(JSON.stringify(attention[0]?.op)).toContain('Viết lại');
  });
});

describe('[S6] a photo that one takes out while another writes under it', () => {
  const photoId = newId();
  async function withPhoto() {
    const page = await pageOf(head, recordId);
    const content = { ...page.view, rows: { ...page.view.rows, photos: { [photoId]: aPhotoRow(1) } } };
    await saveEdit(head.db, head.deps, { recordId, seen: { content: page.view, ...revsOf(page) }, content });
    await sync(head, officer);
  }
  const revsOf = ({ rev, revs }: RecordPage) => ({ rev, revs });
  const caption = async (phone: Phone, text: string) => {
    const page = await pageOf(phone, recordId);
    const row = page.view.rows.photos?.[photoId];
    if (!row) throw new Error('the photo is gone');
    const content = { ...page.view, rows: { ...page.view.rows, photos: { [photoId]: { ...row, caption: text } } } };
    await saveEdit(phone.db, phone.deps, { recordId, seen: { content: page.view, ...revsOf(page) }, content });
  };
  const takeOut = async (phone: Phone) => {
    const page = await pageOf(phone, recordId);
    const content = { ...page.view, rows: { ...page.view.rows, photos: {} } };
    await saveEdit(phone.db, phone.deps, { recordId, seen: { content: page.view, ...revsOf(page) }, content });
  };

  test('it stays and is asked for as a row; chosen, it leaves all phones', async () => {
    await withPhoto();
    await caption(officer, 'Cầu mới');
    await takeOut(head);
    await sync(officer, head, officer);
    const page = await pageOf(officer, recordId);
    // Who wrote in it is named, not who had added it.
    expect(page.conflicts).toMatchObject([
      { field: `photos/${photoId}`, kept: null, other: null, keptBy: { name: 'Lê Thị Phòng' } },
    ]);
    expect(page.view.rows.photos?.[photoId]).toMatchObject({ caption: 'Cầu mới' });
    await resolve(officer, recordId, 'other');
    expect((await pageOf(officer, recordId)).view.rows.photos).toEqual({});
    await sync(officer, head);
    for (const phone of [officer, head]) expect((await pageOf(phone, recordId)).view.rows.photos).toEqual({});
  });

  test('taken out first, it comes back with the words written under it when the officer says so', async () => {
    await withPhoto();
    await caption(head, 'Cầu mới');
    await takeOut(officer);
    await sync(officer, head, officer);
    const page = await pageOf(officer, recordId);
    expect(page.conflicts).toMatchObject([{ field: `photos/${photoId}/caption`, kept: null, other: 'Cầu mới' }]);
    await resolve(officer, recordId, 'other');
    await sync(officer, head);
    for (const phone of [officer, head])
      expect((await pageOf(phone, recordId)).view.rows.photos?.[photoId]).toMatchObject({ caption: 'Cầu mới' });
  });
});

describe('[S6] the history', () => {
  const historyFor = async (person: Person, id = recordId) => {
    const client = await commune.village.enrol(person);
    const answer = await (await client.get(`/api/v1/records/${id}/history?notTaken=1`)).json();
    return historySchema.parse(answer).entries;
  };
  const patchesIn = (entries: Awaited<ReturnType<typeof historyFor>>) => entries.filter(({ kind }) => kind === 'patch');

  test('tells every value from what to what, and what was filed instead of taken', async () => {
    await disagree();
    await resolve(officer, recordId, 'new', 'Bản chung');
    await sync(officer);
    const entries = await historyFor(commune.village.people.head);
    expect(
      entries.map(({ command, kind, by, filed, changes }) => [command ?? kind, by.name, filed, changes.length]),
    ).toEqual([
      ['create', 'Phạm Văn Trưởng', undefined, entries[0]?.changes.length],
      ['patch', 'Lê Thị Phòng', undefined, 1],
      ['patch', 'Phạm Văn Trưởng', ['title'], 0],
      ['resolve', 'Lê Thị Phòng', undefined, 1],
    ]);
    expect(entries[3]?.changes).toEqual([{ path: 'title', from: 'Trả ví cho người mất', to: 'Bản chung' }]);
    expect(entries.map(({ notTaken }) => notTaken)).toEqual([
      undefined,
      undefined,
      [{ path: 'title', value: 'Nhặt được ví, trả lại' }],
      undefined,
    ]);
  });

  test('says what stayed where the words that stood were chosen', async () => {
    await disagree();
    await resolve(officer, recordId, 'kept');
    await sync(officer);
    const words = 'Trả ví cho người mất';
    const entries = await historyFor(commune.village.people.head);
    expect(entries.at(-1)).toMatchObject({
      command: 'resolve',
      changes: [{ path: 'title', from: words, to: words }],
    });
  });

  test('gives the words of a choice that met others', async () => {
    await disagree();
    await resolve(officer, recordId, 'new', 'Bản của cán bộ');
    await sync(headAgain);
    await edit(headAgain, recordId, { title: 'Bản viết sau cùng' });
    await sync(headAgain, officer);
    const choice = (await historyFor(commune.village.people.head)).find(({ command }) => command === 'resolve');
    expect(choice).toMatchObject({ changes: [], notTaken: [{ path: 'title', value: 'Bản của cán bộ' }] });
  });

  test('says of the same words by both that they stood already, not that nobody knows what stood', async () => {
    await edit(officer, recordId, { title: 'Tên của xã', place: 'Chợ Đông' });
    await edit(head, recordId, { title: 'Tên của thôn', place: 'Chợ Đông' });
    await sync(officer, head);
    const [, mine] = patchesIn(await historyFor(commune.village.people.head));
    expect(mine).toMatchObject({
      filed: ['title'],
      changes: [{ path: 'place', from: 'Chợ Đông', to: 'Chợ Đông' }],
    });
  });

  test('keeps a number that was not taken from whoever may not read it', async () => {
    const [rowId = ''] = Object.keys((await pageOf(head, recordId)).view.rows.subjects ?? {});
    const phone = async (by: Phone, text: string) => {
      const { view, rev, revs } = await pageOf(by, recordId);
      const row = view.rows.subjects?.[rowId];
      if (!row) throw new Error('nobody is named');
      const content = { ...view, rows: { ...view.rows, subjects: { [rowId]: { ...row, phone: text } } } };
      await saveEdit(by.db, by.deps, { recordId, seen: { content: view, rev, revs }, content });
    };
    await phone(officer, '0912345678');
    await phone(head, '0987654321');
    await sync(officer, head);
    const { admin, people } = commune.village;
    const asked = { people: [{ name: 'Bùi Văn Lãnh', assignment: { role: 'leader', unitId: null } }] };
    const { added } = addPeopleAnswerSchema.parse(
      await (await admin.send('POST', '/api/v1/admin/people', asked)).json(),
    );
    const leader: Person = { id: added[0] ?? '', name: 'Bùi Văn Lãnh' };
    const path = `subjects/${rowId}/phone`;
    const told = (await historyFor(people.head)).flatMap(({ notTaken = [] }) => notTaken);
    expect(told).toEqual([{ path, value: '0987654321' }]);
    const toLeader = JSON.stringify(await historyFor(leader));
    for (const number of ['0912345678', '0987654321']) expect(toLeader).not.toContain(number);
  });

  test('is given as it was to a page that does not ask for what was not taken', async () => {
    await disagree();
    const client = await commune.village.enrol(commune.village.people.head);
    const answer = await (await client.get(`/api/v1/records/${recordId}/history`)).text();
    expect(answer).toContain('"filed":["title"]');
    expect(answer).not.toContain('notTaken');
  });
});
