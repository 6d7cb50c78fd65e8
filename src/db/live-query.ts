// A live query that survives a lost database handle.
import { liveQuery, type Observable } from 'dexie';
import { healed } from './heal.ts';
import type { PersonDb } from './person-db.ts';

export function live<T>(db: PersonDb, query: () => Promise<T>): Observable<T> {
  return liveQuery(() => healed(db, query));
}
