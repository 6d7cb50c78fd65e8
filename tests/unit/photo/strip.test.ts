import jpeg from 'jpeg-js';
import { describe, expect, test } from 'vitest';
import { stripJpeg, stripWebp } from '../../../src/photo/strip.ts';
import { aPhoneJpeg } from '../../support/jpeg.ts';
import { metadataIn } from '../../support/jpeg-metadata.ts';

describe('what an encoder adds is taken out', () => {
  test('a JPEG keeps its pixels and loses EXIF, position, XMP, IPTC and comment', () => {
    const file = aPhoneJpeg();
    expect(metadataIn(file)).toEqual(['exif', 'gps', 'xmp', 'iptc', 'comment']);
    const stripped = stripJpeg(file);
    expect(metadataIn(stripped)).toEqual([]);
    expect(stripped).toEqual(stripJpeg(stripped));
    expect(jpeg.decode(stripped).data.equals(jpeg.decode(file).data)).toBe(true);
  });

  test('a JPEG keeps the JFIF and Adobe segments that say how to read its colours', () => {
    const adobe = [0xff, 0xee, 0, 4, 1, 2];
    const plain = aPhoneJpeg({ exif: null });
    const file = new Uint8Array([0xff, 0xd8, ...adobe, ...plain.subarray(2)]);
    expect(stripJpeg(file)).toEqual(file);
  });

  test('a WebP loses its chunks and their flags, keeps the others, and says its new length', () => {
    const picture = chunk('VP8L', 7);
    const file = riff(vp8x(0x20 | 0x10 | 0x08 | 0x04), chunk('ICCP', 11), picture, chunk('EXIF', 9), chunk('XMP ', 5));
    expect(metadataIn(file)).toEqual(['icc', 'exif', 'xmp']);
    expect(stripWebp(file)).toEqual(riff(vp8x(0x10), picture));
    expect(metadataIn(stripWebp(file))).toEqual([]);
  });
});

function vp8x(flags: number): Buffer {
  const made = chunk('VP8X', 10);
  made[8] = flags;
  return made;
}

function chunk(name: string, length: number): Buffer {
  const made = Buffer.alloc(8 + length + (length % 2));
  made.write(name, 'latin1');
  made.writeUInt32LE(length, 4);
  return made;
}

function riff(...chunks: Buffer[]): Uint8Array<ArrayBuffer> {
  const body = Buffer.concat(chunks);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return new Uint8Array(Buffer.concat([head, body]));
}
