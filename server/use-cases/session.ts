// Whose request it is. The session is the device row; a revoked device is told so, for ever.

import type { Actor } from '../../src/shared/domain/role.ts';
import { err, ok, type Result } from '../../src/shared/lib/result.ts';
import type { Deps } from '../deps.ts';
import { failureFacts } from '../log.ts';
import type { Device } from '../store/access.ts';
import { actorOf } from './person.ts';
import type { Refused } from './refused.ts';
import { hashToken, newToken } from './secrets.ts';

export interface Session {
  readonly device: Device;
  readonly actor: Actor;
}

/** So often "last seen" is written; more would make every read a write. */
const seenEveryMs = 5 * 60_000;

export async function sessionOf(deps: Deps, token: string | null): Promise<Result<Session, Refused>> {
  if (token === null) return err({ code: 'signed-out' });
  const found = await deps.store.readInstallation(async (tx) => {
    const device = await tx.deviceByTokenHash(hashToken(token));
    if (!device) return null;
    const actor = await actorOf(tx.within(device.communeId), device.accountId, deps.now());
    return actor ? { device, actor } : null;
  });
  if (!found) return err({ code: 'signed-out' });
  if (found.device.revokedAt !== null) return err({ code: 'device-revoked' });
  // On a full disk what is there can still be read.
  await noteSeen(deps, found.device).catch((error: unknown) => deps.log.error('not-noted-seen', failureFacts(error)));
  return ok(found);
}

/** The token opens nothing any more; the device stays, and may sign in again with its queue's key. Unknown ones are ended already. */
export async function endSession(deps: Deps, token: string | null): Promise<void> {
  const device =
    token === null ? null : await deps.store.readInstallation((tx) => tx.deviceByTokenHash(hashToken(token)));
  if (!device) return;
  await deps.store.transaction(device.communeId, async (tx) => {
    // As it stands now: a sign-in by key may have given the device another session meanwhile.
    const now = await tx.access.device(device.id);
    if (now?.tokenHash === device.tokenHash)
      await tx.access.changeDevice(device.id, { tokenHash: hashToken(newToken(deps)) });
  });
  deps.log.info('session-ended', { accountId: device.accountId, deviceId: device.id });
}

async function noteSeen({ store, now }: Deps, device: Device): Promise<void> {
  if (device.lastSeenAt !== null && now() - Date.parse(device.lastSeenAt) < seenEveryMs) return;
  await store.transaction(device.communeId, (tx) =>
    tx.access.changeDevice(device.id, { lastSeenAt: new Date(now()).toISOString() }),
  );
}
