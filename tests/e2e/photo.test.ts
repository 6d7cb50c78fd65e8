import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aJpegClaiming,
  aPhoneJpeg,
  aTwelveMegapixelJpeg,
  corners,
  type Orientation,
  orientations,
  truncated,
} from '../support/jpeg.ts';
import { tiff } from '../support/jpeg-exif.ts';
import { metadataIn } from '../support/jpeg-metadata.ts';
import { aHeic, anMp4, aPng, aTextFile } from '../support/jpeg-others.ts';
import { openPhotoHarness, type PhotoHarness } from '../support/photo-harness.ts';
import type { PictureContent, SeenOutcome, SeenPhoto } from '../support/photo-page/api.ts';

let harness: PhotoHarness;
beforeAll(async () => {
  harness = await openPhotoHarness();
});
afterAll(() => harness?.close());

describe('a file that cannot become a photo gets a clear reason', () => {
  test.each([
    ['0 bytes', new Uint8Array(), 'photo-empty'],
    ['a text named anh.jpg', aTextFile(), 'photo-not-image'],
    ['a video', anMp4(), 'photo-not-image'],
    ['a JPEG cut in the middle', truncated(aPhoneJpeg()), 'photo-truncated'],
    ['a JPEG of 108 megapixels', aJpegClaiming(12000, 9000), 'photo-too-large'],
    ['a PNG of 108 megapixels', aPng(12000, 9000), 'photo-too-large'],
    ['a JPEG whose frame was destroyed', aJpegClaiming(16, 16).fill(0x7f, 20, 60), 'photo-decode-failed'],
  ])('%s', async (_, bytes, code) => {
    expect(await processed(bytes)).toEqual({ type: 'refused', code });
  });

  test('a HEIC that the browser cannot decode is told apart: its original stays on the phone', async () => {
    expect(await processed(aHeic())).toEqual({ type: 'undecodable-heic' });
  });

  test('the photo after a refused one is done', async () => {
    const url = harness.offer(aPhoneJpeg());
    const refused = harness.call('process', harness.offer(aTextFile()), 'photo');
    const done = harness.call('process', url, 'photo');
    expect([(await refused).type, (await done).type]).toEqual(['refused', 'done']);
  });
});

describe('a stored photo is upright, small, anonymous and named by its bytes', () => {
  test.each(orientations)('orientation %i', async (orientation) => {
    const outcome = await done(aPhoneJpeg({ width: 2000, height: 1500, exif: { orientation } }));
    expectStored(outcome, { width: 1600, height: 1200 }, { width: 320, height: 240 });
    expectUpright(outcome);
    expect(outcome.takenAt).toBe('2026-11-05T16:30:00');
  });

  test.each([1, 6] satisfies Orientation[])('a portrait stays a portrait, orientation %i', async (orientation) => {
    const outcome = await done(aPhoneJpeg({ width: 1200, height: 1800, exif: { orientation } }));
    expectStored(outcome, { width: 1067, height: 1600 }, { width: 213, height: 320 });
    expectUpright(outcome);
  });

  test('[P5] a 12-megapixel photo with position, as a phone held upright writes it', async () => {
    const bytes = aTwelveMegapixelJpeg();
    expect(bytes.length).toBeGreaterThan(2_000_000);
    expect(metadataIn(bytes)).toContain('gps');
    const outcome = await done(bytes);
    expectStored(outcome, { width: 1600, height: 1200 }, { width: 320, height: 240 });
    expectUpright(outcome);
    expect(outcome.takenAt).toBe('2026-11-05T16:30:00');
  });

  test('a paper keeps 2000 px, that its small print can be read', async () => {
    const outcome = await done(aPhoneJpeg({ width: 2400, height: 3000 }), 'document');
    expectStored(outcome, { width: 1600, height: 2000 }, { width: 256, height: 320 }, 500_000);
    expectUpright(outcome);
  });

  test('a small picture is not enlarged', async () => {
    expectStored(
      await done(aPhoneJpeg({ width: 60, height: 40 })),
      { width: 60, height: 40 },
      { width: 60, height: 40 },
    );
  });

  test('a PNG and a WebP from Zalo or a screenshot', async () => {
    const png = await done(aPng(2000, 1000, [{ name: 'eXIf', data: tiff({ orientation: 1 }) }]));
    expectStored(png, { width: 1600, height: 800 }, { width: 320, height: 160 });
    expect(png.takenAt).toBe('2026-11-05T16:30:00');
    const webp = await done(await drawn('image/webp', 1000, 2000));
    expectStored(webp, { width: 800, height: 1600 }, { width: 160, height: 320 });
    expect(webp.takenAt).toBeNull();
  });

  test('what is transparent becomes white, not black', async () => {
    const { full, thumb } = await done(await drawn('image/png', 400, 300, 'transparent'));
    for (const { corners } of [full, thumb]) {
      expect(Object.values(corners)).toEqual(Array.from({ length: 4 }, () => [255, 255, 255]));
    }
  });

  test('even pure noise is made to fit the line', async () => {
    const outcome = await done(await drawn('image/jpeg', 2000, 1500, 'noise'));
    expect(outcome.full.width).toBeLessThanOrEqual(1600);
    expect(outcome.full.width / outcome.full.height).toBeCloseTo(4 / 3, 2);
    expectStored(outcome, size(outcome.full), size(outcome.thumb));
  });
});

