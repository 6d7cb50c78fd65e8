// A disk with room for a part of a piece takes that part without a word and refuses only what comes after it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUploads } from '../../server/photos/uploads.ts';
import { testId } from '../support/builders.ts';

const disk = vi.hoisted(() => ({ room: 0 }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const open: typeof real.open = async (...given) => {
    const file = await real.open(...given);
    const write = async (bytes: Uint8Array, from: number, length: number, at: number) => {
      if (disk.room === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      const fits = Math.min(length, disk.room);
      disk.room -= fits;
      return file.write(bytes, from, fits, at);
    };
    return Object.assign(Object.create(file), { write, close: () => file.close() });
  };
  return { ...real, open };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'viec-tot-uploads-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('[P1] a photo that fills the disk with its last piece is no damaged photo: the phone goes on where it ended', async () => {
  const uploads = createUploads({ folder, now: Date.now });
  const ids = { communeId: testId(1), accountId: testId(2), recordId: testId(3), photoId: testId(4) };
  const about = { size: 'full', sha256: 'ab'.repeat(32), createdAt: '', done: false } as const;
  const info = { ...ids, ...about, id: 'a'.repeat(32), bytes: 10 };
  await uploads.create(info);
  async function* piece(from: number) {
    yield new Uint8Array(10 - from);
  }
  disk.room = 7;
  await expect(uploads.append(info, 0, piece(0))).rejects.toThrow('no space left');
  expect(await uploads.offset(info)).toBe(7);
  disk.room = 100;
  expect(await uploads.append(info, 7, piece(7))).toBe(10);
});
