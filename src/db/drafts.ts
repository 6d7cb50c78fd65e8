// What a person is writing: kept within a second of every change, and back after a killed browser.
import { liveQuery, type Observable } from 'dexie';
import { healed } from './heal.ts';
import { addStoredBytes } from './meta.ts';
import type { PersonDb } from './person-db.ts';
import { bytesKeys, bytesOf } from './photo-bytes.ts';
import type { DraftRow } from './rows.ts';

export async function putDraft(db: PersonDb, row: DraftRow): Promise<void> {
  await healed(db, () => db.drafts.put(row));
}

export async function getDraft(db: PersonDb, recordId: string): Promise<DraftRow | null> {
  return healed(db, async () => (await db.drafts.get(recordId)) ?? null);
}

/** Removes a draft and the photos that only it had. Photos of a record that was saved stay. */
export async function deleteDraft(db: PersonDb, recordId: string): Promise<void> {
  await healed(db, () =>
    db.transaction('rw', db.drafts, db.photos, db.photoBytes, db.meta, async () => {
      await db.drafts.delete(recordId);
      const photos = await db.photos.where('recordId').equals(recordId).toArray();
      const onlyHere = photos.filter(({ inOutbox }) => !inOutbox);
      await db.photos.bulkDelete(onlyHere.map(({ id }) => id));
      let freed = 0;
      for (const { id } of onlyHere) freed += await bytesOf(db, id);
      await db.photoBytes.bulkDelete(onlyHere.flatMap(({ id }) => bytesKeys(id)));
      await addStoredBytes(db, -freed);
    }),
  );
}

/** Newest first. */
export function liveDrafts(db: PersonDb, kind?: string): Observable<readonly DraftRow[]> {
  return liveQuery(async () => {
    const newest = db.drafts.orderBy('updatedAt').reverse();
    return (kind === undefined ? newest : newest.filter((draft) => draft.kind === kind)).limit(100).toArray();
  });
}

interface Hold {
  /** Forms of this page that asked; the lock falls with the last. */
  holders: number;
  readonly letGo: () => void;
}

/** Drafts this page writes in. */
const held = new Map<string, Hold>();

/**
 * The first tab that opens a draft writes in it; a second one reads. The lock falls with the tab, or when every form of
 * the page that was told 'writer' has called `releaseDraft` once.
 */
export async function holdDraft(recordId: string): Promise<'writer' | 'reader'> {
  const known = held.get(recordId);
  if (known) {
    known.holders += 1;
    return 'writer';
  }
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`viectot-draft-${recordId}`, { ifAvailable: true }, (lock) => {
        const meanwhile = held.get(recordId); // two forms asked at once
        if (meanwhile) meanwhile.holders += 1;
        if (lock === null || meanwhile) {
          resolve(meanwhile ? 'writer' : 'reader');
          return;
        }
        const released = new Promise<void>((letGo) => held.set(recordId, { holders: 1, letGo }));
        resolve('writer');
        return released;
      })
      .catch(reject);
  });
}

/** Called once for each 'writer', when the form closes, so that another tab may write. */
export function releaseDraft(recordId: string): void {
  const hold = held.get(recordId);
  if (!hold) return;
  hold.holders -= 1;
  if (hold.holders > 0) return;
  held.delete(recordId);
  hold.letGo();
}
