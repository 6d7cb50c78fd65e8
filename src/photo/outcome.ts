// What the photo worker is asked and what it answers. Plain objects only: they cross postMessage and lie in IndexedDB.

/** A photo of a person or a deed, or a photographed paper whose small print must stay readable. */
export type PhotoKind = 'photo' | 'document';

/** What the page sends to the worker. */
export type PhotoRequest = { file: Blob; kind: PhotoKind };

/** A re-encoded picture. `sha256` is the lower-case hex digest of exactly these bytes: the photo's identity. */
export type EncodedPhoto = {
  bytes: ArrayBuffer;
  mime: 'image/webp' | 'image/jpeg';
  width: number;
  height: number;
  sha256: string;
};

export type PhotoRefusal =
  /** The file has no bytes: a camera app that was killed while it wrote. */
  | 'photo-empty'
  /** The phone no longer gives the bytes: the gallery or the cloud took the file back. */
  | 'photo-unreadable'
  /** Not a picture this app knows, whatever its name says. */
  | 'photo-not-image'
  /** The file ends before the picture does: a broken download or copy. */
  | 'photo-truncated'
  /** More pixels or bytes than a cheap phone can decode. */
  | 'photo-too-large'
  /** A known format that this browser cannot decode. */
  | 'photo-decode-failed'
  /** The worker did not start, died or did not answer: the same photo may succeed on a second try. */
  | 'photo-worker-failed';

export type PhotoOutcome =
  | {
      type: 'done';
      full: EncodedPhoto;
      thumb: EncodedPhoto;
      /** Local civil time as the camera wrote it, `2026-11-05T16:30:00`, without a zone. */
      takenAt: string | null;
    }
  | { type: 'refused'; code: PhotoRefusal }
  /** The original carries its position: it stays on the phone and is never sent. */
  | { type: 'undecodable-heic' };
