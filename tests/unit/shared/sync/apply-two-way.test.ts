// What the server decides when several people work on one record: steps, returns, conflicts and their end, records that
// were withdrawn or became part of another, and what comes back after a restore.
import { describe, expect, it } from 'vitest';
import { kinds } from '../../../../src/shared/domain/kinds.ts';
import { decide, stampChange } from '../../../../src/shared/sync/apply.ts';
import type { Change, Decision, World } from '../../../../src/shared/sync/decision.ts';
import type { StoredRecord } from '../../../../src/shared/sync/record-store.ts';
import type { Operation } from '../../../../src/shared/wire/operation.ts';
import {
  aNomination,
  anActor,
  anOfficer,
  aPatch,
  aPhotoRow,
  aStored,
  aSubjectRowId,
  at,
  aWorld,
  queueId,
  testId,
  villageId,
} from '../../../support/builders.ts';

const recordId = testId(0x2001);
const otherId = testId(0x2002);
const colleague = testId(0xef);
const photoId = testId(0x500);
const conflictId = testId(0x81);
const head = { opId: testId(0x1002), seq: 2, recordId, v: 1, at };
type CommandBody = Extract<Operation, { kind: 'command' }>['body']['command'];

const decided = (op: Operation, changes: Partial<World> = {}) => decide(op, aWorld(changes), kinds);
const rejected = (code: string) => expect.objectContaining({ type: 'rejected', code });
const command = (name: string, more: Partial<CommandBody> = {}): Operation => ({
  ...head,
  kind: 'command',
  body: { command: { name, expectStatus: 'sent', expectRev: 10, ...more } },
});
const add = (n = 0): Operation => {
  const { order, ...values } = aPhotoRow(n);
  return { ...head, kind: 'setAdd', body: { rows: { photos: [{ id: testId(0x500 + n), order, values }] } } };
};
const remove = (base: number): Operation => ({
  ...head,
  kind: 'setRemove',
  body: { rows: { photos: [photoId] }, base: { [`photos/${photoId}`]: base } },
});
const withPhoto = (changes: Partial<StoredRecord> = {}) =>
  aStored(aNomination({}, { photos: { [photoId]: aPhotoRow(0) } }), changes);

function changeOf(decision: Decision): Change {
  if (decision.type !== 'change') throw new Error(JSON.stringify(decision));
  return decision;
}
const [unit, office] = [anActor(), anOfficer()];

describe('[S6] a step of the workflow', () => {
  it('is refused without the words it needs, with marks it may not carry, and by who may not take it', () => {
    const record = aStored();
    expect(decided(command('return'), { record, author: office })).toEqual(rejected('note-required'));
    expect(decided(command('return', { note: '  ' }), { record, author: office })).toEqual(rejected('note-required'));
    expect(decided(command('receive', { marks: ['title'] }), { record, author: office })).toEqual(
      rejected('invalid-fields'),
    );
    expect(decided(command('return', { note: 'Thiếu' }), { record, author: unit })).toEqual(rejected('not-allowed'));
    const elsewhere = anActor([{ role: 'submitter', unitId: testId(0xa2) }]);
    const returned = aStored(aNomination(), { status: 'returned' });
    expect(decided(command('resubmit', { expectStatus: 'returned' }), { record: returned, author: elsewhere })).toEqual(
      rejected('not-your-unit'),
    );
  });

  it('is refused when the record lacks what it asks for', () => {
    const record = aStored(aNomination(), { status: 'received' });
    const decision = decided(command('markEligible', { expectStatus: 'received' }), { record, author: office });
    expect(decision).toEqual(rejected('not-complete'));
    expect(decision.type === 'rejected' && decision.fieldErrors?.length).toBeGreaterThan(0);
  });

  it('a return that meets a record sent again meanwhile is refused: the new words stand, the officer looks again', () => {
    const record = aStored(aNomination(), { status: 'sent', statusRev: 14 });
    expect(decided(command('return', { note: 'Thiếu ảnh' }), { record, author: office })).toEqual(
      rejected('wrong-status'),
    );
  });

  it('returns with a reason and marks, and the author sends again', () => {
    const returned = changeOf(
      decided(command('return', { note: 'Thiếu ảnh', marks: ['photos'] }), { record: aStored(), author: office }),
    );
    const record = stampChange(returned.changes[0], 11);
    expect([record.status, record.statusRev]).toEqual(['returned', 11]);
    const again = changeOf(decided(command('resubmit', { expectStatus: 'returned', expectRev: 11 }), { record }));
    expect(stampChange(again.changes[0], 12)).toMatchObject({ status: 'sent', statusRev: 12 });
  });

  it('asked for by two people is taken once, and what the second one says with it is told', () => {
    const record = aStored(aNomination(), { status: 'returned', statusRev: 12 });
    const second = changeOf(decided(command('return', { note: 'Thiếu ngày' }), { record, author: office }));
    expect(second.changes).toEqual([{ record, touched: [], statusChanged: false }]);
    const sent = aStored(aNomination(), { status: 'received', statusRev: 12 });
    expect(decided(command('resubmit', { expectStatus: 'returned' }), { record: sent })).toEqual({ type: 'nothing' });
  });

  it('after another step of the same queue needs no look at how that one ended', () => {
    const received = stampChange(
      changeOf(decided(command('receive'), { record: aStored(), author: office })).changes[0],
      14,
    );
    const then = { ...command('return', { expectStatus: 'received', note: 'Thiếu ảnh' }), seq: 3 };
    expect(changeOf(decided(then, { record: received, author: office })).changes[0].record.status).toBe('returned');
    expect(decided(then, { record: received, author: office, queue: colleague })).toEqual(rejected('wrong-status'));
    const withdraw: Operation = { ...head, seq: 3, kind: 'withdraw', body: { expectRev: 10 } };
    expect(changeOf(decided(withdraw, { record: received })).changes[0].record.status).toBe('withdrawn');
  });

  it('a comment changes nothing but is told, wherever the record stands', () => {
    for (const status of ['sent', 'awarded', 'withdrawn'] as const) {
      const record = aStored(aNomination(), { status });
      const decision = changeOf(decided(command('comment', { note: 'Gọi lại cho tôi' }), { record }));
      expect(decision.changes).toEqual([{ record, touched: [], statusChanged: false }]);
    }
  });
});

