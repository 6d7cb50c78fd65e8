// Brings the content of a rescue file back to this phone (SPEC.md S16). Text in one strict transaction, then one photo after
// another: a phone that fills up meanwhile has the words, and the same file goes on where it stopped.
import { type OutboxRow, outboxRow } from '../shared/sync/outbox.ts';
import {
  asideId,
  joinPlans,
  partsOf,
  planRescue,
  type RescueHere,
  type RescuePlan,
  textOfForm,
} from '../shared/sync/rescue.ts';
import type { RescuedDraft, RescuedOperation, RescuedPhoto, RescueFile } from '../shared/wire/rescue.ts';
import { healed } from './heal.ts';
import { addStoredBytes, getMeta, putMeta } from './meta.ts';
import { ownAccount } from './own-account.ts';
import type { PersonDb } from './person-db.ts';
import { bytesKey, bytesOf } from './photo-bytes.ts';
import type { CarriedOperation, CarriedRow, DraftRow, PhotoRow } from './rows.ts';
import { dropPhotos } from './unsendable.ts';

/** Bytes of a picture in the zip, by its name there. */
export type ReadFile = (name: string) => ArrayBuffer | null;

export async function bringBack(db: PersonDb, file: RescueFile, read: ReadFile): Promise<RescuePlan> {
  const plan = await healed(db, () => writeText(db, file));
  for (const { photo, as } of plan.photos) {
    const parts = (['full', 'thumb', 'original'] as const).flatMap((part) => {
      const name = photo.files[part]?.name;
      const bytes = name === undefined ? null : read(name);
      return bytes ? [{ key: bytesKey(photo.id, part), bytes }] : [];
    });
    const queue = photo.carriedFor ?? file.queue;
    const carriedFor = as === 'carried' && queue !== null ? queue : undefined;
    await healed(db, () => writePhoto(db, photo, carriedFor, parts));
  }
  return plan;
}

/** What is planned is read in the transaction that writes it: bringing one file in twice at once doubles nothing. */
function writeText(db: PersonDb, file: RescueFile): Promise<RescuePlan> {
  const tables = [db.outbox, db.receipts, db.drafts, db.carried, db.photos, db.photoBytes, db.snapshots, db.meta];
  return db.transaction('rw', tables, async () => {
    const [own, ...loads] = partsOf(file);
    const plans: [RescuePlan, ...RescuePlan[]] = [await writePart(db, own)];
    for (const load of loads) plans.push(await writePart(db, load));
    return joinPlans(plans);
  });
}

