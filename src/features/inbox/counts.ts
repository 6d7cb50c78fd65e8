// How many confirmed records stand at each step. Counted from indexes; no row is read.
import { Dexie, liveQuery, type Observable } from 'dexie';
import type { PersonDb } from '../../db/person-db.ts';
import { type Status, statuses } from '../../shared/domain/workflow.ts';

export interface QueueCounts {
  readonly byStatus: Readonly<Record<Status, number>>;
  readonly all: number;
}

export const liveCounts = (db: PersonDb): Observable<QueueCounts> =>
  liveQuery(async () => {
    const counts = await Promise.all(
      statuses.map((status) =>
        db.cards.where('[status+id]').between([status, Dexie.minKey], [status, Dexie.maxKey]).count(),
      ),
    );
    const each = statuses.map((status, at) => [status, counts[at] ?? 0] as const);
    return {
      byStatus: Object.fromEntries(each) as Record<Status, number>, // every status stands in the list it is made from
      all: counts.reduce((sum, count) => sum + count, 0),
    };
  });
