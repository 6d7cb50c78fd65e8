// What a phone has stored, read beside the app: browser tests compare it with what the server holds.
import type { Page } from 'playwright-core';
import type { PhotoRow } from '../../src/db/rows.ts';
import type { OutboxRow } from '../../src/shared/sync/outbox.ts';

/** All rows of a table of the person in front. */
export async function rowsOf<T>(page: Page, table: string): Promise<readonly T[]> {
  return page.evaluate(`(async () => {
    const open = (name) => new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const all = (db, table) => new Promise((resolve, reject) => {
      const request = db.transaction(table).objectStore(table).getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const registry = await open('viectot');
    const person = (await all(registry, 'people')).find(({ current }) => current);
    registry.close();
    const db = await open(person.dbName);
    const rows = await all(db, ${JSON.stringify(table)});
    db.close();
    return rows;
  })()`);
}

export const outboxOf = (page: Page) => rowsOf<OutboxRow>(page, 'outbox');
export const photosOf = (page: Page) => rowsOf<PhotoRow>(page, 'photos');
export const draftsOf = (page: Page) => rowsOf<{ recordId: string }>(page, 'drafts');

/** What the browser holds for Background Sync: whatever becomes of the page, it wakes the worker until that succeeds. */
export const syncTagsHeld = (page: Page): Promise<readonly string[]> =>
  page.evaluate('navigator.serviceWorker.ready.then(({ sync }) => sync.getTags())');