async function writePart(db: PersonDb, file: RescueFile): Promise<RescuePlan> {
  const plan = planRescue(file, await hereOf(db, file));
  const rows = plan.back.map(outboxRowOf);
  await db.outbox.bulkAdd(rows);
  await addStoredBytes(
    db,
    rows.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  if (rows.length > 0)
    await putMeta(db, 'lastSeq', Math.max((await getMeta(db, 'lastSeq')) ?? 0, ...rows.map(({ seq }) => seq)));
  const { queue } = file;
  if (queue !== null) await db.carried.bulkPut(await carriedRows(db, file, queue, plan.carry));
  for (const draft of plan.drafts) await putDraft(db, draft);
  await db.carried.bulkPut(plan.aside.map((draft) => asideOf(draftRowOf(draft))));
  return plan;
}

async function hereOf(db: PersonDb, file: RescueFile): Promise<RescueHere> {
  const [accountId, queue, lastSeq, outbox, receipts, carried, drafts, asides, snapshots] = await Promise.all([
    ownAccount(db),
    getMeta(db, 'queue'),
    getMeta(db, 'lastSeq'),
    db.outbox.toArray(),
    db.receipts.bulkGet(file.ops.map(({ op }) => op.seq)),
    db.carried.bulkGet(file.ops.map(({ op }) => op.opId)),
    db.drafts.bulkGet(file.drafts.map(({ recordId }) => recordId)),
    db.carried.bulkGet(file.drafts.map(asideId)),
    db.snapshots.bulkGet(file.drafts.map(({ recordId }) => recordId)),
  ]);
  const saved = [...outbox.map(({ recordId }) => recordId), ...snapshots.flatMap((row) => (row ? [row.id] : []))];
  return {
    accountId,
    queue: queue?.id ?? null,
    lastSeq: lastSeq ?? 0,
    numbers: new Map([
      ...receipts.flatMap((row) => (row ? [[row.seq, row.op.opId] as const] : [])),
      ...outbox.map(({ seq, opId }) => [seq, opId] as const),
    ]),
    carried: new Map(carried.flatMap((row) => (row?.type === 'operation' ? [[row.id, row.state] as const] : []))),
    drafts: new Map(
      drafts.flatMap((row) => (row ? [[row.recordId, { updatedAt: row.updatedAt, text: textOfForm(row.form) }]] : [])),
    ),
    asides: new Set(asides.flatMap((row) => (row?.type === 'draft' ? [row.id] : []))),
    saved: new Set(saved),
    photos: await soundPhotos(db, file),
  };
}

/** Photos of the file whose bytes this phone has. One that failed here is brought again. */
async function soundPhotos(db: PersonDb, file: RescueFile): Promise<ReadonlyMap<string, string>> {
  const sound = new Map<string, string>();
  const rows = await db.photos.bulkGet(file.photos.map(({ id }) => id));
  for (const [at, row] of rows.entries()) {
    if (!row || row.state === 'failed') continue;
    // It was a draft's when it was brought before, and a record's by now.
    if (file.photos[at]?.inOutbox && !row.inOutbox) continue;
    const key = bytesKey(row.id, row.state === 'heic' ? 'original' : 'full');
    if ((await db.photoBytes.where(':id').equals(key).count()) > 0) sound.set(row.id, row.full?.sha256 ?? '');
  }
  return sound;
}

/** Its bytes were in the file: they may have been sent by somebody. */
function outboxRowOf({ op, state, refusal, savedAt, again }: RescuedOperation): OutboxRow {
  return { ...outboxRow(op, savedAt), state, refusal, sentOnce: true, ...(again ? { again } : {}) };
}

/** A batch goes together only if all of it is new here: its signature holds for the whole. */
async function carriedRows(
  db: PersonDb,
  file: RescueFile,
  queue: string,
  ops: readonly RescuedOperation[],
): Promise<CarriedOperation[]> {
  const refused = await db.carried.bulkGet(ops.map(({ op }) => op.opId));
  const seqs = new Set(ops.map(({ op }) => op.seq));
  const whole = file.groups.filter((group) => group.seqs.every((seq) => seqs.has(seq)));
  return ops.map(({ op, sig, again: told }, at) => {
    // What this phone heard of it since it was written to the file.
    const known = refused[at];
    const again = (known?.type === 'operation' ? known.again : undefined) ?? told;
    const group = whole.find((one) => one.seqs.includes(op.seq));
    return {
      type: 'operation',
      id: op.opId,
      queue,
      author: file.person,
      seq: op.seq,
      recordId: op.recordId,
      op,
      sig,
      group: group ? { sig: group.sig, size: group.seqs.length } : null,
      state: 'waiting',
      refusal: null,
      ...(again ? { again } : {}),
    };
  });
}

/** The other draft of the record, if it says something else, stays beside it. */
async function putDraft(db: PersonDb, draft: RescuedDraft): Promise<void> {
  const known = await db.drafts.get(draft.recordId);
  if (known && textOfForm(known.form) !== textOfForm(draft.form)) await db.carried.put(asideOf(known));
  await db.drafts.put(draftRowOf(draft));
}

const asideOf = (draft: DraftRow): CarriedRow => ({
  type: 'draft',
  id: asideId(draft),
  state: 'aside',
  draft,
});

function draftRowOf({ preview, form, ...draft }: RescuedDraft): DraftRow {
  return { ...draft, form, ...(preview ? { preview } : {}) };
}

/** The two drafts of a record change places: the one set aside is what the form shows from now on. */
export function swapDrafts(db: PersonDb, asideId: string): Promise<void> {
  return healed(db, () =>
    db.transaction('rw', db.drafts, db.carried, async () => {
      const aside = await db.carried.get(asideId);
      if (aside?.type !== 'draft') return;
      const current = await db.drafts.get(aside.draft.recordId);
      await db.carried.delete(asideId);
      if (current) await db.carried.put(asideOf(current));
      await db.drafts.put(aside.draft);
    }),
  );
}

/** A draft set aside that nobody wants. */
export async function dropAside(db: PersonDb, asideId: string): Promise<void> {
  await healed(db, () =>
    db.carried
      .where('id')
      .equals(asideId)
      .and(({ type }) => type === 'draft')
      .delete(),
  );
}

/**
 * What was carried for a queue is seen, once nothing of it waits. What the commune did not take leaves; what arrived is only no
 * longer shown: a restored server may have to be brought it once more (S11.1).
 */
export function putAwayCarried(db: PersonDb, queue: string): Promise<void> {
  return healed(db, () =>
    db.transaction('rw', db.carried, db.photos, db.photoBytes, db.meta, async () => {
      const rows = (await db.carried.toArray()).filter((row) => row.type === 'operation' && row.queue === queue);
      for (const row of rows) {
        if (row.type === 'operation' && row.state === 'arrived') await db.carried.put({ ...row, putAway: true });
      }
      await db.carried.bulkDelete(rows.filter(({ state }) => state === 'refused').map(({ id }) => id));
      const photos = await db.photos.filter(({ carriedFor }) => carriedFor === queue).toArray();
      for (const photo of photos) if (photo.state === 'held') await db.photos.put({ ...photo, putAway: true });
      const failed = photos.filter(({ state }) => state === 'failed').map(({ id }) => id);
      await dropPhotos(db, failed);
    }),
  );
}

interface StoredPart {
  readonly key: string;
  readonly bytes: ArrayBuffer;
}

/** A photo that stands here keeps its place; only its bytes and its right to be sent come back. */
function writePhoto(
  db: PersonDb,
  photo: RescuedPhoto,
  carriedFor: string | undefined,
  parts: readonly StoredPart[],
): Promise<void> {
  return db.transaction('rw', db.photos, db.photoBytes, db.meta, async () => {
    const known = await db.photos.get(photo.id);
    const isOwn = known?.inOutbox === true && known.carriedFor === undefined;
    if (isOwn && carriedFor !== undefined) return; // sent as this person's already
    const before = known ? await bytesOf(db, photo.id) : 0;
    for (const { key, bytes } of parts) await db.photoBytes.put(bytes, key);
    const fresh = photoRowOf(photo, carriedFor);
    const kept = known ? { uploads: known.uploads, sent: known.sent, inOutbox: known.inOutbox || fresh.inOutbox } : {};
    await db.photos.put({ ...fresh, ...kept });
    await addStoredBytes(db, parts.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) - before);
  });
}

const stateOf = (photo: RescuedPhoto): PhotoRow['state'] => (photo.full === null ? 'heic' : 'ready');

function photoRowOf(photo: RescuedPhoto, carriedFor: string | undefined): PhotoRow {
  const { id, recordId, full, thumb, takenAt, addedAt, inOutbox } = photo;
  return {
    id,
    recordId,
    state: stateOf(photo),
    full,
    thumb,
    takenAt,
    addedAt,
    uploads: {},
    sent: [],
    inOutbox,
    mismatches: 0,
    failure: null,
    ...(carriedFor === undefined ? {} : { carriedFor }),
  };
}
