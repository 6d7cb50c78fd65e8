// Of every photo a record names: which of the bytes it names today are held.
import type { StoredRecord } from '../../src/shared/sync/record-store.ts';
import type { Snapshot } from '../../src/shared/wire/down.ts';
import type { HeldPhoto } from '../store/records.ts';

/** Bytes that were held for an earlier version of the row do not count. */
export function heldOf(record: StoredRecord, photos: readonly HeldPhoto[]): Snapshot['held'] {
  const held: Snapshot['held'] = {};
  for (const { photoId, size, sha256 } of photos) {
    const row = record.content.rows.photos?.[photoId];
    if (!row || (size === 'full' ? row.sha256 : row.thumbSha256) !== sha256) continue;
    const other = held[photoId];
    held[photoId] = other === undefined || other === size ? size : 'both';
  }
  return held;
}
