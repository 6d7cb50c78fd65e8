// JPEG (ITU-T T.81): size, EXIF, and whether the picture is complete. Chromium decodes a cut JPEG
// without complaint and paints the missing part grey, so completeness is decided here.

import { createByteReader } from './byte-reader.ts';
import { type Exif, noExif, readExif } from './exif.ts';
import type { PhotoHeader } from './header.ts';

const SOS = 0xda;
const EOI = 0xd9;
const APP1 = 0xe1;

export function readJpeg(bytes: Uint8Array): PhotoHeader | null {
  const read = createByteReader(bytes);
  let exif: Exif | undefined;
  let size: { width: number; height: number } | undefined;
  let scans = 0;
  let at = 2;
  for (;;) {
    at = nextMarker(bytes, at);
    if (at < 0) return null;
    const marker = read.u8(at + 1);
    // What follows the first end of image (a video, a depth map, padding) is not the picture.
    if (marker === EOI) break;
    const length = read.u16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return null;
    if (isFrameHeader(marker)) size ??= { height: read.u16(at + 5), width: read.u16(at + 7) };
    if (marker === APP1 && read.ascii(at + 4, 6) === 'Exif\0\0') {
      exif ??= readExif(bytes.subarray(at + 10, at + 2 + length));
    }
    if (marker === SOS) scans++;
    at += 2 + length;
  }
  if (!size || size.width === 0 || size.height === 0 || scans === 0) return null;
  const { orientation, takenAt } = exif ?? noExif;
  const upright = orientation >= 5 ? { width: size.height, height: size.width } : size;
  return { ...upright, takenAt };
}

/**
 * The next marker at or after a place, or -1. Inside the coded picture FF 00 is a plain FF byte,
 * FF D0 to FF D7 are restarts, and FF FF is padding: none of them is a marker here.
 */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    if (code === undefined) return -1;
    if (code !== 0 && code !== 0xff && !(code >= 0xd0 && code <= 0xd7)) return at;
  }
  return -1;
}

/** SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
