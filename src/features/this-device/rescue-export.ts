// Writes the rescue file (SPEC.md S16): what the server does not durably hold, as signed data and as a page to read.
import { isStorageClosed } from '../../db/heal.ts';
import type { PersonDb } from '../../db/person-db.ts';
import { bytesKey } from '../../db/photo-bytes.ts';
import { takeUnsent, type Unsent } from '../../db/rescue-read.ts';
import type { CarriedOperation, DraftRow, PhotoRow, QueueIdentity } from '../../db/rows.ts';
import { fold } from '../../shared/lib/fold.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { rescueGroups } from '../../shared/sync/rescue.ts';
import type { Me } from '../../shared/wire/down.ts';
import type { Batch, Operation } from '../../shared/wire/operation.ts';
import {
  type RescuedDraft,
  type RescuedLoad,
  type RescuedOperation,
  type RescuedPhoto,
  type RescueFile,
  rescueFormat,
  rescueNames,
  rescueVersion,
} from '../../shared/wire/rescue.ts';
import { wireVersion } from '../../shared/wire/version.ts';
import { hexDigest } from './hex-digest.ts';
import { rescuePage } from './rescue-page.ts';
import { createZip, type ZipWriter } from './rescue-zip.ts';

/** What the screen is given, since a feature knows no engine. */
export interface RescueDoor {
  readonly sign: (queue: QueueIdentity, ops: readonly Operation[]) => Promise<Batch>;
  readonly origin: string;
  readonly app: string;
}

export interface Exported {
  readonly blob: Blob;
  readonly name: string;
  readonly records: number;
  readonly photos: number;
}

/** @param now milliseconds since 1970. */
export async function exportRescue(
  db: PersonDb,
  me: Me,
  door: RescueDoor,
  now: number,
): Promise<Result<Exported, 'nothing-unsent' | 'storage-closed'>> {
  try {
    for (;;) {
      const written = await writtenOnce(db, me, door, now);
      if (written !== 'freed') return written;
    }
  } catch (error) {
    if (isStorageClosed(error)) return err('storage-closed');
    throw error;
  }
}

/** `freed`: a picture left the phone (it arrived, or its draft let it go) between its being named and packed. */
async function writtenOnce(
  db: PersonDb,
  me: Me,
  door: RescueDoor,
  now: number,
): Promise<Result<Exported, 'nothing-unsent'> | 'freed'> {
  const unsent = await takeUnsent(db);
  const { outbox, drafts, carried, halfWritten } = unsent;
  const told = [...outbox, ...drafts, ...unsent.photos, ...carried, ...halfWritten];
  if (told.length === 0) return err('nothing-unsent');
  const records = new Set(told.map(({ recordId }) => recordId)).size;
  const photos: RescuedPhoto[] = [];
  for (const row of unsent.photos) photos.push(await photoOf(db, row)); // one in memory at a time
  const loads = loadsOf(unsent, me);
  const file: RescueFile = {
    format: rescueFormat,
    version: loads.length > 0 ? rescueVersion : 1,
    wire: wireVersion,
    app: door.app,
    origin: door.origin,
    exportedAt: new Date(now).toISOString(),
    commune: { id: me.commune.id, name: me.commune.name },
    person: { id: me.accountId, name: me.name },
    ...(await signedOf(unsent, door)),
    drafts: drafts.map(draftOf),
    photos,
    ...(loads.length > 0 ? { loads } : {}),
  };
  const blob = await packed(db, file, unsent, now);
  return blob ? ok({ blob, name: nameOf(me, now), records, photos: photos.length }) : 'freed';
}

/** Each operation is signed alone too: one that the server cannot take must not hold up those it was signed with. */
async function signedOf(
  { queue, outbox }: Unsent,
  { sign }: RescueDoor,
): Promise<Pick<RescueFile, 'queue' | 'ops' | 'groups'>> {
  if (!queue) return { queue: null, ops: [], groups: [] };
  const ops: RescuedOperation[] = [];
  for (const { op, state, refusal, savedAt, again } of outbox) {
    const { sig } = await sign(queue, [op]);
    const told = { op, refusal, savedAt, sig, ...(again ? { again } : {}) };
    ops.push({ ...told, state: state === 'attention' ? 'attention' : 'waiting' });
  }
  const groups: RescueFile['groups'] = [];
  for (const group of rescueGroups(outbox)) {
    if (group.length < 2) continue; // its own signature is the batch's
    groups.push({ seqs: group.map(({ seq }) => seq), sig: (await sign(queue, group)).sig });
  }
  return { queue: queue.id, ops, groups };
}

