// What the frame needs of the database, without the lists' queries.
import { liveQuery } from 'dexie';
import { useEffect, useState } from 'preact/hooks';
import { getMeta } from '../db/meta.ts';
import type { PersonDb } from '../db/person-db.ts';
import type { Me } from '../shared/wire/down.ts';
import { useLive } from '../ui/use-live.ts';
import { whenIdle } from './when-idle.ts';

/** Roles may change with any sync. */
export function useMe(db: PersonDb, first: Me): Me {
  return useLive(() => liveQuery(() => getMeta(db, 'me')), [db], true) ?? first;
}

/** Records that need a person; counted when the first screen had its moment. */
export function useAttention(db: PersonDb): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let stop = () => {};
    let isShown = true;
    whenIdle(async () => {
      const { liveAttentionCount } = await import('../db/live-strip.ts');
      if (!isShown) return;
      // A failing database is said where something is being done, not by a figure in the bar.
      const subscription = liveAttentionCount(db).subscribe(setCount, () => undefined);
      stop = () => subscription.unsubscribe();
    });
    return () => {
      isShown = false;
      stop();
    };
  }, [db]);
  return count;
}
