// What this phone carries for another queue (SPEC.md S16): batches signed where they were made are sent as they are, after
// this person's own text, and their photos after this person's own photos. The answer is stored like any other, page and all.
import { countUp } from '../db/meta.ts';
import type { PersonDb } from '../db/person-db.ts';
import type { CarriedOperation } from '../db/rows.ts';
import { unreachable } from '../shared/lib/unreachable.ts';
import { classify, type Verdict } from '../shared/sync/classify.ts';
import type { Overtaken } from '../shared/sync/exchange.ts';
import { takenAs } from '../shared/sync/receipt.ts';
import { type Fate, settle } from '../shared/sync/settle.ts';
import { isOvertaken } from '../shared/sync/take-page.ts';
import type { Down } from '../shared/wire/down.ts';
import type { Batch } from '../shared/wire/operation.ts';
import type { ProblemCode } from '../shared/wire/problem.ts';
import type { Cursor, Up } from '../shared/wire/up.ts';
import { wireVersion } from '../shared/wire/version.ts';
import { deviceFacts } from './exchange.ts';
import { jsonBody, outcomeOf, send, type Wire } from './http.ts';
import { nextSendable, type PhotoTask } from './photo-queue.ts';
import { cursorOf, downTables, requestsOf, takeDown } from './take-down.ts';

export interface CarryDeps {
  readonly db: PersonDb;
  readonly wire: Wire;
  readonly version: string;
}

export type CarryEnd =
  /** The feed has news: the own exchange asks for it, and comes back here. */
  { readonly type: 'again' } | { readonly type: 'quiet' } | Overtaken | Extract<Verdict, { type: 'retry' | 'stop' }>;

/**
 * Sends every batch once. One that the server does not answer waits for the next run and holds nothing else up.
 * @param tried signatures sent in this run
 */
export async function sendCarried(deps: CarryDeps, tried: Set<string>): Promise<CarryEnd> {
  for (;;) {
    if ((await nextJourney(deps.db, tried)) === null) return { type: 'quiet' };
    // In this order, as in the own exchange: the rows are read last.
    const request = await countUp(deps.db, 'requests');
    const cursor = await cursorOf(deps.db);
    const journey = await nextJourney(deps.db, tried);
    if (journey === null) return { type: 'quiet' };
    const { batch } = journey;
    tried.add(batch.sig);
    const verdict = await exchangeCarried(deps, journey, cursor);
    switch (verdict.type) {
      case 'settled': {
        const heard = await takeCarried(deps, batch, request, verdict.down);
        if (heard === 'overtaken') return { type: 'overtaken' };
        if (heard === 'epoch') tried.clear();
        if (heard !== 'all') return { type: 'again' };
        break;
      }
      case 'split':
        await goAlone(deps.db, batch, request, verdict.code);
        break;
      case 'retry':
        // The own exchange went through a moment ago: an error here is about this batch.
        if (verdict.because === 'offline' || verdict.because === 'busy') return verdict;
        break;
      case 'stop':
        return verdict;
      default:
        return unreachable(verdict);
    }
  }
}

/** The oldest that waits, with those it was signed with as long as the batch is whole. */
async function nextJourney(db: PersonDb, tried: ReadonlySet<string>): Promise<Journey | null> {
  const rows = await carriedWaiting(db);
  for (const row of rows) {
    const members = row.group === null ? [] : await membersOf(db, row.group.sig);
    if (row.group !== null && members.length === row.group.size) {
      if (!tried.has(row.group.sig)) return journeyOf(members, row.group.sig);
    } else if (!tried.has(row.sig)) return journeyOf([row], row.sig);
  }
  return null;
}

async function carriedWaiting(db: PersonDb): Promise<readonly CarriedOperation[]> {
  const rows = await db.carried.where('state').equals('waiting').toArray();
  return inOrder(rows.flatMap((row) => (row.type === 'operation' ? [row] : [])));
}

/** Whatever became of them: a signature holds for the whole batch, and a repeat is answered as the first time. */
async function membersOf(db: PersonDb, sig: string): Promise<readonly CarriedOperation[]> {
  const rows = await db.carried.toArray();
  return inOrder(rows.flatMap((row) => (row.type === 'operation' && row.group?.sig === sig ? [row] : [])));
}

