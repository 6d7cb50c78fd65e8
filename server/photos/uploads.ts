// Uploads on their way: <folder>/<id> has the bytes as they come, <folder>/<id>.json says what they are for.
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { sha256, uuid } from '../../src/shared/domain/field.ts';

/** After so long nobody comes back for it. */
const abandonedMs = 7 * 24 * 3600_000;

const infoSchema = z.strictObject({
  id: z.string(),
  communeId: uuid(),
  accountId: uuid(),
  recordId: uuid(),
  photoId: uuid(),
  size: z.enum(['thumb', 'full']),
  sha256: sha256(),
  bytes: z.int().check(z.minimum(1)),
  createdAt: z.string(),
  /** True once the photo is kept and noted: a phone that lost the last answer still hears that all arrived. */
  done: z.boolean(),
});
export type UploadInfo = z.infer<typeof infoSchema>;

export interface Uploads {
  create(info: UploadInfo): Promise<void>;
  info(id: string): Promise<UploadInfo | null>;
  /** Bytes that are there; the phone goes on from here. Null when the file is gone. */
  offset(info: UploadInfo): Promise<number | null>;
  /** Appends what comes until it ends or breaks; what came before a break stays. Gives the new offset. */
  append(info: UploadInfo, offset: number, bytes: AsyncIterable<Uint8Array>): Promise<number>;
  pathOf(id: string): string;
  finish(info: UploadInfo): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes what was abandoned. Gives how many. */
  sweep(): Promise<number>;
}

export function createUploads({ folder, now }: { folder: string; now: () => number }): Uploads {
  const pathOf = (id: string) => {
    if (!isUploadId(id)) throw new RangeError('not an upload id');
    return join(folder, id);
  };

  async function writeInfo(info: UploadInfo): Promise<void> {
    const path = `${pathOf(info.id)}.json`;
    await writeFile(`${path}.new`, JSON.stringify(info));
    await rename(`${path}.new`, path); // never half written
  }

  async function readInfo(id: string): Promise<UploadInfo | null> {
    if (!isUploadId(id)) return null;
    const text = await readFile(`${pathOf(id)}.json`, 'utf8').catch(() => null);
    if (text === null) return null;
    return infoFrom(text);
  }

  async function remove(id: string): Promise<void> {
    await rm(pathOf(id), { force: true });
    await rm(`${pathOf(id)}.json`, { force: true });
  }

  return {
    pathOf,
    info: readInfo,
    remove,
    async create(info) {
      await mkdir(folder, { recursive: true });
      await writeFile(pathOf(info.id), '', { flag: 'wx' });
      await writeInfo(info);
    },
    async offset(info) {
      if (info.done) return info.bytes;
      const file = await stat(pathOf(info.id)).catch(() => null);
      return file?.size ?? null;
    },
    async append(info, offset, bytes) {
      const file = await open(pathOf(info.id), 'r+');
      let at = offset;
      try {
        for await (const chunk of bytes) {
          if (at + chunk.byteLength > info.bytes) break;
          at = await writeAll(file, chunk, at);
        }
      } finally {
        await file.close();
      }
      return at;
    },
    async finish(info) {
      await writeInfo({ ...info, done: true });
      await rm(pathOf(info.id), { force: true });
    },
    async sweep() {
      const names = await readdir(folder).catch(() => []);
      let swept = 0;
      for (const name of names) {
        const file = await stat(join(folder, name)).catch(() => null);
        if (!file?.isFile() || now() - file.mtimeMs < abandonedMs) continue;
        await rm(join(folder, name), { force: true });
        swept += 1;
      }
      return swept;
    },
  };
}

/** A disk that has room for a part takes the part, and only the next write fails. Gives where the bytes end. */
async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<number> {
  let written = 0;
  while (written < bytes.byteLength) {
    const more = await file.write(bytes, written, bytes.byteLength - written, offset + written);
    written += more.bytesWritten;
  }
  return offset + written;
}

/** Null for what a power cut left half written: the phone then starts that upload again. */
function infoFrom(text: string): UploadInfo | null {
  try {
    return infoSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export const isUploadId = (id: string): boolean => /^[0-9a-f]{32}$/.test(id);
