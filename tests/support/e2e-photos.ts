// Photos as a village's phones give them, and what must hold of each once the commune has it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Snapshot } from '../../src/shared/wire/down.ts';
import { aPhoneJpeg, aTwelveMegapixelJpeg, corners } from './jpeg.ts';
import type { Client } from './village.ts';

export type PhotoFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

export const photoFile = (name: string, bytes: Uint8Array): PhotoFile => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(bytes),
});

/** Small enough to be quick, large enough to be made smaller. */
export const aQuickPhoto = (seed: number) =>
  photoFile(`IMG_${seed}.jpg`, aPhoneJpeg({ width: 1800, height: 1350, seed, exif: { orientation: 6 } }));

/** A few hundred pixels: what is recorded with a release stays small. */
export const aSmallPhoto = (seed: number) =>
  photoFile(`nho_${seed}.jpg`, aPhoneJpeg({ width: 160, height: 120, seed }));

/** Fine detail all over: a few hundred kilobytes also when made small. */
export const aLargePhoto = () =>
  photoFile('IMG_large.jpg', aPhoneJpeg({ width: 2000, height: 1500, detailed: true, exif: { orientation: 6 } }));

/** 12 megapixels with position, taken with the phone turned; 1600 × 1200 once upright and small. */
export function aTwelveMegapixelPhoto(): PhotoFile {
  made ??= photoFile('IMG_12MP.jpg', aTwelveMegapixelJpeg()); // takes seconds
  return made;
}
let made: PhotoFile | undefined;

// Real photos, where a folder of them stands beside the repository. PHOTO_SAMPLES names another.
const samples = process.env.PHOTO_SAMPLES ?? join(import.meta.dirname, '../../../shared/photos');

/** A real photo, or one made here in its place. */
export function sampleOr(name: string, instead: () => PhotoFile): PhotoFile {
  const file = join(samples, name);
  return existsSync(file) ? photoFile(name, readFileSync(file)) : instead();
}

export type HeldPhoto = { readonly photoId: string; readonly size: 'thumb' | 'full'; readonly bytes: Buffer };

/** The bytes of all photos of a record, as the endpoint gives them to this person. */
export async function photosHeld(client: Client, record: Snapshot): Promise<readonly HeldPhoto[]> {
  const found: HeldPhoto[] = [];
  for (const photoId of Object.keys(record.rows.photos ?? {})) {
    for (const size of ['thumb', 'full'] as const) {
      const answer = await client.get(`/api/v1/records/${record.id}/photos/${photoId}?size=${size}`);
      if (!answer.ok) throw new Error(`Photo ${photoId} ${size}: ${answer.status}`);
      found.push({ photoId, size, bytes: Buffer.from(await answer.arrayBuffer()) });
    }
  }
  return found;
}

/** True when the corners have the colours they have upright (only of photos made by jpeg.ts). Decodes in a browser. */
export async function isUpright(page: Page, bytes: Buffer): Promise<boolean> {
  const seen: readonly (readonly number[])[] = await page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob(${JSON.stringify(bytes.toString('base64'))}), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const { width, height } = bitmap;
    const canvas = new OffscreenCanvas(width, height).getContext('2d');
    canvas.drawImage(bitmap, 0, 0);
    const places = [[0.08, 0.08], [0.92, 0.08], [0.08, 0.92], [0.92, 0.92]];
    return places.map(([x, y]) => [...canvas.getImageData(x * width, y * height, 1, 1).data].slice(0, 3));
  })()`);
  const wanted = [corners.topLeft, corners.topRight, corners.bottomLeft, corners.bottomRight];
  return seen.every((colour, at) => colour.every((value, i) => Math.abs(value - (wanted[at]?.[i] ?? 999)) < 40));
}
