// How a phone becomes a person's. Looking at a link spends nothing; accepting spends it once.
import { canonicalJson } from '../../src/shared/lib/canonical-json.ts';
import { civilToday } from '../../src/shared/lib/civil-date.ts';
import { nfc } from '../../src/shared/lib/fold.ts';
import { err, ok, type Result } from '../../src/shared/lib/result.ts';
import {
  type Accept,
  type AcceptAnswer,
  type EnrolmentSecret,
  type LookAnswer,
  normaliseCode,
  type PublicKey,
  type RegisteredFor,
  type RegisterQueue,
} from '../../src/shared/wire/enrolment.ts';
import type { Deps } from '../deps.ts';
import type { EnrolmentLink } from '../store/access.ts';
import type { InstallationTx, Tx } from '../store/store.ts';
import type { Guesses } from './guesses.ts';
import { actorOf, meOf } from './person.ts';
import type { Refused } from './refused.ts';
import { hashToken, newToken } from './secrets.ts';
import { isRegistrationSignedBy } from './signature.ts';

/** For so long the phone that spent a link may ask again: its first answer may have been lost. */
const repeatMs = 10 * 60_000;

export interface Enrolment {
  /** @param client whom wrong codes are counted for */
  look(secret: EnrolmentSecret, client: string): Promise<Result<LookAnswer, Refused>>;
  accept(wish: Accept, client: string): Promise<Result<{ session: string; answer: AcceptAnswer }, Refused>>;
}

type Finder = (tx: InstallationTx) => Promise<EnrolmentLink | null>;

export function createEnrolment(
  deps: Deps & { guesses: Guesses; hashCode: (code: string) => Promise<string> },
): Enrolment {
  /** Finds the link of a secret. A code is a guess until it is found. */
  async function finderOf(secret: EnrolmentSecret, client: string): Promise<Result<Finder, Refused>> {
    if ('token' in secret) return ok((tx) => tx.linkByTokenHash(hashToken(secret.token)));
    const wait = deps.guesses.take(client);
    if (wait !== null) return err({ code: 'too-many-requests', retryAfterSeconds: wait });
    const code = normaliseCode(secret.code);
    if (code === null) return err({ code: 'link-unknown' });
    const hash = await deps.hashCode(code);
    return ok(async (tx) => {
      const link = await tx.linkByCodeHash(hash);
      if (link) deps.guesses.giveBack(client);
      return link;
    });
  }

  return {
    async look(secret, client) {
      const find = await finderOf(secret, client);
      if (!find.ok) return find;
      return deps.store.readInstallation(async (tx) => {
        const link = await find.value(tx);
        const refused = whyNot(link, deps.now());
        if (refused) return err(refused);
        return link ? ok(await describe(tx, link, deps.now())) : err({ code: 'link-unknown' });
      });
    },
    async accept(wish, client) {
      const find = await finderOf(wish.secret, client);
      if (!find.ok) return find;
      const proof = await proofOf({ ...wish.queue, sig: wish.sig }, { secret: wish.secret });
      if (proof === 'wrong') return err({ code: 'not-allowed' });
      const session = newToken(deps);
      return deps.store.installation(async (tx) => {
        const link = await find.value(tx);
        if (link?.usedAt) return repeat(tx, link, link.usedAt, wish, session, deps);
        const refused = whyNot(link, deps.now());
        if (refused) return err(refused);
        if (!link) return err({ code: 'link-unknown' });
        return spend(tx, link, wish, proof, session, deps);
      });
    },
  };
}

interface Owner {
  readonly communeId: string;
  readonly accountId: string;
  readonly deviceId: string;
}

/**
 * A signed-in person's database registers its key. Asking again with the same key is no failure; from another device of
 * theirs it means that the phone was enrolled anew (after the first was revoked, say), and the queue goes with it.
 */
