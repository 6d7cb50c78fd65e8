// Which records of the commune look alike, looked for while nobody waits for anything.
import { useEffect, useState } from 'preact/hooks';
import { type Alikes, findAlikes, liveAlikeMark } from '../../db/alike-pairs.ts';
import type { PersonDb } from '../../db/person-db.ts';
import { useLive } from '../../ui/use-live.ts';
import { useSession } from '../session/context.ts';
import { idle } from '../session/use-cards-ahead.ts';

/** After the queue had its moment to be drawn and touched, and once a burst of news is over. */
const quietMs = 1_500;
const none: Alikes = new Map();
/** While the app is open: one comes back to the queue without waiting for the marks. */
const remembered = new WeakMap<PersonDb, Alikes>();

/** @param wanted false: this reader merges nothing */
export function useAlikes(wanted: boolean): Alikes {
  const { db } = useSession();
  const [alikes, setAlikes] = useState(() => remembered.get(db) ?? none);
  const mark = useLive(() => liveAlikeMark(db), [db], true);
  useEffect(() => {
    if (!wanted || mark === undefined) return;
    let isWanted = true;
    const pause = async () => {
      await idle();
      return isWanted;
    };
    const look = async () => {
      const found = await findAlikes(db, pause);
      if (found === null || !isWanted) return;
      remembered.set(db, found);
      setAlikes(found);
    };
    // A database that fails says so where something is being done.
    const timer = setTimeout(() => look().catch(() => undefined), quietMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [db, mark, wanted]);
  return wanted ? alikes : none;
}

/** Newest first, and behind each record those that look like it. */
export function inPairs(alikes: Alikes): readonly string[] {
  const order = new Set<string>();
  const newest = [...alikes.keys()].sort((a, b) => (a < b ? 1 : -1));
  for (const id of newest) for (const one of order.has(id) ? [] : [id, ...(alikes.get(id) ?? [])]) order.add(one);
  return [...order];
}
