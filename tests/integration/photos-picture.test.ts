import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'jpeg-js';
import { describe, expect, test } from 'vitest';
import { readDemoPictures } from '../../server/demo/pictures.ts';
import { inspectPicture } from '../../server/photos/picture.ts';
import { aPhoneJpeg, truncated } from '../support/jpeg.ts';
import { app1Exif } from '../support/jpeg-exif.ts';
import { aHeic, aPng, aTextFile } from '../support/jpeg-others.ts';

const webp = new Uint8Array(readFileSync(join(import.meta.dirname, '../../server/demo/pictures/lotus-thumb.webp')));
const jpeg = new Uint8Array(encode({ width: 16, height: 16, data: Buffer.alloc(16 * 16 * 4, 90) }, 80).data);

/** The WebP with one more chunk at its end. */
function withChunk(name: string, size: number): Uint8Array {
  const chunk = Buffer.alloc(8 + size);
  chunk.write(name, 0, 'latin1');
  chunk.writeUInt32LE(size, 4);
  const whole = Buffer.concat([webp, chunk]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return new Uint8Array(whole);
}

function withSegment(segment: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]));
}

describe('what is no picture of a phone is not kept', () => {
  test.each([
    ['nothing', new Uint8Array()],
    ['a text', new Uint8Array(aTextFile())],
    ['a PNG', new Uint8Array(aPng(8, 8))],
    ['a HEIC', new Uint8Array(aHeic())],
    ['a JPEG cut off', truncated(new Uint8Array(jpeg))],
    ['a JPEG without a scan', new Uint8Array([0xff, 0xd8, 0xff, 0xd9, 0, 0])],
    ['a WebP cut off', webp.subarray(0, webp.length - 20)],
    ['a WebP of no picture', new Uint8Array(Buffer.from('RIFF\x04\0\0\0WEBP\0', 'latin1'))],
  ])('%s', (_, bytes) => {
    expect(inspectPicture(bytes).type).not.toBe('picture');
  });
});

describe('what a camera writes besides the picture is not kept', () => {
  const comment = Buffer.from([0xff, 0xfe, 0, 4, 65, 66]);
  test.each([
    ['a JPEG as the phone camera wrote it, with its position', aPhoneJpeg()],
    ['EXIF in a JPEG', withSegment(app1Exif({}, new Uint8Array()))],
    ['a comment in a JPEG', withSegment(comment)],
    ['a film behind a JPEG', new Uint8Array(Buffer.concat([jpeg, Buffer.from('ftypmp42')]))],
    ['EXIF in a WebP', withChunk('EXIF', 10)],
    ['XMP in a WebP', withChunk('XMP ', 10)],
    ['an unknown chunk in a WebP', withChunk('abcd', 10)],
    ['bytes behind a WebP', new Uint8Array(Buffer.concat([webp, Buffer.from('more')]))],
  ])('%s', (_, bytes) => {
    expect(inspectPicture(bytes)).toEqual({ type: 'carries-more' });
  });
});

test('a JPEG and a WebP that are nothing but pictures are taken', () => {
  expect(inspectPicture(jpeg)).toEqual({ type: 'picture', mime: 'image/jpeg' });
  expect(inspectPicture(webp)).toEqual({ type: 'picture', mime: 'image/webp' });
});

test('every picture of the demo could have come from a phone', () => {
  const pictures = readDemoPictures();
  expect(pictures.length).toBeGreaterThan(3);
  for (const { full, thumb } of pictures) {
    expect(inspectPicture(full.bytes)).toEqual({ type: 'picture', mime: 'image/webp' });
    expect(inspectPicture(thumb.bytes)).toEqual({ type: 'picture', mime: 'image/webp' });
  }
});
