// What the commune has acknowledged and may have lost with the person: a server that was put back to a day before they were
// added does not know their queue, and this phone is all that has it (SPEC.md S11.6).
import { toldAgain } from '../shared/sync/carried.ts';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import { offeredAgain, receiptOf } from '../shared/sync/receipt.ts';
import { getMeta, putMeta } from './meta.ts';
import { inState } from './outbox.ts';
import type { PersonDb } from './person-db.ts';
import type { CarriedOperation, PhotoRow } from './rows.ts';

export interface OnlyHere {
  /** As they would wait once more. */
  readonly operations: readonly OutboxRow[];
  readonly carried: readonly CarriedOperation[];
  readonly photos: readonly PhotoRow[];
}

/** Nothing while the server knows the queue. */
export async function onlyHere(db: PersonDb): Promise<OnlyHere> {
  if (!(await getMeta(db, 'unknownToServer'))) return { operations: [], carried: [], photos: [] };
  const [receipts, answered, carried, held] = await Promise.all([
    db.receipts.toArray(),
    inState(db, 'answered').toArray(),
    db.carried.where('state').equals('arrived').toArray(),
    db.photos.where('state').equals('held').toArray(),
  ]);
  const heard = answered.flatMap((row) => receiptOf(row, row.savedAt) ?? []);
  return {
    operations: [...receipts, ...heard].map(offeredAgain),
    carried: carried.flatMap((row) => (row.type === 'operation' ? [carriedAgain(row)] : [])),
    photos: held,
  };
}

function carriedAgain(row: CarriedOperation): CarriedOperation {
  const again = toldAgain(row, 0);
  return { ...row, state: 'waiting', ...(again ? { again } : {}) };
}

/** Called where a page was taken, which puts back what an earlier epoch had acknowledged: from then on the outbox counts it. */
export async function noteKnown(db: PersonDb): Promise<void> {
  if (await getMeta(db, 'unknownToServer')) await putMeta(db, 'unknownToServer', false);
}
