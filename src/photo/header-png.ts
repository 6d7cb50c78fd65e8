// PNG (W3C PNG 3): size from IHDR, time from eXIf, complete when IEND is there.

import { createByteReader } from './byte-reader.ts';
import { readExif } from './exif.ts';
import type { PhotoHeader } from './header.ts';

export function readPng(bytes: Uint8Array): PhotoHeader | null {
  const read = createByteReader(bytes);
  const width = read.u32(16);
  const height = read.u32(20);
  if (read.ascii(12, 4) !== 'IHDR' || width === 0 || height === 0) return null;
  let takenAt: string | null = null;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = read.u32(at);
    const name = read.ascii(at + 4, 4);
    if (name === 'IEND') return { width, height, takenAt };
    // Engines differ on the orientation of a PNG; the decoded bitmap decides, only the time is read.
    if (name === 'eXIf') takenAt = readExif(bytes.subarray(at + 8, at + 8 + length)).takenAt;
    at += 12 + length;
  }
  return null;
}
