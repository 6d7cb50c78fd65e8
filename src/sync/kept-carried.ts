// What this phone carried and the server answered: kept for ninety days like the person's own receipts, and offered again to
// a server that was restored (SPEC.md S11, S16). The phone that wrote it may be lost.
import { getMeta } from '../db/meta.ts';
import type { PersonDb } from '../db/person-db.ts';
import type { CarriedOperation, PhotoRow } from '../db/rows.ts';
import { toldAgain } from '../shared/sync/carried.ts';
import { receiptMs } from '../shared/sync/receipt.ts';
import { freePhotos } from './held-photos.ts';

/** Inside the transaction that stores the first page of the new epoch. */
export async function offerCarriedAgain(db: PersonDb, epochFrom: number): Promise<void> {
  for (const row of await carriedOperations(db)) {
    const again = toldAgain(row, epochFrom);
    if (again === null) continue;
    const { taken: _taken, answeredAt: _answeredAt, putAway: _putAway, ...waits } = row;
    await db.carried.put({ ...waits, state: 'waiting', again });
  }
}

/** What has been kept long enough by the server's clock, as it was last heard, leaves; photos after the words they belong to. */
export function letGoOfCarried(db: PersonDb): Promise<void> {
  return db.transaction('rw', db.carried, db.photos, db.photoBytes, db.meta, async () => {
    const lastHeard = await getMeta(db, 'lastSyncAt');
    if (lastHeard === undefined) return;
    const now = Date.parse(lastHeard);
    const kept = new Set<string>();
    for (const row of await carriedOperations(db)) {
      if (row.state === 'arrived' && row.answeredAt !== undefined && row.answeredAt < now - receiptMs) {
        await db.carried.delete(row.id);
        continue;
      }
      kept.add(`${row.queue} ${row.recordId}`);
      // An earlier release did not note when.
      if (row.state === 'arrived' && row.answeredAt === undefined) await db.carried.put({ ...row, answeredAt: now });
    }
    const old: PhotoRow[] = [];
    for (const photo of await db.photos.where('state').equals('held').filter(isCarried).toArray()) {
      if (photo.heldFrom === undefined) await db.photos.put({ ...photo, heldFrom: now });
      else if (photo.heldFrom < now - receiptMs && !kept.has(`${photo.carriedFor} ${photo.recordId}`)) old.push(photo);
    }
    await freePhotos(db, old);
  });
}

const isCarried = ({ carriedFor }: PhotoRow): boolean => carriedFor !== undefined;

async function carriedOperations(db: PersonDb): Promise<readonly CarriedOperation[]> {
  return (await db.carried.toArray()).flatMap((row) => (row.type === 'operation' ? [row] : []));
}
