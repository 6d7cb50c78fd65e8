// Everything of this person on this phone that the server does not durably hold (SPEC.md S16), for the rescue file.
import type { OutboxRow } from '../shared/sync/outbox.ts';
import { healed } from './heal.ts';
import { getMetas } from './meta.ts';
import type { PersonDb } from './person-db.ts';
import type { DraftRow, PhotoRow, QueueIdentity, SnapshotRow, UnitRow } from './rows.ts';

export interface Unsent {
  readonly queue: QueueIdentity | null;
  /** Waiting and refused, oldest first. */
  readonly outbox: readonly OutboxRow[];
  readonly drafts: readonly DraftRow[];
  readonly photos: readonly PhotoRow[];
  /** Of the records these belong to, as far as the server has them. */
  readonly snapshots: ReadonlyMap<string, SnapshotRow>;
  readonly units: readonly UnitRow[];
}

/** Reads it, and fixes the operations' bytes: they are about to leave the phone, so from here on they never change. */
export function takeUnsent(db: PersonDb): Promise<Unsent> {
  const tables = [db.outbox, db.drafts, db.photos, db.snapshots, db.units, db.meta];
  return healed(db, () =>
    db.transaction('rw', tables, async () => {
      const [queue] = await getMetas(db, ['queue']);
      const outbox = (await db.outbox.orderBy('seq').toArray()).filter(({ state }) => state !== 'answered');
      await db.outbox.bulkUpdate(outbox.map(({ seq }) => ({ key: seq, changes: { sentOnce: true } })));
      const drafts = await db.drafts.toArray();
      const photos = await db.photos.where('state').anyOf('ready', 'heic', 'failed').toArray();
      const own = photos.filter(({ carriedFor }) => carriedFor === undefined);
      const records = [...new Set([...outbox, ...drafts, ...own].map(({ recordId }) => recordId))];
      const snapshots = (await db.snapshots.bulkGet(records)).filter((row) => row !== undefined);
      return {
        queue: queue ?? null,
        outbox,
        drafts,
        photos: own,
        snapshots: new Map(snapshots.map((row) => [row.id, row])),
        units: await db.units.toArray(),
      };
    }),
  );
}
