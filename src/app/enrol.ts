// Makes this phone somebody's: key and queue first, then the question, then their database.
import { forgetSecret, queueForSecret } from '../db/enrolling.ts';
import { type IdDeps, idMaker } from '../db/ids.ts';
import { getMeta, getMetas, putMeta } from '../db/meta.ts';
import { allPeople } from '../db/people-list.ts';
import { openPersonDb, type PersonDb } from '../db/person-db.ts';
import { rememberPerson } from '../db/registry.ts';
import type { QueueIdentity } from '../db/rows.ts';
import type { EnrolFailure, Enrolling, WhoseWork } from '../features/enrolment/enrolling.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import type { Me } from '../shared/wire/down.ts';
import { type Accept, acceptAnswerSchema, type EnrolmentSecret, lookAnswerSchema } from '../shared/wire/enrolment.ts';
import { problemSchema } from '../shared/wire/problem.ts';
import { type Fetch, outcomeOf, send } from '../sync/http.ts';
import { makeQueueKey, signRegistration } from '../sync/queue-key.ts';
import { signIn } from '../sync/sign-in.ts';

export interface EnrolDeps extends IdDeps {
  readonly fetch: Fetch;
  readonly origin: string;
  /** "Android · Chrome 140". */
  readonly device: string;
  readonly version: string;
  readonly done: (me: Me) => void;
}

export function createEnrolling(deps: EnrolDeps): Enrolling {
  return {
    look: (secret) => post(deps, '/api/v1/enrolment/look', { secret }, lookAnswerSchema),
    async accept(secret, founding, whoseWork) {
      try {
        return await accept(deps, secret, founding, whoseWork);
      } catch {
        return err<EnrolFailure>({ code: 'storage' }); // only the phone's own database throws
      }
    },
    done: deps.done,
  };
}

async function accept(
  deps: EnrolDeps,
  secret: EnrolmentSecret,
  founding: Accept['founding'] | null,
  whoseWork: WhoseWork | null,
): Promise<Result<Me, EnrolFailure>> {
  const digest = await sha256(JSON.stringify(secret));
  const left = founding ? ok(null) : await queueLeftHere(deps, secret);
  if (!left.ok) return left;
  if (left.value && whoseWork === null) return err<EnrolFailure>({ code: 'whose-work' });
  const theirs = whoseWork === 'mine' ? left.value : null;
  const askWith = async (queue: QueueIdentity): Promise<Result<Me, EnrolFailure>> => {
    const { sig, ...named } = await signRegistration(queue, { secret });
    const wish: Accept = {
      secret,
      queue: named,
      sig,
      device: deps.device,
      app: deps.version,
      ...(founding ? { founding } : {}),
    };
    const answer = await post(deps, '/api/v1/enrolment/accept', wish, acceptAnswerSchema);
    if (!answer.ok) return answer;
    await takeIn(deps, answer.value.me, queue);
    await forgetSecret(digest);
    return ok(answer.value.me);
  };
  const queueOfAnswer = () => queueForSecret(digest, async () => theirs ?? (await freshQueue(deps)));
  let queue = await queueOfAnswer();
  if (left.value && (queue.id === left.value.id) !== (theirs !== null)) {
    // Tried before with the other answer, and the link is unspent.
    await forgetSecret(digest);
    queue = await queueOfAnswer();
  }
  const end = await askWith(queue);
  if (end.ok || end.error.code !== 'not-allowed' || theirs === null) return end;
  // The server knows that queue after all, as somebody else's.
  await forgetSecret(digest);
  return askWith(await queueForSecret(digest, () => freshQueue(deps)));
}

const freshQueue = async (deps: EnrolDeps): Promise<QueueIdentity> => ({
  id: idMaker(deps)(),
  keyPair: (await makeQueueKey()).keyPair,
});

/**
 * The queue of the one person of that name here whom the server has lost (S11.6): accepted with it, the link brings their
 * work under the account that they have now. Only they can say whether it is theirs.
 * Null where there is none, or more than one.
 */
