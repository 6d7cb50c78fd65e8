// Pictures that could not be decoded when they were taken (HEIC): tried again with a decoder that came later. The original
// carries its position, so it leaves the phone in no case (P8).
import type { RecordContent } from '../shared/domain/record.ts';
import { diffToChanges } from '../shared/sync/diff.ts';
import { standingPart, viewOf } from '../shared/sync/view.ts';
import { addStoredBytes } from './meta.ts';
import { outboxOf } from './outbox.ts';
import type { PersonDb } from './person-db.ts';
import { bytesKey } from './photo-bytes.ts';
import { type KeptOutcome, partOf, putParts, sizeOf } from './photos.ts';
import type { PhotoRow } from './rows.ts';
import { commit, operationHead, type SaveDeps, withPhotoFacts } from './save.ts';

type Decode = (file: Blob, kind: 'photo') => Promise<KeptOutcome | { readonly type: 'refused' }>;

/** Tries each again, and tells the commune of those that became pictures. Gives how many did. */
export async function retryUndecoded(db: PersonDb, decode: Decode, deps: SaveDeps): Promise<number> {
  const photos = await db.photos
    .where('state')
    .equals('heic')
    .filter(({ failure }) => failure !== 'unwanted')
    .toArray();
  let decoded = 0;
  for (const photo of photos) {
    const original = await db.photoBytes.get(bytesKey(photo.id, 'original'));
    const outcome = original && (await decode(new Blob([original]), 'photo'));
    if (outcome?.type !== 'done') continue;
    await replaceOriginal(db, photo, original, outcome);
    decoded += 1;
  }
  await tellOfDecoded(db, deps);
  return decoded;
}

async function replaceOriginal(
  db: PersonDb,
  photo: PhotoRow,
  original: ArrayBuffer | undefined,
  outcome: Extract<KeptOutcome, { type: 'done' }>,
): Promise<void> {
  const row: PhotoRow = {
    ...photo,
    state: 'ready',
    full: partOf(outcome.full),
    thumb: partOf(outcome.thumb),
    takenAt: outcome.takenAt,
  };
  await db.transaction('rw', db.photos, db.photoBytes, db.meta, async () => {
    const now = await db.photos.get(photo.id);
    if (!now) return; // taken out while it was decoded
    await db.photos.put({ ...row, inOutbox: now.inOutbox });
    await putParts(db, photo.id, outcome);
    await db.photoBytes.delete(bytesKey(photo.id, 'original'));
    await addStoredBytes(db, sizeOf(row) - (original?.byteLength ?? 0));
  });
}

/** A saved record whose photo has no hash yet gets it. Also after a browser that was killed between decoding and this. */
async function tellOfDecoded(db: PersonDb, deps: SaveDeps): Promise<void> {
  const ready = await db.photos
    .where('state')
    .equals('ready')
    .filter(({ inOutbox, carriedFor }) => inOutbox && carriedFor === undefined)
    .toArray();
  for (const recordId of new Set(ready.map((photo) => photo.recordId))) {
    const snapshot = (await db.snapshots.get(recordId)) ?? null;
    const shown = viewOf(snapshot, (await outboxOf(db, recordId)).map(standingPart));
    const lacking = ready.filter(({ id }) => isWithoutHash(shown.content, id));
    if (shown.kind === null || lacking.length === 0) continue;
    const content = await withPhotoFacts(db, recordId, shown.content);
    const head = operationHead(db, deps, recordId, shown.kind)();
    await commit(db, deps, {
      recordId,
      content: null,
      plan: (rows) => {
        const pending = rows.map(({ op }) => op);
        const changes = diffToChanges(shown.content, content, pending, snapshot).filter(({ kind }) => kind === 'patch');
        return { ops: changes.map((change) => ({ ...head, ...change })), drop: [] };
      },
    });
  }
}

function isWithoutHash(content: RecordContent, photoId: string): boolean {
  const row = content.rows.photos?.[photoId];
  return row !== undefined && typeof row.sha256 !== 'string';
}
