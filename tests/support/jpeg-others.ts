// Small files of the other formats a gallery may hand over, and of none.

import { crc32, deflateSync } from 'node:zlib';

type Bytes = Uint8Array<ArrayBuffer>;

/** A white PNG of one bit a pixel, whole and decodable: 108 megapixels take 14 KB. */
export function aPng(width: number, height: number, extra: { name: string; data: Uint8Array }[] = []): Bytes {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const row = 1 + Math.ceil(width / 8);
  const rows = Buffer.alloc(row * height, 0xff);
  for (let y = 0; y < height; y++) rows[y * row] = 0;
  return bytes(
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    ...extra.map(({ name, data }) => pngChunk(name, data)),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  );
}

/** What an iPhone's photo begins with; Chromium cannot decode what would follow. */
export function aHeic(width = 4032, height = 3024, turned = false): Bytes {
  const ispe = Buffer.alloc(12);
  ispe.writeUInt32BE(width, 4);
  ispe.writeUInt32BE(height, 8);
  const tile = Buffer.from([0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0]);
  const properties = [box('ispe', tile), box('ispe', ispe), box('irot', Buffer.from([turned ? 3 : 0]))];
  return bytes(
    box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')),
    box('meta', Buffer.alloc(4), box('iprp', box('ipco', ...properties))),
    box('mdat', Buffer.alloc(2000, 7)),
  );
}

/** A text that somebody named `anh.jpg`. */
export function aTextFile(): Bytes {
  return bytes(Buffer.from('Kính gửi Ủy ban nhân dân xã\n'.repeat(50)));
}

/** A video's first box: `ftyp` like HEIC, but no picture. */
export function anMp4(): Bytes {
  return bytes(box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2avc1mp41', 'latin1')), box('mdat', Buffer.alloc(500)));
}

function pngChunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

function box(name: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([uint32(body.length + 8), Buffer.from(name, 'latin1'), body]);
}

function uint32(value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(value);
  return four;
}

function bytes(...parts: Buffer[]): Bytes {
  return new Uint8Array(Buffer.concat(parts));
}
