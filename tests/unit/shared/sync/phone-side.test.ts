import { describe, expect, it } from 'vitest';
import { baseFor, lift, seenUnder } from '../../../../src/shared/sync/base.ts';
import { backoff, classify } from '../../../../src/shared/sync/classify.ts';
import { createBody } from '../../../../src/shared/sync/create-body.ts';
import { diffToChanges } from '../../../../src/shared/sync/diff.ts';
import { planBatch } from '../../../../src/shared/sync/plan.ts';
import { isInSnapshot, settle } from '../../../../src/shared/sync/settle.ts';
import { standingPart, viewOf } from '../../../../src/shared/sync/view.ts';
import type { Answer } from '../../../../src/shared/wire/down.ts';
import type { Operation } from '../../../../src/shared/wire/operation.ts';
import {
  aCreate,
  aNomination,
  anInitiative,
  aPatch,
  aPhotoRow,
  aSnapshot,
  aSubjectRowId,
  at,
  communeId,
  testId,
} from '../../../support/builders.ts';

const waiting = (op: Operation, bytes = 100, state: 'waiting' | 'attention' | 'answered' = 'waiting') => ({
  op,
  bytes,
  state,
  sentOnce: false,
  answer: null,
});
const record = (n: number) => testId(0x2000 + n);

type Command = Extract<Operation, { kind: 'command' }>['body']['command'];

const aCommand = (command: Command): Operation => ({
  ...{ opId: testId(6), seq: 6, recordId: record(1), v: 1, at },
  kind: 'command',
  body: { command },
});
const aMerge = (patch: Record<string, string>, base: Record<string, number>) =>
  aCommand({
    name: 'merge',
    expectStatus: 'sent',
    expectRev: 10,
    merge: { from: record(2), fromRev: 10, patch, base },
  });

describe('[S3] the base of a field', () => {
  it('is the revision that the person saw, not the newest', () => {
    expect(baseFor('title', [], { rev: 10, revs: { title: 12 } })).toBe(12);
    expect(baseFor('place', [], { rev: 10, revs: { title: 12 } })).toBe(10);
    expect(baseFor('title', [], null)).toBe(0);
  });

  it('is inherited from the earliest operation that waits on the field', () => {
    const pending = [
      aPatch({ title: 'Một' }, { title: 10 }),
      aPatch({ title: 'Hai' }, { title: 10 }, { opId: testId(3), seq: 3 }),
    ];
    expect(baseFor('title', pending, { rev: 10, revs: { title: 99 } })).toBe(10);
    expect(baseFor('title', [aCreate()], { rev: 99, revs: {} })).toBe(0);
    expect(baseFor(`subjects/${aSubjectRowId}/name`, [aCreate()], null)).toBe(0);
  });

  it('is that of the own word where one lies over what others wrote since, also when it is gone at the save', () => {
    const confirmed = { rev: 10, revs: { title: 50, place: 40, [`subjects/${aSubjectRowId}/name`]: 45 } };
    const laid = [aPatch({ title: 'Của tôi' }, { title: 10 }), aMerge({ place: 'Đình' }, { place: 12 })];
    const seen = seenUnder(laid, confirmed);
    expect(baseFor('title', [], seen)).toBe(10);
    expect(baseFor('place', [], seen)).toBe(12);
    expect(baseFor(`subjects/${aSubjectRowId}/name`, [], seen)).toBe(45);
    expect(seenUnder([], null)).toEqual({ rev: 0, revs: {} });
  });

  it('of a row is no newer than the own word in it, which hides what others wrote there', () => {
    const key = `subjects/${aSubjectRowId}`;
    const confirmed = { rev: 10, revs: { [`${key}/name`]: 45 } };
    expect(baseFor(key, [], confirmed)).toBe(45);
    expect(baseFor(key, [aPatch({ [`${key}/name`]: 'Tôi' }, { [`${key}/name`]: 20 })], confirmed)).toBe(20);
  });

  it('is inherited from a choice that waits, and not from one to keep what stands', () => {
    const choose = (choice: 'kept' | 'new') => {
      const resolve = { conflictId: testId(8), field: 'title', choice, value: 'Viết lại', base: 20 };
      return aCommand({ name: 'resolve', expectStatus: 'sent', expectRev: 10, resolve });
    };
    expect(baseFor('title', [choose('new')], { rev: 10, revs: { title: 45 } })).toBe(20);
    expect(baseFor('title', [choose('kept')], { rev: 10, revs: { title: 45 } })).toBe(45);
  });

  it('rises when the earlier operation was applied, and does not where it met a conflict', () => {
    const earlier = aPatch({ title: 'Một', place: 'A' }, { title: 10, place: 10 });
    const later = aPatch(
      { title: 'Hai', place: 'B', story: 'C' },
      { title: 10, place: 10, story: 10 },
      { opId: testId(3), seq: 3 },
    );
    const base = (op: Operation) => (op.kind === 'patch' ? op.body.base : null);
    expect(base(lift(later, earlier, { opId: earlier.opId, type: 'applied', rev: 15 }))).toEqual({
      title: 15,
      place: 15,
      story: 10,
    });
    expect(base(lift(later, earlier, { opId: earlier.opId, type: 'conflict', rev: 15, fields: ['title'] }))).toEqual({
      title: 10,
      place: 15,
      story: 10,
    });
    expect(lift(later, earlier, { opId: earlier.opId, type: 'rejected', code: 'not-allowed' })).toBe(later);
    const other = { ...later, recordId: record(9) };
    expect(lift(other, earlier, { opId: earlier.opId, type: 'applied', rev: 15 })).toBe(other);
  });
});

