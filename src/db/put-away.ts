// Putting away what the commune refused, after the person has read it.
import { healed } from './heal.ts';
import { addStoredBytes } from './meta.ts';
import type { PersonDb } from './person-db.ts';
import type { SaveDeps } from './save.ts';

/**
 * Takes one refused operation out of the outbox, and nothing else: one that waits, or that the server has, stays. What
 * waited behind it may go now. False: it was no longer there.
 */
export async function putAway(db: PersonDb, deps: Pick<SaveDeps, 'onSaved'>, seq: number): Promise<boolean> {
  const done = await healed(db, () =>
    db.transaction('rw', db.outbox, db.meta, async () => {
      const row = await db.outbox.get(seq);
      if (row?.state !== 'attention') return false;
      await db.outbox.delete(seq);
      await addStoredBytes(db, -row.bytes);
      return true;
    }),
  );
  if (done) deps.onSaved();
  return done;
}
