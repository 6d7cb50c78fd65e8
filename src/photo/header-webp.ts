// WebP (RFC 9649): size from VP8X, VP8L or VP8, time from EXIF, complete when RIFF's length is there.

import { createByteReader } from './byte-reader.ts';
import { readExif } from './exif.ts';
import type { PhotoHeader } from './header.ts';

export function readWebp(bytes: Uint8Array): PhotoHeader | null {
  const read = createByteReader(bytes, true);
  const end = 8 + read.u32(4);
  if (end > bytes.length) return null;
  let size: { width: number; height: number } | undefined;
  let takenAt: string | null = null;
  for (let at = 12; at + 8 <= end; ) {
    const name = read.ascii(at, 4);
    const length = read.u32(at + 4);
    const data = at + 8;
    if (name === 'VP8X') size ??= { width: 1 + u24(data + 4), height: 1 + u24(data + 7) };
    if (name === 'VP8L') size ??= losslessSize(read.u32(data + 1));
    if (name === 'VP8 ') {
      size ??= { width: read.u16(data + 6) & 0x3fff, height: read.u16(data + 8) & 0x3fff };
    }
    if (name === 'EXIF') takenAt = readExif(exifBlock(data, length)).takenAt;
    at = data + length + (length % 2);
  }
  return size && size.width > 0 && size.height > 0 ? { ...size, takenAt } : null;

  function u24(at: number): number {
    return read.u16(at) | (read.u8(at + 2) << 16);
  }

  /** Some writers copy JPEG's "Exif\0\0" before the block. */
  function exifBlock(at: number, length: number): Uint8Array {
    const skip = read.ascii(at, 6) === 'Exif\0\0' ? 6 : 0;
    return bytes.subarray(at + skip, at + length);
  }
}

/** 14 bits of width less one, then 14 bits of height less one. */
function losslessSize(bits: number): { width: number; height: number } {
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}