/** What is carried goes on as it was signed: this phone has not those queues' keys. */
function loadsOf({ carried, photos, authors }: Unsent, me: Me): RescuedLoad[] {
  const queues = new Set([...carried.map(({ queue }) => queue), ...photos.flatMap((row) => row.carriedFor ?? [])]);
  return [...queues].sort().map((queue) => {
    const rows = carried.filter((row) => row.queue === queue);
    // Of photos that were brought without a word nobody noted whose they are.
    const author = authors.get(queue) ?? { id: me.accountId, name: me.name };
    return { queue, person: { ...author }, ops: rows.map(carriedOf), groups: groupsOf(rows) };
  });
}

function carriedOf({ op, sig, state, refusal, again }: CarriedOperation): RescuedOperation {
  // One that waits behind a refused one was not refused itself.
  const isRefused = state === 'refused' && refusal !== 'behind';
  const told = isRefused ? { state: 'attention' as const, refusal } : { state: 'waiting' as const, refusal: null };
  return { op, ...told, savedAt: Math.max(0, Date.parse(op.at)), sig, ...(again ? { again } : {}) };
}

/** A batch of which a part has arrived goes on one by one. */
function groupsOf(rows: readonly CarriedOperation[]): RescueFile['groups'] {
  const groups = new Map(rows.flatMap(({ group }) => (group ? [[group.sig, group.size] as const] : [])));
  return [...groups].flatMap(([sig, size]) => {
    const seqs = rows.flatMap(({ group, seq }) => (group?.sig === sig ? [seq] : []));
    return seqs.length === size ? [{ seqs, sig }] : [];
  });
}

/** The same, in lists of its own: the file's are not read-only. */
function draftOf({ preview, ...draft }: DraftRow): RescuedDraft {
  const seen = draft.seen && { ...draft.seen, revs: { ...draft.seen.revs }, content: { ...draft.seen.content } };
  return { ...draft, seen, ...(preview ? { preview: { ...preview, people: [...preview.people] } } : {}) };
}

const endings = { 'image/webp': 'webp', 'image/jpeg': 'jpg' } as const;

/** The digest is of the bytes as they are: a picture that was damaged here is told from one damaged on its way. */
async function photoOf(db: PersonDb, row: PhotoRow): Promise<RescuedPhoto> {
  const { id, recordId, full, thumb, takenAt, addedAt, inOutbox } = row;
  const state = row.state === 'held' ? 'ready' : row.state;
  const of = row.carriedFor === undefined ? {} : { carriedFor: row.carriedFor };
  const fileOf = async (part: 'full' | 'thumb' | 'original', ending: string) => {
    const bytes = await db.photoBytes.get(bytesKey(id, part));
    const name = `${rescueNames.photos}${id}-${part}.${ending}`;
    return bytes ? { [part]: { name, sha256: await hexDigest(bytes) } } : {};
  };
  const files = {
    ...(full ? await fileOf('full', endings[full.mime]) : {}),
    ...(thumb ? await fileOf('thumb', endings[thumb.mime]) : {}),
    ...(state === 'heic' ? await fileOf('original', 'heic') : {}),
  };
  return { id, recordId, state, full, thumb, takenAt, addedAt, inOutbox, ...of, files };
}

/** Null: a picture that the data names is no longer there. */
async function packed(db: PersonDb, file: RescueFile, unsent: Unsent, now: number): Promise<Blob | null> {
  const zip = createZip(now);
  const text = (name: string, content: string) => zip.add(name, new TextEncoder().encode(content), 'text');
  const data = new TextEncoder().encode(JSON.stringify(file));
  text(rescueNames.page, rescuePage(db.kinds, file, unsent));
  zip.add(rescueNames.data, data, 'text');
  text(rescueNames.digest, await hexDigest(data));
  for (const photo of file.photos) if (!(await addPhoto(db, zip, photo))) return null;
  return zip.end();
}

async function addPhoto(db: PersonDb, zip: ZipWriter, { id, files }: RescuedPhoto): Promise<boolean> {
  for (const part of ['full', 'thumb', 'original'] as const) {
    const named = files[part];
    if (!named) continue;
    const bytes = await db.photoBytes.get(bytesKey(id, part));
    if (!bytes) return false;
    zip.add(named.name, new Uint8Array(bytes), 'picture');
  }
  return true;
}

/** `viec-tot-chua-gui-nguyen-thi-hoa-20261123-0905.zip`: plain letters, so that every system keeps it. */
function nameOf(me: Me, now: number): string {
  const who = fold(me.name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const when = new Date(now + 7 * 3600_000).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 13); // Vietnam
  return `viec-tot-chua-gui-${who}-${when}.zip`;
}
