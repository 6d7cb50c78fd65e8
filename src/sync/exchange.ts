// One request to /api/v1/sync: what waits goes up, what is new comes down, and both are written in one transaction.
import { getMeta } from '../db/meta.ts';
import { inState } from '../db/outbox.ts';
import type { PersonDb } from '../db/person-db.ts';
import type { QueueIdentity } from '../db/rows.ts';
import { classify, type Verdict } from '../shared/sync/classify.ts';
import { planBatch } from '../shared/sync/plan.ts';
import type { Down } from '../shared/wire/down.ts';
import type { Operation } from '../shared/wire/operation.ts';
import type { ProblemCode } from '../shared/wire/problem.ts';
import type { Up } from '../shared/wire/up.ts';
import { limits, wireVersion } from '../shared/wire/version.ts';
import { applyDown, cursorOf } from './apply-down.ts';
import { jsonBody, outcomeOf, send, type Wire } from './http.ts';
import { publicKeyOf, signBatch } from './queue-key.ts';

export interface ExchangeDeps {
  readonly db: PersonDb;
  readonly wire: Wire;
  readonly version: string;
}

/** What a run remembers from one exchange to the next. */
export interface Pace {
  mostOps: number;
  /** The queue was registered anew in this run. */
  registered: boolean;
}

export type ExchangeEnd =
  | { readonly type: 'again' }
  | { readonly type: 'quiet' }
  | Extract<Verdict, { type: 'retry' | 'stop' }>;

export async function exchange(deps: ExchangeDeps, pace: Pace): Promise<ExchangeEnd> {
  const { db, wire } = deps;
  const queue = await getMeta(db, 'queue');
  const ops = queue ? await nextOperations(db, pace.mostOps) : [];
  const asked = await cursorOf(db);
  const up = await upOf(deps, queue, ops, asked);
  const body = await jsonBody(up);
  const verdict = classify(await outcomeOf(await send(wire, '/api/v1/sync', { method: 'POST', ...body })));
  if (verdict.type === 'split') return split(db, ops, verdict.code, pace);
  if (verdict.type !== 'settled') return verdict;
  if (queue && isUnknownQueue(verdict.down)) {
    if (pace.registered) return { type: 'retry', because: 'bad-answer', afterMs: null };
    pace.registered = true;
    return (await register(wire, queue)) ? { type: 'again' } : { type: 'retry', because: 'bad-answer', afterMs: null };
  }
  const { settled, pageTaken } = await applyDown(db, ops, asked, verdict.down);
  pace.mostOps = Math.min(limits.batchOps, pace.mostOps * 2);
  if (ops.length > 0 && settled === 0) return { type: 'retry', because: 'bad-answer', afterMs: null };
  const moreDown = pageTaken && verdict.down.page?.more === true;
  const moreUp = (await nextOperations(db, 1)).length > 0;
  return { type: moreDown || moreUp ? 'again' : 'quiet' };
}

/** Oldest first, without those that wait behind a refused one of their record. */
async function nextOperations(db: PersonDb, mostOps: number): Promise<readonly Operation[]> {
  const attention = await inState(db, 'attention').toArray();
  const stuck = new Set(attention.map(({ recordId }) => recordId));
  const waiting = await inState(db, 'waiting')
    .filter(({ recordId }) => !stuck.has(recordId))
    .limit(limits.batchOps)
    .toArray();
  return planBatch(waiting, mostOps);
}

async function upOf(
  deps: ExchangeDeps,
  queue: QueueIdentity | undefined,
  ops: readonly Operation[],
  asked: Up['pull'],
): Promise<Up> {
  const { db, version } = deps;
  // From here their bytes may be on the line: they never change again.
  await db.outbox.bulkUpdate(ops.map(({ seq }) => ({ key: seq, changes: { sentOnce: true } })));
  const errors = await db.errors.limit(limits.errorsPerRequest).toArray();
  const device = {
    unsent: (await inState(db, 'waiting').count()) + (await inState(db, 'attention').count()),
    photosWaiting: await db.photos
      .where('state')
      .equals('ready')
      .filter(({ inOutbox }) => inOutbox)
      .count(),
    storedBytes: (await getMeta(db, 'storedBytes')) ?? 0,
    persisted: (await getMeta(db, 'persisted')) ?? false,
  };
  return {
    wire: wireVersion,
    app: version,
    device,
    ...(asked ? { pull: asked } : {}),
    ...(queue && ops.length > 0 ? { batch: await signBatch(queue.keyPair, queue.id, ops) } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  };
}

/** Too large or not understood: the batch is halved; one operation alone that cannot pass goes to "Cần xử lý". */
async function split(db: PersonDb, ops: readonly Operation[], code: ProblemCode, pace: Pace): Promise<ExchangeEnd> {
  const [only] = ops;
  if (!only) return { type: 'retry', because: 'bad-answer', afterMs: null };
  if (ops.length === 1) await db.outbox.update(only.seq, { state: 'attention', refusal: code });
  else pace.mostOps = Math.floor(ops.length / 2);
  return { type: 'again' };
}

const isUnknownQueue = (down: Down): boolean =>
  down.answers.some((answer) => answer.type === 'rejected' && answer.code === 'unknown-queue' && !answer.repeated);

/** The server does not know this database's key (its registration was lost): it is registered again, once a run. */
async function register(wire: Wire, queue: QueueIdentity): Promise<boolean> {
  const body = await jsonBody({ id: queue.id, publicKey: await publicKeyOf(queue.keyPair) });
  const response = await send(wire, '/api/v1/queues', { method: 'POST', ...body });
  return response !== null && response.status >= 200 && response.status < 300;
}
