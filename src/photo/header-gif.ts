// GIF89a: the logical screen; complete when the trailer byte ends the file (padding aside).

import { createByteReader } from './byte-reader.ts';
import type { PhotoHeader } from './header.ts';

const TRAILER = 0x3b;

export function readGif(bytes: Uint8Array): PhotoHeader | null {
  const read = createByteReader(bytes, true);
  const width = read.u16(6);
  const height = read.u16(8);
  let last = bytes.length - 1;
  while (last > 0 && read.u8(last) === 0) last--;
  return width > 0 && height > 0 && read.u8(last) === TRAILER ? { width, height, takenAt: null } : null;
}
