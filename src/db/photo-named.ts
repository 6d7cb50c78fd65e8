import type { PersonDb } from './person-db.ts';
import type { PhotoRow, SnapshotRow } from './rows.ts';

/** Whether the confirmed record names the photo by the bytes that are here. */
export const isNamed = (snapshot: SnapshotRow | undefined, { id, full }: PhotoRow): boolean =>
  full !== null && snapshot?.rows.photos?.[id]?.sha256 === full.sha256;

/** This person's photos that were refused as unwanted, and that the confirmed record names all the same. */
export async function refusedButNamed(db: PersonDb): Promise<readonly PhotoRow[]> {
  const photos = await db.photos
    .where('state')
    .equals('failed')
    .filter(({ inOutbox, carriedFor, failure }) => inOutbox && carriedFor === undefined && failure === 'unwanted')
    .toArray();
  const snapshots = await db.snapshots.bulkGet(photos.map(({ recordId }) => recordId));
  return photos.filter((photo, at) => isNamed(snapshots[at], photo));
}
