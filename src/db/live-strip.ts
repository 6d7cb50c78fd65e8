// The figures of the sync strip as they change.
import type { Observable } from 'dexie';
import type { StripFacts } from './live-phone.ts';
import { live } from './live-query.ts';
import type { PersonDb } from './person-db.ts';
import { recordsIn, strip } from './strip-query.ts';

export const liveStrip = (db: PersonDb): Observable<StripFacts> => live(db, () => strip(db));

/** Records that need a person: of the strip's figures the one that stands on every screen. */
export const liveAttentionCount = (db: PersonDb): Observable<number> =>
  live(db, async () => (await recordsIn(db, 'attention')).size);
