// What the tests of the server's decisions share: one record, the people around it, and what they send.
import { expect } from 'vitest';
import { kinds } from '../../src/shared/domain/kinds.ts';
import { decide } from '../../src/shared/sync/apply.ts';
import type { Change, Decision, World } from '../../src/shared/sync/decision.ts';
import type { StoredRecord } from '../../src/shared/sync/record-store.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import { aNomination, anActor, anOfficer, aPhotoRow, aStored, at, aWorld, testId } from './builders.ts';

export const recordId = testId(0x2001);
export const otherId = testId(0x2002);
export const colleague = testId(0xef);
export const photoId = testId(0x500);
export const conflictId = testId(0x81);
export const head = { opId: testId(0x1002), seq: 2, recordId, v: 1, at };
export const [unit, office] = [anActor(), anOfficer()];

export type CommandBody = Extract<Operation, { kind: 'command' }>['body']['command'];

export const decided = (op: Operation, changes: Partial<World> = {}): Decision => decide(op, aWorld(changes), kinds);

export const rejected = (code: string) => expect.objectContaining({ type: 'rejected', code });

export function changeOf(decision: Decision): Change {
  if (decision.type !== 'change') throw new Error(JSON.stringify(decision));
  return decision;
}

export const command = (name: string, more: Partial<CommandBody> = {}): Operation => ({
  ...head,
  kind: 'command',
  body: { command: { name, expectStatus: 'sent', expectRev: 10, ...more } },
});

export const addPhoto = (n = 0): Operation => {
  const { order, ...values } = aPhotoRow(n);
  return { ...head, kind: 'setAdd', body: { rows: { photos: [{ id: testId(0x500 + n), order, values }] } } };
};

export const removePhoto = (base: number): Operation => ({
  ...head,
  kind: 'setRemove',
  body: { rows: { photos: [photoId] }, base: { [`photos/${photoId}`]: base } },
});

export const withPhoto = (changes: Partial<StoredRecord> = {}): StoredRecord =>
  aStored(aNomination({}, { photos: { [photoId]: aPhotoRow(0) } }), changes);
