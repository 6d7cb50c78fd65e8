// Lists what a stored picture would tell about its maker. Written apart from src/photo, so that a
// mistake there does not hide itself.

/** The names of all metadata found in a JPEG, PNG or WebP: `[]` is what every stored photo must give. */
export function metadataIn(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.readUInt16BE(0) === 0xffd8) return [...jpegMetadata(file)];
  if (file.toString('latin1', 8, 12) === 'WEBP') return [...webpMetadata(file)];
  if (file.toString('latin1', 1, 4) === 'PNG') return [...pngMetadata(file)];
  throw new Error('Not a JPEG, PNG or WebP');
}

function* jpegMetadata(file: Buffer): Generator<string> {
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== 0xda) {
    const marker = file.readUInt8(at + 1);
    const end = at + 2 + file.readUInt16BE(at + 2);
    const body = file.toString('latin1', at + 4, end);
    if (marker === 0xfe) yield 'comment';
    else if (marker === 0xe1) yield* body.startsWith('Exif\0') ? exifNames(file.subarray(at + 10, end)) : ['xmp'];
    else if (marker === 0xe2) yield body.startsWith('ICC_PROFILE') ? 'icc' : 'app2';
    else if (marker === 0xed) yield 'iptc';
    else if (marker >= 0xe3 && marker <= 0xef && marker !== 0xee) yield `app${marker - 0xe0}`;
    at = end;
  }
}

function* webpMetadata(file: Buffer): Generator<string> {
  const names: Record<string, string> = { ICCP: 'icc', 'XMP ': 'xmp' };
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    if (name === 'EXIF') yield* exifNames(file.subarray(at + 8, at + 8 + length));
    const found = names[name];
    if (found) yield found;
    at += 8 + length + (length % 2);
  }
}

function* pngMetadata(file: Buffer): Generator<string> {
  for (let at = 8; at + 12 <= file.length; at += 12 + file.readUInt32BE(at)) {
    const name = file.toString('latin1', at + 4, at + 8);
    if (['eXIf', 'iCCP', 'tEXt', 'iTXt', 'zTXt', 'tIME'].includes(name)) yield name;
  }
}

/** `exif`, and `gps` when the block points at a position (tag 8825). */
function exifNames(tiff: Buffer): string[] {
  const tag = tiff.toString('latin1', 0, 2) === 'II' ? [0x25, 0x88] : [0x88, 0x25];
  return tiff.includes(Buffer.from(tag)) ? ['exif', 'gps'] : ['exif'];
}