describe('[S4] what a person sees', () => {
  it('is the confirmed record with the phone’s own operations over it', () => {
    const { order, ...values } = aPhotoRow();
    const add = {
      opId: testId(5),
      seq: 5,
      recordId: record(1),
      v: 1,
      at,
      kind: 'setAdd',
      body: { rows: { photos: [{ id: testId(0x500), order, values }] } },
    } satisfies Operation;
    const view = viewOf(aSnapshot(), [
      aPatch({ title: 'Mới', [`subjects/${aSubjectRowId}/name`]: 'Trần Văn Ân' }),
      add,
    ]);
    expect(view).toEqual({
      kind: 'nomination',
      status: 'sent',
      content: aNomination(
        { title: 'Mới' },
        { subjects: { [aSubjectRowId]: { order: 1, name: 'Trần Văn Ân' } }, photos: { [testId(0x500)]: aPhotoRow() } },
      ),
    });
    const removal = {
      ...add,
      kind: 'setRemove',
      body: { rows: { photos: [testId(0x500)] }, base: {} },
    } satisfies Operation;
    expect(viewOf(aSnapshot(), [add, removal]).content.rows.photos).toEqual({});
  });

  it('is the typed record while nobody else knows it, and the command that waits', () => {
    expect(viewOf(null, [aCreate(anInitiative())])).toEqual({
      kind: 'initiative',
      status: null,
      content: anInitiative(),
    });
    const receive = {
      opId: testId(6),
      seq: 6,
      recordId: record(1),
      v: 1,
      at,
      kind: 'command',
      body: { command: { name: 'receive', expectStatus: 'sent', expectRev: 10 } },
    } satisfies Operation;
    expect(viewOf(aSnapshot(), [receive]).status).toBe('received');
  });

  it('leaves out what the commune did not take: another value stands there', () => {
    const patch = aPatch({ title: 'Của tôi', place: 'Đình làng' }, { title: 3, place: 3 });
    const answer = { opId: patch.opId, type: 'conflict', rev: 12, fields: ['title'] } satisfies Answer;
    expect(standingPart({ op: patch, answer })).toEqual({
      ...patch,
      body: { patch: { place: 'Đình làng' }, base: { place: 3 } },
    });
    expect(standingPart({ op: patch, answer: null })).toBe(patch);
    expect(standingPart({ op: patch, answer: { opId: patch.opId, type: 'applied', rev: 12 } })).toBe(patch);
  });

  it('shows a row that the commune did not let go, and the text that a choice did not replace', () => {
    const key = `subjects/${aSubjectRowId}`;
    const head = { opId: testId(7), seq: 7, recordId: record(1), v: 1, at };
    const removal = {
      ...head,
      kind: 'setRemove',
      body: { rows: { subjects: [aSubjectRowId] }, base: {} },
    } satisfies Operation;
    const choice = { conflictId: testId(8), field: 'title', choice: 'new', value: 'Viết lại', base: 3 } as const;
    const command = { name: 'resolve', expectStatus: 'sent', expectRev: 10, resolve: choice } as const;
    const resolving = { ...head, kind: 'command', body: { command } } satisfies Operation;
    const filed = (...fields: string[]) => ({ opId: head.opId, type: 'conflict' as const, rev: 12, fields });
    const view = viewOf(aSnapshot(), [
      standingPart({ op: removal, answer: filed(key) }),
      standingPart({ op: resolving, answer: filed('title') }),
    ]);
    expect(view.content).toEqual(aNomination());
  });
});