describe('[S6] a row that is taken out', () => {
  it('while somebody else wrote in it stays, and a person is asked', () => {
    const record = withPhoto({
      revs: { [`photos/${photoId}/caption`]: 14 },
      writers: { [`photos/${photoId}/caption`]: { queue: colleague, seq: 3 } },
    });
    const decision = changeOf(decided(remove(10), { record }));
    expect(decision.conflicts).toEqual([{ field: `photos/${photoId}`, kept: null, other: null }]);
    expect(decision.changes[0].record.content.rows.photos).toHaveProperty(photoId);
  });

  it('by the one who wrote in it, or who saw what was written, is out', () => {
    const writers = { [`photos/${photoId}/caption`]: { queue: queueId, seq: 1 } };
    const own = withPhoto({ revs: { [`photos/${photoId}/caption`]: 14 }, writers });
    expect(changeOf(decided(remove(10), { record: own })).changes[0].record.content.rows.photos).toEqual({});
    const others = withPhoto({
      revs: { [`photos/${photoId}/caption`]: 14 },
      writers: { [`photos/${photoId}/caption`]: { queue: colleague, seq: 3 } },
    });
    const decision = changeOf(decided(remove(14), { record: others }));
    expect(decision.conflicts).toEqual([]);
    expect(decision.before).toEqual({ [`photos/${photoId}`]: aPhotoRow(0) });
  });
});

describe('[S6] a record that was withdrawn', () => {
  const record = aStored(aNomination(), { status: 'withdrawn', statusRev: 12 });

  it('keeps its words: an edit by somebody who did not know goes to a person', () => {
    const decision = changeOf(decided(aPatch({ title: 'Mới', place: 'Ao làng' }, { title: 10 }), { record }));
    expect(decision.conflicts).toEqual([
      { field: 'title', kept: aNomination().values.title, other: 'Mới' },
      { field: 'place', kept: null, other: 'Ao làng' },
    ]);
    expect(decision.changes[0].record.content).toEqual(record.content);
  });

  it('takes a photo that was added meanwhile, and does not let one go', () => {
    expect(changeOf(decided(add(), { record })).changes[0].touched).toEqual([`photos/${photoId}`]);
    const decision = changeOf(decided(remove(10), { record: { ...withPhoto(), status: 'withdrawn' } }));
    expect(decision.conflicts).toEqual([{ field: `photos/${photoId}`, kept: null, other: null }]);
  });

  it('is withdrawn once; a second reason is told; and it can be taken back', () => {
    const again = (reason?: string): Operation => ({
      ...head,
      kind: 'withdraw',
      body: { expectRev: 12, ...(reason ? { reason } : {}) },
    });
    expect(decided(again(), { record })).toEqual({ type: 'nothing' });
    expect(changeOf(decided(again('Ghi nhầm'), { record })).changes[0].statusChanged).toBe(false);
    const back = changeOf(decided(command('restore', { expectStatus: 'withdrawn', expectRev: 12 }), { record }));
    expect(back.changes[0].record.status).toBe('sent');
  });
});

