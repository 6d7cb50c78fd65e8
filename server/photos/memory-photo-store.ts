// Photos in memory, for tests.
import { readFile, rm } from 'node:fs/promises';
import { checkedHash, type PhotoStore } from './photo-store.ts';

export function createMemoryPhotoStore(): PhotoStore {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    async keep(sha256, file) {
      const bytes = new Uint8Array(await readFile(file));
      kept.set(checkedHash(sha256), bytes);
      await rm(file);
    },
    has: async (sha256) => kept.has(checkedHash(sha256)),
    read: async (sha256) => kept.get(checkedHash(sha256)) ?? null,
    ready: async () => {},
  };
}
