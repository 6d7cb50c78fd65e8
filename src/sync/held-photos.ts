// What the feed says of photos: which the server holds durably, which nobody awaits any more.
import { addStoredBytes } from '../db/meta.ts';
import type { PersonDb } from '../db/person-db.ts';
import { bytesKeys } from '../db/photo-bytes.ts';
import { refusedButNamed } from '../db/photo-named.ts';
import { sizeOf } from '../db/photos.ts';
import type { PhotoRow, PhotoSize, SnapshotRow } from '../db/rows.ts';

const sizesOf = { thumb: ['thumb'], full: ['full'], both: ['thumb', 'full'] } as const satisfies Record<
  string,
  readonly PhotoSize[]
>;

/** Marks this phone's photos of the record as the server has them. Inside the transaction that stores the snapshot. */
export async function noteHeld(db: PersonDb, snapshot: SnapshotRow): Promise<void> {
  const photos = await db.photos.where('recordId').equals(snapshot.id).toArray();
  if (photos.length === 0) return;
  const waiting = await db.outbox.where('recordId').equals(snapshot.id).toArray();
  const awaitsText = waiting.some(({ state }) => state !== 'answered');
  for (const photo of photos) {
    const next = heldPhoto(photo, snapshot, awaitsText);
    if (next !== photo) await db.photos.put(next);
  }
}

function heldPhoto(photo: PhotoRow, snapshot: SnapshotRow, awaitsText: boolean): PhotoRow {
  // What is carried (S16) waits for text that is not in this outbox.
  if (!photo.inOutbox || photo.carriedFor !== undefined || photo.state === 'heic') return photo;
  const held = snapshot.held[photo.id];
  if (held === 'both')
    return photo.state === 'held' ? photo : { ...photo, state: 'held', sent: sizesOf.both, uploads: {}, failure: null };
  const named = snapshot.rows.photos?.[photo.id] !== undefined;
  if (photo.state === 'ready' && !named && !awaitsText) return { ...photo, state: 'failed', failure: 'unwanted' };
  if (photo.state === 'failed' && photo.failure === 'unwanted' && named)
    return { ...photo, state: 'ready', failure: null };
  // The server lost what it held (a restore): it is sent again.
  if (photo.state === 'held' && named)
    return { ...photo, state: 'ready', sent: held ? sizesOf[held] : [], uploads: {} };
  return photo;
}

/**
 * A restored server may lack what it was heard to hold; the feed of the new epoch, or the server where the feed shows no record
 * (P4), says it anew. It may have refused a photo as unwanted for the words alone, which are brought again. Inside the
 * transaction that stores the first page of the epoch, before its records.
 */
export async function doubtPhotos(db: PersonDb): Promise<void> {
  const photos = await db.photos
    .where('state')
    .anyOf('ready', 'held', 'failed')
    .filter(({ inOutbox, state, failure }) => inOutbox && (state !== 'failed' || failure === 'unwanted'))
    .toArray();
  for (const { heldFrom: _heldFrom, putAway: _putAway, ...photo } of photos)
    await db.photos.put({ ...photo, state: 'ready', sent: [], uploads: {}, failure: null });
}

/** An earlier release took every photo for unwanted that was not found under another person's session. */
export function wantNamedPhotos(db: PersonDb): Promise<void> {
  return db.transaction('rw', db.photos, db.snapshots, async () => {
    for (const photo of await refusedButNamed(db)) await db.photos.put({ ...photo, state: 'ready', failure: null });
  });
}

/** Photos that the server holds leave with their record; one that it does not hold stays, and what is carried (S11.1). */
export async function freeHeldPhotosOf(db: PersonDb, recordIds: readonly string[]): Promise<void> {
  const photos = await db.photos.where('recordId').anyOf(recordIds).toArray();
  await freePhotos(
    db,
    photos.filter(({ state, carriedFor }) => state === 'held' && carriedFor === undefined),
  );
}

/** After the confirmed rows came anew: held photos of records that did not come back leave. What this phone has yet to bring stays. */
export async function sweepPhotos(db: PersonDb): Promise<void> {
  const held = await db.photos.where('state').equals('held').toArray();
  const snapshots = await db.snapshots.bulkGet(held.map(({ recordId }) => recordId));
  const waiting = new Set((await db.outbox.toArray()).map(({ recordId }) => recordId));
  await freePhotos(
    db,
    held.filter(
      ({ recordId, carriedFor }, at) =>
        snapshots[at] === undefined && !waiting.has(recordId) && carriedFor === undefined,
    ),
  );
}

/** Rows and bytes. Inside the caller's transaction. */
export async function freePhotos(db: PersonDb, photos: readonly PhotoRow[]): Promise<void> {
  if (photos.length === 0) return;
  await db.photos.bulkDelete(photos.map(({ id }) => id));
  await db.photoBytes.bulkDelete(photos.flatMap(({ id }) => bytesKeys(id)));
  await addStoredBytes(db, -photos.reduce((sum, photo) => sum + sizeOf(photo), 0));
}