describe('[S6] a conflict', () => {
  const record = aStored(aNomination({ title: 'Của xã' }), {
    revs: { title: 14 },
    writers: { title: { queue: colleague, seq: 3 } },
  });
  const conflict = { id: conflictId, recordId, field: 'title', resolvedBy: null };
  const resolve = (changes: Partial<NonNullable<CommandBody['resolve']>> = {}) =>
    command('resolve', {
      resolve: { conflictId, field: 'title', choice: 'other', value: 'Của thôn', base: 14, ...changes },
    });

  it('is not ended by a submitter, nor one that is another record’s, another field’s or nobody’s', () => {
    expect(decided(resolve(), { record, conflict })).toEqual(rejected('not-allowed'));
    const author = office;
    expect(decided(resolve(), { record, author })).toEqual(rejected('no-such-conflict'));
    expect(decided(resolve(), { record, author, conflict: { ...conflict, recordId: otherId } })).toEqual(
      rejected('no-such-conflict'),
    );
    expect(decided(resolve({ field: 'place' }), { record, author, conflict })).toEqual(rejected('no-such-conflict'));
    expect(decided(resolve({ value: 'x'.repeat(200) }), { record, author, conflict })).toEqual(
      rejected('invalid-fields'),
    );
  });

  it('ends with what was kept, with the other value, or with new words', () => {
    const world = { record, author: office, conflict };
    const kept = changeOf(decided(resolve({ choice: 'kept', value: 'Của xã' }), world));
    expect([kept.resolves, kept.changes[0].touched]).toEqual([{ conflictId, choice: 'kept' }, []]);
    // Somebody chose otherwise meanwhile: whoever wanted it kept has not seen that.
    const late = changeOf(decided(resolve({ choice: 'kept', value: 'Trước nữa', base: 13 }), world));
    expect(late.conflicts.map(({ other: wanted }) => wanted)).toEqual(['Trước nữa']);
    const other = changeOf(decided(resolve(), world));
    expect(other.changes[0].record.content.values.title).toBe('Của thôn');
    expect([other.resolves?.choice, other.before]).toEqual(['other', { title: 'Của xã' }]);
    const fresh = changeOf(decided(resolve({ choice: 'new', value: 'Của cả hai' }), world));
    expect(fresh.changes[0].record.content.values.title).toBe('Của cả hai');
  });

  it('ends, but what was written meanwhile is not overwritten unseen: another is filed', () => {
    const decision = changeOf(decided(resolve({ base: 13 }), { record, author: office, conflict }));
    expect(decision.resolves).toEqual({ conflictId, choice: 'other' });
    expect(decision.conflicts).toEqual([{ field: 'title', kept: 'Của xã', other: 'Của thôn' }]);
    expect(decision.changes[0].record.content.values.title).toBe('Của xã');
  });

  it('that somebody else ended is not ended again; another choice is filed or taken by its base', () => {
    const ended = { ...conflict, resolvedBy: testId(0xb7) };
    expect(decided(resolve({ value: 'Của xã' }), { record, author: office, conflict: ended })).toEqual({
      type: 'nothing',
    });
    const late = changeOf(decided(resolve({ base: 13 }), { record, author: office, conflict: ended }));
    expect([late.resolves, late.conflicts.length]).toEqual([null, 1]);
  });

  it('about a row that was taken out ends by bringing it back as it was, with the words written in it', () => {
    const field = `subjects/${aSubjectRowId}/name`;
    const key = `subjects/${aSubjectRowId}`;
    const gone = aStored(
      { ...aNomination(), rows: {} },
      { removed: { [key]: { order: 1, name: 'An', birthYear: 1990 } } },
    );
    const world = { record: gone, author: office, conflict: { ...conflict, field } };
    const back = changeOf(decided(resolve({ field, value: 'Trần Văn Ân' }), world)).changes[0];
    expect(back.record.content.rows.subjects).toEqual({
      [aSubjectRowId]: { order: 1, name: 'Trần Văn Ân', birthYear: 1990 },
    });
    expect([back.record.removed, back.touched]).toEqual([{}, [key, field]]);
    const unknown = { ...gone, removed: { [key]: null } };
    expect(decided(resolve({ field, value: 'Ân' }), { ...world, record: unknown })).toEqual(rejected('no-such-row'));
  });

  it('about taking a row out ends with it out, or in', () => {
    const field = `photos/${photoId}`;
    const world = { record: withPhoto(), author: office, conflict: { ...conflict, field } };
    const out = changeOf(decided(resolve({ field, value: null, base: 10 }), world));
    expect(out.changes[0].record.content.rows.photos).toEqual({});
    const stays = changeOf(decided(resolve({ field, value: null, choice: 'kept' }), world));
    expect([stays.changes[0].touched, stays.resolves?.choice]).toEqual([[], 'kept']);
  });
});

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

  it('what a phone still says of the one that is gone is said of the one that stays', () => {
    const merged = { ...other, status: 'merged' as const, mergedInto: recordId };
    const late = { record: merged, survivor: withPhoto() };
    const edit = changeOf(decided(aPatch({ title: 'Trả lại ví' }, { title: 10 }, { recordId: otherId }), late));
    expect([edit.changes[0].record.id, edit.conflicts[0]?.other]).toEqual([recordId, 'Trả lại ví']);
    const photo = changeOf(decided({ ...add(2), recordId: otherId }, late));
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

describe('[S11] after a restore', () => {
  const lost = { rev: 120, epochFrom: 100 };

  it('a choice that was taken is written, also before the words it was about are back', () => {
    const resolve = { conflictId: testId(0xc0), field: 'title', choice: 'new' as const, value: 'Chung', base: 10 };
    const choice = command('resolve', { resolve });
    const world = { record: aStored(), author: office };
    const early = changeOf(decided(choice, { ...world, again: lost }));
    expect([early.changes[0].record.content.values.title, early.resolves]).toEqual(['Chung', null]);
    expect(decided(choice, { ...world, again: { rev: 0 } })).toEqual(rejected('no-such-conflict'));
    const keep = command('resolve', {
      resolve: { ...resolve, choice: 'kept', value: `${aStored().content.values.title}` },
    });
    expect(decided(keep, { ...world, again: lost })).toEqual({ type: 'nothing' });
  });

  it('a merge that was taken is taken again, wherever the two stand, and waits for one that is not back', () => {
    const merge = command('merge', { merge: { from: otherId, fromRev: 110, patch: {}, base: {} } });
    const other = { ...aStored(), id: otherId, statusRev: 1_000_101 };
    const world = { record: aStored(), other, author: office };
    expect(decided(merge, world)).toEqual(rejected('wrong-status'));
    expect(changeOf(decided(merge, { ...world, again: lost })).changes[1]?.record.mergedInto).toBe(recordId);
    expect(decided(merge, { ...world, other: null, again: lost })).toEqual({ type: 'blocked', by: head.opId });
  });

  it('a step that was taken is told of the record that this one became part of', () => {
    const record = { ...aStored(), status: 'merged' as const, mergedInto: otherId };
    const survivor = { ...aStored(), id: otherId };
    const told = changeOf(decided(command('receive'), { record, survivor, author: office, again: lost }));
    expect([told.changes[0].record.id, told.changes[0].statusChanged]).toEqual([otherId, false]);
  });

  it('a change of a record that another phone has yet to bring waits for it', () => {
    expect(decided(aPatch({ title: 'x' }), { again: { rev: 120 } })).toEqual({ type: 'blocked', by: head.opId });
    expect(decided(command('receive'), { again: { rev: 120 }, author: office })).toEqual({
      type: 'blocked',
      by: head.opId,
    });
  });

  it('what somebody had seen and written over is not filed against them', () => {
    const record = aStored(aNomination({ title: 'Của người sau' }), {
      revs: { title: 1_000_101 },
      writers: { title: { queue: colleague, seq: 3, base: 105, saw: 105 } },
    });
    const op = aPatch({ title: 'Của người trước' }, { title: 90 });
    expect(decided(op, { record, again: { rev: 105 } })).toEqual({ type: 'nothing' });
    expect(changeOf(decided(op, { record, again: { rev: 106 } })).conflicts).toHaveLength(1);
    expect(changeOf(decided(op, { record })).conflicts).toHaveLength(1);
    // Nobody can have seen what was never answered.
    expect(changeOf(decided(op, { record, again: { rev: 0 } })).conflicts).toHaveLength(1);
  });
});

describe('[S12] an operation of an earlier version of its kind', () => {
  const nomination = kinds.nomination;
  if (!nomination) throw new Error('no nomination');
  const v2 = {
    ...nomination,
    v: 3,
    upcasters: {
      1: <B>(_: string, body: B): B => renamed(body, 'deed', 'title'),
      2: <B>(_: string, body: B): B => body,
    },
  };

  it('is read as today’s version would have written it', () => {
    const op = aPatch({ deed: 'Tên mới' }, { deed: 10, title: 10 });
    const decision = changeOf(decide(op, aWorld({ record: aStored() }), { nomination: v2 }));
    expect(decision.changes[0].record.content.values.title).toBe('Tên mới');
  });

  it('whose way nobody kept is a bug, said loudly', () => {
    const broken = { ...v2, upcasters: {} };
    expect(() => decide(aPatch({ title: 'x' }), aWorld({ record: aStored() }), { nomination: broken })).toThrow(
      /version 1/,
    );
  });
});

/** Renames a field in the JSON of a body. */
function renamed<B>(body: B, from: string, to: string): B {
  return JSON.parse(JSON.stringify(body).replaceAll(`"${from}":"`, `"${to}":"`)) as B; // the same shape with another key
}

it('the village of these tests is the author’s', () => {
  expect(unit.assignments).toEqual([{ role: 'submitter', unitId: villageId }]);
});
