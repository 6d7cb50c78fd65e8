// Pixels to a small file without metadata, and its hash.

import { drawScaled } from './draw.ts';
import { fitWithin } from './fit.ts';
import type { EncodedPhoto } from './outcome.ts';
import { stripJpeg, stripWebp } from './strip.ts';

type Encoding = { mime: EncodedPhoto['mime']; qualities: readonly number[]; strip: typeof stripJpeg };

const webp: Encoding = { mime: 'image/webp', qualities: [0.75, 0.65, 0.55, 0.45, 0.35, 0.25], strip: stripWebp };
const jpeg: Encoding = { mime: 'image/jpeg', qualities: [0.8, 0.7, 0.6, 0.5, 0.4, 0.3], strip: stripJpeg };

/** How much smaller the sides become when even the lowest quality is too many bytes. */
const SHRINK = 0.8;

/**
 * Encodes at the first quality that keeps within `maxBytes`; noise that fits at none of them becomes
 * smaller as well. Null when the engine encodes neither WebP nor JPEG.
 */
export async function encodePhoto(canvas: OffscreenCanvas, maxBytes: number): Promise<EncodedPhoto | null> {
  let attempt = await encodeAs(webp, canvas, maxBytes);
  if (attempt.type === 'no-encoder') attempt = await encodeAs(jpeg, canvas, maxBytes);
  switch (attempt.type) {
    case 'no-encoder':
      return null;
    case 'too-many-bytes': {
      const longSide = Math.floor(Math.max(canvas.width, canvas.height) * SHRINK);
      return encodePhoto(drawScaled(canvas, fitWithin(canvas, longSide)), maxBytes);
    }
    case 'encoded':
      return {
        bytes: attempt.bytes,
        mime: attempt.mime,
        width: canvas.width,
        height: canvas.height,
        sha256: await sha256Hex(attempt.bytes),
      };
  }
}

type Attempt =
  | { type: 'encoded'; bytes: ArrayBuffer; mime: EncodedPhoto['mime'] }
  | { type: 'too-many-bytes' }
  | { type: 'no-encoder' };

async function encodeAs(encoding: Encoding, canvas: OffscreenCanvas, maxBytes: number): Promise<Attempt> {
  for (const quality of encoding.qualities) {
    const blob = await canvas.convertToBlob({ type: encoding.mime, quality });
    // An engine asked for a format that it does not have answers with a PNG, ten times the size.
    if (blob.type !== encoding.mime) return { type: 'no-encoder' };
    const bytes = encoding.strip(new Uint8Array(await blob.arrayBuffer())).buffer;
    if (bytes.byteLength <= maxBytes) return { type: 'encoded', bytes, mime: encoding.mime };
  }
  return { type: 'too-many-bytes' };
}

async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