describe('what a person changed', () => {
  it('becomes a patch, added rows and removed rows, each with the base that was seen', () => {
    const after = aNomination(
      { title: 'Mới', story: null },
      { subjects: { [testId(0x61)]: { order: 1, name: 'Bùi Văn Ân' } } },
    );
    expect(diffToChanges(aNomination(), after, [], { rev: 10, revs: { title: 12 } })).toEqual([
      { kind: 'patch', body: { patch: { title: 'Mới', story: null }, base: { title: 12, story: 10 } } },
      {
        kind: 'setAdd',
        body: { rows: { subjects: [{ id: testId(0x61), order: 1, values: { name: 'Bùi Văn Ân' } }] } },
      },
      { kind: 'setRemove', body: { rows: { subjects: [aSubjectRowId] }, base: { [`subjects/${aSubjectRowId}`]: 10 } } },
    ]);
  });

  it('is nothing when the same was typed again', () => {
    expect(diffToChanges(aNomination({ place: null }), aNomination(), [], null)).toEqual([]);
  });

  it('of one row names that row’s field alone', () => {
    const after = aNomination({}, { subjects: { [aSubjectRowId]: { order: 2, name: 'Trần Văn An' } } });
    expect(diffToChanges(aNomination(), after, [], { rev: 10, revs: { [`subjects/${aSubjectRowId}`]: 14 } })).toEqual([
      {
        kind: 'patch',
        body: { patch: { [`subjects/${aSubjectRowId}/order`]: 2 }, base: { [`subjects/${aSubjectRowId}/order`]: 14 } },
      },
    ]);
  });

  it('leaves blanks out of a create', () => {
    const body = createBody('nomination', aNomination({ place: null }, { photos: {} }));
    expect(Object.keys(body.patch)).not.toContain('place');
    expect(Object.keys(body.rows)).toEqual(['subjects']);
  });
});

