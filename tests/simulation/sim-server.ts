// The commune's server in memory: the use cases that answer real phones, on the store that passes the contract. What a
// browser's session and a signature prove is given here.
import type { Deps } from '../../server/deps.ts';
import { createMemoryPhotoStore } from '../../server/photos/memory-photo-store.ts';
import type { Device, Queue } from '../../server/store/access.ts';
import { createMemoryStore } from '../../server/store/memory/memory-store.ts';
import { copyOf, type MemoryTables, memoryTables } from '../../server/store/memory/tables.ts';
import { beginEpoch, noteStart } from '../../server/use-cases/epochs.ts';
import { readPage } from '../../server/use-cases/feed.ts';
import { actorOf } from '../../server/use-cases/person.ts';
import { type Weighed, weigh } from '../../server/use-cases/signature.ts';
import { syncChecked } from '../../server/use-cases/sync.ts';
import type { Assignment } from '../../src/shared/domain/role.ts';
import type { Outcome } from '../../src/shared/sync/classify.ts';
import type { Page } from '../../src/shared/wire/down.ts';
import { type Operation, operationSchema } from '../../src/shared/wire/operation.ts';
import { problems } from '../../src/shared/wire/problem.ts';
import type { Up } from '../../src/shared/wire/up.ts';
import { simKinds } from './sim-kind.ts';

export interface Person {
  readonly accountId: string;
  readonly deviceId: string;
  readonly queueId: string;
}

const pageRecords = 3;
const day = '2026-11-01';
const founded = '2026-11-01T00:00:00.000Z';

/** What is sent again is the same value, whose bytes never change. A phone writes nothing that the wire would not carry. */
const weights = new WeakMap<Operation, Weighed>();
function weighedOnce(op: Operation): Weighed {
  const known = weights.get(op) ?? weigh(operationSchema.parse(op));
  weights.set(op, known);
  return known;
}

export interface SimServer {
  readonly communeId: string;
  readonly units: readonly [string, string];
  /** The commune's counter. */
  seq(): number;
  /** What it is now; another after a restore. */
  tables(): MemoryTables;
  enrol(person: Person, assignments: readonly Assignment[]): Promise<void>;
  /** The person's rights from now on. */
  assign(accountId: string, assignments: readonly Assignment[]): Promise<void>;
  answer(person: Person, up: Up): Promise<Outcome>;
  /** Everything the person may see, in one page. */
  everything(accountId: string): Promise<Page>;
  backup(): void;
  /** Numbers that were given and are lost, as stretches: above the first, up to the second. */
  readonly lost: readonly (readonly [number, number])[];
  /** False: there is no backup. `told`: whoever restores says so. */
  restore(told: boolean): Promise<boolean>;
}

export async function openServer(newId: () => string, now: () => number): Promise<SimServer> {
  const communeId = newId();
  const units = [newId(), newId()] as const;
  let tables = memoryTables();
  let kept: MemoryTables | null = null;
  const rights = new Map<string, readonly Assignment[]>();
  /** By queue. */
  const enrolled = new Map<string, { readonly device: Device; readonly queue: Queue }>();
  const open = (of: MemoryTables): Deps => ({
    store: createMemoryStore({ newEpoch: newId }, of),
    kinds: simKinds,
    pageRecords,
    photos: createMemoryPhotoStore(),
    now,
    random: (count) => new Uint8Array(count),
    newId,
    log: { info: () => undefined, error: noteBug },
  });
  let deps = open(tables);
  const bugs: string[] = [];
  const lost: [number, number][] = [];
  const seqOf = (of: MemoryTables) => of.communes.get(communeId)?.seq ?? 0;
  function noteBug(event: string, facts?: object): void {
    if (event === 'operation-failed') bugs.push(`${event} ${JSON.stringify(facts)}`);
  }

  await deps.store.installation(async (tx) => {
    await tx.addCommune({ id: communeId, name: 'Xã', gsoCode: null, province: 'Hải Phòng' }, founded);
    for (const id of units) {
      const unit = { id, name: id, type: 'village', validFrom: null, validTo: null, successorId: null };
      await tx.within(communeId).people.putUnit(unit);
    }
  });
  await noteStart(deps);

  /** Rights are an admin's, who works on today's database: a restored one is brought up to date. */
  async function assign(accountId: string, assignments: readonly Assignment[]): Promise<void> {
    rights.set(accountId, assignments);
    await deps.store.transaction(communeId, async ({ people }) => {
      for (const { id, to } of await people.assignments(accountId))
        if (to === null) await people.endAssignment(id, day);
      for (const { role, unitId } of assignments)
        await people.addAssignment({ id: newId(), accountId, role, unitId, from: day, to: null });
    });
  }

  return {
    communeId,
    units,
    seq: () => seqOf(tables),
    tables: () => tables,
    assign,
    lost,
    enrol: async ({ accountId, deviceId, queueId }, assignments) => {
      await deps.store.transaction(communeId, async ({ people, access }) => {
        if (!(await people.account(accountId)))
          await people.addAccount({ id: accountId, name: accountId, createdAt: founded });
        const owner = { communeId, accountId };
        const told = { app: 'sim', unsent: 0, photosWaiting: 0, storedBytes: 0, persisted: true, revokedAt: null };
        const seen = { enrolledAt: founded, lastSeenAt: null, lastSyncAt: null };
        const device = { id: deviceId, ...owner, name: deviceId, tokenHash: deviceId, ...seen, ...told };
        const publicKey = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } as const;
        const queue = { id: queueId, ...owner, deviceId, publicKey, createdAt: founded, lastSeq: 0 };
        await access.addDevice(device);
        await access.addQueue(queue);
        enrolled.set(queueId, { device, queue });
      });
      await assign(accountId, assignments);
    },
    answer: async ({ queueId }, up) => {
      const known = enrolled.get(queueId);
      if (!known) throw new Error('nobody is enrolled so');
      const { device, queue } = known;
      const checked = up.batch ? ({ type: 'known', queue } as const) : ({ type: 'none' } as const);
      const down = await syncChecked(deps, { device }, up, (up.batch?.ops ?? []).map(weighedOnce), checked);
      if (bugs.length > 0) throw new Error(bugs[0]);
      if (down.ok) return { type: 'response', status: 200, json: down.value, retryAfter: null };
      const { code } = down.error;
      return {
        type: 'response',
        status: problems[code],
        json: { type: 'about:blank', code, status: problems[code] },
        retryAfter: null,
      };
    },
    everything: (accountId) =>
      deps.store.read(communeId, async (tx) => {
        const actor = await actorOf(tx, accountId, now());
        if (!actor) throw new Error('nobody is enrolled so');
        return readPage(tx, { kinds: simKinds, pageRecords: 10_000 }, actor, { from: 0, epoch: null, scope: null });
      }),
    backup: () => {
      kept = copyOf(tables);
    },
    restore: async (told) => {
      if (kept === null) return false;
      lost.push([seqOf(kept), seqOf(tables)]);
      tables = copyOf(kept);
      deps = open(tables);
      if (told) await beginEpoch(deps);
      await noteStart(deps);
      for (const [accountId, assignments] of rights) await assign(accountId, assignments);
      return true;
    },
  };
}
