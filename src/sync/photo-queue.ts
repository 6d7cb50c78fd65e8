// Photos of records whose text the server has: thumbnails first, then the pictures, one at a time (S14).
import * as z from 'zod/mini';
import type { PersonDb } from '../db/person-db.ts';
import { bytesKey } from '../db/photo-bytes.ts';
import { isNamed } from '../db/photo-named.ts';
import type { PhotoFailure, PhotoRow, PhotoSize, UploadMark } from '../db/rows.ts';
import { writes } from '../shared/sync/base.ts';
import type { ProblemCode } from '../shared/wire/problem.ts';
import { asNews } from './held-photos.ts';
import { outcomeOf, send } from './http.ts';
import { type Line, type UploadEnd, upload } from './tus.ts';

const heldSchema = z.object({ held: z.record(z.string(), z.enum(['thumb', 'full', 'both'])) });

/** What a run remembers of the photos it sends. */
export interface PhotoPace {
  /** Records of which the server was asked what it holds (P4). */
  readonly asked: Set<string>;
  /** Photos that were not found once. */
  readonly notFound: Set<string>;
  /** Not found again though the feed names them: a later run asks. */
  readonly left: Set<string>;
}

export const freshPhotoPace = (): PhotoPace => ({ asked: new Set(), notFound: new Set(), left: new Set() });

export interface PhotoTask {
  readonly photo: PhotoRow;
  readonly size: PhotoSize;
}

/**
 * The next file to send, or null. The confirmed record must name the photo by this hash, else the server refuses it; of a record
 * that has left the phone the server alone can say.
 */
export async function nextPhoto(db: PersonDb, left: ReadonlySet<string> = new Set()): Promise<PhotoTask | null> {
  const ready = await db.photos
    .where('state')
    .equals('ready')
    .filter(
      ({ id, inOutbox, carriedFor, full, thumb }) =>
        inOutbox && carriedFor === undefined && full !== null && thumb !== null && !left.has(id),
    )
    .toArray();
  const snapshots = await db.snapshots.bulkGet(ready.map(({ recordId }) => recordId));
  const named = ready.filter((photo, at) => isNamed(snapshots[at], photo));
  const unconfirmed = ready.filter(({ facts }, at) => snapshots[at] === undefined && facts !== 'untold');
  return nextSendable([...named, ...(await withTextGone(db, unconfirmed))]);
}

/** Those that no operation here names any more: what did was answered, and the feed has passed it (S5). */
async function withTextGone(db: PersonDb, photos: readonly PhotoRow[]): Promise<readonly PhotoRow[]> {
  if (photos.length === 0) return [];
  const rows = await db.outbox
    .where('recordId')
    .anyOf([...new Set(photos.map(({ recordId }) => recordId))])
    .toArray();
  return photos.filter(
    ({ id, recordId }) =>
      !rows.some(
        (row) => row.recordId === recordId && (row.op.kind === 'create' || writes(row.op, `photos/${id}/sha256`)),
      ),
  );
}

/** Thumbnails of all first. */
export function nextSendable(expected: readonly PhotoRow[]): PhotoTask | null {
  const inOrder = expected.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const size of ['thumb', 'full'] as const) {
    const photo = inOrder.find(({ sent }) => !sent.includes(size));
    if (photo) return { photo, size };
  }
  return null;
}

export type PhotoEnd =
  | Exclude<UploadEnd, { type: 'refused' }>
  /** For the first time in this run: the next exchange says why. */
  | { readonly type: 'not-found' }
  | { readonly type: 'left' }
  | { readonly type: 'failed'; readonly because: PhotoFailure };

/** Sends one file. What became of it stands in the photo's row before this returns. */
export async function sendPhoto(
  db: PersonDb,
  line: Line,
  { photo, size }: PhotoTask,
  pace: PhotoPace,
): Promise<PhotoEnd> {
  if (!photo.uploads[size] && !pace.asked.has(photo.recordId)) {
    pace.asked.add(photo.recordId);
    if ((await noteAlreadyThere(db, line, photo.recordId)).has(`${photo.id}/${size}`)) return { type: 'done' };
  }
  const bytes = await db.photoBytes.get(bytesKey(photo.id, size));
  const sha256 = photo[size]?.sha256 ?? '';
  if (!bytes) return fail(db, photo.id, 'missing');
  if ((await hashOf(bytes)) !== sha256) return fail(db, photo.id, 'damaged'); // the phone's storage is failing
  const end = await upload(line, {
    bytes,
    metadata: { recordId: photo.recordId, photoId: photo.id, size, sha256 },
    mark: photo.uploads[size] ?? null,
    keep: (mark) => keepMark(db, photo.id, size, mark),
  });
  if (end.type === 'done') await change(db, photo.id, (row) => asNews(withSent(row, [size])));
  if (end.type !== 'refused') return end;
  return end.code === 'not-found' ? notFound(db, photo, pace) : refused(db, photo, size, end.code);
}

