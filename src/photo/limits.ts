// The measures of stored pictures.

import type { PhotoKind } from './outcome.ts';

/** Refused before decoding: 100 megapixels are 400 MB of pixels, all that a 2 GB phone has. */
export const MAX_PIXELS = 100_000_000;

/** A file this long is a video or a scan, not a phone's photo; it is not read into memory. */
export const MAX_FILE_BYTES = 100_000_000;

export const THUMB_LONG_SIDE = 320;

/** Long side in pixels; the most bytes that a weak line should have to carry. */
export const fullLimits: Record<PhotoKind, { longSide: number; maxBytes: number }> = {
  photo: { longSide: 1600, maxBytes: 300_000 },
  document: { longSide: 2000, maxBytes: 500_000 },
};

/** A thumbnail is shown in lists: it has no business being larger than this. */
export const THUMB_MAX_BYTES = 60_000;
