// Writes the EXIF segment of a phone camera (CIPA DC-008): little endian, one directory for the picture,
// one for the exposure, one for the position, and a second picture, the thumbnail.

import type { Orientation } from './jpeg.ts';

export type ExifOptions = {
  orientation?: Orientation;
  /** As EXIF writes it, `2026:11:05 16:30:00`; `null` leaves it out. */
  dateTimeOriginal?: string | null;
};

type Entry = { tag: number; type: 2 | 3 | 4 | 5; values: number[] | string };

/** The whole segment, marker included, with a position in Kiến Thụy. */
export function app1Exif(options: ExifOptions, thumbnail: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(options, thumbnail)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** The TIFF block alone, as PNG's eXIf and WebP's EXIF chunks carry it. */
export function tiff(options: ExifOptions, thumbnail: Uint8Array = new Uint8Array()): Buffer {
  const { orientation = 1, dateTimeOriginal = '2026:11:05 16:30:00' } = options;
  const exposure: Entry[] = dateTimeOriginal === null ? [] : [{ tag: 0x9003, type: 2, values: dateTimeOriginal }];
  const position: Entry[] = [
    { tag: 1, type: 2, values: 'N' },
    { tag: 2, type: 5, values: [20, 1, 45, 1, 1234, 100] },
    { tag: 3, type: 2, values: 'E' },
    { tag: 4, type: 5, values: [106, 1, 40, 1, 4321, 100] },
  ];
  const picture = (exposureAt: number, positionAt: number): Entry[] => [
    { tag: 0x010f, type: 2, values: 'Test Phone' },
    { tag: 0x0112, type: 3, values: [orientation] },
    // The day the file was last edited, which must not be taken for the day of the picture.
    { tag: 0x0132, type: 2, values: '2019:01:02 03:04:05' },
    { tag: 0x8769, type: 4, values: [exposureAt] },
    { tag: 0x8825, type: 4, values: [positionAt] },
  ];
  const exposureAt = 8 + directory(picture(0, 0), 8, 0).length;
  const positionAt = exposureAt + directory(exposure, exposureAt, 0).length;
  const thumbnailAt = positionAt + directory(position, positionAt, 0).length;
  const second = (bytesAt: number): Entry[] => [
    { tag: 0x0201, type: 4, values: [bytesAt] },
    { tag: 0x0202, type: 4, values: [thumbnail.length] },
  ];
  const bytesAt = thumbnailAt + directory(second(0), thumbnailAt, 0).length;
  return Buffer.concat([
    Buffer.from('II*\0\x08\0\0\0', 'latin1'),
    directory(picture(exposureAt, positionAt), 8, thumbnailAt),
    directory(exposure, exposureAt, 0),
    directory(position, positionAt, 0),
    directory(second(bytesAt), thumbnailAt, 0),
    thumbnail,
  ]);
}

/** A directory followed by those values that do not fit into its 12-byte entries. */
function directory(entries: Entry[], at: number, next: number): Buffer {
  const table = Buffer.alloc(2 + entries.length * 12 + 4);
  const overflow: Buffer[] = [];
  let overflowAt = at + table.length;
  table.writeUInt16LE(entries.length, 0);
  for (const [i, { tag, type, values }] of entries.entries()) {
    const bytes = valueBytes(type, values);
    const entry = 2 + i * 12;
    table.writeUInt16LE(tag, entry);
    table.writeUInt16LE(type, entry + 2);
    table.writeUInt32LE(
      type === 5 ? values.length / 2 : typeof values === 'string' ? bytes.length : values.length,
      entry + 4,
    );
    if (bytes.length <= 4) {
      bytes.copy(table, entry + 8);
    } else {
      table.writeUInt32LE(overflowAt, entry + 8);
      overflow.push(bytes);
      overflowAt += bytes.length;
    }
  }
  table.writeUInt32LE(next, table.length - 4);
  return Buffer.concat([table, ...overflow]);
}

function valueBytes(type: Entry['type'], values: number[] | string): Buffer {
  if (typeof values === 'string') return Buffer.from(`${values}\0`, 'latin1');
  const size = type === 3 ? 2 : 4;
  const bytes = Buffer.alloc(values.length * size);
  for (const [i, value] of values.entries()) bytes.writeUIntLE(value, i * size, size);
  return bytes;
}
