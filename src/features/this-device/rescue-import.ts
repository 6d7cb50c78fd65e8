// Reads a rescue file (SPEC.md S16). Everything is checked before anything is written: a file that is refused changes nothing.

import { isStorageClosed, isStorageFull } from '../../db/heal.ts';
import type { PersonDb } from '../../db/person-db.ts';
import { bringBack } from '../../db/rescue-write.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { RescuePlan } from '../../shared/sync/rescue.ts';
import {
  type ReadRescue,
  type RescueFile,
  type RescueProblem,
  readRescue,
  rescueCaps,
  rescueHeadSchema,
  rescueNames,
  rescueVersion,
} from '../../shared/wire/rescue.ts';
import { limits, wireVersion } from '../../shared/wire/version.ts';
import { hexDigest } from './hex-digest.ts';
import { openZip, type ZipReader } from './rescue-zip.ts';

export interface Here {
  readonly communeId: string;
  readonly origin: string;
}

export type ImportFailure = RescueProblem | 'storage-full' | 'storage-closed';
export interface Imported {
  readonly file: RescueFile;
  readonly plan: RescuePlan;
  /** What stays in the file because its shape cannot be read. */
  readonly unread: number;
}

export async function importRescue(db: PersonDb, chosen: Blob, here: Here): Promise<Result<Imported, ImportFailure>> {
  const opened = await openRescue(chosen, here);
  if (!opened.ok) return opened;
  const { file, unread, zip } = opened.value;
  try {
    const read = (name: string) => zip.read(name, rescueCaps.originalBytes)?.buffer ?? null;
    return ok({ file, plan: await bringBack(db, file, read), unread });
  } catch (error) {
    if (isStorageFull(error)) return err('storage-full');
    if (isStorageClosed(error)) return err('storage-closed');
    throw error;
  }
}

interface Opened extends ReadRescue {
  readonly zip: ZipReader;
}

/** As one whose end did not come over the line still does. */
const beginsAsZip = ([p, k, three, four]: Uint8Array): boolean => p === 0x50 && k === 0x4b && three === 3 && four === 4;

/** The file, once every byte of it was found to be as it was written, and meant for here. */
export async function openRescue(chosen: Blob, here: Here): Promise<Result<Opened, RescueProblem>> {
  if (chosen.size > rescueCaps.fileBytes) return err('too-large');
  const bytes = new Uint8Array(await chosen.arrayBuffer());
  const opened = openZip(bytes);
  if (!opened.ok)
    return err(opened.error === 'too-large' ? 'too-large' : beginsAsZip(bytes) ? 'damaged' : 'not-a-rescue');
  const zip = opened.value;
  const data = zip.read(rescueNames.data, rescueCaps.dataBytes);
  const digest = zip.read(rescueNames.digest, 64);
  if (!data || !digest) return err('not-a-rescue');
  if ((await hexDigest(data)) !== new TextDecoder().decode(digest)) return err('damaged');
  const parsed = parseRescue(new TextDecoder().decode(data));
  if (!parsed.ok) return parsed;
  const { file, unread } = parsed.value;
  if (file.origin !== here.origin) return err('other-origin');
  if (file.commune.id !== here.communeId) return err('other-commune');
  return (await isWhole(file, zip)) ? ok({ file, unread, zip }) : err('damaged');
}

function parseRescue(text: string): Result<ReadRescue, RescueProblem> {
  const json = jsonOf(text);
  const head = rescueHeadSchema.safeParse(json);
  if (!head.success) return err('not-a-rescue');
  if (head.data.version > rescueVersion || head.data.wire > wireVersion) return err('too-new');
  const read = readRescue(json);
  return read ? ok(read) : err('damaged');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function isWhole(file: RescueFile, zip: ZipReader): Promise<boolean> {
  for (const { files } of file.photos) {
    for (const part of ['full', 'thumb', 'original'] as const) {
      const named = files[part];
      if (!named) continue;
      const bytes = zip.read(named.name, part === 'original' ? rescueCaps.originalBytes : limits.photoBytes);
      if (!bytes || (await hexDigest(bytes)) !== named.sha256) return false;
    }
  }
  return true;
}
