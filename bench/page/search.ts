// Runs in the browser, on the phone's own database: how long a search takes until its answer is there to be drawn.
import { type ListPage, liveList } from '../../src/db/live.ts';
import { openPersonDb } from '../../src/db/person-db.ts';

/** Milliseconds of each query, one after another, as somebody typing asks them: each a subscription of its own. */
export async function timeSearches(accountId: string, queries: readonly string[]): Promise<readonly number[]> {
  const db = openPersonDb(accountId);
  const times: number[] = [];
  for (const query of queries) {
    const from = performance.now();
    const page = await new Promise<ListPage>((resolve, reject) => {
      const subscription = liveList(db, { kind: 'nomination', query, limit: 60 }).subscribe((found) => {
        subscription.unsubscribe();
        resolve(found);
      }, reject);
    });
    times.push(performance.now() - from);
    if (page.total === null) throw new Error(`${query} was not searched for`);
    await new Promise((resolve) => setTimeout(resolve, 50)); // nobody types faster
  }
  db.close();
  return times;
}
