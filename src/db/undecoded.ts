// Pictures that could not be decoded when they were taken (HEIC): tried again with a decoder that came later. The original
// carries its position, so it leaves the phone in no case (P8).
import type { RecordContent } from '../shared/domain/record.ts';
import { diffToChanges } from '../shared/sync/diff.ts';
import { standingPart, type View, viewOf } from '../shared/sync/view.ts';
import { addStoredBytes } from './meta.ts';
import { outboxOf } from './outbox.ts';
import type { PersonDb } from './person-db.ts';
import { bytesKey } from './photo-bytes.ts';
import { type KeptOutcome, partOf, photoFacts, putParts, sizeOf } from './photos.ts';
import type { PhotoRow, SnapshotRow } from './rows.ts';
import { commit, operationHead, type SaveDeps } from './save.ts';

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
    await db.photos.put({ ...row, inOutbox: now.inOutbox, ...(now.inOutbox ? { facts: 'untold' } : {}) });
    await putParts(db, photo.id, outcome);
    await db.photoBytes.delete(bytesKey(photo.id, 'original'));
    await addStoredBytes(db, sizeOf(row) - (original?.byteLength ?? 0));
  });
}

/** A saved record whose photo has no hash yet gets it. Also after a browser that was killed between decoding and this. */
async function tellOfDecoded(db: PersonDb, deps: SaveDeps): Promise<void> {
  const untold = await db.photos
    .where('state')
    .equals('ready')
    .filter(({ inOutbox, carriedFor, facts }) => inOutbox && carriedFor === undefined && facts !== 'told')
    .toArray();
  for (const recordId of new Set(untold.map((photo) => photo.recordId))) {
    const photos = untold.filter((photo) => photo.recordId === recordId);
    const snapshot = (await db.snapshots.get(recordId)) ?? null;
    const shown = viewOf(snapshot, (await outboxOf(db, recordId)).map(standingPart));
    const others = photos.filter((photo) => isDecodedElsewhere(shown, photo));
    await giveWay(db, others, snapshot);
    const own = photos.filter((photo) => !others.includes(photo));
    const lacking = own.filter((photo) => lacksFacts(shown, photo));
    if (lacking.length > 0 && !(await tell(db, deps, { recordId, photos: lacking, snapshot, shown }))) continue;
    const decoded = own.filter((photo) => photo.facts === 'untold' || lacking.includes(photo));
    await db.photos.bulkUpdate(decoded.map(({ id }) => ({ key: id, changes: { facts: 'told' } })));
  }
}

function isDecodedElsewhere({ content }: View, { id, full }: PhotoRow): boolean {
  const hash = content.rows.photos?.[id]?.sha256 ?? null;
  return hash !== null && hash !== full?.sha256;
}

/** Another phone of this person was faster: the commune has its file, or waits for that one and takes no other. */
async function giveWay(db: PersonDb, photos: readonly PhotoRow[], snapshot: SnapshotRow | null): Promise<void> {
  const told = { facts: 'told' } as const;
  const changes = photos.map(({ id }) => {
    const isThere = snapshot?.held[id] === 'both';
    const end = isThere ? ({ state: 'held' } as const) : ({ state: 'failed', failure: 'refused' } as const);
    return { key: id, changes: { ...told, ...end } };
  });
  await db.photos.bulkUpdate(changes);
}

/** Of a record that has left the phone nothing shows what it lacks. */
function lacksFacts({ kind, content }: View, { id, facts }: PhotoRow): boolean {
  const row = content.rows.photos?.[id];
  return kind === null ? facts === 'untold' : row !== undefined && typeof row.sha256 !== 'string';
}

interface ToTell {
  readonly recordId: string;
  readonly photos: readonly PhotoRow[];
  readonly snapshot: SnapshotRow | null;
  readonly shown: View;
}

async function tell(db: PersonDb, deps: SaveDeps, { recordId, photos, snapshot, shown }: ToTell): Promise<boolean> {
  const was = Object.fromEntries(photos.map(({ id }) => [id, shown.content.rows.photos?.[id] ?? { order: 0 }]));
  const is = Object.fromEntries(
    photos.map((photo) => [photo.id, { order: 0, ...was[photo.id], ...photoFacts(photo) }]),
  );
  const before: RecordContent = { values: {}, rows: { photos: was } };
  // A kind that is no longer known here is told in the words of its first version.
  const head = operationHead(db, deps, recordId, shown.kind ?? '')();
  const saved = await commit(db, deps, {
    recordId,
    content: null,
    plan: (rows) => {
      const pending = rows.map(({ op }) => op);
      const changes = diffToChanges(before, { values: {}, rows: { photos: is } }, pending, snapshot);
      return { ops: changes.map((change) => ({ ...head, ...change })), drop: [] };
    },
  });
  return saved.ok;
}
