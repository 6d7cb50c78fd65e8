// Everything of this person on this phone that the server does not durably hold (SPEC.md S16), for the rescue file.
import type { OutboxRow } from '../shared/sync/outbox.ts';
import { type HalfWritten, halfWrittenIn } from './half-written.ts';
import { healed } from './heal.ts';
import { getMeta } from './meta.ts';
import { onlyHere } from './only-here.ts';
import type { PersonDb } from './person-db.ts';
import type { CarriedOperation, DraftRow, PhotoRow, QueueIdentity, SnapshotRow, UnitRow } from './rows.ts';

export interface Unsent {
  readonly queue: QueueIdentity | null;
  /** Waiting and refused, oldest first; acknowledged ones too, where the server knows nothing of this queue any more. */
  readonly outbox: readonly OutboxRow[];
  /** Those set aside first: brought in one after another, the one in front comes last. */
  readonly drafts: readonly DraftRow[];
  /** What is carried among them. */
  readonly photos: readonly PhotoRow[];
  /** Carried for other queues and not at the commune, oldest first. */
  readonly carried: readonly CarriedOperation[];
  /** Of every queue of which something was ever carried. */
  readonly authors: ReadonlyMap<string, CarriedOperation['author']>;
  readonly halfWritten: readonly HalfWritten[];
  /** Of the records these belong to, as far as the server has them. */
  readonly snapshots: ReadonlyMap<string, SnapshotRow>;
  readonly units: readonly UnitRow[];
}

/** Reads it, and fixes the operations' bytes: they are about to leave the phone, so from here on they never change. */
export function takeUnsent(db: PersonDb): Promise<Unsent> {
  const tables = [
    db.outbox,
    db.receipts,
    db.drafts,
    db.photos,
    db.carried,
    db.conflicts,
    db.snapshots,
    db.units,
    db.meta,
  ];
  return healed(db, () =>
    db.transaction('rw', tables, async () => {
      const queue = await getMeta(db, 'queue');
      const lost = await onlyHere(db);
      const waiting = (await db.outbox.orderBy('seq').toArray()).filter(({ state }) => state !== 'answered');
      await db.outbox.bulkUpdate(waiting.map(({ seq }) => ({ key: seq, changes: { sentOnce: true } })));
      const outbox = [...waiting, ...lost.operations].sort((a, b) => a.seq - b.seq);
      const rows = await db.carried.toArray();
      const asides = rows.flatMap((row) => (row.type === 'draft' ? [row.draft] : []));
      const drafts = [...asides.sort((a, b) => a.updatedAt - b.updatedAt), ...(await db.drafts.toArray())];
      const operations = rows.flatMap((row) => (row.type === 'operation' ? [row] : []));
      const carried = [...operations.filter(({ state }) => state !== 'arrived'), ...lost.carried];
      const halfWritten = await halfWrittenIn(db);
      const notHeld = await db.photos.where('state').anyOf('ready', 'heic', 'failed').toArray();
      const photos = [...notHeld, ...lost.photos];
      const told = [...outbox, ...drafts, ...photos, ...carried, ...halfWritten];
      const records = new Set(told.flatMap(({ recordId }) => recordId ?? []));
      const snapshots = (await db.snapshots.bulkGet([...records])).filter((row) => row !== undefined);
      return {
        queue: queue ?? null,
        outbox,
        drafts,
        photos,
        carried: carried.sort((a, b) => a.seq - b.seq),
        authors: new Map(operations.map(({ queue, author }) => [queue, author])),
        halfWritten,
        snapshots: new Map(snapshots.map((row) => [row.id, row])),
        units: await db.units.toArray(),
      };
    }),
  );
}
