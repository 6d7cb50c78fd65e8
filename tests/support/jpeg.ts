// Makes the files that phones give: JPEGs of every orientation with position, time and the rest of the
// metadata a camera writes. Deterministic, and without native modules.

import jpeg from 'jpeg-js';
import { app1Exif, type ExifOptions } from './jpeg-exif.ts';

export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
export const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies Orientation[];

export type PhoneJpeg = {
  /** The upright size, as a person sees the picture. */
  width?: number;
  height?: number;
  /** Changes the texture, so that two photos of one test have different bytes. */
  seed?: number;
  /** Texture at every pixel: a file of the size a camera makes, slow to encode. */
  detailed?: boolean;
  /** `null` leaves all metadata out. */
  exif?: ExifOptions | null;
};

/** The colour of each corner of the upright picture, a fifth of each side wide. */
export const corners = {
  topLeft: [220, 40, 40],
  topRight: [40, 60, 220],
  bottomLeft: [30, 170, 60],
  bottomRight: [235, 215, 40],
} as const;

/** A camera's JPEG with position, time, XMP, IPTC, a comment and an embedded thumbnail. */
export function aPhoneJpeg(options: PhoneJpeg = {}): Uint8Array<ArrayBuffer> {
  const { width = 640, height = 480, seed = 1, detailed = false, exif = {} } = options;
  const orientation = exif?.orientation ?? 1;
  const turned = orientation >= 5;
  const stored = { width: turned ? height : width, height: turned ? width : height };
  const data = new Uint8Array(stored.width * stored.height * 4);
  const paint = painter(width, height, seed, detailed);
  for (let y = 0, at = 0; y < stored.height; y++) {
    for (let x = 0; x < stored.width; x++, at += 4) {
      const [u, v] = uprightPlace(orientation, x, y, width, height);
      paint(data, at, u, v);
    }
  }
  const plain = withoutPadding(jpeg.encode({ ...stored, data }, detailed ? 88 : 80).data);
  return exif ? spliceMetadata(plain, { ...exif, orientation }) : plain;
}

/** 12 megapixels, 4032 × 3024 upright, orientation 6, with position: what a phone held upright writes. */
export function aTwelveMegapixelJpeg(options: Omit<PhoneJpeg, 'width' | 'height'> = {}): Uint8Array<ArrayBuffer> {
  return aPhoneJpeg({ detailed: true, exif: { orientation: 6 }, ...options, width: 4032, height: 3024 });
}

/** The same file after a download that broke off. */
export function truncated(bytes: Uint8Array<ArrayBuffer>, part = 0.6): Uint8Array<ArrayBuffer> {
  return bytes.slice(0, Math.floor(bytes.length * part));
}

/** A tiny JPEG whose header says that it is huge. */
export function aJpegClaiming(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = aPhoneJpeg({ width: 16, height: 16, exif: null });
  const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
  const view = new DataView(bytes.buffer);
  view.setUint16(frame + 5, height);
  view.setUint16(frame + 7, width);
  return bytes;
}

/** Where a stored pixel stands in the upright picture (CIPA DC-008, tag 0112). */
function uprightPlace(orientation: Orientation, x: number, y: number, width: number, height: number) {
  const right = width - 1;
  const bottom = height - 1;
  switch (orientation) {
    case 1:
      return [x, y] as const;
    case 2:
      return [right - x, y] as const;
    case 3:
      return [right - x, bottom - y] as const;
    case 4:
      return [x, bottom - y] as const;
    case 5:
      return [y, x] as const;
    case 6:
      return [right - y, x] as const;
    case 7:
      return [right - y, bottom - x] as const;
    case 8:
      return [y, bottom - x] as const;
  }
}

/** Soft bands with the four corner colours; `detailed` adds leaves-and-gravel noise as a camera sees it. */
function painter(width: number, height: number, seed: number, detailed: boolean) {
  const cornerWidth = width / 5;
  const cornerHeight = height / 5;
  let random = seed * 2654435761;
  return (data: Uint8Array, at: number, u: number, v: number) => {
    const corner = cornerAt(u, v);
    random = (Math.imul(random, 1664525) + 1013904223) | 0;
    const noise = detailed && !corner ? (random >>> 26) - 32 : 0;
    const [red, green, blue] = corner ?? [
      128 + 90 * Math.sin((u / width) * 9 + seed),
      128 + 90 * Math.sin((v / height) * 7),
      120 + 60 * Math.sin(((u + v) / (width + height)) * 40),
    ];
    data[at] = red + noise;
    data[at + 1] = green + noise;
    data[at + 2] = blue + noise;
    data[at + 3] = 255;
  };

  function cornerAt(u: number, v: number) {
    const left = u < cornerWidth;
    if (!left && u < width - cornerWidth) return null;
    if (v < cornerHeight) return left ? corners.topLeft : corners.topRight;
    if (v >= height - cornerHeight) return left ? corners.bottomLeft : corners.bottomRight;
    return null;
  }
}

/** An encoder's buffer may be longer than the file in it. */
function withoutPadding(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(data);
}

function spliceMetadata(plain: Uint8Array, exif: ExifOptions): Uint8Array<ArrayBuffer> {
  const thumbnail = new Uint8Array(jpeg.encode({ width: 8, height: 8, data: new Uint8Array(256).fill(200) }, 60).data);
  const segments = [
    app1Exif(exif, thumbnail),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'),
    segment(0xed, 'Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0'),
    segment(0xfe, 'taken with a phone'),
  ];
  return new Uint8Array(Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2)]));
}

function segment(marker: number, text: string): Uint8Array {
  const length = text.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), Buffer.from(text, 'latin1')]);
}
