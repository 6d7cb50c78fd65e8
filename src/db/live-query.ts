// A live query that survives a lost database handle.
import { liveQuery, type Observable } from 'dexie';
import { healed } from './heal.ts';
import type { PersonDb } from './person-db.ts';

export function live<T>(db: PersonDb, query: () => Promise<T>): Observable<T> {
  // Declared async, though it awaits nothing: only then does Dexie follow the query from one await to the next. Without it what is
  // read behind the second (the cards, where a draft's photo was asked for first) is read, and never heard of again.
  return liveQuery(async () => healed(db, query));
}