describe('older and other engines store the same photo', () => {
  test('an engine that encodes no WebP stores a JPEG, never the PNG that it hands back', async () => {
    const url = harness.offer(aPhoneJpeg({ width: 2000, height: 1500, detailed: true, exif: { orientation: 6 } }));
    const outcome = await harness.call('processAs', 'without-webp', url);
    if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome));
    expectStored(outcome, { width: 1600, height: 1200 }, { width: 320, height: 240 }, 300_000, 'image/jpeg');
    expectUpright(outcome);
  });

  test('Chrome 111, which does not know the word "from-image", still turns the photo upright', async () => {
    const url = harness.offer(aPhoneJpeg({ width: 2000, height: 1500, exif: { orientation: 8 } }));
    const outcome = await harness.call('processAs', 'chrome-111', url);
    if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome));
    expectStored(outcome, { width: 1600, height: 1200 }, { width: 320, height: 240 });
    expectUpright(outcome);
  });
});

// Real photos, where a folder of them stands beside the repository. PHOTO_SAMPLES names another.
const samples = process.env.PHOTO_SAMPLES ?? join(import.meta.dirname, '../../../shared/photos');
const files = existsSync(samples) ? readdirSync(samples).filter((name) => /\.jpe?g$/i.test(name)) : [];

for (const name of files) {
  test(`the sample photo ${name} is refused when cut, else stored as every photo is`, async () => {
    const outcome = await processed(readFileSync(join(samples, name)));
    if (name.startsWith('truncated')) return expect(outcome).toEqual({ type: 'refused', code: 'photo-truncated' });
    if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome));
    const { full, thumb } = outcome;
    expectStored(outcome, size(full), size(thumb));
    expect([Math.max(full.width, full.height), Math.max(thumb.width, thumb.height)]).toEqual([1600, 320]);
    if (name.startsWith('Portrait')) expect(size(full)).toEqual({ width: 1067, height: 1600 });
    if (name.startsWith('Landscape')) expect(size(full)).toEqual({ width: 1600, height: 1067 });
    return undefined;
  });
}

async function processed(bytes: Uint8Array, kind: 'photo' | 'document' = 'photo'): Promise<SeenOutcome> {
  return harness.call('process', harness.offer(bytes), kind);
}

async function done(bytes: Uint8Array, kind: 'photo' | 'document' = 'photo') {
  const outcome = await processed(bytes, kind);
  if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome;
}

async function drawn(mime: string, width: number, height: number, content: PictureContent = 'white') {
  return Buffer.from(await harness.call('encode', mime, width, height, content), 'base64');
}

type Done = Extract<SeenOutcome, { type: 'done' }>;
type Size = { width: number; height: number };

function size({ width, height }: SeenPhoto): Size {
  return { width, height };
}

function expectStored(
  { full, thumb }: Done,
  fullSize: Size,
  thumbSize: Size,
  maxBytes = 300_000,
  mime = 'image/webp',
): void {
  expect([size(full), size(thumb)]).toEqual([fullSize, thumbSize]);
  for (const photo of [full, thumb]) {
    const bytes = Buffer.from(photo.base64, 'base64');
    expect(metadataIn(bytes)).toEqual([]);
    expect(photo.mime).toBe(mime);
    expect(
      bytes.readUInt16BE(0) === 0xffd8 ? 'image/jpeg' : `image/${bytes.toString('latin1', 8, 12).toLowerCase()}`,
    ).toBe(mime);
    expect(photo.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(bytes.length).toBeLessThanOrEqual(photo === thumb ? 60_000 : maxBytes);
  }
}

function expectUpright({ full, thumb }: Done): void {
  for (const photo of [full, thumb]) {
    for (const [corner, colour] of Object.entries(photo.corners)) {
      // The keys of `corners` on both sides: Object.entries forgets them.
      const expected = corners[corner as keyof typeof corners];
      const distance = Math.max(...colour.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN))));
      expect(distance, `${corner} is ${colour}`).toBeLessThan(40);
    }
  }
}
