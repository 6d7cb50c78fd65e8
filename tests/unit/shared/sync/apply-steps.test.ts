// What the server decides of steps of the workflow, and of records that were withdrawn.
import { describe, expect, it } from 'vitest';
import { stampChange } from '../../../../src/shared/sync/apply.ts';
import type { Operation } from '../../../../src/shared/wire/operation.ts';
import { aNomination, anActor, aPatch, aStored, testId } from '../../../support/builders.ts';
import {
  addPhoto,
  changeOf,
  colleague,
  command,
  decided,
  head,
  office,
  photoId,
  rejected,
  removePhoto,
  unit,
  withPhoto,
} from '../../../support/decided.ts';

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
    expect(changeOf(decided(addPhoto(), { record })).changes[0].touched).toEqual([`photos/${photoId}`]);
    const decision = changeOf(decided(removePhoto(10), { record: { ...withPhoto(), status: 'withdrawn' } }));
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
