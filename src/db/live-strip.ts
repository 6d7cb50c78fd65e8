// The figures of the sync strip as they change.
import type { Observable } from 'dexie';
import type { StripFacts } from './live-phone.ts';
import { live } from './live-query.ts';
import type { PersonDb } from './person-db.ts';
import { strip } from './strip-query.ts';

export const liveStrip = (db: PersonDb): Observable<StripFacts> => live(db, () => strip(db));
