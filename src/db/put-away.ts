// Putting away what the commune refused, after the person has read it.
import type { FieldValue } from '../shared/domain/field.ts';
import { photoFactNames } from '../shared/domain/photo-facts.ts';
import { writes } from '../shared/sync/base.ts';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import { viewOf } from '../shared/sync/view.ts';
import { healed } from './heal.ts';
import { addStoredBytes } from './meta.ts';
import { outboxOf } from './outbox.ts';
import type { PersonDb } from './person-db.ts';
import type { PhotoRow } from './rows.ts';
import type { SaveDeps } from './save.ts';

/**
 * Takes one refused operation out of the outbox, and nothing else: one that waits, or that the server has, stays. What
 * waited behind it may go now. False: it was no longer there.
 */
export async function putAway(db: PersonDb, deps: Pick<SaveDeps, 'onSaved'>, seq: number): Promise<boolean> {
  const done = await healed(db, () =>
    db.transaction('rw', db.outbox, db.photos, db.snapshots, db.meta, async () => {
      const row = await db.outbox.get(seq);
      if (row?.state !== 'attention') return false;
      await db.outbox.delete(seq);
      await addStoredBytes(db, -row.bytes);
      await giveUpUntold(db, row);
      return true;
    }),
  );
  if (done) deps.onSaved();
  return done;
}

/** Photos whose bytes the commune never heard of (P8), where that was the operation that spoke of them. */
async function giveUpUntold(db: PersonDb, { recordId, op }: OutboxRow): Promise<void> {
  const photos = await db.photos
    .where('recordId')
    .equals(recordId)
    .filter((photo) => isUntold(photo) && photo.failure !== 'unwanted')
    .toArray();
  if (photos.length === 0) return;
  const snapshot = (await db.snapshots.get(recordId)) ?? null;
  const { content } = viewOf(
    snapshot,
    (await outboxOf(db, recordId)).map(({ op }) => op),
  );
  for (const photo of photos) {
    const isInRecord = content.rows.photos?.[photo.id] !== undefined;
    if (!writes(op, `photos/${photo.id}/sha256`)) continue;
    if (op.kind === 'patch') await db.photos.put(refusedFacts(photo, op.body.patch));
    else if (!isInRecord) await db.photos.put(unwanted(photo));
  }
}

const isUntold = ({ inOutbox, carriedFor, state, facts }: PhotoRow): boolean =>
  inOutbox && carriedFor === undefined && (state === 'heic' || (facts !== undefined && state !== 'held'));

const unwanted = (photo: PhotoRow): PhotoRow => ({
  ...photo,
  state: photo.state === 'heic' ? 'heic' : 'failed',
  failure: 'unwanted',
});

/** Beside words that were refused they are told once more, alone. */
function refusedFacts(photo: PhotoRow, patch: Readonly<Record<string, FieldValue>>): PhotoRow {
  const isAlone = Object.keys(patch).every((path) => photoFactNames.has(path.split('/')[2] ?? ''));
  return isAlone ? { ...photo, state: 'failed', failure: 'refused' } : { ...photo, facts: 'untold' };
}