async function queueLeftHere(
  deps: EnrolDeps,
  secret: EnrolmentSecret,
): Promise<Result<QueueIdentity | null, EnrolFailure>> {
  const people = await allPeople();
  if (people.length === 0) return ok(null);
  const look = await post(deps, '/api/v1/enrolment/look', { secret }, lookAnswerSchema);
  // A link that this phone has spent, and heard nothing of it, is asked for again with the queue it was spent with.
  if (!look.ok) return look.error.code === 'link-used' ? ok(null) : look;
  const left: QueueIdentity[] = [];
  for (const { accountId, name, communeName } of people) {
    if (name !== look.value.name || communeName !== look.value.communeName) continue;
    const db = openPersonDb(accountId);
    const { type } = await signIn(db, wireOf(deps)); // the server may not have been asked since
    const [queue, isUnknown] = await getMetas(db, ['queue', 'unknownToServer']);
    if (queue && isUnknown && type !== 'signed-in') left.push(queue);
    db.close();
  }
  const [only, ...others] = left;
  return ok(only && others.length === 0 ? only : null);
}

/** Opens the person's database, and puts them in front. */
async function takeIn(deps: EnrolDeps, me: Me, queue: QueueIdentity): Promise<void> {
  const db = await homeOf(me, queue);
  const known = await getMeta(db, 'queue');
  // The person was here before: what waits is numbered and signed in the queue it was saved in, so that one goes on.
  if (!known) await putMeta(db, 'queue', { id: queue.id, keyPair: queue.keyPair });
  else if (known.id !== queue.id) await registerAgain(deps, known, me);
  await putMeta(db, 'me', me);
  await putMeta(db, 'syncRun', { type: 'idle' });
  await rememberPerson({
    accountId: db.accountId,
    name: me.name,
    communeName: me.commune.name,
    dbName: db.name,
    enrolledAt: deps.now(),
  });
}

/** The database of that queue, else the one that is this account's now; a new one for who was never here. */
async function homeOf(me: Me, queue: QueueIdentity): Promise<PersonDb> {
  let home: PersonDb | null = null;
  for (const { accountId } of await allPeople()) {
    const db = openPersonDb(accountId);
    const [own, whose] = await getMetas(db, ['queue', 'me']);
    if (own?.id === queue.id) return db;
    if (own && whose?.accountId === me.accountId) home ??= db;
  }
  return home ?? openPersonDb(me.accountId);
}

/** An answer that does not come is no harm: the queue is known already, or the next sync says that it is not. */
async function registerAgain(deps: EnrolDeps, queue: QueueIdentity, { accountId, deviceId }: Me): Promise<void> {
  const body = JSON.stringify(await signRegistration(queue, { accountId, deviceId }));
  await send(wireOf(deps), '/api/v1/queues', { method: 'POST', headers: json, body });
}

async function post<T>(
  deps: EnrolDeps,
  path: string,
  body: unknown,
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
): Promise<Result<T, EnrolFailure>> {
  const outcome = await outcomeOf(
    await send(wireOf(deps), path, { method: 'POST', headers: json, body: JSON.stringify(body) }),
  );
  if (outcome.type === 'failed') return err<EnrolFailure>({ code: 'offline' });
  if (outcome.status === 200) {
    const answer = schema.safeParse(outcome.json);
    return answer.success ? ok(answer.data) : err<EnrolFailure>({ code: 'bad-answer' });
  }
  const problem = problemSchema.safeParse(outcome.json);
  if (!problem.success) return err<EnrolFailure>({ code: 'bad-answer' });
  const seconds = problem.data.retryAfterSeconds ?? outcome.retryAfter;
  return err<EnrolFailure>({ code: problem.data.code, ...(seconds === null ? {} : { retryAfterSeconds: seconds }) });
}

const json = { 'content-type': 'application/json' };
const wireOf = ({ fetch, origin }: EnrolDeps) => ({ fetch, origin, timeoutMs: 30_000 });

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
