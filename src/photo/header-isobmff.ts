// HEIC and AVIF (ISO/IEC 23008-12): the size from `ispe`, the turn from `irot`, the time from the
// embedded EXIF block. A phone stores a picture as a grid of tiles, so the largest `ispe` is the picture.

import { type ByteReader, createByteReader } from './byte-reader.ts';
import { readExif } from './exif.ts';
import type { PhotoHeader } from './header.ts';

type Found = { width: number; height: number; turned: boolean };

export function readIsobmff(bytes: Uint8Array): PhotoHeader | null {
  const read = createByteReader(bytes);
  const found: Found = { width: 0, height: 0, turned: false };
  if (!walk(read, 0, bytes.length, found)) return null;
  if (found.width === 0 || found.height === 0) return null;
  const takenAt = readExif(exifBlock(bytes)).takenAt;
  return found.turned
    ? { width: found.height, height: found.width, takenAt }
    : { width: found.width, height: found.height, takenAt };
}

/** Where the children of a container begin, counted from its start: `meta` carries a version first. */
const containers: Record<string, number> = { meta: 12, iprp: 8, ipco: 8 };

/** False when a box says that it is longer than what is left: the file was cut. */
function walk(read: ByteReader, from: number, end: number, found: Found): boolean {
  for (let at = from; at + 8 <= end; ) {
    const name = read.ascii(at + 4, 4);
    const size = boxSize(read, at, end);
    if (size < 8 || at + size > end) return false;
    const children = containers[name];
    if (children !== undefined && !walk(read, at + children, at + size, found)) return false;
    if (name === 'ispe' && read.u32(at + 12) * read.u32(at + 16) > found.width * found.height) {
      found.width = read.u32(at + 12);
      found.height = read.u32(at + 16);
    }
    if (name === 'irot' && read.u8(at + 8) % 2 === 1) found.turned = true;
    at += size;
  }
  return true;
}

/** 0 means "to the end of the file"; 1 means that a 64-bit length follows the name. */
function boxSize(read: ByteReader, at: number, end: number): number {
  const size = read.u32(at);
  if (size === 0) return end - at;
  return size === 1 ? read.u32(at + 8) * 2 ** 32 + read.u32(at + 12) : size;
}

/** The EXIF item lies in `mdat` behind "Exif\0\0": looking for it spares reading three index boxes. */
function exifBlock(bytes: Uint8Array): Uint8Array {
  const read = createByteReader(bytes);
  for (let at = bytes.indexOf(0x45); at >= 0; at = bytes.indexOf(0x45, at + 1)) {
    if (read.u32(at) !== 0x45786966 || read.u16(at + 4) !== 0) continue;
    const order = read.u32(at + 6);
    if (order === 0x49492a00 || order === 0x4d4d002a) return bytes.subarray(at + 6);
  }
  return new Uint8Array();
}
