// Decoding and scaling: the two steps that hold a whole picture in memory.

import { resizeRequest, type Size } from './fit.ts';

/**
 * Upright pixels, already scaled down where the engine can. Null when it cannot decode the file.
 * The caller closes the bitmap.
 *
 * @param upright the size a person sees, from the header
 */
export async function decodeUpright(file: Blob, upright: Size, longSide: number): Promise<ImageBitmap | null> {
  const resize: ImageBitmapOptions = { ...resizeRequest(upright, longSide), resizeQuality: 'high' };
  try {
    return await createImageBitmap(file, { ...resize, imageOrientation: 'from-image' });
  } catch (error) {
    // Chrome 111 knows the word only as its default, and says so with a TypeError.
    if (!(error instanceof TypeError)) return null;
  }
  return createImageBitmap(file, resize).catch(() => null);
}

/** A canvas of exactly this size, the picture on white: a transparent PNG must not turn black as JPEG. */
export function drawScaled(source: ImageBitmap | OffscreenCanvas, size: Size): OffscreenCanvas {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('The engine gave no 2D context');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, size.width, size.height);
  return canvas;
}
