// What a page of the feed does to a phone (SPEC.md S5, S10, S11). Deciding only: whoever calls stores it in one transaction
// with the cursor.
import type { Page, Snapshot } from '../wire/down.ts';
import type { Operation } from '../wire/operation.ts';
import type { Cursor } from '../wire/up.ts';
import type { OutboxRow } from './outbox.ts';
import { offeredAgain, type Receipt, receiptOf } from './receipt.ts';
import { isInSnapshot } from './settle.ts';

export interface PhoneFacts {
  readonly stored: Cursor;
  /** Number of the confirmed record here, for every record of the page, its tombstones and `rows`. */
  readonly known: ReadonlyMap<string, number>;
  /** The whole outbox. */
  readonly rows: readonly OutboxRow[];
  /** Operations that were sent with the request: what they were answered, this very database answered. */
  readonly sent: readonly Operation[];
  /** Receipts; needed only when `beginsEpoch`. */
  readonly receipts: readonly Receipt[];
  /** The server's clock, as the answer tells it: milliseconds since 1970. */
  readonly now: number;
}

export type PageTaken =
  /** It does not continue what is stored, and is thrown away. */
  | { readonly type: 'stale' }
  | {
      readonly type: 'taken';
      /** Forget what was confirmed, first. */
      readonly restart: boolean;
      readonly records: readonly Snapshot[];
      /** Records that leave the phone. */
      readonly gone: readonly string[];
      /** Operations the feed has brought back: they leave the outbox and stay as receipts. */
      readonly receipts: readonly Receipt[];
      /** Operations that a restored server lacks: they wait once more. Their receipts go. */
      readonly again: readonly OutboxRow[];
      readonly cursor: Cursor;
    };

/** The server's database began a new life: it may lack what this phone was told it has. */
export const beginsEpoch = (page: Page, stored: Cursor): boolean =>
  page.restart && page.epochFrom !== undefined && stored.epoch !== null;

/**
 * Another run has asked since this request left (a tab that was frozen wakes): the answer may be that of a database that is
 * no more. All of it is thrown away, and asked for again.
 * @param request which request of this phone is answered. @param last the last that left it
 */
export const isOvertaken = (request: number, last: number): boolean => request !== last;

export function takePage(page: Page, facts: PhoneFacts): PageTaken {
  const { stored, rows } = facts;
  if (page.restart ? page.from !== 0 : page.from !== stored.from) return { type: 'stale' };
  const again = beginsEpoch(page, stored) ? lackedBy(page, facts) : [];
  const seqHere = (id: string): number => (page.restart ? -1 : (facts.known.get(id) ?? -1));
  const records = page.records.filter(({ id, seq }) => seq >= seqHere(id));
  const came = new Map(records.map(({ id, seq }) => [id, seq]));
  const gone = page.tombstones.filter(({ id, seq }) => (came.get(id) ?? seqHere(id)) < seq).map(({ id }) => id);
  const offered = new Set(again.map(({ seq }) => seq));
  const confirmed = rows.filter(
    (row) => !offered.has(row.seq) && isConfirmed(row, page, came.get(row.recordId) ?? seqHere(row.recordId)),
  );
  return {
    type: 'taken',
    restart: page.restart,
    records,
    gone,
    receipts: confirmed.flatMap((row) => receiptOf(row, facts.now) ?? []),
    again,
    cursor: { from: page.next, epoch: page.epoch, scope: page.scope },
  };
}

/** Held in the confirmed record, or passed by the feed in a record this person no longer sees. */
function isConfirmed({ state, answer }: OutboxRow, page: Page, seq: number): boolean {
  if (state !== 'answered' || (answer?.type !== 'applied' && answer?.type !== 'conflict')) return false;
  return isInSnapshot(answer, seq < 0 ? null : seq) || (!page.more && page.next >= answer.rev);
}

/** What was answered above the point to which the server went back, and what may have been: its answer was never heard. */
function lackedBy({ epochFrom = 0 }: Page, { rows, sent, receipts, now }: PhoneFacts): readonly OutboxRow[] {
  const fresh = new Set(sent.map(({ opId }) => opId));
  const answered = rows
    .filter(({ state, opId }) => state === 'answered' && !fresh.has(opId))
    .flatMap((row) => receiptOf(row, now) ?? []);
  const lost = [...receipts, ...answered].filter(({ rev }) => rev > epochFrom).map(offeredAgain);
  const unheard = rows
    .filter(({ state }) => state === 'waiting')
    .map((row) => ({ ...row, answer: null, again: row.again ?? { rev: 0 } }));
  return [...lost, ...unheard].sort((a, b) => a.seq - b.seq);
}
