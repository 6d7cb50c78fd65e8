// A run for a phone: first for the person in front, then for its other people who left work behind or have yet to hear of a
// restore (S11.7), each signed in with their own queue's key (S13). The browser has one session for all, so runs of different people take turns; a run ends
// between two slices of work when the person in front waits for theirs.
import { mayBeLost } from '../db/heard.ts';
import { getMeta, putMeta } from '../db/meta.ts';
import { inState } from '../db/outbox.ts';
import { allPeople } from '../db/people-list.ts';
import { openPersonDb, type PersonDb } from '../db/person-db.ts';
import { currentPerson } from '../db/registry.ts';
import type { RunEnd, Trigger } from '../shared/sync/run.ts';
import { limits } from '../shared/wire/version.ts';
import { nextCarriedPhoto } from './carried.ts';
import { createEngine, type Engine, type EngineDeps } from './engine.ts';
import { nextRows } from './exchange.ts';
import { nextPhoto } from './photo-queue.ts';
import { isSessionWanted, sessionFirst, sessionLater } from './session-lock.ts';
import { signIn, signOut } from './sign-in.ts';

export interface PhoneRunDeps extends Omit<EngineDeps, 'db' | 'locks' | 'inTurn' | 'isAwaited'> {
  readonly locks: Pick<LockManager, 'request' | 'query'>;
}

export interface PhoneRun {
  /** Null when nobody uses this phone, or nobody is in front and nothing of the others waits. */
  run(trigger: Trigger): Promise<RunEnd | null>;
  /** The database of the last run's person in front. */
  inFront(): PersonDb | null;
}

const timeoutMs = 30_000;

export function createPhoneRun(deps: PhoneRunDeps): PhoneRun {
  // Handles stay open: a run may be in flight for a person who has just left the front.
  const databases = new Map<string, PersonDb>();
  const engines = new Map<string, Engine>();
  let front: PersonDb | null = null;

  function dbOf(accountId: string): PersonDb {
    const db = databases.get(accountId) ?? openPersonDb(accountId);
    databases.set(accountId, db);
    return db;
  }

  function engineOf(accountId: string, turn: 'front' | 'other'): Engine {
    const key = `${turn}/${accountId}`;
    const [inTurn, isAwaited] = turn === 'front' ? [frontTurn, isFrontAwaited] : [otherTurn, isOtherAwaited];
    const engine = engines.get(key) ?? createEngine({ ...deps, db: dbOf(accountId), inTurn, isAwaited });
    engines.set(key, engine);
    return engine;
  }

  const isFrontAwaited = () => isSessionWanted(deps.locks, 1);
  const isOtherAwaited = () => isSessionWanted(deps.locks, 0);

  const frontTurn = <T>(work: () => Promise<T>): Promise<T> => sessionFirst(deps.locks, work);

  /** Afterwards the session is given back to who is in front. */
  const otherTurn = <T>(work: () => Promise<T>): Promise<T> =>
    sessionLater(deps.locks, async () => {
      // Noted before, so that a worker killed in between leaves no doubt whose session it is.
      const before = await currentPerson();
      if (before) await putMeta(dbOf(before.accountId), 'signInFirst', true);
      try {
        return await work();
      } finally {
        const after = await currentPerson();
        const wire = { ...deps, timeoutMs };
        // Without a line the next run of theirs signs in.
        await (after ? signIn(dbOf(after.accountId), wire) : signOut(wire)).catch(() => undefined);
      }
    });

  async function runOthers(trigger: Trigger, frontId: string | undefined): Promise<RunEnd | null> {
    let worst: RunEnd | null = null;
    const people = (await allPeople()).map(({ accountId }) => accountId);
    for (const accountId of people) {
      if (accountId === frontId) continue;
      const db = dbOf(accountId);
      const beside = people.filter((id) => id !== accountId).map(dbOf);
      if (!(await hasToSend(db, trigger)) && !(await mayBeLost(db, beside, trigger))) continue;
      await putMeta(db, 'signInFirst', true);
      // Somebody's save is no reason to ask again for those who were told to wait or to stop.
      const end = await engineOf(accountId, 'other').run(trigger === 'saved' ? 'timer' : trigger);
      if (worst === null || end.type !== 'done') worst = end;
    }
    return worst;
  }

  return {
    inFront: () => front,
    async run(trigger) {
      const person = await currentPerson();
      front = person && dbOf(person.accountId);
      const end = person && (await engineOf(person.accountId, 'front').run(trigger));
      // A line that is down or busy is so for everybody; a person who may not send, or one operation of theirs, does not hold up the others.
      if (end !== null && end.type !== 'done' && end.type !== 'unanswered' && end.type !== 'stopped') return end;
      const others = await runOthers(trigger, person?.accountId);
      return others !== null && (end === null || others.type !== 'done') ? others : end;
    },
  };
}

/** Whether a run of this person's would have something to bring: what waits behind a refused operation would not go. */
async function hasToSend(db: PersonDb, trigger: Trigger): Promise<boolean> {
  if (!(await getMeta(db, 'queue'))) return false; // a database that the browser has cleared
  const rows = await nextRows(db, limits.batchOps, new Set());
  // One that the server told to wait for another is not tried every minute.
  if (rows.some(({ answer }) => answer === null || trigger !== 'timer')) return true;
  if (trigger !== 'timer' && (await db.carried.where('state').equals('waiting').count()) > 0) return true;
  if (((await nextPhoto(db)) ?? (await nextCarriedPhoto(db))) !== null) return true;
  // The text was answered, the feed has not brought it back yet: its photos come after it.
  const isBetween = (await inState(db, 'answered').count()) > 0;
  const ready = db.photos.where('state').equals('ready');
  return (
    isBetween && (await ready.filter(({ inOutbox, carriedFor }) => inOutbox && carriedFor === undefined).count()) > 0
  );
}
