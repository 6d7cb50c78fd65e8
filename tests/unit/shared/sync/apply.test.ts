import { describe, expect, it } from 'vitest';
import { stampChange } from '../../../../src/shared/sync/apply.ts';
import type { Operation } from '../../../../src/shared/wire/operation.ts';
import {
  aCreate,
  aNomination,
  anActor,
  anInitiative,
  anOfficer,
  aPatch,
  aPhotoRow,
  aStored,
  aSubjectRowId,
  queueId,
  schoolId,
  testId,
} from '../../../support/builders.ts';
import { changeOf, decided, head, recordId, rejected } from '../../../support/decided.ts';

const receive = (expectStatus = 'sent', expectRev = 10) =>
  ({ ...head, kind: 'command', body: { command: { name: 'receive', expectStatus, expectRev } } }) satisfies Operation;

describe('[S6] what the server refuses', () => {
  it('a record of a kind that is not written yet', () => {
    const op = aCreate();
    expect(decided({ ...op, body: { ...op.body, type: 'exemplar' } })).toEqual(rejected('unknown-kind'));
    expect(decided({ ...op, body: { ...op.body, type: 'constructor' } })).toEqual(rejected('unknown-kind'));
  });

  it('[S12] a record written by a newer app than it knows', () => {
    expect(decided({ ...aCreate(), v: 2 })).toEqual(rejected('unknown-version'));
    expect(decided({ ...aPatch({ title: 'x' }), v: 2 }, { record: aStored() })).toEqual(rejected('unknown-version'));
  });

  it('a second create of one record, here or in another commune', () => {
    expect(decided(aCreate(), { record: aStored() })).toEqual(rejected('already-exists'));
    expect(decided(aCreate(), { idTaken: true })).toEqual(rejected('already-exists'));
  });

  it('a record for a unit that is not the author’s', () => {
    expect(decided(aCreate(aNomination({ unitId: schoolId })))).toEqual(rejected('not-your-unit'));
    expect(
      decided(aPatch({ title: 'x' }, { title: 10 }), { record: aStored(aNomination({ unitId: schoolId })) }),
    ).toEqual(rejected('not-your-unit'));
  });

  it('a unit that the commune does not have', () => {
    expect(decided(aCreate(aNomination({ unitId: testId(0xff) })), { author: anOfficer() })).toEqual({
      type: 'rejected',
      code: 'invalid-fields',
      fieldErrors: [{ path: 'unitId', code: 'unknown-unit' }],
    });
  });

  it('fields that do not exist, or do not fit, each by its path', () => {
    const op = aCreate(aNomination({ title: 'x'.repeat(101), happenedOn: '2026-02-30', secret: 'x' }));
    expect(decided(op)).toEqual({
      type: 'rejected',
      code: 'invalid-fields',
      fieldErrors: [
        { path: 'title', code: 'invalid' },
        { path: 'happenedOn', code: 'invalid' },
        { path: 'secret', code: 'unknown-field' },
      ],
    });
    expect(decided(aPatch({ 'subjects/none/name': 'x' }), { record: aStored() })).toEqual(rejected('no-such-row'));
    expect(decided(aPatch({ [`subjects/${aSubjectRowId}/hack`]: 'x' }), { record: aStored() })).toEqual(
      rejected('invalid-fields'),
    );
  });

  it('the office’s ticks from a submitter', () => {
    expect(decided(aPatch({ realDeed: true }, { realDeed: 10 }), { record: aStored() })).toEqual(
      rejected('invalid-fields'),
    );
    expect(decided(aPatch({ realDeed: true }, { realDeed: 10 }), { record: aStored(), author: anOfficer() }).type).toBe(
      'change',
    );
  });

  it('a record without what it needs to be sent', () => {
    expect(decided(aCreate(aNomination({ story: null })))).toEqual({
      type: 'rejected',
      code: 'not-ready-to-send',
      fieldErrors: [{ path: 'story', code: 'photo-or-sentence' }],
    });
  });

  it('a change of a record it does not have, or whose create it refused', () => {
    expect(decided(aPatch({ title: 'x' }))).toEqual(rejected('no-such-record'));
    expect(decided(aPatch({ title: 'x' }), { refusedBefore: testId(0x1001) })).toEqual({
      type: 'blocked',
      by: testId(0x1001),
    });
  });

  it('a submitter’s change once the dossier is under review', () => {
    expect(
      decided(aPatch({ title: 'x' }, { title: 10 }), { record: aStored(aNomination(), { status: 'before-council' }) }),
    ).toEqual(rejected('closed-status'));
  });

  it('more photos than a record may have', () => {
    const rows = Array.from({ length: 21 }, (_, n) => {
      const { order, ...values } = aPhotoRow(n);
      return { id: testId(0x500 + n), order, values };
    });
    const op = { ...head, kind: 'setAdd', body: { rows: { photos: rows } } } satisfies Operation;
    expect(decided(op, { record: aStored() })).toEqual(rejected('too-many-rows'));
  });

  it('a command it does not know, from a role that may not give it, or met by another status', () => {
    const unknown = {
      ...head,
      kind: 'command',
      body: { command: { name: 'toString', expectStatus: 'sent', expectRev: 10 } },
    } satisfies Operation;
    expect(decided(unknown, { record: aStored(), author: anOfficer() })).toEqual(rejected('unknown-command'));
    expect(decided(receive(), { record: aStored() })).toEqual(rejected('not-allowed'));
    expect(decided(receive(), { record: aStored(aNomination(), { status: 'returned' }), author: anOfficer() })).toEqual(
      rejected('wrong-status'),
    );
    expect(decided(receive('sent', 9), { record: aStored(), author: anOfficer() })).toEqual(rejected('wrong-status'));
  });
});

