// A commune whose phones speak to the use case itself: real signatures, a real store, no HTTP.

import { randomBytes } from 'node:crypto';
import type { Deps } from '../../server/deps.ts';
import type { Facts } from '../../server/log.ts';
import { createMemoryPhotoStore } from '../../server/photos/memory-photo-store.ts';
import type { Store } from '../../server/store/store.ts';
import { actorOf } from '../../server/use-cases/person.ts';
import type { Refused } from '../../server/use-cases/refused.ts';
import { syncOnce } from '../../server/use-cases/sync.ts';
import { kinds } from '../../src/shared/domain/kinds.ts';
import type { Assignment } from '../../src/shared/domain/role.ts';
import type { Result } from '../../src/shared/lib/result.ts';
import { createUuidv7 } from '../../src/shared/lib/uuid.ts';
import { type Answer, type Down, downSchema, type Page } from '../../src/shared/wire/down.ts';
import type { Batch, Operation } from '../../src/shared/wire/operation.ts';
import type { Cursor, Up } from '../../src/shared/wire/up.ts';
import { makeQueueKey, signBatch } from '../../src/sync/queue-key.ts';
import { communeId, schoolId, villageId } from './builders.ts';

export const newId = createUuidv7({ now: Date.now, random: (count) => randomBytes(count) });
export const aNewPhone: Cursor = { from: 0, epoch: null, scope: null };

export interface Told {
  readonly event: string;
  readonly facts: Facts | undefined;
}

export interface SyncDeps extends Deps {
  /** What the log was told. */
  readonly told: Told[];
  readonly clock: { now: number };
}

export function syncDeps(store: Store, now = Date.parse('2026-11-23T02:00:00.000Z')): SyncDeps {
  const told: Told[] = [];
  const clock = { now };
  const tell = (event: string, facts?: Facts) => void told.push({ event, facts });
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const photos = createMemoryPhotoStore();
  return { store, kinds, photos, now: () => clock.now, random, newId, log: { info: tell, error: tell }, told, clock };
}

export async function foundVillage({ store }: Pick<Deps, 'store'>, id: string = communeId): Promise<void> {
  const at = '2026-01-01T00:00:00.000Z';
  await store.installation(async (tx) => {
    await tx.addCommune({ id, name: 'Xã Kiến Thụy', gsoCode: null, province: 'Hải Phòng' }, at);
    if (id !== communeId) return;
    const validity = { validFrom: null, validTo: null, successorId: null };
    await tx.within(id).people.putUnit({ id: villageId, name: 'Thôn Đông', type: 'village', ...validity });
    await tx.within(id).people.putUnit({ id: schoolId, name: 'Trường Tiểu học', type: 'primary-school', ...validity });
  });
}

export interface Phone {
  readonly accountId: string;
  readonly deviceId: string;
  readonly queueId: string;
  sign(ops: readonly Operation[]): Promise<Batch>;
  /** @param through another endpoint than the phone's own, for a store that fails */
  send(up: Partial<Up>, through?: Deps): Promise<Result<Down, Refused>>;
  /** Signs and sends; the answers. */
  push(...ops: Operation[]): Promise<Answer[]>;
  pull(cursor?: Cursor): Promise<Page>;
}

/** Enrols a person with a phone of their own. Every answer is checked against the wire's schema. */
export async function enrolPhone(
  deps: SyncDeps,
  assignments: readonly Assignment[],
  commune = communeId,
): Promise<Phone> {
  const [accountId, deviceId, queueId] = [newId(), newId(), newId()];
  const { keyPair, publicKey } = await makeQueueKey();
  const at = '2026-01-01T00:00:00.000Z';
  await deps.store.transaction(commune, async ({ people, access }) => {
    await people.addAccount({ id: accountId, name: 'Phạm Thị Dung', createdAt: at });
    for (const { role, unitId } of assignments) {
      await people.addAssignment({ id: newId(), accountId, role, unitId, from: '2026-01-01', to: null });
    }
    await access.addDevice({
      id: deviceId,
      communeId: commune,
      accountId,
      name: 'Android · Chrome 140',
      tokenHash: deviceId,
      app: '0.1.0',
      enrolledAt: at,
      lastSeenAt: null,
      lastSyncAt: null,
      unsent: 0,
      photosWaiting: 0,
      storedBytes: 0,
      persisted: false,
      revokedAt: null,
    });
    await access.addQueue({
      id: queueId,
      communeId: commune,
      accountId,
      deviceId,
      publicKey,
      createdAt: at,
      lastSeq: 0,
    });
  });
  const device = { unsent: 0, photosWaiting: 0, storedBytes: 0, persisted: false };
  const sign = (ops: readonly Operation[]) => signBatch(keyPair, queueId, ops);
  const send = async (up: Partial<Up>, through: Deps = deps) => {
    const session = await deps.store.read(commune, async (tx) => ({
      device: await tx.access.device(deviceId),
      actor: await actorOf(tx, accountId, deps.now()),
    }));
    if (!session.device || !session.actor) throw new Error('the phone is not enrolled');
    const down = await syncOnce(
      through,
      { device: session.device, actor: session.actor },
      { wire: 1, app: '0.1.0', device, ...up },
    );
    if (down.ok) downSchema.parse(down.value);
    return down;
  };
  const sent = async (up: Partial<Up>) => {
    const down = await send(up);
    if (!down.ok) throw new Error(down.error.code);
    return down.value;
  };
  return {
    accountId,
    deviceId,
    queueId,
    sign,
    send,
    push: async (...ops) => (await sent({ batch: await sign(ops) })).answers,
    pull: async (cursor = aNewPhone) => {
      const { page } = await sent({ pull: cursor });
      if (!page) throw new Error('a pull without a page');
      return page;
    },
  };
}

export const cursorAfter = ({ next, epoch, scope }: Page): Cursor => ({ from: next, epoch, scope });
