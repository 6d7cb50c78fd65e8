// One sync: a phone's operations are applied in one durable commit, then answered together with what changed (SPEC.md S6, S10).
import type { Actor } from '../../src/shared/domain/role.ts';
import { err, ok, type Result } from '../../src/shared/lib/result.ts';
import type { Answer, Down, Me } from '../../src/shared/wire/down.ts';
import type { Again, Batch } from '../../src/shared/wire/operation.ts';
import type { RejectionCode } from '../../src/shared/wire/rejection.ts';
import type { Up } from '../../src/shared/wire/up.ts';
import { limits, wireVersion } from '../../src/shared/wire/version.ts';
import { downForWire1 } from '../../src/shared/wire/wire-1.ts';
import type { Deps } from '../deps.ts';
import type { Device, Queue } from '../store/access.ts';
import type { Tx } from '../store/store.ts';

import { applyBatch } from './apply-batch.ts';
import { beginEpochUnasked, believed, isBehind, isOfThisEpoch } from './epochs.ts';
import { readPage } from './feed.ts';
import { actorOf, meOf } from './person.ts';
import type { Refused } from './refused.ts';
import type { Session } from './session.ts';
import { isSignedBy, type Weighed, weigh } from './signature.ts';

/** Nothing is answered before it is durable. The session's commune is the only one that is read or written. */
export async function syncOnce(deps: Deps, session: Session, up: Up): Promise<Result<Down, Refused>> {
  const batch = (up.batch?.ops ?? []).map(weigh);
  if (isTooLarge(batch)) return err({ code: 'too-large' });
  return syncChecked(deps, session, up, batch, await checkQueue(deps, session.device.communeId, up.batch));
}

/** The same, once it is known who signed the batch. */
export async function syncChecked(
  deps: Deps,
  session: Pick<Session, 'device'>,
  up: Up,
  batch: readonly Weighed[],
  queue: Checked,
): Promise<Result<Down, Refused>> {
  const now = deps.now();
  const write = () => writeAll(deps, session, up, queue, batch, now);
  let written = await write();
  if (written === 'behind-the-phone') {
    // Before anything is numbered, or phones would never bring what the backup lacks.
    await beginEpochUnasked(deps);
    written = await write();
  }
  if (written === 'behind-the-phone') return err({ code: 'unavailable', retryAfterSeconds: 3600 });
  if (!written.ok) return written;
  const { me, actor, answers } = written.value;
  const { pull } = up;
  // After the commit, so that the phone gets its own records at once.
  const page = pull
    ? await deps.store.read(session.device.communeId, (tx) => readPage(tx, deps, actor, pull))
    : undefined;
  const down: Down = {
    wire: wireVersion,
    now: new Date(now).toISOString(),
    me,
    answers,
    ...(page ? { page } : {}),
    ...(up.errors ? { errorsKept: up.errors.map(({ id }) => id) } : {}),
  };
  return ok(up.wire === 1 ? downForWire1(down) : down);
}

/** Each operation may be large alone; together they are a batch (SPEC.md S14). */
function isTooLarge(batch: readonly Weighed[]): boolean {
  const bytes = batch.reduce((sum, one) => sum + one.bytes, 0);
  return bytes > (batch.length === 1 ? limits.operationBytes : limits.batchBytes);
}

export type Checked =
  | { readonly type: 'none' }
  | { readonly type: 'known'; readonly queue: Queue }
  | { readonly type: 'refused'; readonly code: RejectionCode };

/** The key is read and the signature checked before the transaction begins: WebCrypto may not be awaited inside one. */
async function checkQueue({ store, log }: Deps, communeId: string, batch: Batch | undefined): Promise<Checked> {
  if (!batch) return { type: 'none' };
  const queue = await store.read(communeId, (tx) => tx.access.queue(batch.queue));
  const code = queue === null ? 'unknown-queue' : (await isSignedBy(queue.publicKey, batch)) ? null : 'bad-signature';
  if (queue !== null && code === null) return { type: 'known', queue };
  log.info('batch-refused', { queue: batch.queue, code, operations: batch.ops.length });
  return { type: 'refused', code: code ?? 'unknown-queue' };
}

