// Everything that can be refused before decoding, cheapest first.

import { type PhotoFormat, type PhotoHeader, readHeader, SNIFF_BYTES, sniffFormat } from './header.ts';
import { MAX_FILE_BYTES, MAX_PIXELS } from './limits.ts';
import type { PhotoRefusal } from './outcome.ts';

export type Inspection =
  | { type: 'image'; format: PhotoFormat; header: PhotoHeader }
  | { type: 'refused'; code: PhotoRefusal };

export async function inspectPhoto(file: Blob): Promise<Inspection> {
  if (file.size === 0) return refused('photo-empty');
  const head = await readBytes(file.slice(0, SNIFF_BYTES));
  if (!head) return refused('photo-unreadable');
  const format = sniffFormat(head);
  if (!format) return refused('photo-not-image');
  if (file.size > MAX_FILE_BYTES) return refused('photo-too-large');
  const bytes = await readBytes(file);
  if (!bytes) return refused('photo-unreadable');
  const header = readHeader(bytes, format);
  if (!header) return refused('photo-truncated');
  if (header.width * header.height > MAX_PIXELS) return refused('photo-too-large');
  return { type: 'image', format, header };
}

/** Null when the phone took the file back between choosing and reading. */
async function readBytes(file: Blob): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function refused(code: PhotoRefusal): Inspection {
  return { type: 'refused', code };
}
