// Photos of saved records that no run sends: the commune refused them, they are damaged or gone, or cannot be decoded here.
import { healed } from './heal.ts';
import { addStoredBytes } from './meta.ts';
import type { PersonDb } from './person-db.ts';
import { bytesKeys, bytesOf } from './photo-bytes.ts';
import type { PhotoRow } from './rows.ts';

/** This person's, in the order they were taken. */
export async function unsendablePhotos(db: PersonDb): Promise<readonly PhotoRow[]> {
  const photos = await db.photos
    .where('state')
    .anyOf('heic', 'failed')
    .filter(({ inOutbox, carriedFor, failure }) => inOutbox && carriedFor === undefined && failure !== 'unwanted')
    .toArray();
  return photos.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Takes such a photo off the phone, with its bytes, after the person was asked. */
export function putAwayPhoto(db: PersonDb, photoId: string): Promise<void> {
  return healed(db, () =>
    db.transaction('rw', db.photos, db.photoBytes, db.meta, async () => {
      const isStill = (await unsendablePhotos(db)).some(({ id }) => id === photoId);
      if (isStill) await dropPhotos(db, [photoId]);
    }),
  );
}

/** Rows and bytes. Inside the caller's transaction. */
export async function dropPhotos(db: PersonDb, ids: readonly string[]): Promise<void> {
  let freed = 0;
  for (const id of ids) freed += await bytesOf(db, id);
  await db.photos.bulkDelete([...ids]);
  await db.photoBytes.bulkDelete(ids.flatMap((id) => bytesKeys(id)));
  await addStoredBytes(db, -freed);
}