export async function registerQueue(deps: Deps, owner: Owner, wish: RegisterQueue): Promise<Result<null, Refused>> {
  const { accountId, deviceId } = owner;
  const proof = await proofOf(wish, { accountId, deviceId });
  if (proof === 'wrong') return err({ code: 'not-allowed' });
  return deps.store.installation(async (tx) => {
    const known = await tx.queue(wish.id); // another commune's, too: an id is one queue's only
    if (known === null && proof === 'none') return err({ code: 'app-too-old' });
    if (known === null) {
      await addQueue(tx, owner, wish, deps.now());
      return ok(null);
    }
    const same = known.accountId === accountId && sameKey(known.publicKey, wish.publicKey);
    if (!same) return err({ code: 'not-allowed' });
    if (known.deviceId !== deviceId) await tx.within(owner.communeId).access.moveQueue(known.id, deviceId);
    return ok(null);
  });
}

/**
 * Whether who registers a queue showed that they hold its private key (S13): what it signed is its person's, and a restored
 * server may have lost whose it was. An older app says nothing of it.
 */
type Proof = 'given' | 'none' | 'wrong';

/** WebCrypto may not be awaited inside a transaction: this comes before it. */
async function proofOf({ id, publicKey, sig }: RegisterQueue, registeredFor: RegisteredFor): Promise<Proof> {
  if (sig === undefined) return 'none';
  return (await isRegistrationSignedBy(publicKey, { ...registeredFor, queue: id, sig })) ? 'given' : 'wrong';
}

const addQueue = (tx: InstallationTx, owner: Owner, { id, publicKey }: Accept['queue'], now: number): Promise<void> =>
  tx
    .within(owner.communeId)
    .access.addQueue({ id, publicKey, ...owner, createdAt: new Date(now).toISOString(), lastSeq: 0 });

/** Why a link cannot be spent now; null when it can. */
function whyNot(link: EnrolmentLink | null, now: number): Refused | null {
  if (link === null) return { code: 'link-unknown' };
  if (link.usedAt !== null) return { code: 'link-used' };
  if (link.revokedAt !== null) return { code: 'link-revoked' };
  return link.expiresAt <= new Date(now).toISOString() ? { code: 'link-expired' } : null;
}

async function describe(tx: InstallationTx, link: EnrolmentLink, now: number): Promise<LookAnswer> {
  const { expiresAt, communeId, accountId } = link;
  if (communeId === null || accountId === null) {
    return { name: '', roles: [...founderRoles], unitName: null, communeName: null, expiresAt };
  }
  const commune = tx.within(communeId);
  const actor = await actorOf(commune, accountId, now);
  const unitId = actor?.assignments.find((assignment) => assignment.unitId !== null)?.unitId;
  return {
    name: actor?.name ?? '',
    roles: [...new Set(actor?.assignments.map(({ role }) => role))],
    unitName: unitId ? ((await commune.people.unit(unitId))?.name ?? null) : null,
    communeName: (await commune.commune())?.name ?? null,
    expiresAt,
  };
}

/** Both, so that a commune of one person works. */
const founderRoles = ['admin', 'officer'] as const;

type Accepted = Result<{ session: string; answer: AcceptAnswer }, Refused>;

async function spend(
  tx: InstallationTx,
  link: EnrolmentLink,
  wish: Accept,
  proof: Exclude<Proof, 'wrong'>,
  session: string,
  deps: Deps,
): Promise<Accepted> {
  const taken = await tx.queue(wish.queue.id);
  const owner = { communeId: link.communeId, accountId: link.accountId };
  const ownQueue =
    taken &&
    taken.communeId === owner.communeId &&
    taken.accountId === owner.accountId &&
    sameKey(taken.publicKey, wish.queue.publicKey);
  if (taken && !ownQueue) return err({ code: 'not-allowed' });
  if (!taken && proof === 'none') return err({ code: 'app-too-old' });
  if (owner.communeId === null && !wish.founding) return err({ code: 'commune-needed' });
  const at = new Date(deps.now()).toISOString();
  const { communeId, accountId } =
    wish.founding && owner.communeId === null ? await found(tx, wish.founding, deps) : owner;
  if (communeId === null || accountId === null) throw new Error('a link of a commune without its account');
  const commune = tx.within(communeId);
  const deviceId = taken?.deviceId ?? deps.newId();
  const fresh = {
    name: await ownName(commune, { accountId, deviceId }, nfc(wish.device)),
    tokenHash: hashToken(session),
    app: wish.app,
    lastSeenAt: at,
    revokedAt: null,
  };
  // The same phone again, after it was signed out: its old session dies with its hash.
  if (taken) await commune.access.changeDevice(deviceId, fresh);
  else {
    await commune.access.addDevice({
      ...fresh,
      id: deviceId,
      communeId,
      accountId,
      enrolledAt: at,
      lastSyncAt: null,
      unsent: 0,
      photosWaiting: 0,
      storedBytes: 0,
      persisted: false,
    });
    await addQueue(tx, { communeId, accountId, deviceId }, wish.queue, deps.now());
  }
  await tx.changeLink(link.id, { communeId, accountId, usedAt: at, usedByQueue: wish.queue.id });
  if (link.communeId === null) await revokeOtherFoundingLinks(tx, link.id, at);
  deps.log.info('phone-enrolled', { accountId, deviceId, founding: link.communeId === null });
  return answerFor(commune, accountId, deviceId, session, deps.now());
}

