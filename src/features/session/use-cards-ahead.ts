// A list whose search answers to the first letter: what it looks in is read while nobody waits for anything.
import { useEffect } from 'preact/hooks';
import { readCardsAhead } from '../../db/card-index.ts';
import { useSession } from './context.ts';

/** After the list had its moment to be drawn and touched. */
const quietMs = 1_000;

export function useCardsAhead(): void {
  const { db } = useSession();
  useEffect(() => {
    // A database that fails says so where something is being done; the search itself reads what is not here yet.
    const timer = setTimeout(() => readCardsAhead(db, idle).catch(() => undefined), quietMs);
    return () => clearTimeout(timer);
  }, [db]);
}

/** The page's next moment without work. */
export const idle = (): Promise<unknown> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(resolve, { timeout: 300 });
    else setTimeout(resolve, 30);
  });
