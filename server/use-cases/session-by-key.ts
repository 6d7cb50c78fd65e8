// A phone that lost its cookie proves by its queue's key that it is still the device it was, and gets a new session of it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { fromBase64url, toBase64url } from '../../src/shared/lib/base64url.ts';
import { err, ok, type Result } from '../../src/shared/lib/result.ts';
import type { AcceptAnswer } from '../../src/shared/wire/enrolment.ts';
import type { SessionWish } from '../../src/shared/wire/session.ts';
import type { Deps } from '../deps.ts';
import { createGuesses, type GuessLimits } from './guesses.ts';
import { actorOf, meOf } from './person.ts';
import type { Refused } from './refused.ts';
import { hashToken, installationSecret, newToken } from './secrets.ts';
import { isSessionSignedBy } from './signature.ts';

/** Long enough for two requests on a bad line. */
export const challengeMs = 2 * 60_000;

/** A signature cannot be guessed; this only keeps one address from making the server verify without end. */
const limits: GuessLimits = {
  perAddress: { most: 30, perMs: 15 * 60_000 },
  together: { most: Number.POSITIVE_INFINITY, perMs: 60 * 60_000 },
};

export interface SessionByKey {
  challenge(queueId: string): Promise<string>;
  /** @param client whom refused attempts are counted for */
  open(wish: SessionWish, client: string): Promise<Result<{ session: string; answer: AcceptAnswer }, Refused>>;
}

export function createSessionByKey(deps: Deps): SessionByKey {
  const attempts = createGuesses(deps.now, limits);

  return {
    async challenge(queueId) {
      const head = Buffer.alloc(headBytes);
      head.writeUIntBE(deps.now() + challengeMs, 0, 6);
      head.set(deps.random(headBytes - 6), 6);
      return toBase64url(Buffer.concat([head, mac(await installationSecret(deps, 'challenge-key'), head, queueId)]));
    },

    async open(wish, client) {
      const wait = attempts.take(client);
      if (wait !== null) return err({ code: 'too-many-requests', retryAfterSeconds: wait });
      const key = await installationSecret(deps, 'challenge-key');
      if (!isChallengeOf(wish, key, deps.now())) return err({ code: 'signed-out' });
      const queue = await deps.store.readInstallation((tx) => tx.queue(wish.queue));
      if (!queue || !(await isSessionSignedBy(queue.publicKey, wish))) return err({ code: 'signed-out' });
      attempts.giveBack(client);
      const session = newToken(deps);
      return deps.store.transaction(queue.communeId, async (tx) => {
        const device = await tx.access.device(queue.deviceId);
        const actor = await actorOf(tx, queue.accountId, deps.now());
        if (!device || !actor) return err({ code: 'signed-out' });
        if (device.revokedAt !== null) return err({ code: 'device-revoked' });
        const lastSeenAt = new Date(deps.now()).toISOString();
        await tx.access.changeDevice(device.id, { tokenHash: hashToken(session), lastSeenAt });
        deps.log.info('session-renewed', { accountId: queue.accountId, deviceId: device.id });
        return ok({ session, answer: { me: await meOf(tx, actor, device.id) } });
      });
    },
  };
}

/** When it ends (6 bytes, milliseconds since 1970) and 16 random ones; the server keeps nothing of a challenge. */
const headBytes = 22;
const macBytes = 32;

const mac = (key: string, head: Uint8Array, queueId: string): Buffer =>
  createHmac('sha256', key).update(head).update(queueId).digest();

function isChallengeOf({ challenge, queue }: SessionWish, key: string, now: number): boolean {
  const decoded = fromBase64url(challenge);
  if (!decoded.ok || decoded.value.byteLength !== headBytes + macBytes) return false;
  const bytes = Buffer.from(decoded.value);
  const head = bytes.subarray(0, headBytes);
  return timingSafeEqual(bytes.subarray(headBytes), mac(key, head, queue)) && head.readUIntBE(0, 6) > now;
}