/** Two like phones of one person are told apart: the second is "Android · Chrome 140 (2)". */
async function ownName(tx: Tx, of: { accountId: string; deviceId: string }, name: string): Promise<string> {
  const others = (await tx.access.devices()).filter(
    ({ id, accountId }) => accountId === of.accountId && id !== of.deviceId,
  );
  const taken = new Set(others.map((device) => device.name));
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? name : `${name} (${count})`;
    if (!taken.has(tried)) return tried;
  }
}

/** The same phone asks again with the same key: it gets a session of the same device. Nobody else does. */
async function repeat(
  tx: InstallationTx,
  link: EnrolmentLink,
  usedAt: string,
  wish: Accept,
  session: string,
  deps: Deps,
): Promise<Accepted> {
  const queue = await tx.queue(wish.queue.id);
  const samePhone = queue !== null && link.usedByQueue === queue.id && sameKey(queue.publicKey, wish.queue.publicKey);
  if (!samePhone || deps.now() - Date.parse(usedAt) > repeatMs) return err({ code: 'link-used' });
  const commune = tx.within(queue.communeId);
  const device = await commune.access.device(queue.deviceId);
  if (!device || device.revokedAt !== null) return err({ code: 'device-revoked' });
  await commune.access.changeDevice(device.id, { tokenHash: hashToken(session) });
  return answerFor(commune, queue.accountId, device.id, session, deps.now());
}

async function answerFor(tx: Tx, accountId: string, deviceId: string, session: string, now: number): Promise<Accepted> {
  const actor = await actorOf(tx, accountId, now);
  if (!actor) throw new Error('a link without its account');
  return ok({ session, answer: { me: await meOf(tx, actor, deviceId) } });
}

async function found(
  tx: InstallationTx,
  founding: NonNullable<Accept['founding']>,
  deps: Deps,
): Promise<{ communeId: string; accountId: string }> {
  const at = new Date(deps.now()).toISOString();
  const [communeId, accountId] = [deps.newId(), deps.newId()];
  const { name, gsoCode, province } = founding.commune;
  await tx.addCommune({ id: communeId, name: nfc(name).trim(), gsoCode, province: nfc(province).trim() }, at);
  const { people } = tx.within(communeId);
  await people.addAccount({ id: accountId, name: nfc(founding.name).trim(), createdAt: at });
  for (const role of founderRoles) {
    await people.addAssignment({
      id: deps.newId(),
      accountId,
      role,
      unitId: null,
      from: civilToday(deps.now()),
      to: null,
    });
  }
  deps.log.info('commune-founded', { communeId });
  return { communeId, accountId };
}

/** Whoever finds an old one must not found a second commune with it. */
async function revokeOtherFoundingLinks(tx: InstallationTx, except: string, at: string): Promise<void> {
  for (const link of await tx.foundingLinks()) {
    if (link.id !== except && link.usedAt === null && link.revokedAt === null)
      await tx.changeLink(link.id, { revokedAt: at });
  }
}

const sameKey = (a: PublicKey, b: PublicKey): boolean => canonicalJson(a) === canonicalJson(b);
