// What the server decides of two records that become one, and of what is still said of the one that is gone.
import { describe, expect, it } from 'vitest';
import type { World } from '../../../../src/shared/sync/decision.ts';
import type { StoredRecord } from '../../../../src/shared/sync/record-store.ts';
import type { Operation } from '../../../../src/shared/wire/operation.ts';
import { aNomination, aPatch, aPhotoRow, aStored, aSubjectRowId, queueId, testId } from '../../../support/builders.ts';
import {
  addPhoto,
  type CommandBody,
  changeOf,
  colleague,
  command,
  conflictId,
  decided,
  head,
  office,
  otherId,
  photoId,
  recordId,
  rejected,
  unit,
  withPhoto,
} from '../../../support/decided.ts';

describe('[S6] two records of one deed', () => {
  const other = aStored(
    aNomination(
      { title: 'Trả ví', place: 'Chợ' },
      {
        subjects: { [testId(0x59)]: { order: 1, name: 'TRẦN VĂN AN' } },
        photos: { [testId(0x501)]: { ...aPhotoRow(1), sha256: 'cd'.repeat(32) } },
      },
    ),
    { id: otherId, dossier: 'NT-2026-0002' },
  );
  const merge = (more: Partial<NonNullable<CommandBody['merge']>> = {}) =>
    command('merge', { merge: { from: otherId, fromRev: 10, patch: { place: 'Chợ' }, base: { place: 10 }, ...more } });
  const world = { record: withPhoto(), other, author: office };

  it('are not merged by a submitter, with themselves, with another kind, or after one of them moved on', () => {
    expect(decided(merge(), { ...world, author: unit })).toEqual(rejected('not-allowed'));
    expect(decided(merge(), { ...world, other: null })).toEqual(rejected('no-such-record'));
    expect(decided(merge(), { ...world, other: world.record })).toEqual(rejected('no-such-record'));
    expect(decided(merge(), { ...world, other: { ...other, kind: 'initiative' } })).toEqual(rejected('invalid-fields'));
    expect(decided(merge(), { ...world, other: { ...other, statusRev: 11 } })).toEqual(rejected('wrong-status'));
    expect(decided(merge(), { ...world, record: { ...world.record, status: 'awarded' } })).toEqual(
      rejected('wrong-status'),
    );
  });

  it('become one, with every photo, no person twice, and the other one whole beside it', () => {
    const { changes, photosOf } = changeOf(decided(merge(), world));
    const [survivor, left] = changes;
    expect(Object.keys(survivor.record.content.rows.photos ?? {})).toEqual([photoId, testId(0x501)]);
    expect(Object.keys(survivor.record.content.rows.subjects ?? {})).toEqual([aSubjectRowId]);
    expect(survivor.record.content.values.place).toBe('Chợ');
    expect(left).toEqual({
      record: {
        ...other,
        status: 'merged',
        mergedInto: recordId,
        writers: { ...other.writers, '@status': { queue: queueId, seq: 2 } },
      },
      touched: [],
      statusChanged: true,
    });
    expect(photosOf).toBe(otherId);
    const gone = { ...other, mergedInto: recordId, status: 'merged' as const };
    expect(decided(merge(), { ...world, record: survivor.record, other: gone })).toEqual({ type: 'nothing' });
  });

  it('take the words of a second officer who did the same with others', () => {
    const gone = { ...other, mergedInto: recordId, status: 'merged' as const };
    const second = merge({ patch: { place: 'Đình' }, base: { place: 10 } });
    const free = changeOf(decided(second, { ...world, other: gone }));
    expect([free.changes.length, free.changes[0].record.content.values.place]).toEqual([1, 'Đình']);
    const record = { ...withPhoto(), revs: { place: 20 }, writers: { place: { queue: colleague, seq: 1 } } };
    const met = changeOf(decided(second, { ...world, record, other: gone }));
    expect(met.conflicts.map(({ field, other: filed }) => [field, filed])).toEqual([['place', 'Đình']]);
  });

  it('what was still asked about the one is asked about the other, by the row that stands there', () => {
    const theirs = testId(0x5a1);
    const twin = aNomination({}, { subjects: { [theirs]: { order: 1, name: 'Nguyễn Văn An' } } });
    const from = { ...other, content: twin };
    const into = aStored(aNomination({}, { subjects: { [aSubjectRowId]: { order: 1, name: 'Nguyễn Văn An' } } }));
    const asked = (id: number, field: string, value: string | null) => ({
      id: testId(id),
      field,
      kept: null,
      other: value,
    });
    const otherConflicts = [
      asked(1, 'title', 'Của thôn'),
      asked(2, 'place', 'Chợ'),
      asked(3, `subjects/${theirs}/name`, 'Nguyễn Văn Ân'),
      asked(4, `subjects/${theirs}`, null),
    ];
    const { moves } = changeOf(decided(merge(), { ...world, record: into, other: from, otherConflicts }));
    expect(moves).toEqual([
      { id: testId(1), to: { field: 'title', kept: into.content.values.title, other: 'Của thôn' } },
      { id: testId(2), to: null }, // the merge says the same there
      {
        id: testId(3),
        to: { field: `subjects/${aSubjectRowId}/name`, kept: 'Nguyễn Văn An', other: 'Nguyễn Văn Ân' },
      },
      { id: testId(4), to: { field: `subjects/${aSubjectRowId}`, kept: null, other: null } },
    ]);
  });

  it('a row of the one that is gone is spoken of by the row that stands for it', () => {
    const theirs = testId(0x5a1);
    const row = { order: 1, name: 'Nguyễn Văn An' };
    const gone = {
      ...other,
      content: aNomination({}, { subjects: { [theirs]: row } }),
      status: 'merged' as const,
      mergedInto: recordId,
    };
    const survivor = aStored(aNomination({}, { subjects: { [aSubjectRowId]: row } }));
    const late = { record: gone, survivor };
    const patch = aPatch({ [`subjects/${theirs}/name`]: 'Ân' }, {}, { recordId: otherId });
    expect(changeOf(decided(patch, late)).conflicts.map(({ field }) => field)).toEqual([
      `subjects/${aSubjectRowId}/name`,
    ]);
    const removal: Operation = {
      ...{ ...head, recordId: otherId },
      kind: 'setRemove',
      body: { rows: { subjects: [theirs] }, base: {} },
    };
    expect(changeOf(decided(removal, late)).conflicts.map(({ field }) => field)).toEqual([`subjects/${aSubjectRowId}`]);
  });

  it('of rows that became a pair unseen every word is asked about, where the app says which it saw', () => {
    const theirs = testId(0x59);
    const content = aNomination({}, { subjects: { [theirs]: { order: 1, name: 'Trần Văn An', phone: '0912345678' } } });
    const asked = (pairs?: Record<string, string>) => {
      const said = { patch: {}, base: {}, fromBase: {}, ...(pairs ? { pairs } : {}) };
      const { unseen } = changeOf(decided(merge(said), { ...world, other: { ...other, content } }));
      return unseen.map(({ field, other: word }) => [field, word]);
    };
    expect(asked({})).toEqual([[`subjects/${aSubjectRowId}/phone`, '0912345678']]);
    expect(asked({ [theirs]: aSubjectRowId })).toEqual([]);
    expect(asked()).toEqual([]);
  });

  it('a row that was taken out of the one that is gone is asked about, and can come back', () => {
    const field = `photos/${photoId}/caption`;
    const from = { ...other, removed: { [`photos/${photoId}`]: aPhotoRow(3) } };
    const merged = changeOf(decided(merge(), { ...world, record: aStored(), other: from })).changes[0].record;
    const word = changeOf(decided(aPatch({ [field]: 'Ông trao ví' }, { [field]: 10 }), { record: merged }));
    expect(word.conflicts).toEqual([{ field, kept: null, other: 'Ông trao ví' }]);
    const wish = { conflictId, field, choice: 'other' as const, value: 'Ông trao ví', base: 0 };
    const asked = { record: merged, author: office, conflict: { id: conflictId, recordId, field, resolvedBy: null } };
    const back = changeOf(decided(command('resolve', { resolve: wish }), asked)).changes[0].record;
    expect(back.content.rows.photos?.[photoId]).toEqual({ ...aPhotoRow(3), caption: 'Ông trao ví' });
    // Where the one that stays has the row, it stands.
    const there = changeOf(decided(merge(), { ...world, record: withPhoto(), other: from })).changes[0].record;
    expect(there.removed).not.toHaveProperty(`photos/${photoId}`);
    expect(Object.keys(there.content.rows.photos ?? {})).toEqual([photoId, testId(0x501)]);
  });

  it('a row that the one that is gone never had is no row of the other', () => {
    const gone = { ...other, status: 'merged' as const, mergedInto: recordId };
    const late = { record: gone, survivor: withPhoto() };
    expect(decided(aPatch({ [`subjects/${testId(0x5b)}/name`]: 'x' }, {}, { recordId: otherId }), late)).toEqual(
      rejected('no-such-row'),
    );
  });

  it('words about two rows that one stands for are asked about apart, and one removal of both once', () => {
    const [one, two] = [testId(0x5a1), testId(0x5a2)];
    const row = { order: 1, name: 'Nguyễn Văn An' };
    const content = aNomination({}, { subjects: { [one]: row, [two]: row } });
    const gone = { ...other, content, status: 'merged' as const, mergedInto: recordId };
    const late = { record: gone, survivor: aStored(aNomination({}, { subjects: { [aSubjectRowId]: row } })) };
    const patch = { [`subjects/${one}/name`]: 'Ân', [`subjects/${two}/name`]: 'Ấn' };
    expect(changeOf(decided(aPatch(patch, {}, { recordId: otherId }), late)).conflicts).toMatchObject([
      { field: `subjects/${aSubjectRowId}/name`, other: 'Ân' },
      { field: `subjects/${two}/name`, other: 'Ấn' },
    ]);
    const removal: Operation = {
      ...{ ...head, recordId: otherId },
      kind: 'setRemove',
      body: { rows: { subjects: [one, two] }, base: {} },
    };
    expect(changeOf(decided(removal, late)).conflicts).toMatchObject([{ field: `subjects/${aSubjectRowId}` }]);
  });

  it('rows are added to the one that is gone only where the one that stays is open to their writer and has room', () => {
    const gone = { ...other, status: 'merged' as const, mergedInto: recordId };
    const add = { ...addPhoto(2), recordId: otherId };
    const late = (survivor: StoredRecord, more: Partial<World> = {}) =>
      decided(add, { record: gone, survivor, ...more });
    const ineligible = aStored(aNomination(), { status: 'ineligible' });
    expect(late(ineligible)).toEqual(rejected('closed-status'));
    expect(late(ineligible, { author: office }).type).toBe('change');
    expect(late(ineligible, { again: { rev: 120, epochFrom: 100 } }).type).toBe('change');
    expect(late(aStored(aNomination(), { status: 'awarded' }), { author: office })).toEqual(rejected('closed-status'));
    // One that is there already is a repeat.
    const held = aStored(aNomination({}, { photos: { [testId(0x502)]: aPhotoRow(2) } }), { status: 'awarded' });
    expect(late(held).type).toBe('change');
    const many = (set: string) =>
      Object.fromEntries(
        Array.from({ length: 60 }, (_, at) => [testId(0x900 + at), { order: at, name: `${set} ${at}` }]),
      );
    expect(late(aStored(aNomination({}, { photos: many('photos') })))).toEqual(rejected('too-many-rows'));
    // Others that were too many by the merge are in nobody's way.
    expect(late(aStored(aNomination({}, { subjects: many('subjects') }))).type).toBe('change');
  });

  it('who is added to the one that is gone and stands in the one that stays is not doubled; other words are asked', () => {
    const [theirs, twin, second, consent] = [testId(0x59), testId(0x5a), testId(0x5b), testId(0x5c)];
    const gone = { ...other, status: 'merged' as const, mergedInto: recordId };
    const given = { purpose: 'publish-photo', given: true };
    const survivor = aStored(
      aNomination({}, { consents: { [testId(0x5d)]: { order: 1, ...given, subject: aSubjectRowId } } }),
      { removed: { [`subjects/${theirs}`]: { order: 1, name: 'TRẦN VĂN AN' } } },
    );
    const add = (
      record: StoredRecord,
      into: StoredRecord,
      rows: Extract<Operation, { kind: 'setAdd' }>['body']['rows'],
    ) => changeOf(decided({ ...head, recordId: otherId, kind: 'setAdd', body: { rows } }, { record, survivor: into }));

    // One of that name stands behind already: this is another person, with the same consent for the first.
    const an = { id: twin, order: 2, values: { name: 'Trần Văn An', phone: '0912345678' } };
    const consents = [{ id: consent, order: 1, values: { ...given, subject: theirs } }];
    const first = add(gone, survivor, { subjects: [an], consents });
    expect(first.changes[0].touched).toEqual([`subjects/${twin}`]);
    expect(first.conflicts).toEqual([]);
    expect(first.changes[0].record.removed).toHaveProperty(`consents/${consent}`);

    const binh = { id: second, order: 3, values: { name: 'lê thị bình', phone: '0912345678' } };
    const there = aStored(aNomination({}, { subjects: { [testId(0x5e)]: { order: 1, name: 'Lê Thị Bình' } } }));
    const { changes, conflicts } = add(gone, there, { subjects: [binh] });
    expect(Object.keys(changes[0].record.content.rows.subjects ?? {})).toEqual([testId(0x5e)]);
    expect(changes[0].record.removed[`subjects/${second}`]).toMatchObject({ phone: '0912345678' });
    expect(changes[1]?.touched).toEqual([`subjects/${second}`]);
    expect(conflicts).toEqual([
      { field: `subjects/${testId(0x5e)}/name`, kept: 'Lê Thị Bình', other: 'lê thị bình' },
      { field: `subjects/${testId(0x5e)}/phone`, kept: null, other: '0912345678' },
    ]);
  });

  it('what a phone still says of the one that is gone is said of the one that stays', () => {
    const merged = { ...other, status: 'merged' as const, mergedInto: recordId };
    const late = { record: merged, survivor: aStored() };
    const edit = changeOf(decided(aPatch({ title: 'Trả lại ví' }, { title: 10 }, { recordId: otherId }), late));
    expect([edit.changes[0].record.id, edit.conflicts[0]?.other]).toEqual([recordId, 'Trả lại ví']);
    const photo = changeOf(decided({ ...addPhoto(2), recordId: otherId }, late));
    expect(
      photo.changes.map(({ record }) => [record.id, Object.hasOwn(record.content.rows.photos ?? {}, testId(0x502))]),
    ).toEqual([
      [recordId, true],
      [otherId, true],
    ]);
    const comment = changeOf(decided(command('comment', { note: 'Xin bổ sung' }), late));
    expect(comment.changes[0].record.id).toBe(recordId);
    expect(decided({ ...head, kind: 'withdraw', body: { expectRev: 99 } }, late)).toEqual(rejected('closed-status'));
  });
});
