// Saving: one strict transaction holds the operations, the removed draft and the photos that now belong to a record.
// Everything that takes time (ids, reading photos) happens before it; no network and no WebCrypto is awaited inside.
import type { Missing, RecordContent } from '../shared/domain/record.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { createBody } from '../shared/sync/create-body.ts';
import type { OutboxRow } from '../shared/sync/outbox.ts';
import { outboxRow } from '../shared/sync/outbox.ts';
import type { EditPlan } from '../shared/sync/plan-edit.ts';
import { healed, isStorageClosed, isStorageFull } from './heal.ts';
import { type IdDeps, idMaker } from './ids.ts';
import { addStoredBytes, getMeta, putMeta } from './meta.ts';
import { outboxOf } from './outbox.ts';
import type { PersonDb } from './person-db.ts';
import { freeReserve } from './photo-bytes.ts';
import { photoFacts, photosOf } from './photos.ts';

export interface SaveFailure {
  readonly code: 'storage-full' | 'storage-closed' | 'not-ready' | 'nothing-changed';
  readonly missing?: readonly Missing[];
}

export interface SaveDeps extends IdDeps {
  /** Rings the worker. Called after the transaction committed. */
  onSaved(): void;
}

export type Saved = Result<{ readonly ops: number }, SaveFailure>;

export interface Work {
  /** Called in the transaction, with the record's rows of the outbox, oldest first. No await but Dexie's. */
  readonly plan: (rows: readonly OutboxRow[]) => EditPlan;
  readonly recordId: string;
  /** What the form said: its draft is done with, and its photos are the record's. Null: no form is behind this. */
  readonly content: RecordContent | null;
}

/** Saves a record for the first time. What is still missing for sending comes back by path. */
export async function saveNew(
  db: PersonDb,
  deps: SaveDeps,
  { recordId, kind, content }: { readonly recordId: string; readonly kind: string; readonly content: RecordContent },
): Promise<Saved> {
  const refused = notReady(db, kind, content);
  if (refused) return err(refused);
  const full = await withPhotoFacts(db, recordId, content);
  const head = operationHead(db, deps, recordId, kind);
  const create = { ...head(), kind: 'create' as const, body: createBody(kind, full) };
  return commit(db, deps, {
    recordId,
    content: full,
    plan: (rows) => (rows.length > 0 ? { ops: [], drop: [] } : { ops: [create], drop: [] }),
  });
}

export async function commit(db: PersonDb, deps: SaveDeps, work: Work): Promise<Saved> {
  const planned: string[] = [];
  const write = () => healed(db, () => writeAll(db, deps, work, planned));
  try {
    const count = await write().catch(async (error) => {
      if (isStorageFull(error) && (await freeReserve(db))) return write();
      throw error;
    });
    if (count === 0) return err({ code: 'nothing-changed' });
    deps.onSaved();
    return ok({ ops: count });
  } catch (error) {
    if (isStorageFull(error)) return err({ code: 'storage-full' });
    if (isStorageClosed(error)) return err({ code: 'storage-closed' });
    throw error;
  }
}

/**
 * Number of operations written. The same work done twice (after a lost handle) writes once: where a round before this one was
 * committed, its operations are there.
 * @param planned their ids
 */
function writeAll(db: PersonDb, deps: SaveDeps, work: Work, planned: string[]): Promise<number> {
  return db.transaction('rw', db.outbox, db.drafts, db.photos, db.meta, async () => {
    const [rows, lastSeq = 0] = await Promise.all([outboxOf(db, work.recordId), getMeta(db, 'lastSeq')]);
    const already = rows.filter(({ opId }) => planned.includes(opId)).length;
    if (already > 0) return already;
    const { ops, drop, again } = work.plan(rows);
    if (ops.length === 0) return 0;
    planned.push(...ops.map(({ opId }) => opId));
    const added = ops.map((unnumbered, at) => {
      const row = outboxRow({ ...unnumbered, seq: lastSeq + 1 + at }, deps.now());
      return again && at === 0 ? { ...row, again } : row; // of the create, not of a step that goes with it
    });
    // Side by side: on a slow phone each wait of its own costs more than the write.
    await Promise.all([
      db.outbox.bulkAdd(added),
      ...(drop.length > 0 ? [db.outbox.bulkDelete(drop.map((row) => row.seq))] : []),
      putMeta(db, 'lastSeq', lastSeq + ops.length),
      putMeta(db, 'savedOnce', true),
      addStoredBytes(db, bytesOf(added) - bytesOf(drop)),
      ...(work.content ? claim(db, work.recordId, work.content) : []),
    ]);
    return ops.length;
  });
}

const bytesOf = (rows: readonly OutboxRow[]): number => rows.reduce((sum, row) => sum + row.bytes, 0);

/** The draft is the record's now, and so are its photos. */
function claim(db: PersonDb, recordId: string, { rows }: RecordContent): PromiseLike<unknown>[] {
  const named = Object.keys(rows.photos ?? {});
  const photos = named.length > 0 ? [db.photos.where('id').anyOf(named).modify({ inOutbox: true })] : [];
  return [db.drafts.delete(recordId), ...photos];
}

/** Makes heads with ids of their own and one time: that of pressing save. */
export function operationHead({ kinds }: PersonDb, deps: IdDeps, recordId: string, kind: string) {
  const nextId = idMaker(deps);
  const at = new Date(deps.now()).toISOString();
  const v = kinds[kind]?.v ?? 1;
  return () => ({ opId: nextId(), recordId, v, at });
}

export function notReady({ kinds }: PersonDb, kind: string, content: RecordContent): SaveFailure | null {
  const missing = kinds[kind]?.missingToSend(content) ?? [];
  return missing.length > 0 ? { code: 'not-ready', missing } : null;
}

/** The form knows captions; hash and measures of each photo come from what is stored. */
export async function withPhotoFacts(db: PersonDb, recordId: string, content: RecordContent): Promise<RecordContent> {
  const rows = content.rows.photos;
  if (!rows) return content;
  const known = new Map((await photosOf(db, recordId)).map((photo) => [photo.id, photo]));
  const photos = Object.fromEntries(
    Object.entries(rows).map(([id, row]) => {
      const photo = known.get(id);
      // Another phone of this person may have decoded it otherwise: the commune has that one by its hash.
      const isTheirs = photo && (row.sha256 ?? null) !== null && row.sha256 !== photo.full?.sha256;
      return [id, photo && !isTheirs ? { ...row, ...photoFacts(photo), order: row.order } : row];
    }),
  );
  return { ...content, rows: { ...content.rows, photos } };
}
