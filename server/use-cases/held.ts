// Of every photo a record names: which of the bytes it names today are held.
import type { StoredRecord } from '../../src/shared/sync/record-store.ts';
import type { Snapshot } from '../../src/shared/wire/down.ts';
import type { HeldPhoto, PhotoSize } from '../store/records.ts';

/**
 * Bytes that were held for an earlier version of the row do not count. The same picture in two rows is held for both: a record
 * that another became part of may show it in a row of its own.
 */
export function heldOf(record: StoredRecord, photos: readonly HeldPhoto[]): Snapshot['held'] {
  const isHeld = (size: PhotoSize, sha256: unknown) => photos.some((one) => one.size === size && one.sha256 === sha256);
  const held: Snapshot['held'] = {};
  for (const [photoId, row] of Object.entries(record.content.rows.photos ?? {})) {
    const [full, thumb] = [isHeld('full', row.sha256), isHeld('thumb', row.thumbSha256)];
    if (full || thumb) held[photoId] = full && thumb ? 'both' : full ? 'full' : 'thumb';
  }
  return held;
}
