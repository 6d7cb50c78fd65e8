// What every photo store must do, whether its bytes lie in memory, on a disk or in a bucket.
import { createHash } from 'node:crypto';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PhotoStore } from '../../server/photos/photo-store.ts';

export function photoStoreContract(name: string, create: (folder: string) => PhotoStore): void {
  describe(`photo store: ${name}`, () => {
    let folder: string;
    let store: PhotoStore;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'viec-tot-photos-'));
      store = create(join(folder, 'blobs'));
      await store.ready();
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    const bytes = new Uint8Array([1, 2, 3, 4]);
    const hash = createHash('sha256').update(bytes).digest('hex');
    async function aFile(content: Uint8Array = bytes): Promise<string> {
      const file = join(folder, `upload-${Math.random()}`);
      await writeFile(file, content);
      return file;
    }

    test.each(['', '../../etc/passwd', 'ABCD', `${'a'.repeat(63)}/`])('refuses %j, which is no hash', async (wrong) => {
      await expect(store.read(wrong)).rejects.toThrow();
      await expect(store.has(wrong)).rejects.toThrow();
      await expect(aFile().then((file) => store.keep(wrong, file))).rejects.toThrow();
    });

    test('knows nothing of a hash it was never given', async () => {
      expect(await store.has(hash)).toBe(false);
      expect(await store.read(hash)).toBeNull();
    });

    test('fails to keep a file that is not there, and keeps nothing', async () => {
      await expect(store.keep(hash, join(folder, 'gone'))).rejects.toThrow();
      expect(await store.has(hash)).toBe(false);
    });

    test('[P3] takes a file over: its bytes are read by their hash, and the file is gone', async () => {
      const file = await aFile();
      await store.keep(hash, file);
      expect(await store.has(hash)).toBe(true);
      expect(await store.read(hash)).toEqual(bytes);
      await expect(access(file)).rejects.toThrow();
    });

    test('[P3] whole bytes take the place of what a copy cut short under their hash', async () => {
      await store.keep(hash, await aFile(bytes.subarray(0, 2)));
      const whole = await aFile();
      await store.keep(hash, whole);
      expect(await store.read(hash)).toEqual(bytes);
      await expect(access(whole)).rejects.toThrow();
    });

    test('keeps what it has when the same bytes come again', async () => {
      await store.keep(hash, await aFile());
      const again = await aFile();
      await store.keep(hash, again);
      expect(await store.read(hash)).toEqual(bytes);
      await expect(access(again)).rejects.toThrow();
    });
  });
}
