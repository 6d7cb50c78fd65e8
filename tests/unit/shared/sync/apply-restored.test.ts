// What phones bring back after a restore of choices, merges and steps; fields and rows stand in apply-again.test.ts.
import { describe, expect, it } from 'vitest';
import type { OfferedAgain } from '../../../../src/shared/sync/again.ts';
import { stampCreate } from '../../../../src/shared/sync/apply.ts';
import type { World } from '../../../../src/shared/sync/decision.ts';
import { aCreate, aNomination, aPatch, aStored, aSubjectRowId, testId } from '../../../support/builders.ts';
import {
  changeOf,
  colleague,
  command,
  decided,
  head,
  office,
  otherId,
  recordId,
  rejected,
} from '../../../support/decided.ts';

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

  it('what a merge wrote in a row is written again though its pair is not back, and what was asked about it is asked', () => {
    const [theirs, path] = [testId(0x59), `subjects/${aSubjectRowId}/position`];
    const said = { patch: { [path]: 'Tổ trưởng' }, base: { [path]: 10 }, pairs: { [theirs]: aSubjectRowId } };
    const merge = command('merge', { merge: { from: otherId, fromRev: 10, ...said } });
    const rows = { subjects: { [theirs]: { order: 1, name: 'Lê Thị Bình' } } };
    const world = { record: aStored(), other: { ...aStored(aNomination({}, rows)), id: otherId }, author: office };
    const wrote = (again: World['again']) => {
      const { changes, conflicts } = changeOf(decided(merge, { ...world, again }));
      return [changes[0].record.content.rows.subjects?.[aSubjectRowId]?.position, conflicts.map(({ field }) => field)];
    };
    expect(wrote(lost)).toEqual(['Tổ trưởng', []]);
    expect(wrote({ ...lost, filed: [path] })).toEqual([undefined, [path]]);
    expect(wrote(null)).toEqual([undefined, [path]]);
  });

  it('words that a merge left behind are not asked about when they come after it, but in rows that came over', () => {
    const [paired, lone, ofOther] = [testId(0x59), testId(0x5a), { recordId: otherId }];
    const rows = {
      subjects: { [paired]: { order: 1, name: 'Trần Văn An' }, [lone]: { order: 2, name: 'Lê Thị Bình' } },
    };
    const [inPaired, inLone] = [`subjects/${paired}/phone`, `subjects/${lone}/phone`];
    const fromBase = { title: 112, [inPaired]: 112, [inLone]: 112 };
    const said = { patch: {}, base: {}, fromBase, pairs: { [paired]: aSubjectRowId } };
    const merge = command('merge', { merge: { from: otherId, fromRev: 10, ...said } });
    const world = { record: aStored(), other: { ...aStored(aNomination({}, rows)), id: otherId }, author: office };
    const [stays, gone] = changeOf(decided(merge, { ...world, again: lost })).changes.map(({ record }) => record);
    if (!stays || !gone) throw new Error('not merged');
    const patch = aPatch({ title: 'Trả ví', [inPaired]: '0912', [inLone]: '0913' }, {}, ofOther);
    const askedOf = (again: World['again']) => {
      const decision = decided(patch, { record: gone, survivor: stays, again });
      return changeOf(decision).conflicts.map(({ other }) => other);
    };
    expect(askedOf({ rev: 112, epochFrom: 100 })).toEqual(['0913']);
    expect(askedOf({ rev: 112, epochFrom: 100, filed: ['title'] })).toEqual(['Trả ví', '0913']);
    expect(askedOf({ rev: 113, epochFrom: 100 })).toEqual(['Trả ví', '0912', '0913']);
    expect(askedOf(null)).toEqual(['Trả ví', '0912', '0913']);
  });

  it('a step that was taken is told of the record that this one became part of', () => {
    const record = { ...aStored(), status: 'merged' as const, mergedInto: otherId };
    const survivor = { ...aStored(), id: otherId };
    const told = changeOf(decided(command('receive'), { record, survivor, author: office, again: lost }));
    expect([told.changes[0].record.id, told.changes[0].statusChanged]).toEqual([otherId, false]);
  });

  it('a create that corrects a refused one is sent below the steps of the lost life, which leave it where they had', () => {
    const corrected = (again: OfferedAgain | null) => {
      const create = decided(aCreate(), { record: null, again });
      if (create.type !== 'create') throw new Error('it was refused');
      return stampCreate(create, 1_000_150, 'NT-2026-0001');
    };
    const record = corrected({ rev: 0, dossier: 'NT-2026-0001', epochFrom: 100 });
    expect([record.rev, record.statusRev]).toEqual([1_000_150, 100]);
    const again = changeOf(decided(command('receive'), { record, author: office, again: lost }));
    expect(again.changes[0]).toMatchObject({ statusChanged: true, record: { status: 'received' } });
    const since = { ...record, status: 'returned' as const, statusRev: 1_000_151 };
    const told = changeOf(decided(command('receive'), { record: since, author: office, again: lost }));
    expect(told.changes[0].record.status).toBe('returned');
    // Lost once more, or corrected only after a second restore: the steps are those of the first life.
    const twice = { dossier: 'NT-2026-0001', epochFrom: 1_000_200, lost: [[100, 1_000_100]] } as const;
    for (const rev of [0, 1_000_250]) expect(corrected({ ...twice, rev }).statusRev).toBe(100);
    // Of any other create no life had taken a step.
    for (const told of [null, { rev: 0, epochFrom: 100 }]) expect(corrected(told).statusRev).toBe(1_000_150);
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
