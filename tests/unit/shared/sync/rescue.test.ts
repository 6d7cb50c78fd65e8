import { describe, expect, test } from 'vitest';
import { planRescue, type RescueHere, rescueGroups } from '../../../../src/shared/sync/rescue.ts';
import type { RescueFile } from '../../../../src/shared/wire/rescue.ts';
import { limits } from '../../../../src/shared/wire/version.ts';
import { aCreate, aNomination, at, communeId, queueId, testId } from '../../../support/builders.ts';

const person = { id: testId(0xb1), name: 'Phạm Thị Dung' };
const aRescuedOperation = (seq: number) => ({
  op: aCreate(aNomination(), { opId: testId(0x1000 + seq), recordId: testId(0x2000 + seq), seq }),
  state: 'waiting' as const,
  refusal: null,
  savedAt: 0,
  sig: 'a'.repeat(86),
});

const aFile = (changes: Partial<RescueFile> = {}): RescueFile => ({
  format: 'viec-tot-rescue',
  version: 1,
  wire: 1,
  app: '0.2.0',
  origin: 'https://xa.example',
  exportedAt: at,
  commune: { id: communeId, name: 'Xã Kiến Thụy' },
  person,
  queue: queueId,
  ops: [1, 2, 3].map(aRescuedOperation),
  groups: [],
  drafts: [],
  photos: [],
  ...changes,
});

const aHere = (changes: Partial<RescueHere> = {}): RescueHere => ({
  accountId: person.id,
  queue: queueId,
  lastSeq: 0,
  numbers: new Map(),
  carried: new Map(),
  drafts: new Map(),
  asides: new Set(),
  saved: new Set(),
  photos: new Map(),
  ...changes,
});

const seqs = (ops: readonly { op: { seq: number } }[]) => ops.map(({ op }) => op.seq);

describe('[S16] operations of this very queue', () => {
  test('that wait here, or whose number was given and is gone, are passed by; later ones come back', () => {
    const plan = planRescue(aFile(), aHere({ lastSeq: 2, numbers: new Map([[2, testId(0x1002)]]) }));
    expect([seqs(plan.back), seqs(plan.carry), plan.known]).toEqual([[3], [], 2]);
  });

  test('whose number went to another operation after the storage was put back are carried: neither is lost', () => {
    const here = aHere({ lastSeq: 2, numbers: new Map([[2, testId(0x9999)]]) });
    const plan = planRescue(aFile(), here);
    expect([seqs(plan.back), seqs(plan.carry), plan.known]).toEqual([[3], [2], 1]);
    const again = planRescue(aFile(), { ...here, carried: new Map([[testId(0x1002), 'waiting']]) });
    expect(seqs(again.carry)).toEqual([]);
  });
});

test('[S16] a carried operation that was refused is tried once more, one that arrived is not', () => {
  const carried = new Map([
    [testId(0x1001), 'arrived'],
    [testId(0x1002), 'refused'],
    [testId(0x1003), 'waiting'],
  ] as const);
  const plan = planRescue(aFile(), aHere({ accountId: testId(0xb7), queue: testId(0xe7), carried }));
  expect([plan.whose, seqs(plan.carry), plan.known]).toEqual(['other-person', [2], 2]);
});

test('[S16] [S14] batches keep the order and the limits, and leave nothing out', () => {
  const rows = Array.from({ length: 120 }, (_, n) => ({
    op: aRescuedOperation(n + 1).op,
    bytes: n === 60 ? 300_000 : 500,
  }));
  const groups = rescueGroups(rows);
  expect(groups.flat().map(({ seq }) => seq)).toEqual(rows.map(({ op }) => op.seq));
  expect(groups.map((group) => group.length)).toEqual([50, 10, 1, 50, 9]);
  expect(Math.max(...groups.map((group) => group.length))).toBeLessThanOrEqual(limits.batchOps);
});