const inOrder = (rows: readonly CarriedOperation[]) =>
  rows.toSorted((a, b) => (a.queue === b.queue ? a.seq - b.seq : a.queue < b.queue ? -1 : 1));

interface Journey {
  readonly batch: Batch;
  readonly again: NonNullable<Up['again']>;
}

const journeyOf = (rows: readonly CarriedOperation[], sig: string): Journey => ({
  batch: { queue: rows[0]?.queue ?? '', ops: rows.map(({ op }) => op), sig },
  again: rows.flatMap(({ id, again }) => (again ? [{ opId: id, ...again }] : [])),
});

/** The cursor goes along: a server that began another epoch decides nothing before this phone has heard of it (S11.3). */
async function exchangeCarried(
  { db, wire, version }: CarryDeps,
  { batch, again }: Journey,
  pull: Cursor,
): Promise<Verdict> {
  const up: Up = { wire: wireVersion, app: version, device: await deviceFacts(db), batch, pull };
  const body = await jsonBody(again.length > 0 ? { ...up, again } : up);
  return classify(await outcomeOf(await send(wire, '/api/v1/sync', { method: 'POST', ...body })));
}

/** Page first: it may put back what an earlier epoch had answered, and these answers are the present one's. */
function takeCarried(
  { db }: CarryDeps,
  batch: Batch,
  request: number,
  down: Down,
): Promise<'all' | 'more' | 'epoch' | 'overtaken'> {
  return db.transaction('rw', downTables(db), async () => {
    const taken = await takeDown(db, [], request, down);
    if (taken.type === 'overtaken') return 'overtaken';
    await settleCarried(db, batch, down);
    if (!taken.pageTaken) return 'more';
    if (down.page?.epochFrom !== undefined) return 'epoch';
    return down.page?.more ? 'more' : 'all';
  });
}

/** Only a valid answer that names an operation settles it (S8). */
async function settleCarried(db: PersonDb, batch: Batch, { answers, now }: Down): Promise<void> {
  for (const fate of settle(batch.ops, answers)) {
    const row = await db.carried.get(fate.op.opId);
    if (row?.type === 'operation') await db.carried.put(settled(row, fate, Date.parse(now)));
  }
}

function settled(row: CarriedOperation, fate: Fate, now: number): CarriedOperation {
  switch (fate.type) {
    case 'answered': {
      const { again, ...arrived } = row;
      return { ...arrived, state: 'arrived', refusal: null, taken: takenAs(fate.answer, again), answeredAt: now };
    }
    case 'attention':
      return { ...row, state: 'refused', refusal: fate.answer.code };
    case 'waits':
      // By itself: another phone has yet to bring the record (S11.3).
      if (fate.by === row.id) return { ...row, state: 'waiting', refusal: null };
      return { ...row, state: 'refused', refusal: 'behind' };
    case 'unanswered':
      return row;
    default:
      return unreachable(fate);
  }
}

/** Too large together, or one of them is not understood: each goes by its own signature. One alone that cannot pass is refused. */
async function goAlone(db: PersonDb, { ops }: Batch, request: number, code: ProblemCode): Promise<void> {
  const keys = ops.map(({ opId }) => opId);
  await db.transaction('rw', db.meta, db.carried, async () => {
    if (isOvertaken(request, await requestsOf(db))) return;
    const waiting = await db.carried.bulkGet(keys);
    for (const row of waiting) {
      if (row?.type !== 'operation') continue;
      if (keys.length > 1) await db.carried.put({ ...row, group: null });
      else if (row.state === 'waiting') await db.carried.put({ ...row, state: 'refused', refusal: code });
    }
  });
}

/** The next carried file: its record's carried text must have been answered, else the server does not expect it yet. */
export async function nextCarriedPhoto(db: PersonDb): Promise<PhotoTask | null> {
  const ready = await db.photos
    .where('state')
    .equals('ready')
    .filter(({ carriedFor }) => carriedFor !== undefined)
    .toArray();
  if (ready.length === 0) return null;
  const waiting = new Set((await carriedWaiting(db)).map(({ queue, recordId }) => `${queue} ${recordId}`));
  return nextSendable(ready.filter(({ carriedFor, recordId }) => !waiting.has(`${carriedFor} ${recordId}`)));
}