describe('[S6] what the server applies', () => {
  it('a village head’s nomination and a school’s initiative', () => {
    expect(decided(aCreate())).toEqual({
      type: 'create',
      fields: ['subjectType', 'unitId', 'title', 'happenedOn', 'story'],
      statusRev: null,
      record: {
        id: recordId,
        kind: 'nomination',
        v: 1,
        content: aNomination(),
        revs: {},
        writers: { '': { queue: queueId, seq: 1 } },
        status: 'sent',
        authorId: anActor().accountId,
        removed: {},
        mergedInto: null,
      },
    });
    expect(decided(aCreate(anInitiative()), { author: anActor([{ role: 'unit-head', unitId: schoolId }]) }).type).toBe(
      'create',
    );
  });

  it('the officer’s record for any unit', () => {
    expect(decided(aCreate(aNomination({ unitId: schoolId })), { author: anOfficer() }).type).toBe('create');
  });

  it('a change by somebody who saw the value', () => {
    const decision = changeOf(decided(aPatch({ title: 'Mới' }, { title: 10 }), { record: aStored() }));
    expect(decision.conflicts).toEqual([]);
    expect(decision.before).toEqual({ title: aNomination().values.title });
    const stored = stampChange(decision.changes[0], 11);
    expect(stored.writers.title).toEqual({ queue: queueId, seq: 2, base: 10 });
    expect(stored.content.values.title).toBe('Mới');
    expect(stored.revs).toEqual({ title: 11 });
    expect(stored.statusRev).toBe(10);
  });

  it('[S3] a second edit made offline, though its base is older than the first one’s revision', () => {
    const record = aStored(aNomination({ title: 'Một' }), {
      revs: { title: 12 },
      writers: { title: { queue: queueId, seq: 1 } },
    });
    const decision = changeOf(decided(aPatch({ title: 'Hai' }, { title: 10 }), { record }));
    expect([decision.changes[0].touched, decision.conflicts]).toEqual([['title'], []]);
  });

  it('the same value typed by two people without a conflict', () => {
    const record = aStored(aNomination({ title: 'Như nhau' }), { revs: { title: 12 } });
    expect(decided(aPatch({ title: 'Như nhau' }, { title: 10 }), { record })).toEqual({ type: 'nothing' });
  });

  it('receiving, once, even when two officers press it', () => {
    const author = anOfficer();
    const decision = changeOf(decided(receive(), { record: aStored(), author }));
    expect(stampChange(decision.changes[0], 11)).toEqual(
      expect.objectContaining({ status: 'received', statusRev: 11 }),
    );
    expect(
      decided(receive(), { record: aStored(aNomination(), { status: 'received', statusRev: 11 }), author }),
    ).toEqual({ type: 'nothing' });
  });

  it('a photo added twice as one photo, and one that was taken out stays out', () => {
    const { order, ...values } = aPhotoRow();
    const op = {
      ...head,
      kind: 'setAdd',
      body: { rows: { photos: [{ id: testId(0x500), order, values }] } },
    } satisfies Operation;
    const first = changeOf(decided(op, { record: aStored() }));
    const stored = stampChange(first.changes[0], 11);
    expect(decided(op, { record: stored })).toEqual({ type: 'nothing' });
    const removal = {
      ...head,
      kind: 'setRemove',
      body: { rows: { photos: [testId(0x500)] }, base: {} },
    } satisfies Operation;
    const second = changeOf(decided(removal, { record: stored }));
    const without = stampChange(second.changes[0], 12);
    expect(without.content.rows.photos).toEqual({});
    expect(without.removed).toEqual({ [`photos/${testId(0x500)}`]: { ...values, order } });
    expect(decided(op, { record: without })).toEqual({ type: 'nothing' });
  });
});

describe('[S6] what goes to a person', () => {
  const colleague = aStored(aNomination({ title: 'Của đồng nghiệp' }), {
    revs: { title: 12 },
    writers: { title: { queue: testId(0xef), seq: 4 } },
  });

  it('two values for one field: the server’s stays, the other is filed, the rest is applied', () => {
    const decision = changeOf(
      decided(aPatch({ title: 'Của tôi', place: 'Thôn Đông' }, { title: 10, place: 10 }), { record: colleague }),
    );
    expect(decision.conflicts).toEqual([{ field: 'title', kept: 'Của đồng nghiệp', other: 'Của tôi' }]);
    expect(decision.changes[0].record.content.values).toEqual(
      aNomination({ title: 'Của đồng nghiệp', place: 'Thôn Đông' }).values,
    );
    expect(decision.changes[0].touched).toEqual(['place']);
  });

  it('a change of a person whom somebody took out of the record', () => {
    const record = aStored(
      { ...aNomination(), rows: { subjects: {} } },
      { removed: { [`subjects/${aSubjectRowId}`]: { order: 1, name: 'Trần Văn An' } } },
    );
    const field = `subjects/${aSubjectRowId}/name`;
    const decision = changeOf(decided(aPatch({ [field]: 'Trần Văn Ân' }, {}), { record }));
    expect(decision.changes[0].touched).toEqual([]);
    expect(decision.conflicts).toEqual([{ field, kept: null, other: 'Trần Văn Ân' }]);
  });
});