interface Written {
  readonly me: Me;
  /** The person of the session, with the roles of this moment. */
  readonly actor: Actor;
  readonly answers: Answer[];
}

/** One commit for the operations, the errors of the phone and what the device tells of itself. */
async function writeAll(
  deps: Deps,
  { device: { id: deviceId, communeId, accountId } }: Pick<Session, 'device'>,
  up: Up,
  checked: Checked,
  batch: readonly Weighed[],
  now: number,
): Promise<Result<Written, Refused> | 'behind-the-phone'> {
  return deps.store.transaction(communeId, async (tx) => {
    if (up.pull && (await isBehind(tx, up.pull))) return 'behind-the-phone';
    const device = await tx.access.device(deviceId);
    if (!device || device.revokedAt !== null) return err({ code: 'device-revoked' });
    const actor = await actorOf(tx, accountId, now);
    if (!actor) return err({ code: 'signed-out' });
    const again = await believed(tx, up.again ?? []);
    // A phone that does not know yet that an epoch began cannot say what an earlier one had answered: it is told, and asks again.
    const isNews = up.pull !== undefined && up.pull.epoch !== null && !(await isOfThisEpoch(tx, up.pull));
    const answers = isNews ? [] : await answersOf(tx, deps, { actor, deviceId }, checked, batch, again, now);
    const receivedAt = new Date(now).toISOString();
    for (const error of up.errors ?? []) await tx.access.keepError({ ...error, deviceId, receivedAt });
    await noteDevice(tx, device, up, answers, now);
    return ok({ me: await meOf(tx, actor, deviceId), actor, answers });
  });
}

/** What nobody signed is refused and not remembered: else anybody could spend another person's opId. */
async function answersOf(
  tx: Tx,
  deps: Deps,
  carrier: { readonly actor: Actor; readonly deviceId: string },
  checked: Checked,
  batch: readonly Weighed[],
  again: ReadonlyMap<string, Again>,
  now: number,
): Promise<Answer[]> {
  if (checked.type === 'none') return [];
  if (checked.type === 'refused') {
    return batch.map(({ op }) => ({ opId: op.opId, type: 'rejected', code: checked.code }));
  }
  // As it stands in this transaction: another batch of the queue may have come since the signature was checked.
  const queue = await tx.access.queue(checked.queue.id);
  const { accountId } = checked.queue;
  const author = accountId === carrier.actor.accountId ? carrier.actor : await actorOf(tx, accountId, now);
  if (!queue || !author) throw new Error('a queue without its person');
  return applyBatch(tx, deps, { author, queue, carrierId: carrier.deviceId, now, again }, batch);
}

/** An idle phone that asks every minute does not cost a flush each time. */
const noteEveryMs = 60_000;

async function noteDevice(
  tx: Tx,
  device: Device,
  { app, device: told }: Up,
  answers: readonly Answer[],
  now: number,
): Promise<void> {
  const settled = answers.filter(({ type }) => type === 'applied' || type === 'conflict').length;
  const { photosWaiting, storedBytes, persisted } = told;
  const said = { app, unsent: Math.max(0, told.unsent - settled), photosWaiting, storedBytes, persisted };
  const isSame =
    device.app === said.app &&
    device.unsent === said.unsent &&
    device.photosWaiting === photosWaiting &&
    device.persisted === persisted;
  const isRecent = device.lastSyncAt !== null && now - Date.parse(device.lastSyncAt) < noteEveryMs;
  if (isSame && isRecent && answers.length === 0) return;
  const at = new Date(now).toISOString();
  await tx.access.changeDevice(device.id, { ...said, lastSyncAt: at, lastSeenAt: at });
}
