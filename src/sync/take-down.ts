// Stores what the server answered: fates of the operations that were sent, a page of the feed, and the cursor, all in one
// transaction. What they mean is decided in shared/sync. No network is awaited here.
import { cardOf } from '../db/cards.ts';
import { addStoredBytes, countUp, getMeta, putMeta } from '../db/meta.ts';
import { noteKnown } from '../db/only-here.ts';
import { ownAccount } from '../db/own-account.ts';
import type { PersonDb } from '../db/person-db.ts';
import type { Taken } from '../shared/sync/exchange.ts';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import { takeAnswers } from '../shared/sync/take-answers.ts';
import { beginsEpoch, isOvertaken, type PageTaken, takePage } from '../shared/sync/take-page.ts';
import type { Down, Page, Snapshot } from '../shared/wire/down.ts';
import type { Operation } from '../shared/wire/operation.ts';
import type { Cursor } from '../shared/wire/up.ts';
import { doubtPhotos, noteHeld, sweepPhotos } from './held-photos.ts';
import { offerCarriedAgain } from './kept-carried.ts';

export const downTables = (db: PersonDb) => [
  db.meta,
  db.outbox,
  db.receipts,
  db.snapshots,
  db.cards,
  db.photos,
  db.photoBytes,
  db.conflicts,
  db.units,
  db.errors,
  db.carried,
];

/** @param sent the operations of the request. @param request its number on this phone. */
export function takeDown(db: PersonDb, sent: readonly Operation[], request: number, down: Down): Promise<Taken> {
  return db.transaction('rw', downTables(db), async (): Promise<Taken> => {
    if (isOvertaken(request, await requestsOf(db))) return { type: 'overtaken' };
    const { settled, waits, unanswered } = await storeAnswers(db, sent, down);
    // A session of somebody else brings somebody else's feed: their records do not belong in this database.
    const ours = down.me.accountId === (await ownAccount(db));
    const pageTaken = ours && down.page !== undefined && (await storePage(db, down.page, sent, Date.parse(down.now)));
    if (ours) await putMeta(db, 'me', down.me);
    if (pageTaken) await noteKnown(db);
    await putMeta(db, 'lastSyncAt', down.now);
    await db.errors.bulkDelete(down.errorsKept ?? []);
    return { type: 'taken', settled, waits, unanswered, pageTaken };
  });
}

async function storeAnswers(db: PersonDb, sent: readonly Operation[], { answers }: Down) {
  const records = [...new Set(sent.map(({ recordId }) => recordId))];
  const rows = records.length > 0 ? await db.outbox.where('recordId').anyOf(records).toArray() : [];
  const taken = takeAnswers(rows, sent, answers);
  const before = new Map(rows.map(({ seq, bytes }) => [seq, bytes]));
  await db.outbox.bulkPut([...taken.puts]);
  await addStoredBytes(db, bytesOf(taken.puts) - taken.puts.reduce((sum, { seq }) => sum + (before.get(seq) ?? 0), 0));
  return taken;
}

const bytesOf = (rows: readonly OutboxRow[]): number => rows.reduce((sum, { bytes }) => sum + bytes, 0);

async function storePage(db: PersonDb, page: Page, sent: readonly Operation[], now: number): Promise<boolean> {
  const stored = await cursorOf(db);
  const rows = await db.outbox.toArray();
  const receipts = beginsEpoch(page, stored) ? await db.receipts.toArray() : [];
  const known = await seqsOf(db, page, rows);
  const taken = takePage(page, { stored, known, rows, sent, receipts, now });
  if (taken.type === 'stale') return false;
  if (taken.restart) await forgetConfirmed(db);
  if (beginsEpoch(page, stored)) {
    await offerCarriedAgain(db, page.epochFrom ?? 0);
    await doubtPhotos(db);
  }
  // Before the records: what waits once more may name their photos.
  await moveOperations(db, rows, taken);
  await storeRecords(db, taken.records);
  await letGo(db, taken.gone);
  await db.conflicts.bulkPut(page.conflicts);
  await db.units.bulkPut(page.units);
  await putMeta(db, 'cursor', taken.cursor);
  if (!page.more && (await getMeta(db, 'sweepPhotos'))) {
    await sweepPhotos(db);
    await putMeta(db, 'sweepPhotos', false);
  }
  return true;
}

/** Confirmed operations become receipts; those a restored server lacks wait once more. */
async function moveOperations(
  db: PersonDb,
  rows: readonly OutboxRow[],
  { receipts, again }: Extract<PageTaken, { type: 'taken' }>,
): Promise<void> {
  const gone = new Set(receipts.map(({ seq }) => seq));
  await db.receipts.bulkPut([...receipts]);
  await db.outbox.bulkDelete([...gone]);
  await db.receipts.bulkDelete(again.map(({ seq }) => seq));
  await db.outbox.bulkPut([...again]);
  const here = new Map(rows.map(({ seq, bytes }) => [seq, bytes]));
  const added = again.filter(({ seq }) => !here.has(seq));
  await addStoredBytes(db, bytesOf(added) - bytesOf(rows.filter(({ seq }) => gone.has(seq))));
}

/** How many requests have left this phone. */
export const requestsOf = async (db: PersonDb): Promise<number> => (await getMeta(db, 'requests')) ?? 0;

export async function cursorOf(db: PersonDb): Promise<Cursor> {
  return (await getMeta(db, 'cursor')) ?? { from: 0, epoch: null, scope: null };
}

async function seqsOf(db: PersonDb, page: Page, rows: readonly OutboxRow[]): Promise<ReadonlyMap<string, number>> {
  const ids = new Set([
    ...page.records.map(({ id }) => id),
    ...page.tombstones.map(({ id }) => id),
    ...rows.filter(({ state }) => state === 'answered').map(({ recordId }) => recordId),
  ]);
  const snapshots = await db.snapshots.bulkGet([...ids]);
  return new Map(snapshots.flatMap((snapshot) => (snapshot ? [[snapshot.id, snapshot.seq] as const] : [])));
}

async function forgetConfirmed(db: PersonDb): Promise<void> {
  await Promise.all([db.snapshots.clear(), db.cards.clear(), db.conflicts.clear(), db.units.clear()]);
  await countUp(db, 'cardsCleared');
  await putMeta(db, 'sweepPhotos', true);
}

async function storeRecords(db: PersonDb, records: readonly Snapshot[]): Promise<void> {
  await db.snapshots.bulkPut([...records]);
  await db.cards.bulkPut(records.map((snapshot) => cardOf(db.kinds, snapshot)));
  for (const snapshot of records) await noteHeld(db, snapshot);
}

/** What a person may no longer see leaves the phone. Their own unsent words stay. */
async function letGo(db: PersonDb, gone: readonly string[]): Promise<void> {
  if (gone.length === 0) return;
  await db.snapshots.bulkDelete([...gone]);
  await db.cards.bulkDelete([...gone]);
  await db.conflicts
    .where('recordId')
    .anyOf([...gone])
    .delete();
  await putMeta(db, 'sweepPhotos', true);
  await countUp(db, 'cardsCleared');
}
