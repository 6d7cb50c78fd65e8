// Reads two facts from EXIF (TIFF 6.0 structure, CIPA DC-008): which way is up, and when the
// picture was taken. Position is sensitive personal data and is never read.

import { type ByteReader, createByteReader } from './byte-reader.ts';

export type Exif = {
  /** 1 to 8 as in CIPA DC-008 4.6.4; from 5 on, width and height are exchanged. */
  orientation: number;
  /** `2026-11-05T16:30:00`, the camera's own clock, or null. */
  takenAt: string | null;
};

export const noExif: Exif = { orientation: 1, takenAt: null };

const ORIENTATION = 0x0112;
const EXIF_IFD = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;

/** @param tiff the block after "Exif\0\0", beginning with its byte order mark */
export function readExif(tiff: Uint8Array): Exif {
  const mark = createByteReader(tiff).ascii(0, 2);
  if (mark !== 'II' && mark !== 'MM') return noExif;
  const read = createByteReader(tiff, mark === 'II');
  const first = read.u32(4);
  const orientation = read.u16(findEntry(read, first, ORIENTATION) + 8);
  const exifIfd = read.u32(findEntry(read, first, EXIF_IFD) + 8);
  const taken = findEntry(read, exifIfd, DATE_TIME_ORIGINAL);
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    takenAt: civilDateTime(read.ascii(read.u32(taken + 8), 19)),
  };
}

/** Where the 12-byte entry of a tag begins; a place past the end when there is none. */
function findEntry(read: ByteReader, ifd: number, tag: number): number {
  const count = ifd >= 8 ? read.u16(ifd) : 0;
  for (let i = 0; i < count; i++) {
    const entry = ifd + 2 + i * 12;
    if (entry >= read.length) break;
    if (read.u16(entry) === tag) return entry;
  }
  return read.length;
}

/** Cameras without a set clock write "0000:00:00 00:00:00" or blanks: that is no time. */
function civilDateTime(text: string): string | null {
  const match = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const instant = new Date(`${iso}Z`);
  // Date rolls 31 February over to March: only a time that reads back the same exists.
  const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(iso);
  return exists && Number(year) >= 1980 ? iso : null;
}
