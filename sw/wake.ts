// Runs the sync engine for the person in front of this phone.
import { getMeta } from '../src/db/meta.ts';
import { openPersonDb, type PersonDb } from '../src/db/person-db.ts';
import { currentPerson } from '../src/db/registry.ts';
import { hasRole } from '../src/shared/domain/role.ts';
import type { RunEnd, Trigger } from '../src/shared/sync/run.ts';
import { createEngine, type Engine } from '../src/sync/engine.ts';

interface Awake {
  readonly db: PersonDb;
  readonly engine: Engine;
}

let awake: Awake | null = null;

/** Null when nobody is enrolled on this phone. */
export async function wake(trigger: Trigger): Promise<RunEnd | null> {
  const person = await currentPerson();
  if (person === null) return null;
  if (awake?.db.accountId !== person.accountId) awake = open(person.accountId);
  return awake.engine.run(trigger);
}

/** An officer's screens are heavier than a submitter's: their parts are worth caching ahead. */
export async function isOfficerHere(): Promise<boolean> {
  const me = awake && (await getMeta(awake.db, 'me'));
  return me ? hasRole(me, 'officer', 'leader', 'admin') : false;
}

function open(accountId: string): Awake {
  awake?.db.close();
  const db = openPersonDb(accountId);
  const engine = createEngine({
    db,
    fetch: (url, init) => fetch(url, init),
    locks: navigator.locks,
    now: () => Date.now(),
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    origin: location.origin,
    version: __APP_VERSION__,
  });
  return { db, engine };
}
