// Before the only copy here goes: a whole run for its person, so that what a restored server lacks waits again by then (S11.7).
import { live } from '../db/live-query.ts';
import { getMeta, getMetas } from '../db/meta.ts';
import type { PersonDb } from '../db/person-db.ts';

/** How long a person waits for it. */
const longestMs = 15_000;

/**
 * @param ring asks for a run. @returns whether one has ended well since; what it found stands in the database. Also true where
 * the commune has revoked this phone: it knows who that was, and no run of theirs will end well.
 */
export async function askCommune(db: PersonDb, ring: () => void, mostMs = longestMs): Promise<boolean> {
  const before = await getMeta(db, 'lastSyncAt');
  return new Promise((resolve) => {
    const end = (isHeard: boolean) => {
      clearTimeout(timer);
      subscription.unsubscribe();
      resolve(isHeard);
    };
    const timer = setTimeout(end, mostMs, false);
    const subscription = live(db, () => getMetas(db, ['lastSyncAt', 'syncRun'])).subscribe(
      ([heardAt, run]) => {
        const isRevoked = run?.type === 'stopped' && run.because === 'device-revoked';
        if (isRevoked || (heardAt !== before && run?.type === 'idle')) end(true);
      },
      () => end(false),
    );
    ring();
  });
}
