// Where two people wrote different things: the records that wait for a choice, and choices an author has not heard of yet.
import type { Observable } from 'dexie';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import type { Resolution } from '../shared/wire/operation.ts';
import { live } from './live-query.ts';
import { getMeta, putMeta } from './meta.ts';
import { ownAccount } from './own-account.ts';
import type { PersonDb } from './person-db.ts';
import type { ConflictRow } from './rows.ts';

/** What an operation chooses of a conflict; null for every other operation. */
export function resolutionIn({ op }: Pick<OutboxRow, 'op'>): Resolution | null {
  return op.kind === 'command' ? (op.body.command.resolve ?? null) : null;
}

/** Records with an open conflict about which this phone has not said anything, newest first. */
export async function disputedRecords(db: PersonDb): Promise<readonly string[]> {
  const open = await openConflicts(db);
  const records = [...new Set(open.map(({ recordId }) => recordId))];
  const rows = records.length > 0 ? await db.outbox.where('recordId').anyOf(records).toArray() : [];
  const decided = new Set(
    rows.filter(({ state }) => state !== 'attention').map((row) => resolutionIn(row)?.conflictId ?? ''),
  );
  const left = open.filter(({ id }) => !decided.has(id)).map(({ recordId }) => recordId);
  return [...new Set(left)].sort((a, b) => (a < b ? 1 : -1));
}

export const liveDisputed = (db: PersonDb): Observable<readonly string[]> => live(db, () => disputedRecords(db));

/** Keys first: the table keeps what was ended long ago, with its texts. An open conflict has no `resolvedBy` to stand in that index. */
async function openConflicts(db: PersonDb): Promise<readonly ConflictRow[]> {
  const [all, ended] = await Promise.all([db.conflicts.toCollection().primaryKeys(), endedKeys(db)]);
  const isEnded = new Set(ended);
  return present(await db.conflicts.bulkGet(all.filter((id) => !isEnded.has(id))));
}

const endedKeys = (db: PersonDb) => db.conflicts.orderBy('resolvedBy').primaryKeys();
const present = (rows: readonly (ConflictRow | undefined)[]) => rows.filter((row) => row !== undefined);

/** Older ends are no news: a new phone hears of all of them at once. */
const newsMs = 30 * 24 * 3600_000;
const mostRead = 500;

/** Ends of conflicts in which this person had a part, and of which they have not read. @param now the phone's clock. */
async function newEnds(db: PersonDb, now: number): Promise<readonly ConflictRow[]> {
  const [ended, read = [], own] = await Promise.all([endedKeys(db), getMeta(db, 'endsRead'), ownAccount(db)]);
  const isRead = new Set(read);
  const rows = present(await db.conflicts.bulkGet(ended.filter((id) => !isRead.has(id))));
  return rows.filter((row) => isNews(row, own, now));
}

function isNews({ author, keptBy, resolution }: ConflictRow, accountId: string, now: number): boolean {
  if (!resolution || resolution.by.id === accountId) return false;
  if (author.id !== accountId && keptBy?.id !== accountId) return false;
  return now - Date.parse(resolution.at) < newsMs;
}

export const liveNewEnds = (db: PersonDb, now: number): Observable<readonly ConflictRow[]> =>
  live(db, () => newEnds(db, now));

/** The person says that they have read them. */
export function noteEndsRead(db: PersonDb, ids: readonly string[]): Promise<void> {
  return db.transaction('rw', db.meta, async () => {
    const read = (await getMeta(db, 'endsRead')) ?? [];
    const fresh = ids.filter((id) => !read.includes(id));
    if (fresh.length > 0) await putMeta(db, 'endsRead', [...read, ...fresh].slice(-mostRead));
  });
}
