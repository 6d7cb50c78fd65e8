// The page on which photo tests and the photo benchmark run: the app's own door to the worker, and
// what a test must look at from inside a browser. Called through `photoPage` on the global object.

import { processPhoto } from '../../../src/photo/client.ts';
import type { EncodedPhoto, PhotoKind, PhotoOutcome } from '../../../src/photo/outcome.ts';
import { processFile } from '../../../src/photo/process.ts';
import type { Measured, PhotoPage, PictureContent, SeenOutcome, SeenPhoto } from './api.ts';

const photoPage: PhotoPage = { process, processAs, measure, encode };
Object.assign(globalThis, { photoPage });

async function process(url: string, kind: PhotoKind): Promise<SeenOutcome> {
  return see(await processPhoto(await fetchFile(url), kind));
}

async function processAs(engine: 'without-webp' | 'chrome-111', url: string): Promise<SeenOutcome> {
  const file = await fetchFile(url);
  const { createImageBitmap: decode } = globalThis;
  const { convertToBlob } = OffscreenCanvas.prototype;
  let hidden = 0;
  if (engine === 'without-webp') {
    OffscreenCanvas.prototype.convertToBlob = function (options) {
      if (options?.type !== 'image/webp') return convertToBlob.call(this, options);
      hidden++;
      return convertToBlob.call(this, { ...options, type: 'image/png' });
    };
  } else {
    // Only the form that the pipeline uses.
    globalThis.createImageBitmap = (source: ImageBitmapSource, options?: unknown) => {
      if (!isRecord(options) || options.imageOrientation !== 'from-image')
        return decode(source, isRecord(options) ? options : {});
      hidden++;
      return Promise.reject(new TypeError("The provided value 'from-image' is not a valid enum value"));
    };
  }
  const outcome = await processFile(file, 'photo');
  globalThis.createImageBitmap = decode;
  OffscreenCanvas.prototype.convertToBlob = convertToBlob;
  if (hidden === 0) throw new Error('The pipeline never asked for what was hidden');
  return see(outcome);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

async function see(outcome: PhotoOutcome): Promise<SeenOutcome> {
  if (outcome.type !== 'done') return outcome;
  return { ...outcome, full: await look(outcome.full), thumb: await look(outcome.thumb) };
}

async function measure(url: string, runs: number): Promise<Measured> {
  const file = await fetchFile(url);
  let longestTaskMs = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, entry.duration);
  });
  observer.observe({ type: 'longtask' });
  const ms: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    const outcome = await processPhoto(file, 'photo');
    if (outcome.type !== 'done') throw new Error(`Not measured: ${JSON.stringify(outcome)}`);
    ms.push(performance.now() - started);
  }
  // The observer is told in a later task.
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  return { ms, longestTaskMs, longTasks: PerformanceObserver.supportedEntryTypes.includes('longtask') };
}

async function encode(mime: string, width: number, height: number, content: PictureContent): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas');
  const pixels = new Uint8ClampedArray(width * height * 4).fill(content === 'transparent' ? 0 : 255);
  let random = 1;
  for (let at = 0; content === 'noise' && at < pixels.length; at++) {
    random = (Math.imul(random, 1664525) + 1013904223) | 0;
    if (at % 4 !== 3) pixels[at] = random >>> 24;
  }
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  return toBase64(await (await canvas.convertToBlob({ type: mime, quality: 0.95 })).arrayBuffer());
}

async function fetchFile(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.blob();
}

/** Decoded by the browser's own image element, not by the code under test. */
async function look({ bytes, ...photo }: EncodedPhoto): Promise<SeenPhoto> {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([bytes], { type: photo.mime }));
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas');
  context.drawImage(image, 0, 0);
  const at = (x: number, y: number) =>
    Array.from(
      context.getImageData(Math.floor(canvas.width * x), Math.floor(canvas.height * y), 1, 1).data.slice(0, 3),
    );
  return {
    ...photo,
    width: image.naturalWidth === photo.width ? photo.width : Number.NaN,
    height: image.naturalHeight === photo.height ? photo.height : Number.NaN,
    base64: toBase64(bytes),
    corners: {
      topLeft: at(0.08, 0.08),
      topRight: at(0.92, 0.08),
      bottomLeft: at(0.08, 0.92),
      bottomRight: at(0.92, 0.92),
    },
  };
}

function toBase64(bytes: ArrayBuffer): string {
  let text = '';
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
}
