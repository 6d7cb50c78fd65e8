// Says what a file is from its own bytes, before any pixel is decoded: a name ending in .jpg
// proves nothing, and a 100-megapixel picture must be refused before it fills the memory.

import { createByteReader } from './byte-reader.ts';
import { readGif } from './header-gif.ts';
import { readIsobmff } from './header-isobmff.ts';
import { readJpeg } from './header-jpeg.ts';
import { readPng } from './header-png.ts';
import { readWebp } from './header-webp.ts';

export type PhotoFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'avif';

export type PhotoHeader = {
  /** Upright, as a person sees it. */
  width: number;
  height: number;
  takenAt: string | null;
};

/** `null` when the file ends, or makes no sense, before its picture is complete. */
export type HeaderReader = (bytes: Uint8Array) => PhotoHeader | null;

const readers: Record<PhotoFormat, HeaderReader> = {
  jpeg: readJpeg,
  png: readPng,
  webp: readWebp,
  gif: readGif,
  heic: readIsobmff,
  avif: readIsobmff,
};

/** Enough bytes for `sniffFormat`. */
export const SNIFF_BYTES = 64;

/** @param head at least the first `SNIFF_BYTES` bytes, or the whole file */
export function sniffFormat(head: Uint8Array): PhotoFormat | null {
  const read = createByteReader(head);
  if (read.u8(0) === 0xff && read.u8(1) === 0xd8 && read.u8(2) === 0xff) return 'jpeg';
  if (read.u32(0) === 0x89504e47 && read.u32(4) === 0x0d0a1a0a) return 'png';
  if (read.ascii(0, 4) === 'RIFF' && read.ascii(8, 4) === 'WEBP') return 'webp';
  if (read.ascii(0, 4) === 'GIF8') return 'gif';
  return read.ascii(4, 4) === 'ftyp' ? sniffBrands(head) : null;
}

export function readHeader(bytes: Uint8Array, format: PhotoFormat): PhotoHeader | null {
  return readers[format](bytes);
}

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const avifBrands = new Set(['avif', 'avis']);

/** ISO/IEC 14496-12 4.3: a major brand, a version, then compatible brands. A video has none of ours. */
function sniffBrands(head: Uint8Array): PhotoFormat | null {
  const read = createByteReader(head);
  const end = Math.min(read.u32(0), head.length);
  const brands = [read.ascii(8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(read.ascii(at, 4));
  // An AVIF also names the general brand mif1, so it is looked for first.
  if (brands.some((brand) => avifBrands.has(brand))) return 'avif';
  return brands.some((brand) => heicBrands.has(brand)) ? 'heic' : null;
}
