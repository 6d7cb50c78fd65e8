// Single values of the database, typed by key.
import type { PersonDb } from './person-db.ts';
import type { MetaKey, MetaRow, MetaValues } from './rows.ts';

export async function getMeta<K extends MetaKey>(db: PersonDb, key: K): Promise<MetaValues[K] | undefined> {
  const row = await db.meta.get(key);
  return row?.value as MetaValues[K] | undefined; // a row stands under its own key
}

/** Several at once: on a slow phone each read of its own is a transaction of its own. */
export async function getMetas<const K extends readonly MetaKey[]>(
  db: PersonDb,
  keys: K,
): Promise<{ [N in keyof K]: MetaValues[K[N]] | undefined }> {
  const rows = await db.meta.bulkGet([...keys]);
  return rows.map((row) => row?.value) as { [N in keyof K]: MetaValues[K[N]] | undefined }; // bulkGet answers in the order of its keys
}

export async function putMeta<K extends MetaKey>(db: PersonDb, key: K, value: MetaValues[K]): Promise<void> {
  await db.meta.put({ key, value } as MetaRow); // key and value are of one row by K
}

/** Raises a counter by one and gives its new value. Atomic also outside a transaction. */
export function countUp(db: PersonDb, key: 'syncMark' | 'syncTag' | 'cardsCleared' | 'requests'): Promise<number> {
  return db.transaction('rw', db.meta, async () => {
    const next = ((await getMeta(db, key)) ?? 0) + 1;
    await putMeta(db, key, next);
    return next;
  });
}

/** Adds to the count of bytes kept here. Called in the transaction that stores or removes them. */
export async function addStoredBytes(db: PersonDb, delta: number): Promise<void> {
  if (delta === 0) return;
  await putMeta(db, 'storedBytes', Math.max(0, ((await getMeta(db, 'storedBytes')) ?? 0) + delta));
}
