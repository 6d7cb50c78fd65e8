// Zips of the rescue file: written piece by piece, so that not all photos stand in memory at once; read one entry at a
// time, with a cap on everything a made-up file could inflate.
import { unzipSync, Zip, ZipDeflate } from 'fflate';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { rescueCaps } from '../../shared/wire/rescue.ts';

export interface ZipWriter {
  /** Pictures are packed already: `text` alone is compressed. */
  add(name: string, bytes: Uint8Array<ArrayBuffer>, what: 'text' | 'picture'): void;
  end(): Blob;
}

/** @param at when the entries were made, milliseconds since 1970. */
export function createZip(at: number): ZipWriter {
  let made = new Blob([], { type: 'application/zip' });
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  // What is packed moves into a Blob, which the browser may keep on the disk.
  const settle = () => {
    made = new Blob([made, ...pieces], { type: 'application/zip' });
    pieces = [];
  };
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece.slice());
  });
  return {
    add(name, bytes, what) {
      // Method 8 also for pictures: sizes stand behind the bytes, and not every reader finds the end of a stored entry.
      const entry = new ZipDeflate(name, { level: what === 'text' ? 6 : 0 });
      entry.mtime = at;
      zip.add(entry);
      entry.push(bytes, true);
      settle();
    },
    end() {
      zip.end();
      settle();
      return made;
    },
  };
}

export interface ZipReader {
  /** Null: no such entry, or one of more than `most` bytes. */
  read(name: string, most: number): Uint8Array<ArrayBuffer> | null;
}

/** Nothing is inflated before every size was looked at. */
export function openZip(bytes: Uint8Array<ArrayBuffer>): Result<ZipReader, 'not-a-zip' | 'too-large'> {
  const sizes = new Map<string, number>();
  let entries = 0;
  let unpacked = 0;
  const isTooLarge = () => entries > rescueCaps.entries || unpacked > rescueCaps.unpackedBytes;
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        unpacked += originalSize;
        if (isTooLarge() || sizes.has(name)) throw new RangeError('not what this app writes');
        sizes.set(name, originalSize);
        return false;
      },
    });
  } catch {
    return err(isTooLarge() ? 'too-large' : 'not-a-zip');
  }
  return ok({
    read(name, most) {
      if ((sizes.get(name) ?? Number.POSITIVE_INFINITY) > most) return null;
      try {
        // The size said in the directory is all the room the entry gets.
        const files = unzipSync(bytes, { filter: (entry) => entry.name === name });
        return files[name]?.slice() ?? null;
      } catch {
        return null;
      }
    },
  });
}
