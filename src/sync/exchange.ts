// What an exchange talks through in a browser: the person's database, the network, the queue's key.
import { countUp, getMeta } from '../db/meta.ts';
import { inState } from '../db/outbox.ts';
import { ownAccount } from '../db/own-account.ts';
import type { PersonDb } from '../db/person-db.ts';
import type { QueueIdentity } from '../db/rows.ts';
import type { ExchangePorts } from '../shared/sync/exchange.ts';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import { mayBeThere, planBatch } from '../shared/sync/plan.ts';
import { isOvertaken } from '../shared/sync/take-page.ts';
import type { Me } from '../shared/wire/down.ts';
import type { Up } from '../shared/wire/up.ts';
import { limits, wireVersion } from '../shared/wire/version.ts';
import { jsonBody, outcomeOf, send, type Wire } from './http.ts';
import { signBatch, signRegistration } from './queue-key.ts';
import { cursorOf, requestsOf, takeDown } from './take-down.ts';

export interface ExchangeDeps {
  readonly db: PersonDb;
  readonly wire: Wire;
  readonly version: string;
}

export function exchangePorts({ db, wire, version }: ExchangeDeps): ExchangePorts {
  return {
    prepare: async (mostOps, waits) => {
      const queue = await getMeta(db, 'queue');
      // Counted first: what an older request still hears does not change the rows any more. The cursor is never younger than
      // they are: a server of another life decides nothing for it.
      const request = await countUp(db, 'requests');
      const cursor = await cursorOf(db);
      const rows = queue ? await nextRows(db, mostOps, waits) : [];
      const up = await upOf(db, version, queue, rows, cursor);
      return { up, sent: rows.map(({ op }) => op), request };
    },
    send: async (up) => outcomeOf(await send(wire, '/api/v1/sync', { method: 'POST', ...(await jsonBody(up)) })),
    isOurs: async (down) => down.me.accountId === (await ownAccount(db)),
    take: (sent, request, down) => takeDown(db, sent, request, down),
    refuse: (op, request, code) =>
      db.transaction('rw', db.meta, db.outbox, async () => {
        if (isOvertaken(request, await requestsOf(db))) return;
        const row = await db.outbox.get(op.seq);
        if (row?.state === 'waiting') await db.outbox.put({ ...row, state: 'attention', refusal: code });
      }),
    register: async (me) => {
      const queue = await getMeta(db, 'queue');
      return queue ? register(wire, queue, me) : false;
    },
    hasMore: async (waits) => (await nextRows(db, 1, waits)).length > 0,
  };
}

/** Oldest first, without those that wait behind a refused one of their record. */
export async function nextRows(
  db: PersonDb,
  mostOps: number,
  waits: ReadonlySet<string>,
): Promise<readonly OutboxRow[]> {
  const attention = await inState(db, 'attention').toArray();
  const stuck = new Set(attention.map(({ recordId }) => recordId));
  const waiting = await inState(db, 'waiting')
    .filter((row) => !waits.has(row.recordId) && (!stuck.has(row.recordId) || mayBeThere(row)))
    .limit(limits.batchOps)
    .toArray();
  const queue = [...attention, ...waiting].sort((a, b) => a.seq - b.seq);
  const batch = new Set(planBatch(queue, mostOps, waits).map(({ opId }) => opId));
  return waiting.filter(({ opId }) => batch.has(opId));
}

async function upOf(
  db: PersonDb,
  version: string,
  queue: QueueIdentity | undefined,
  rows: readonly OutboxRow[],
  asked: Up['pull'],
): Promise<Up> {
  // From here their bytes may be on the line: they never change again.
  await db.outbox.bulkUpdate(rows.map(({ seq }) => ({ key: seq, changes: { sentOnce: true } })));
  const errors = await db.errors.limit(limits.errorsPerRequest).toArray();
  const again = rows.flatMap(({ opId, again: was }) => (was ? [{ opId, ...was }] : []));
  return {
    wire: wireVersion,
    app: version,
    device: await deviceFacts(db),
    ...(asked ? { pull: asked } : {}),
    ...(queue && rows.length > 0
      ? {
          batch: await signBatch(
            queue.keyPair,
            queue.id,
            rows.map(({ op }) => op),
          ),
        }
      : {}),
    ...(again.length > 0 ? { again } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  };
}

/** What this phone tells of itself. What it carries for others waits here too. */
export async function deviceFacts(db: PersonDb): Promise<Up['device']> {
  const [waiting, attention, carried, photosWaiting, storedBytes, persisted] = await Promise.all([
    inState(db, 'waiting').count(),
    inState(db, 'attention').count(),
    db.carried.where('state').equals('waiting').count(),
    db.photos
      .where('state')
      .anyOf('ready', 'heic')
      .filter(({ inOutbox, failure }) => inOutbox && failure !== 'unwanted')
      .count(),
    getMeta(db, 'storedBytes'),
    getMeta(db, 'persisted'),
  ]);
  const unsent = waiting + attention + carried;
  return { unsent, photosWaiting, storedBytes: storedBytes ?? 0, persisted: persisted ?? false };
}

/** The server does not know this database's key (its registration was lost): it is registered again, once a run. */
async function register(wire: Wire, queue: QueueIdentity, { accountId, deviceId }: Me): Promise<boolean> {
  const body = await jsonBody(await signRegistration(queue, { accountId, deviceId }));
  const response = await send(wire, '/api/v1/queues', { method: 'POST', ...body });
  return response !== null && response.status >= 200 && response.status < 300;
}
