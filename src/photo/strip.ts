// Takes metadata out of a picture that a browser encoded. Canvas pixels are sRGB and upright, so nothing
// is lost; WebKit adds an EXIF block and some engines a colour profile, which no stored photo carries.

import { createByteReader } from './byte-reader.ts';

type Part = Uint8Array<ArrayBuffer>;

/** @param jpeg a complete file from an encoder, not from a camera */
export function stripJpeg(jpeg: Part): Part {
  const read = createByteReader(jpeg);
  const kept: Part[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= jpeg.length && read.u8(at) === 0xff) {
    const marker = read.u8(at + 1);
    if (marker === SOS) break;
    const end = at + 2 + read.u16(at + 2);
    if (!isJpegMetadata(marker)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  kept.push(jpeg.subarray(at));
  return join(kept);
}

/** @param webp a complete file from an encoder */
export function stripWebp(webp: Part): Part {
  const read = createByteReader(webp, true);
  const kept: Part[] = [webp.slice(0, 12)];
  for (let at = 12; at + 8 <= webp.length; ) {
    const end = at + 8 + read.u32(at + 4) + (read.u32(at + 4) % 2);
    const name = read.ascii(at, 4);
    const chunk = webp.slice(at, end);
    const flags = chunk[8];
    if (name === 'VP8X' && flags !== undefined) chunk[8] = flags & ~(VP8X_ICC | VP8X_EXIF | VP8X_XMP);
    if (!webpMetadata.has(name)) kept.push(chunk);
    at = end;
  }
  const stripped = join(kept);
  new DataView(stripped.buffer).setUint32(4, stripped.length - 8, true);
  return stripped;
}

const SOS = 0xda;
const COMMENT = 0xfe;

/** APP0 (JFIF) and APP14 (Adobe) say how to read the colours; every other one is metadata. */
function isJpegMetadata(marker: number): boolean {
  return marker === COMMENT || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee);
}

const webpMetadata = new Set(['ICCP', 'EXIF', 'XMP ']);
const VP8X_ICC = 0x20;
const VP8X_EXIF = 0x08;
const VP8X_XMP = 0x04;

function join(parts: Part[]): Part {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
