// Runs the sync engine for the people of this phone, the person in front first.
import { getMeta } from '../src/db/meta.ts';
import { hasRole } from '../src/shared/domain/role.ts';
import type { RunEnd, Trigger } from '../src/shared/sync/run.ts';
import { createPhoneRun } from '../src/sync/phone-run.ts';

const phone = createPhoneRun({
  fetch: (url, init) => fetch(url, init),
  locks: navigator.locks,
  now: () => Date.now(),
  random: (count) => crypto.getRandomValues(new Uint8Array(count)),
  origin: location.origin,
  version: __APP_VERSION__,
});

/** Null when nobody is enrolled on this phone. */
export const wake = (trigger: Trigger): Promise<RunEnd | null> => phone.run(trigger);

/** An officer's screens are heavier than a submitter's: their parts are worth caching ahead. */
export async function isOfficerHere(): Promise<boolean> {
  const db = phone.inFront();
  const me = db && (await getMeta(db, 'me'));
  return me ? hasRole(me, 'officer', 'leader', 'admin') : false;
}
