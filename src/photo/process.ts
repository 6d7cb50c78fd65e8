// One camera file to what is stored and sent: a picture of at most 1600 px (a paper: 2000) and a
// thumbnail of 320, upright, small, hashed, with nothing of the original's metadata but its time.

import { decodeUpright, drawScaled } from './draw.ts';
import { encodePhoto } from './encode.ts';
import { fitWithin } from './fit.ts';
import { inspectPhoto } from './inspect.ts';
import { fullLimits, THUMB_LONG_SIDE, THUMB_MAX_BYTES } from './limits.ts';
import type { PhotoKind, PhotoOutcome } from './outcome.ts';

/** Holds one decoded photo in memory; callers never run two at once. */
export async function processFile(file: Blob, kind: PhotoKind): Promise<PhotoOutcome> {
  const inspected = await inspectPhoto(file);
  if (inspected.type === 'refused') return inspected;
  const { format, header } = inspected;
  const { longSide, maxBytes } = fullLimits[kind];

  const bitmap = await decodeUpright(file, header, longSide);
  if (!bitmap) {
    return format === 'heic' ? { type: 'undecodable-heic' } : { type: 'refused', code: 'photo-decode-failed' };
  }
  // Fitted again, because an engine may read the orientation of a PNG or WebP differently from the header.
  const canvas = drawScaled(bitmap, fitWithin(bitmap, longSide));
  // At once, not at the next garbage collection: on a 2 GB phone the next photo needs this memory.
  bitmap.close();

  const full = await encodePhoto(canvas, maxBytes);
  const thumb = await encodePhoto(drawScaled(canvas, fitWithin(canvas, THUMB_LONG_SIDE)), THUMB_MAX_BYTES);
  if (!full || !thumb) return { type: 'refused', code: 'photo-decode-failed' };
  return { type: 'done', full, thumb, takenAt: header.takenAt };
}