describe('[S14] the next batch', () => {
  it('holds at most fifty operations, oldest first', () => {
    const queue = Array.from({ length: 60 }, (_, n) =>
      waiting(aCreate(aNomination(), { opId: testId(n), seq: n + 1, recordId: record(n) })),
    );
    expect(planBatch(queue).map((op) => op.seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(planBatch(queue, 25)).toHaveLength(25);
    expect(planBatch(queue, 0)).toHaveLength(1);
  });

  it('holds at most 64 KB, and a larger operation travels alone', () => {
    const ops = [1, 2, 3].map((n) => aCreate(aNomination(), { opId: testId(n), seq: n, recordId: record(n) }));
    const [a, b, c] = ops as [Operation, Operation, Operation]; // three were made
    expect(planBatch([waiting(a, 40_000), waiting(b, 40_000), waiting(c, 10)])).toEqual([a]);
    expect(planBatch([waiting(a, 200_000), waiting(b, 10)])).toEqual([a]);
    expect(planBatch([waiting(a, 10), waiting(b, 200_000), waiting(c, 10)])).toEqual([a]);
  });

  it('[S9] passes by a record that waits for a person, and only that one', () => {
    const refused = aCreate(aNomination(), { opId: testId(1), seq: 1, recordId: record(1) });
    const after = aPatch({ title: 'x' }, {}, { opId: testId(2), seq: 2, recordId: record(1) });
    const other = aCreate(aNomination(), { opId: testId(3), seq: 3, recordId: record(2) });
    expect(planBatch([waiting(refused, 1, 'attention'), waiting(after), waiting(other)])).toEqual([other]);
    expect(planBatch([waiting(refused, 1, 'answered'), waiting(after)])).toEqual([after]);
  });

  it('[S9] asks again for what left the phone already, though an earlier one was refused: the server may have it', () => {
    const refused = aCreate(aNomination(), { opId: testId(1), seq: 1, recordId: record(1) });
    const after = {
      ...waiting(aPatch({ title: 'x' }, {}, { opId: testId(2), seq: 2, recordId: record(1) })),
      sentOnce: true,
    };
    const stuck = waiting(refused, 1, 'attention');
    expect(planBatch([stuck, after])).toEqual([after.op]);
    const blocked = { ...after, answer: { type: 'blocked' as const, opId: testId(2), by: testId(1) } };
    expect(planBatch([stuck, blocked])).toEqual([]);
    const byItself = { ...after, answer: { type: 'blocked' as const, opId: testId(2), by: testId(2) } };
    expect(planBatch([stuck, byItself])).toEqual([after.op]);
    expect(planBatch([after], 50, new Set([record(1)]))).toEqual([]);
  });
});

describe('[S8] [S13] what an answer of the network means', () => {
  const down = {
    wire: 1,
    now: at,
    answers: [],
    me: {
      accountId: testId(1),
      name: 'Dung',
      deviceId: testId(2),
      assignments: [],
      commune: { id: communeId, name: 'Xã Kiến Thụy', gsoCode: '11680', province: 'Hải Phòng' },
    },
  };
  const response = (status: number, json: unknown, retryAfter: number | null = null) =>
    classify({ type: 'response', status, json, retryAfter });
  const problem = (code: string, status: number) => response(status, { type: 'about:blank', code, status });

  it('a captive portal’s page and a proxy’s error are no answers', () => {
    expect(response(200, undefined)).toEqual({ type: 'retry', because: 'bad-answer', afterMs: null });
    expect(response(200, { ok: true })).toEqual({ type: 'retry', because: 'bad-answer', afterMs: null });
    expect(response(502, undefined)).toEqual({ type: 'retry', because: 'server-error', afterMs: null });
    expect(response(403, undefined)).toEqual({ type: 'retry', because: 'bad-answer', afterMs: null });
    expect(response(401, { code: 'login' })).toEqual({ type: 'retry', because: 'bad-answer', afterMs: null });
    expect(classify({ type: 'failed' })).toEqual({ type: 'retry', because: 'offline', afterMs: null });
  });

  it('the server’s own word stops, splits or waits', () => {
    expect(problem('signed-out', 401)).toEqual({ type: 'stop', because: 'signed-out' });
    expect(problem('device-revoked', 403)).toEqual({ type: 'stop', because: 'device-revoked' });
    expect(problem('app-too-old', 426)).toEqual({ type: 'stop', because: 'app-too-old' });
    expect(response(413, undefined)).toEqual({ type: 'split', code: 'too-large' });
    expect(problem('bad-shape', 400)).toEqual({ type: 'split', code: 'bad-shape' });
    expect(response(503, undefined, 7)).toEqual({ type: 'retry', because: 'busy', afterMs: 7000 });
    expect(problem('internal', 500)).toEqual({ type: 'retry', because: 'server-error', afterMs: null });
  });

  it('a valid body is an answer', () => {
    expect(response(200, down)).toEqual({ type: 'settled', down });
  });

  it('waiting grows to five minutes, with full jitter, and never under what the server asked', () => {
    expect(backoff(0, null, 0.5)).toBe(1000);
    expect(backoff(99, null, 0.999999)).toBeLessThanOrEqual(300_000);
    expect(backoff(0, 10_000, 0)).toBe(10_000);
    expect(backoff(5, 10_000, 0.5)).toBe(15_000);
  });
});

describe('[S9] what becomes of the operations sent', () => {
  it('each gets the fate that its own answer gives it; strangers’ answers are ignored', () => {
    const ops = [1, 2, 3, 4, 5].map((n) => aCreate(aNomination(), { opId: testId(n), seq: n, recordId: record(n) }));
    const fates = settle(ops, [
      { opId: testId(1), type: 'applied', rev: 7, dossier: 'NT-2026-0007' },
      { opId: testId(2), type: 'conflict', rev: 8, fields: ['title'] },
      { opId: testId(3), type: 'rejected', code: 'not-your-unit', repeated: true },
      { opId: testId(4), type: 'blocked', by: testId(3) },
      { opId: testId(99), type: 'applied', rev: 9 },
    ]);
    expect(fates.map((fate) => fate.type)).toEqual(['answered', 'answered', 'attention', 'waits', 'unanswered']);
  });

  it('[S5] an answered operation leaves the view only when the feed has brought it back', () => {
    const answer = { opId: testId(1), type: 'applied', rev: 7 } as const;
    expect(isInSnapshot(answer, null)).toBe(false);
    expect(isInSnapshot(answer, 6)).toBe(false);
    expect(isInSnapshot(answer, 7)).toBe(true);
  });
});
