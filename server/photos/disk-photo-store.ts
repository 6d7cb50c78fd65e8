// Photos on disk: <folder>/ab/cd/<sha256>. A name appears only when its bytes are flushed, and the folder is flushed after.
import { access, constants, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkedHash, type PhotoStore } from './photo-store.ts';

/** `folder` must be on the same file system as the files that are taken over. */
export function createDiskPhotoStore(folder: string): PhotoStore {
  const pathOf = (sha256: string) => join(folder, checkedHash(sha256).slice(0, 2), sha256.slice(2, 4), sha256);

  return {
    async has(sha256) {
      return access(pathOf(sha256)).then(() => true, ifMissing(false));
    },
    async keep(sha256, file) {
      const path = pathOf(sha256);
      await flush(file);
      await makeFolder(dirname(path), folder);
      await rename(file, path);
      await flush(dirname(path));
    },
    async read(sha256) {
      return readFile(pathOf(sha256)).then((bytes) => new Uint8Array(bytes), ifMissing(null));
    },
    ready: async () => {
      await mkdir(folder, { recursive: true });
      await access(folder, constants.W_OK);
    },
  };
}

/** A new folder's name is durable only when the folder above it is flushed. */
async function makeFolder(path: string, top: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let above = dirname(path); above.length >= dirname(top).length; above = dirname(above)) {
    await flush(above);
    if (above === dirname(first)) return;
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ifMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
}
