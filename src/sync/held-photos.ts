// What the feed says of photos: which the server holds durably, which nobody awaits any more.
import { addStoredBytes, getMeta } from '../db/meta.ts';
import type { PersonDb } from '../db/person-db.ts';
import { bytesKeys } from '../db/photo-bytes.ts';
import { isNamed, refusedButNamed } from '../db/photo-named.ts';
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
  if (!photo.inOutbox || photo.carriedFor !== undefined) return photo;
  const named = snapshot.rows.photos?.[photo.id] !== undefined;
  if (photo.state === 'heic') return undecodedPhoto(photo, named || awaitsText);
  const held = snapshot.held[photo.id];
  if (held === 'both') return photo.state === 'held' && !photo.facts ? photo : heldWhole(photo);
  if (photo.state === 'ready' && !named && !awaitsText) return { ...photo, state: 'failed', failure: 'unwanted' };
  // Its facts were told and not taken, or those of other bytes were: no run sends it.
  if (photo.state === 'ready' && photo.facts === 'told' && !awaitsText && !isNamed(snapshot, photo))
    return { ...photo, state: 'failed', failure: 'refused' };
  const isWantedAgain = photo.failure === 'unwanted' ? named : isOnlyUnnamed(photo) && isNamed(snapshot, photo);
  if (photo.state === 'failed' && isWantedAgain) return { ...photo, state: 'ready', failure: null };
  // The server lost what it held (a restore): it is sent again.
  if (photo.state === 'held' && named)
    return { ...photo, state: 'ready', sent: held ? sizesOf[held] : [], uploads: {} };
  return photo;
}

/** A server that loses it with its hash hears of both again. */
function heldWhole({ facts: _facts, ...photo }: PhotoRow): PhotoRow {
  return { ...photo, state: 'held', sent: sizesOf.both, uploads: {}, failure: null };
}

/** The server holds nothing of it (P8); it stays as it came, and is tried again while its record names it. */
function undecodedPhoto(photo: PhotoRow, awaited: boolean): PhotoRow {
  const failure = awaited ? null : 'unwanted';
  return photo.failure === failure ? photo : { ...photo, failure };
}

/**
 * A restored server may lack what it was heard to hold; the feed of the new epoch, or the server where the feed shows no record
 * (P4), says it anew. It may have refused a photo as unwanted for the words alone, which are brought again. Inside the
 * transaction that stores the first page of the epoch, before its records, after what was carried waits again.
 */
export async function doubtPhotos(db: PersonDb): Promise<void> {
  const photos = await db.photos
    .where('state')
    .anyOf('ready', 'held', 'failed')
    .filter((photo) => photo.inOutbox && (photo.state !== 'failed' || isOnlyUnnamed(photo)))
    .toArray();
  const lacking = await carriedWordsLacking(db);
  for (const photo of photos) {
    const doubted = { ...photo, state: 'ready', sent: [], uploads: {}, mismatches: 0, failure: null } as const;
    await db.photos.put(lacking.has(`${photo.carriedFor} ${photo.recordId}`) ? asNews(doubted) : doubted);
  }
}

/** What a person has put away is shown again with its words, or once it had to be sent again itself. */
async function carriedWordsLacking(db: PersonDb): Promise<ReadonlySet<string>> {
  const waiting = await db.carried.where('state').equals('waiting').toArray();
  return new Set(waiting.flatMap((row) => (row.type === 'operation' ? [`${row.queue} ${row.recordId}`] : [])));
}

/** Something became of it that its carrier has not seen; it is kept anew from when it is held. */
export function asNews({ heldFrom: _heldFrom, putAway: _putAway, ...photo }: PhotoRow): PhotoRow {
  return photo;
}

/** Refused for what the record said, not for its bytes. */
const isOnlyUnnamed = ({ failure, facts }: PhotoRow): boolean =>
  failure === 'unwanted' || (failure === 'refused' && facts !== undefined);

/** An earlier release took every photo for unwanted that was not found under another person's session. */
export function wantNamedPhotos(db: PersonDb): Promise<void> {
  return db.transaction('rw', db.photos, db.snapshots, async () => {
    for (const photo of await refusedButNamed(db)) await db.photos.put({ ...photo, state: 'ready', failure: null });
  });
}

/**
 * Held photos of records that are not here leave, once no operation on them is kept that a restored server may have to be brought
 * again (S11.1). Inside the caller's transaction, when the feed has said all.
 */
export async function sweepPhotos(db: PersonDb): Promise<void> {
  const held = await db.photos
    .where('state')
    .equals('held')
    .filter(({ carriedFor }) => carriedFor === undefined)
    .toArray();
  const snapshots = await db.snapshots.bulkGet(held.map(({ recordId }) => recordId));
  const gone = held.filter((_, at) => snapshots[at] === undefined);
  if (gone.length === 0) return;
  const waiting = (await db.outbox.toArray()).map(({ recordId }) => recordId);
  const answered = (await db.receipts.toArray()).map(({ op }) => op.recordId);
  const kept = new Set([...waiting, ...answered]);
  await freePhotos(
    db,
    gone.filter(({ recordId }) => !kept.has(recordId)),
  );
}

/** At the start of the app, after the oldest receipts have left. While the feed has more to say its end does it. */
export function letGoOfPhotos(db: PersonDb): Promise<void> {
  const tables = [db.photos, db.photoBytes, db.snapshots, db.outbox, db.receipts, db.meta];
  return db.transaction('rw', tables, async () => {
    if (!(await getMeta(db, 'sweepPhotos'))) await sweepPhotos(db);
  });
}

/** Rows and bytes. Inside the caller's transaction. */
export async function freePhotos(db: PersonDb, photos: readonly PhotoRow[]): Promise<void> {
  if (photos.length === 0) return;
  await db.photos.bulkDelete(photos.map(({ id }) => id));
  await db.photoBytes.bulkDelete(photos.flatMap(({ id }) => bytesKeys(id)));
  await addStoredBytes(db, -photos.reduce((sum, photo) => sum + sizeOf(photo), 0));
}
