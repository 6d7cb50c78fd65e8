// Where the bytes of a photo lie, and the reserve that lets text be saved when the disk is full.

import { isStorageFull } from './heal.ts';
import type { IdDeps } from './ids.ts';
import { getMeta, putMeta } from './meta.ts';
import type { PersonDb } from './person-db.ts';
import type { PhotoSize } from './rows.ts';

export const bytesKey = (photoId: string, part: PhotoSize | 'original'): string => `${photoId}/${part}`;
export const bytesKeys = (photoId: string): readonly string[] =>
  (['full', 'thumb', 'original'] as const).map((part) => bytesKey(photoId, part));

/** Bytes stored of a photo. Reads them, so: only before they are removed. */
export async function bytesOf(db: PersonDb, photoId: string): Promise<number> {
  const parts = await db.photoBytes.bulkGet([...bytesKeys(photoId)]);
  return parts.reduce((sum, part) => sum + (part?.byteLength ?? 0), 0);
}

const reserveKey = 'reserve';
const reserveBytes = 2 * 1024 * 1024;

/**
 * Lays two megabytes aside, so that a full disk stops photos and not words. Random, since a browser may compress what
 * it stores. Asked for at every start; a disk that is full already has no reserve.
 */
export async function ensureReserve(db: PersonDb, deps: Pick<IdDeps, 'random'>): Promise<void> {
  if ((await db.photoBytes.where(':id').equals(reserveKey).count()) > 0) {
    // What was too full for a photo may have room again; the next photo tells.
    if (await getMeta(db, 'storageFull')) await putMeta(db, 'storageFull', false);
    return;
  }
  const bytes = new Uint8Array(reserveBytes);
  for (let at = 0; at < reserveBytes; at += 65_536) bytes.set(deps.random(65_536), at); // the most one call may ask
  try {
    await db.photoBytes.put(bytes.buffer, reserveKey);
    await putMeta(db, 'storageFull', false);
  } catch (error) {
    if (!isStorageFull(error)) throw error;
  }
}

/** Gives the reserve up and says so. True when there was one. */
export async function freeReserve(db: PersonDb): Promise<boolean> {
  const had = (await db.photoBytes.where(':id').equals(reserveKey).count()) > 0;
  if (!had) return false;
  await db.photoBytes.delete(reserveKey);
  await putMeta(db, 'storageFull', true).catch(() => undefined); // said by the next save otherwise
  return true;
}
