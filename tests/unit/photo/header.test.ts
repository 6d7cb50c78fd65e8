import { describe, expect, test } from 'vitest';
import { readHeader, sniffFormat } from '../../../src/photo/header.ts';
import { aJpegClaiming, aPhoneJpeg, orientations, truncated } from '../../support/jpeg.ts';
import { tiff } from '../../support/jpeg-exif.ts';
import { aHeic, anMp4, aPng, aTextFile } from '../../support/jpeg-others.ts';

function read(bytes: Uint8Array) {
  const format = sniffFormat(bytes);
  return format && { format, header: readHeader(bytes, format) };
}

describe('what is not a whole picture is known before it is decoded', () => {
  test('a text file or a video is no picture, whatever its name says', () => {
    expect(sniffFormat(aTextFile())).toBeNull();
    expect(sniffFormat(anMp4())).toBeNull();
    expect(sniffFormat(new Uint8Array())).toBeNull();
  });

  test('a JPEG cut anywhere is incomplete, also right behind its embedded thumbnail', () => {
    const whole = aPhoneJpeg({ exif: { orientation: 6 } });
    for (const part of [0.001, 0.02, 0.05, 0.3, 0.6, 0.99]) {
      expect(readHeader(truncated(whole, part), 'jpeg')).toBeNull();
    }
    expect(readHeader(whole.slice(0, -1), 'jpeg')).toBeNull();
    expect(readHeader(whole, 'jpeg')).not.toBeNull();
  });

  test('a JPEG whose second half a broken download left as zeros is incomplete', () => {
    const half = aPhoneJpeg();
    half.fill(0, half.length / 2);
    expect(readHeader(half, 'jpeg')).toBeNull();
  });

  test('a JPEG followed by padding, a second picture or a video is whole', () => {
    const whole = aPhoneJpeg();
    for (const tail of [new Uint8Array(4096), aPhoneJpeg({ seed: 2 }), anMp4()]) {
      const file = new Uint8Array([...whole, ...tail]);
      expect(readHeader(file, 'jpeg')).toEqual({ width: 640, height: 480, takenAt: '2026-11-05T16:30:00' });
    }
  });

  test('a PNG, a WebP, a GIF or a HEIC that was cut is incomplete', () => {
    expect(readHeader(truncated(aPng(40, 30)), 'png')).toBeNull();
    expect(readHeader(truncated(aWebp(40, 30)), 'webp')).toBeNull();
    expect(readHeader(truncated(aGif(40, 30)), 'gif')).toBeNull();
    expect(readHeader(truncated(aHeic()), 'heic')).toBeNull();
  });

  test('hostile lengths end in "incomplete", not in an exception or an endless loop', () => {
    const files = [aPhoneJpeg(), aPng(9, 9), aWebp(9, 9), aGif(9, 9), aHeic()];
    for (const file of files) {
      const format = sniffFormat(file);
      expect(format).not.toBeNull();
      for (let at = 8; at < Math.min(file.length, 400); at++) {
        for (const value of [0, 0xff]) {
          const broken = file.slice();
          broken.fill(value, at, at + 4);
          if (format) expect(() => readHeader(broken, format)).not.toThrow();
        }
      }
    }
  });
});

describe('the upright size is read before decoding', () => {
  test.each(orientations)('a JPEG of orientation %i has the size a person sees', (orientation) => {
    const bytes = aPhoneJpeg({ width: 64, height: 40, exif: { orientation } });
    expect(read(bytes)).toEqual({
      format: 'jpeg',
      header: { width: 64, height: 40, takenAt: '2026-11-05T16:30:00' },
    });
  });

  test('a JPEG without metadata has its own size and no time', () => {
    expect(read(aPhoneJpeg({ width: 30, height: 50, exif: null }))?.header).toEqual({
      width: 30,
      height: 50,
      takenAt: null,
    });
  });

  test('a header that claims 108 megapixels is believed', () => {
    expect(read(aJpegClaiming(12000, 9000))?.header).toMatchObject({ width: 12000, height: 9000 });
    expect(read(aPng(12000, 9000))?.header).toMatchObject({ width: 12000, height: 9000 });
  });

  test('PNG, WebP and GIF say their size', () => {
    const size = { width: 40, height: 30, takenAt: null };
    expect(read(aPng(40, 30))).toEqual({ format: 'png', header: size });
    expect(read(aWebp(40, 30))).toEqual({ format: 'webp', header: size });
    expect(read(aGif(40, 30))).toEqual({ format: 'gif', header: size });
  });

  test("a HEIC's size is that of the picture, not of its tiles, and its turn exchanges the sides", () => {
    expect(read(aHeic(4032, 3024))).toEqual({ format: 'heic', header: { width: 4032, height: 3024, takenAt: null } });
    expect(read(aHeic(4032, 3024, true))?.header).toMatchObject({ width: 3024, height: 4032 });
  });
});

describe('the capture time', () => {
  test('is the original one, not the day of the last edit', () => {
    const bytes = aPhoneJpeg({ exif: { dateTimeOriginal: null } });
    expect(read(bytes)?.header?.takenAt).toBeNull();
  });

  test.each(['0000:00:00 00:00:00', '    :  :     :  :  ', '2026:02:31 10:00:00', '1970:01:01 00:00:00'])(
    'a camera without a clock writes "%s": that is no time',
    (dateTimeOriginal) => {
      expect(read(aPhoneJpeg({ exif: { dateTimeOriginal } }))?.header?.takenAt).toBeNull();
    },
  );

  test('is read from a PNG and a WebP too', () => {
    const png = aPng(4, 4, [{ name: 'eXIf', data: tiff({}) }]);
    expect(read(png)?.header?.takenAt).toBe('2026-11-05T16:30:00');
    expect(read(aWebp(4, 4, tiff({})))?.header?.takenAt).toBe('2026-11-05T16:30:00');
  });
});

/** Headers only: enough for the reader, nothing for a decoder. */
function aWebp(width: number, height: number, exif?: Buffer): Uint8Array<ArrayBuffer> {
  const picture = Buffer.alloc(8 + 20);
  picture.write('VP8L', 'latin1');
  picture.writeUInt32LE(20, 4);
  picture[8] = 0x2f;
  picture.writeUInt32LE((width - 1) | ((height - 1) << 14), 9);
  const head = Buffer.alloc(8);
  head.write('EXIF', 'latin1');
  head.writeUInt32LE(exif?.length ?? 0, 4);
  const chunks = exif ? [picture, head, exif, Buffer.alloc(exif.length % 2)] : [picture];
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]);
  const riff = Buffer.alloc(8);
  riff.write('RIFF', 'latin1');
  riff.writeUInt32LE(body.length, 4);
  return new Uint8Array(Buffer.concat([riff, body]));
}

function aGif(width: number, height: number): Uint8Array<ArrayBuffer> {
  const gif = Buffer.alloc(40, 1);
  gif.write('GIF89a', 'latin1');
  gif.writeUInt16LE(width, 6);
  gif.writeUInt16LE(height, 8);
  gif[39] = 0x3b;
  return new Uint8Array(gif);
}