/** The session may be another person's by now, or the server in another life: the feed of an exchange tells. */
async function notFound(db: PersonDb, photo: PhotoRow, pace: PhotoPace): Promise<PhotoEnd> {
  if (!pace.notFound.has(photo.id)) {
    pace.notFound.add(photo.id);
    pace.asked.delete(photo.recordId);
    return { type: 'not-found' };
  }
  if (photo.carriedFor !== undefined || !isNamed(await db.snapshots.get(photo.recordId), photo))
    return fail(db, photo.id, notExpected(photo));
  pace.left.add(photo.id);
  return { type: 'left' };
}

/** "Do you have it?" (P4): a photo whose last answer was lost is not sent again. */
async function noteAlreadyThere(db: PersonDb, line: Line, recordId: string): Promise<ReadonlySet<string>> {
  const outcome = await outcomeOf(await send(line, `/api/v1/records/${recordId}/photos`, { method: 'GET' }));
  const answer = outcome.type === 'response' && outcome.status === 200 ? heldSchema.safeParse(outcome.json) : null;
  const there = new Set<string>();
  for (const [photoId, held] of Object.entries(answer?.success ? answer.data.held : {})) {
    const sizes: readonly PhotoSize[] = held === 'both' ? ['thumb', 'full'] : [held];
    for (const size of sizes) there.add(`${photoId}/${size}`);
    await noteSent(db, photoId, sizes);
  }
  return there;
}

const noteSent = (db: PersonDb, photoId: string, sizes: readonly PhotoSize[]): Promise<void> =>
  change(db, photoId, (photo) => withSent(photo, sizes));

function withSent(photo: PhotoRow, sizes: readonly PhotoSize[]): PhotoRow {
  const sent = [...new Set([...photo.sent, ...sizes])];
  const state = sent.length === 2 && photo.state === 'ready' ? 'held' : photo.state;
  return { ...photo, sent, state, mismatches: sent.length > photo.sent.length ? 0 : photo.mismatches };
}

function keepMark(db: PersonDb, photoId: string, size: PhotoSize, mark: UploadMark | null): Promise<void> {
  return change(db, photoId, (photo) => {
    const { [size]: _, ...others } = photo.uploads;
    return { ...photo, uploads: mark ? { ...others, [size]: mark } : others };
  });
}

async function refused(db: PersonDb, photo: PhotoRow, size: PhotoSize, code: ProblemCode): Promise<PhotoEnd> {
  const photoId = photo.id;
  if (code === 'photo-mismatch') {
    await keepMark(db, photoId, size, null);
    await change(db, photoId, (row) => ({ ...row, mismatches: row.mismatches + 1 }));
    const again = (await db.photos.get(photoId))?.mismatches === 1; // once more from the beginning, then it is said (P2)
    return again ? { type: 'done' } : fail(db, photoId, 'damaged');
  }
  // The record changed meanwhile; when it names the photo again, the photo waits again.
  const unwanted = code === 'photo-not-expected' || code === 'photo-unknown';
  return fail(db, photoId, unwanted ? notExpected(photo) : 'refused');
}

/** One that was decoded late may never have been named: this phone alone has it, and its person is told. */
const notExpected = ({ facts }: PhotoRow): PhotoFailure => (facts === undefined ? 'unwanted' : 'refused');

/** A tab that was frozen may wake with an old answer: what has arrived meanwhile does not fail. */
async function fail(db: PersonDb, photoId: string, because: PhotoFailure): Promise<PhotoEnd> {
  await change(db, photoId, (photo) =>
    photo.state === 'ready' ? { ...asNews(photo), state: 'failed', failure: because } : photo,
  );
  return { type: 'failed', because };
}

function change(db: PersonDb, photoId: string, to: (photo: PhotoRow) => PhotoRow): Promise<void> {
  return db.transaction('rw', db.photos, async () => {
    const photo = await db.photos.get(photoId);
    if (photo) await db.photos.put(to(photo));
  });
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
