// What the browser promises about this phone's storage, and whether the database still answers.
import { healed } from './heal.ts';
import { type IdDeps, idMaker } from './ids.ts';
import { getMeta, putMeta } from './meta.ts';
import type { PersonDb } from './person-db.ts';

/** What the page's `navigator.storage` offers; a worker's cannot ask. */
export interface StoragePromise {
  persisted(): Promise<boolean>;
  persist(): Promise<boolean>;
}

/**
 * Asks the browser to keep the storage, once something was saved that would be missed.
 * True when it is protected.
 */
export async function askToPersist(db: PersonDb, storage: StoragePromise): Promise<boolean> {
  if (!(await getMeta(db, 'savedOnce'))) return false;
  const persisted = (await storage.persisted()) || (await storage.persist());
  if ((await getMeta(db, 'persisted')) !== persisted) await putMeta(db, 'persisted', persisted);
  return persisted;
}

/** Reads one row, reopening a lost database. `reload`: it stays lost until the page is loaded anew. */
export async function probe(db: PersonDb): Promise<'well' | 'reload'> {
  try {
    await healed(db, () => db.meta.limit(1).count());
    return 'well';
  } catch {
    return 'reload';
  }
}

/**
 * Notes a failure for the admin's list: where and which code, how often. Never a name or a text; what does not fit the
 * wire's shape is made to fit.
 */
export async function noteError(
  db: PersonDb,
  deps: IdDeps,
  { code, place, version }: { readonly code: string; readonly place: string; readonly version: string },
): Promise<void> {
  const fitting = {
    code:
      code
        .toLowerCase()
        .replace(/[^a-z0-9-]+/g, '-')
        .replace(/^[^a-z]+/, '')
        .slice(0, 60) || 'unknown',
    place: place.replace(/[^a-zA-Z0-9/._:-]+/g, '-').slice(0, 120) || 'unknown',
    version: version.slice(0, 40),
  };
  const fresh = { id: idMaker(deps)(), at: new Date(deps.now()).toISOString(), ...fitting, count: 1 };
  await db.transaction('rw', db.errors, async () => {
    const known = await db.errors.limit(mostErrors).toArray();
    const same = known.find(
      (row) => row.code === fitting.code && row.place === fitting.place && row.version === fitting.version,
    );
    if (same) await db.errors.put({ ...same, at: fresh.at, count: same.count + 1 });
    else if (known.length < mostErrors) await db.errors.add(fresh);
  });
}

const mostErrors = 100;
