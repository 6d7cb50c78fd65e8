// Finds a QR code in a camera's picture: by the browser where it can, else by a decoder that is loaded only then.
import type { DetectedBarcode } from 'qr/decode.js';

export type Detect = (video: HTMLVideoElement) => Promise<string | null>;

/** The part of the Shape Detection API that is used; TypeScript's DOM types do not have it. */
interface Detector {
  detect(source: ImageBitmapSource): Promise<readonly Pick<DetectedBarcode, 'rawValue'>[]>;
}
interface DetectorClass {
  new (options: { formats: ['qr_code'] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

export async function openDetector(): Promise<Detect> {
  const detector = (await nativeDetector()) ?? (await ownDetector());
  return async (video) => {
    // Before the first picture there is nothing to look at.
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const [found] = await detector.detect(video).catch(() => []);
    return found?.rawValue ?? null;
  };
}

async function nativeDetector(): Promise<Detector | null> {
  const { BarcodeDetector: Native } = globalThis as { BarcodeDetector?: DetectorClass }; // its shape is the specification's
  if (!Native) return null;
  const formats = await Native.getSupportedFormats().catch(() => []);
  return [...formats].some((format: string) => format === 'qr_code') ? new Native({ formats: ['qr_code'] }) : null;
}

async function ownDetector(): Promise<Detector> {
  const { BarcodeDetector } = await import('qr/decode.js');
  return new BarcodeDetector({ formats: ['qr_code'] });
}
