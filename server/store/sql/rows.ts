// Rows of the tables as the store's nouns, and back.
import type { Selectable } from 'kysely';
import type { FieldValue } from '../../../src/shared/domain/field.ts';
import type { RecordContent } from '../../../src/shared/domain/record.ts';
import type { Status } from '../../../src/shared/domain/workflow.ts';
import type { StoredRecord, Writer } from '../../../src/shared/sync/record-store.ts';
import type { Answer } from '../../../src/shared/wire/down.ts';
import type { PublicKey } from '../../../src/shared/wire/enrolment.ts';
import type { OperationKind } from '../../../src/shared/wire/operation.ts';
import type { Device, EnrolmentLink, Queue } from '../access.ts';
import type { LoggedOperation, RecordRow, StoredConflict } from '../records.ts';
import { unitOf } from '../unit-of.ts';
import type { ConflictTable, DeviceTable, LinkTable, OperationTable, QueueTable, RecordTable } from './tables.ts';

/** What this server wrote itself, so it has the type it had then. */
const read = <T>(json: string) => JSON.parse(json) as T;

export function linkOf(row: Selectable<LinkTable>): EnrolmentLink {
  return {
    id: row.id,
    communeId: row.commune_id,
    accountId: row.account_id,
    tokenHash: row.token_hash,
    codeHash: row.code_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    usedByQueue: row.used_by_queue,
    revokedAt: row.revoked_at,
    attempts: row.attempts,
  };
}

export function rowOfLink(link: Partial<EnrolmentLink>) {
  return defined({
    id: link.id,
    commune_id: link.communeId,
    account_id: link.accountId,
    token_hash: link.tokenHash,
    code_hash: link.codeHash,
    created_at: link.createdAt,
    expires_at: link.expiresAt,
    used_at: link.usedAt,
    used_by_queue: link.usedByQueue,
    revoked_at: link.revokedAt,
    attempts: link.attempts,
  });
}

export function deviceOf(row: Selectable<DeviceTable>): Device {
  return {
    id: row.id,
    communeId: row.commune_id,
    accountId: row.account_id,
    name: row.name,
    tokenHash: row.token_hash,
    app: row.app,
    enrolledAt: row.enrolled_at,
    lastSeenAt: row.last_seen_at,
    lastSyncAt: row.last_sync_at,
    unsent: row.unsent,
    photosWaiting: row.photos_waiting,
    storedBytes: row.stored_bytes,
    persisted: row.persisted === 1,
    revokedAt: row.revoked_at,
  };
}

export function rowOfDevice(device: Partial<Device>) {
  return defined({
    id: device.id,
    commune_id: device.communeId,
    account_id: device.accountId,
    name: device.name,
    token_hash: device.tokenHash,
    app: device.app,
    enrolled_at: device.enrolledAt,
    last_seen_at: device.lastSeenAt,
    last_sync_at: device.lastSyncAt,
    unsent: device.unsent,
    photos_waiting: device.photosWaiting,
    stored_bytes: device.storedBytes,
    persisted: device.persisted === undefined ? undefined : Number(device.persisted),
    revoked_at: device.revokedAt,
  });
}

export function queueOf(row: Selectable<QueueTable>): Queue {
  return {
    id: row.id,
    communeId: row.commune_id,
    accountId: row.account_id,
    deviceId: row.device_id,
    publicKey: read<PublicKey>(row.public_key),
    createdAt: row.created_at,
    lastSeq: row.last_seq,
  };
}

export function recordOf(row: Selectable<RecordTable>): RecordRow {
  return {
    seq: row.seq,
    createdAt: row.created_at,
    record: {
      id: row.id,
      kind: row.kind,
      v: row.v,
      content: {
        values: read<RecordContent['values']>(row.field_values),
        rows: read<RecordContent['rows']>(row.row_values),
      },
      rev: row.rev,
      revs: read<Record<string, number>>(row.revs),
      writers: read<Record<string, Writer>>(row.writers),
      status: row.status as Status, // written from a StoredRecord
      statusRev: row.status_rev,
      dossier: row.dossier,
      authorId: row.author_id,
      removed: removedOf(row.removed),
      mergedInto: row.merged_into,
    },
  };
}

export function rowOfRecord(communeId: string, { record, seq, createdAt }: RecordRow) {
  return {
    id: record.id,
    commune_id: communeId,
    kind: record.kind,
    v: record.v,
    unit_id: unitOf(record),
    status: record.status,
    status_rev: record.statusRev,
    rev: record.rev,
    revs: JSON.stringify(record.revs),
    writers: JSON.stringify(record.writers),
    removed: JSON.stringify(record.removed),
    field_values: JSON.stringify(record.content.values),
    row_values: JSON.stringify(record.content.rows),
    dossier: record.dossier,
    author_id: record.authorId,
    seq,
    created_at: createdAt,
    merged_into: record.mergedInto,
  };
}

/** Release 0.1.0 kept the names of rows only. */
function removedOf(json: string): StoredRecord['removed'] {
  const removed = read<readonly string[] | StoredRecord['removed']>(json);
  return Array.isArray(removed)
    ? Object.fromEntries(removed.map((key: string) => [key, null]))
    : (removed as StoredRecord['removed']); // not the list
}

export function conflictOf(row: Selectable<ConflictTable>): StoredConflict {
  return {
    id: row.id,
    recordId: row.record_id,
    seq: row.seq,
    field: row.field,
    kept: read<FieldValue>(row.kept),
    other: read<FieldValue>(row.other),
    opId: row.op_id,
    authorId: row.author_id,
    at: row.at,
    receivedAt: row.received_at,
    deviceId: row.device_id,
    keptAuthorId: row.kept_author_id,
    keptDeviceId: row.kept_device_id,
    keptAt: row.kept_at,
    resolvedBy: row.resolved_by,
    choice: row.choice as StoredConflict['choice'], // written from a StoredConflict
    resolvedAt: row.resolved_at,
  };
}

export function operationOf(row: Selectable<OperationTable>): LoggedOperation {
  return {
    opId: row.op_id,
    queue: row.queue_id,
    queueSeq: row.queue_seq,
    authorId: row.author_id,
    carrierId: row.carrier_id,
    recordId: row.record_id,
    kind: row.kind as OperationKind, // written from an Operation
    v: row.v,
    at: row.at,
    receivedAt: row.received_at,
    digest: row.digest,
    seq: row.seq,
    answer: read<Answer>(row.answer),
  };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves out what was not said, so that a change touches only its own columns. */
function defined<T extends object>(row: T): Defined<T> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Defined<T>; // only undefined is gone
}
