// Which photos the commune waits for, which it holds, and who may read one. A photo is reached only through its record.

import type { Row } from '../../src/shared/domain/record.ts';
import type { Actor } from '../../src/shared/domain/role.ts';
import { mayWriteFor, scopeOf, seesUnit } from '../../src/shared/domain/role.ts';
import { err, ok, type Result } from '../../src/shared/lib/result.ts';
import type { StoredRecord } from '../../src/shared/sync/record-store.ts';
import type { Snapshot } from '../../src/shared/wire/down.ts';
import type { HeldPhoto, PhotoSize } from '../store/records.ts';
import type { Tx } from '../store/store.ts';
import { heldOf } from './held.ts';
import type { Refused } from './refused.ts';

export interface PhotoClaim {
  readonly recordId: string;
  readonly photoId: string;
  readonly size: PhotoSize;
  readonly sha256: string;
}

/** "Do you have it?": of every photo the record names, what is held of the bytes it names today. */
export async function photosHeld(tx: Tx, actor: Actor, recordId: string): Promise<Result<Snapshot['held'], Refused>> {
  const record = await seen(tx, actor, recordId);
  return record ? ok(heldOf(record, await tx.records.heldPhotos([record.id]))) : err({ code: 'not-found' });
}

/** The photo's bytes by their hash, for a person who sees the record. */
export async function photoOf(
  tx: Tx,
  actor: Actor,
  recordId: string,
  photoId: string,
  size: PhotoSize,
): Promise<Result<HeldPhoto, Refused>> {
  const record = await seen(tx, actor, recordId);
  if (!record) return err({ code: 'not-found' });
  const row = rowOf(record, photoId);
  if (!row) return err({ code: 'photo-unknown' });
  const held = await tx.records.heldPhotos([record.id]);
  const photo = held.find((one) => one.size === size && one.sha256 === hashIn(row, size));
  return photo ? ok(photo) : err({ code: 'photo-not-here-yet' });
}

/** Bytes are taken only when the record's text came first and names exactly them, from who writes it, wrote it, or brought it (SPEC.md S16). */
export async function isExpected(
  tx: Tx,
  actor: Actor,
  claim: PhotoClaim,
): Promise<Result<{ mime: string | null }, Refused>> {
  const row = await tx.records.record(claim.recordId);
  if (!row) return err({ code: 'not-found' });
  const { record } = row;
  const isNear = mayWriteFor(actor, unitOf(record)) || record.authorId === actor.accountId;
  if (!isNear && !(await tx.operations.broughtBy(actor.accountId, record.id))) return err({ code: 'not-found' });
  const photo = rowOf(record, claim.photoId);
  if (!photo || hashIn(photo, claim.size) !== claim.sha256) return err({ code: 'photo-not-expected' });
  const mime = claim.size === 'full' ? photo.mime : photo.thumbMime;
  return ok({ mime: typeof mime === 'string' ? mime : null });
}

/** A record the person may not see is answered like one that does not exist. */
async function seen(tx: Tx, actor: Actor, recordId: string): Promise<StoredRecord | null> {
  const row = await tx.records.record(recordId);
  if (!row) return null;
  const may = seesUnit(scopeOf(actor), unitOf(row.record)) || row.record.authorId === actor.accountId;
  return may ? row.record : null;
}

const rowOf = (record: StoredRecord, photoId: string): Row | undefined => record.content.rows.photos?.[photoId];
const hashIn = (row: Row, size: PhotoSize) => (size === 'full' ? row.sha256 : row.thumbSha256);
const unitOf = ({ content }: StoredRecord): string | null =>
  typeof content.values.unitId === 'string' ? content.values.unitId : null;
