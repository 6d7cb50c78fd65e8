// What a finished upload really is. The phone strips everything but the picture; here it is checked, because what a
// camera writes besides (place, owner, device) must never lie on the commune's disk.
export type PictureType = 'image/webp' | 'image/jpeg';

export type Picture =
  | { readonly type: 'picture'; readonly mime: PictureType }
  /** Neither WebP nor JPEG, or damaged. */
  | { readonly type: 'not-a-picture' }
  /** A picture with something besides: EXIF, XMP, IPTC, a comment, a film behind its end. */
  | { readonly type: 'carries-more' };

export function inspectPicture(bytes: Uint8Array): Picture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 12 && tag(view, 0) === 'RIFF' && tag(view, 8) === 'WEBP') return inspectWebp(view);
  if (bytes.length > 4 && view.getUint16(0) === 0xffd8) return inspectJpeg(view);
  return notAPicture;
}

const notAPicture: Picture = { type: 'not-a-picture' };
const carriesMore: Picture = { type: 'carries-more' };

/** Chunks that make the picture, its colours or its movement. EXIF and XMP are not among them, nor is anything unknown. */
const webpChunks = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP', 'ANIM', 'ANMF'];

function inspectWebp(view: DataView): Picture {
  const end = view.getUint32(4, true) + 8;
  if (end > view.byteLength) return notAPicture;
  if (end < view.byteLength) return carriesMore;
  let pictures = 0;
  for (let at = 12; at < end; ) {
    if (at + 8 > end) return notAPicture;
    const name = tag(view, at);
    const size = view.getUint32(at + 4, true);
    if (at + 8 + size > end) return notAPicture;
    if (!webpChunks.includes(name)) return carriesMore;
    if (name === 'VP8 ' || name === 'VP8L' || name === 'ANMF') pictures += 1;
    at += 8 + size + (size % 2);
  }
  return pictures > 0 ? { type: 'picture', mime: 'image/webp' } : notAPicture;
}

function inspectJpeg(view: DataView): Picture {
  let scans = 0;
  let at = 2;
  while (at + 1 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return notAPicture;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff)
      at += 1; // a fill byte
    else if (marker === 0xd9) return at + 2 === view.byteLength ? finishedJpeg(scans) : carriesMore;
    else {
      if (at + 4 > view.byteLength) return notAPicture;
      const size = view.getUint16(at + 2);
      if (size < 2 || at + 2 + size > view.byteLength) return notAPicture;
      if (!isPartOfPicture(view, at, marker)) return carriesMore;
      at += 2 + size;
      if (marker === 0xda) {
        scans += 1;
        at = endOfScan(view, at);
      }
    }
  }
  return notAPicture;
}

const finishedJpeg = (scans: number): Picture => (scans > 0 ? { type: 'picture', mime: 'image/jpeg' } : notAPicture);

/** Frames, tables, scans and restart intervals; of the application's segments JFIF, the colour profile and Adobe's transform. */
function isPartOfPicture(view: DataView, at: number, marker: number): boolean {
  if (marker === 0xe0) return text(view, at + 4, 4) === 'JFIF';
  if (marker === 0xe2) return text(view, at + 4, 11) === 'ICC_PROFILE';
  if (marker === 0xee) return text(view, at + 4, 5) === 'Adobe';
  return marker >= 0xc0 && marker <= 0xdf;
}

/** Where the next real marker stands: inside a scan FF is followed by 00 or by a restart. */
function endOfScan(view: DataView, from: number): number {
  let at = from;
  while (at + 1 < view.byteLength) {
    const next = view.getUint8(at + 1);
    if (view.getUint8(at) === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 1;
  }
  return view.byteLength;
}

const tag = (view: DataView, at: number): string => text(view, at, 4);

function text(view: DataView, at: number, length: number): string {
  let characters = '';
  for (let i = at; i < Math.min(at + length, view.byteLength); i++) characters += String.fromCharCode(view.getUint8(i));
  return characters;
}
