import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDiskPhotoStore } from '../../server/photos/disk-photo-store.ts';
import { createMemoryPhotoStore } from '../../server/photos/memory-photo-store.ts';
import { photoStoreContract } from './photo-store-contract.ts';

photoStoreContract('disk', createDiskPhotoStore);
photoStoreContract('memory', createMemoryPhotoStore);

test('a photo on disk is there for the next start, under two folders of its hash', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'viec-tot-photos-'));
  try {
    const hash = `abcd${'0'.repeat(60)}`;
    writeFileSync(join(folder, 'upload'), 'bytes');
    await createDiskPhotoStore(join(folder, 'blobs')).keep(hash, join(folder, 'upload'));
    const next = createDiskPhotoStore(join(folder, 'blobs'));
    expect(Buffer.from((await next.read(hash)) ?? []).toString()).toBe('bytes');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
