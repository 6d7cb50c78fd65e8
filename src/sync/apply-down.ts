// Writes what the server answered: fates of the operations that were sent, a page of the feed, and the cursor, all in
// one transaction. No network is awaited here.
import { cardOf } from '../db/cards.ts';
import { addStoredBytes, countUp, getMeta, putMeta } from '../db/meta.ts';
import { inState, outboxOf } from '../db/outbox.ts';
import type { PersonDb } from '../db/person-db.ts';
import type { OutboxRow, SnapshotRow } from '../db/rows.ts';
import { canonicalJson } from '../shared/lib/canonical-json.ts';
import { unreachable } from '../shared/lib/unreachable.ts';
import { lift } from '../shared/sync/base.ts';
import { type Fate, isInSnapshot, settle } from '../shared/sync/settle.ts';
import type { Down, Page } from '../shared/wire/down.ts';
import type { Operation } from '../shared/wire/operation.ts';
import type { Cursor } from '../shared/wire/up.ts';
import { freeHeldPhotosOf, noteHeld, sweepPhotos } from './held-photos.ts';

export interface Applied {
  /** Operations whose fate is now known. */
  readonly settled: number;
  /** True when the page was the next one of this phone's feed. */
  readonly pageTaken: boolean;
}

/** @param sent the operations of the request. @param asked the cursor it carried. */
export function applyDown(db: PersonDb, sent: readonly Operation[], asked: Cursor, down: Down): Promise<Applied> {
  const tables = [
    db.meta,
    db.outbox,
    db.snapshots,
    db.cards,
    db.photos,
    db.photoBytes,
    db.conflicts,
    db.units,
    db.errors,
  ];
  return db.transaction('rw', tables, async () => {
    let settled = 0;
    for (const fate of settle(sent, down.answers)) if (await applyFate(db, fate)) settled += 1;
    // A session of somebody else brings somebody else's feed: their records do not belong in this database.
    const ours = down.me.accountId === db.accountId;
    const pageTaken = ours && down.page !== undefined && (await applyPage(db, down.page, asked));
    if (ours) await putMeta(db, 'me', down.me);
    await putMeta(db, 'lastSyncAt', down.now);
    await db.errors.bulkDelete(down.errorsKept ?? []);
    return { settled, pageTaken };
  });
}

async function applyFate(db: PersonDb, fate: Fate): Promise<boolean> {
  const row = await db.outbox.get(fate.op.seq);
  if (!row || row.opId !== fate.op.opId) return true; // settled by another answer before
  switch (fate.type) {
    case 'answered':
      await db.outbox.put({ ...row, state: 'answered', answer: fate.answer, refusal: null });
      await liftLater(db, row, fate);
      return true;
    case 'attention':
      await db.outbox.put({ ...row, state: 'attention', answer: fate.answer, refusal: fate.answer.code });
      return true;
    case 'waits': {
      const answer = { type: 'blocked' as const, opId: row.opId, by: fate.by };
      // Its way is free again only by what a person does to the blocker; without one here it needs a person itself.
      const blocker = await db.outbox.where('opId').equals(fate.by).first();
      const stays = blocker !== undefined && blocker.state !== 'answered';
      await db.outbox.put(
        stays ? { ...row, answer } : { ...row, answer, state: 'attention', refusal: 'no-such-record' },
      );
      return !stays;
    }
    case 'unanswered':
      return false;
    default:
      return unreachable(fate);
  }
}

/** Later operations of the record that never left the phone rise to the revision of the one that was applied (S3). */
async function liftLater(db: PersonDb, earlier: OutboxRow, fate: Extract<Fate, { type: 'answered' }>): Promise<void> {
  for (const later of await outboxOf(db, earlier.recordId)) {
    if (later.seq <= earlier.seq || later.sentOnce) continue;
    const op = lift(later.op, earlier.op, fate.answer);
    if (op === later.op) continue;
    const bytes = new TextEncoder().encode(canonicalJson(op)).length;
    await db.outbox.put({ ...later, op, bytes });
    await addStoredBytes(db, bytes - later.bytes);
  }
}

async function applyPage(db: PersonDb, page: Page, asked: Cursor): Promise<boolean> {
  const stored = await cursorOf(db);
  const stale = stored.from !== asked.from || stored.epoch !== asked.epoch || stored.scope !== asked.scope;
  // The page must continue exactly what is stored now; one that was overtaken is thrown away (S10).
  if (stale || (page.restart ? page.from !== 0 : page.from !== stored.from)) return false;
  if (page.restart) await forgetConfirmed(db);
  await takeRecords(db, page.records);
  await takeTombstones(db, page.tombstones);
  await db.conflicts.bulkPut(page.conflicts);
  await db.units.bulkPut(page.units);
  await putMeta(db, 'cursor', { from: page.next, epoch: page.epoch, scope: page.scope });
  await dropConfirmed(db, page);
  if (!page.more && (await getMeta(db, 'sweepPhotos'))) {
    await sweepPhotos(db);
    await putMeta(db, 'sweepPhotos', false);
  }
  return true;
}

export async function cursorOf(db: PersonDb): Promise<Cursor> {
  return (await getMeta(db, 'cursor')) ?? { from: 0, epoch: null, scope: null };
}

async function forgetConfirmed(db: PersonDb): Promise<void> {
  await Promise.all([db.snapshots.clear(), db.cards.clear(), db.conflicts.clear(), db.units.clear()]);
  await countUp(db, 'cardsCleared');
  await putMeta(db, 'sweepPhotos', true);
}

async function takeRecords(db: PersonDb, records: readonly SnapshotRow[]): Promise<void> {
  const known = await db.snapshots.bulkGet(records.map(({ id }) => id));
  const newer = records.filter(({ seq }, at) => seq >= (known[at]?.seq ?? 0));
  await db.snapshots.bulkPut(newer);
  await db.cards.bulkPut(newer.map((snapshot) => cardOf(db.kinds, snapshot)));
  for (const snapshot of newer) await noteHeld(db, snapshot);
}

/**
 * What a person may no longer see, or what was deleted, leaves the phone. Their own unsent words stay. A record that left
 * and came back stands in the page with a number not below that of its leaving.
 */
async function takeTombstones(db: PersonDb, tombstones: Page['tombstones']): Promise<void> {
  const known = await db.snapshots.bulkGet(tombstones.map(({ id }) => id));
  const gone = tombstones.filter(({ seq }, at) => (known[at]?.seq ?? -1) < seq).map(({ id }) => id);
  if (gone.length === 0) return;
  await db.snapshots.bulkDelete(gone);
  await db.cards.bulkDelete(gone);
  await db.conflicts.where('recordId').anyOf(gone).delete();
  await freeHeldPhotosOf(db, gone);
  await countUp(db, 'cardsCleared');
}

/** Operations leave once the feed holds them, or has passed them by in a record this person no longer sees. */
async function dropConfirmed(db: PersonDb, page: Page): Promise<void> {
  const answered = await inState(db, 'answered').toArray();
  if (answered.length === 0) return;
  const snapshots = await db.snapshots.bulkGet(answered.map(({ recordId }) => recordId));
  const gone = answered.filter(({ answer }, at) => {
    if (answer?.type !== 'applied' && answer?.type !== 'conflict') return false;
    return isInSnapshot(answer, snapshots[at]?.seq ?? null) || (!page.more && page.next >= answer.rev);
  });
  await db.outbox.bulkDelete(gone.map(({ seq }) => seq));
  await addStoredBytes(db, -gone.reduce((sum, { bytes }) => sum + bytes, 0));
}
