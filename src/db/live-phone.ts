// What every screen subscribes to: whose phone it is, their units, and whether it sends. Apart from live.ts and
// live-strip.ts, so that the capture form opens without the lists and their figures.
import type { Observable } from 'dexie';
import type { Unit } from '../shared/domain/unit.ts';
import type { SyncRunState } from '../shared/sync/run.ts';
import type { Me } from '../shared/wire/down.ts';
import { live } from './live-query.ts';
import { getMeta } from './meta.ts';
import type { PersonDb } from './person-db.ts';

export interface StripFacts {
  /** Records with something to send. */
  readonly waiting: number;
  readonly photosWaiting: number;
  /** Records under "Cần xử lý". */
  readonly attention: number;
  readonly drafts: number;
  /** An instant of the server's clock. */
  readonly lastSyncAt: string | null;
  /** Something saved here was answered by the commune: until then the last exchange only brought news. */
  readonly hasSent: boolean;
  readonly run: SyncRunState;
  /** `full`: the reserve was given up; photos can no longer be kept. */
  readonly storage: { readonly bytes: number; readonly persisted: boolean | null; readonly full: boolean };
}

/** By name, as Vietnamese sorts. */
export const liveUnits = (db: PersonDb): Observable<readonly Unit[]> =>
  live(db, async () => (await db.units.toArray()).sort((a, b) => a.name.localeCompare(b.name, 'vi')));

export const liveRun = (db: PersonDb): Observable<SyncRunState> =>
  live(db, async () => (await getMeta(db, 'syncRun')) ?? { type: 'idle' });

export const liveMe = (db: PersonDb): Observable<Me | null> => live(db, async () => (await getMeta(db, 'me')) ?? null);
