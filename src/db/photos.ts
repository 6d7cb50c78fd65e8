// Photos of a draft or a record: what is known of each in `photos`, its bytes in `photoBytes`.
import type { Row } from '../shared/domain/record.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { healed, isStorageClosed, isStorageFull } from './heal.ts';
import { type IdDeps, idMaker, systemIds } from './ids.ts';
import { addStoredBytes, putMeta } from './meta.ts';
import type { PersonDb } from './person-db.ts';
import { bytesKey, bytesKeys, bytesOf } from './photo-bytes.ts';
import type { PhotoPart, PhotoRow, PhotoSize } from './rows.ts';
import type { SaveFailure } from './save.ts';

interface Picture extends PhotoPartFacts {
  readonly bytes: ArrayBuffer;
}
type PhotoPartFacts = Omit<PhotoPart, 'bytes'>;

/** What the photo worker made of a file, as far as something of it is kept. A refused file is only said. */
export type KeptOutcome =
  | { readonly type: 'done'; readonly full: Picture; readonly thumb: Picture; readonly takenAt: string | null }
  | { readonly type: 'undecodable-heic' };

/**
 * Keeps a photo with a draft or a record. A HEIC that could not be decoded is kept as it came: it carries its
 * position, so it never leaves the phone until it was decoded (P8).
 */
export async function addPhoto(
  db: PersonDb,
  recordId: string,
  outcome: KeptOutcome,
  originalFile: Blob,
  deps: IdDeps = systemIds,
): Promise<Result<PhotoRow, SaveFailure>> {
  // Read before the transaction: it would close while a file is read.
  const original = outcome.type === 'undecodable-heic' ? await originalFile.arrayBuffer() : null;
  const row: PhotoRow = {
    id: idMaker(deps)(),
    recordId,
    state: original ? 'heic' : 'ready',
    full: outcome.type === 'done' ? partOf(outcome.full) : null,
    thumb: outcome.type === 'done' ? partOf(outcome.thumb) : null,
    takenAt: outcome.type === 'done' ? outcome.takenAt : null,
    addedAt: deps.now(),
    uploads: {},
    sent: [],
    inOutbox: false,
    mismatches: 0,
    failure: null,
  };
  try {
    await healed(db, () =>
      db.transaction('rw', db.photos, db.photoBytes, db.meta, async () => {
        await db.photos.put(row);
        if (original) await db.photoBytes.put(original, bytesKey(row.id, 'original'));
        if (outcome.type === 'done') await putParts(db, row.id, outcome);
        await addStoredBytes(db, original ? original.byteLength : sizeOf(row));
      }),
    );
    return ok(row);
  } catch (error) {
    if (isStorageFull(error)) {
      await putMeta(db, 'storageFull', true).catch(() => undefined);
      return err({ code: 'storage-full' });
    }
    if (isStorageClosed(error)) return err({ code: 'storage-closed' });
    throw error;
  }
}

/** Stores both pictures of a photo. Inside the caller's transaction. */
export async function putParts(
  db: PersonDb,
  photoId: string,
  parts: { readonly full: Picture; readonly thumb: Picture },
) {
  await db.photoBytes.put(parts.full.bytes, bytesKey(photoId, 'full'));
  await db.photoBytes.put(parts.thumb.bytes, bytesKey(photoId, 'thumb'));
}

export const partOf = ({ bytes, sha256, mime, width, height }: Picture): PhotoPart => ({
  sha256,
  bytes: bytes.byteLength,
  mime,
  width,
  height,
});

export const sizeOf = (row: Pick<PhotoRow, 'full' | 'thumb'>): number =>
  (row.full?.bytes ?? 0) + (row.thumb?.bytes ?? 0);

/** Takes a photo out of a draft, with its bytes. A photo of a record that was saved leaves by an edit instead. */
export async function removePhoto(db: PersonDb, photoId: string): Promise<void> {
  await healed(db, () =>
    db.transaction('rw', db.photos, db.photoBytes, db.meta, async () => {
      const row = await db.photos.get(photoId);
      if (!row || row.inOutbox) return;
      const freed = await bytesOf(db, photoId);
      await db.photos.delete(photoId);
      await db.photoBytes.bulkDelete([...bytesKeys(photoId)]);
      await addStoredBytes(db, -freed);
    }),
  );
}

/** Photos this phone has of a record, in the order they were added. */
export async function photosOf(db: PersonDb, recordId: string): Promise<readonly PhotoRow[]> {
  const rows = await healed(db, () => db.photos.where('recordId').equals(recordId).toArray());
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** An address of the bytes for an <img>, or null when they are not on this phone. The caller revokes it. */
export async function photoUrl(db: PersonDb, photoId: string, size: PhotoSize): Promise<string | null> {
  const [row, bytes] = await healed(db, () =>
    Promise.all([db.photos.get(photoId), db.photoBytes.get(bytesKey(photoId, size))]),
  );
  const part = row?.[size];
  return part && bytes ? URL.createObjectURL(new Blob([bytes], { type: part.mime })) : null;
}

/** What a record says of a photo: hash and measures. The caption and the order are the form's. */
export function photoFacts(photo: PhotoRow): Omit<Row, 'order'> {
  const { full, thumb } = photo;
  if (!full || !thumb) return {};
  return {
    sha256: full.sha256,
    mime: full.mime,
    bytes: full.bytes,
    width: full.width,
    height: full.height,
    thumbSha256: thumb.sha256,
    thumbMime: thumb.mime,
    thumbBytes: thumb.bytes,
    ...(photo.takenAt === null ? {} : { takenAt: photo.takenAt }),
  };
}
