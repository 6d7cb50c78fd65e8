// Records, their events, conflicts and photos in the tables.
import type { Kysely } from 'kysely';
import type { RecordEvent } from '../../../src/shared/wire/down.ts';
import type { PhotoSize, RecordsTx } from '../records.ts';
import { sqlFeed } from './feed.ts';
import { conflictOf, recordOf, rowOfRecord } from './rows.ts';
import type { Tables } from './tables.ts';

export function sqlRecords(db: Kysely<Tables>, communeId: string, nextSeq: () => Promise<number>): RecordsTx {
  return {
    ...sqlFeed(db, communeId),
    record: async (id) => {
      const row = await db
        .selectFrom('record')
        .selectAll()
        .where('id', '=', id)
        .where('commune_id', '=', communeId)
        .executeTakeFirst();
      return row ? recordOf(row) : null;
    },
    idTakenElsewhere: async (id) => {
      const row = await db
        .selectFrom('record')
        .select('id')
        .where('id', '=', id)
        .where('commune_id', '!=', communeId)
        .executeTakeFirst();
      return row !== undefined;
    },
    put: async (written) => {
      const row = rowOfRecord(communeId, written);
      const { id: _, commune_id: __, ...changes } = row;
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('record')
        .values(row)
        .onConflict((known) => known.column('id').doUpdateSet(changes).where('record.commune_id', '=', communeId))
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) throw new Error('UNIQUE constraint failed: another commune uses this id');
    },
    putTombstone: async ({ recordId, unitId, seq }) => {
      await db
        .insertInto('tombstone')
        .values({ commune_id: communeId, record_id: recordId, unit_id: unitId, seq })
        .onConflict((known) => known.columns(['commune_id', 'record_id', 'unit_id']).doUpdateSet({ seq }))
        .execute();
    },
    addEvent: async (event) => {
      await db
        .insertInto('record_event')
        .values({
          op_id: event.opId,
          commune_id: communeId,
          record_id: event.recordId,
          rev: event.rev,
          kind: event.kind,
          command: event.command ?? null,
          note: event.note ?? null,
          at: event.at,
          received_at: event.receivedAt,
          account_id: event.accountId,
          device_id: event.deviceId,
          fields: event.fields ? JSON.stringify(event.fields) : null,
          marks: event.marks ? JSON.stringify(event.marks) : null,
        })
        .execute();
    },
    addConflict: async (conflict) => {
      await db
        .insertInto('conflict')
        .values({
          id: conflict.id,
          commune_id: communeId,
          record_id: conflict.recordId,
          seq: conflict.seq,
          field: conflict.field,
          kept: JSON.stringify(conflict.kept),
          other: JSON.stringify(conflict.other),
          op_id: conflict.opId,
          author_id: conflict.authorId,
          at: conflict.at,
          received_at: conflict.receivedAt,
          device_id: conflict.deviceId,
          kept_author_id: conflict.keptAuthorId,
          kept_device_id: conflict.keptDeviceId,
          kept_at: conflict.keptAt,
          resolved_by: conflict.resolvedBy,
          choice: conflict.choice,
          resolved_at: conflict.resolvedAt,
        })
        .execute();
    },
    conflict: async (id) => {
      const row = await db
        .selectFrom('conflict')
        .selectAll()
        .where('commune_id', '=', communeId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? conflictOf(row) : null;
    },
    openConflicts: async (recordId) => {
      const rows = await db
        .selectFrom('conflict')
        .selectAll()
        .where('commune_id', '=', communeId)
        .where('record_id', '=', recordId)
        .where('resolved_by', 'is', null)
        .orderBy('seq')
        .orderBy('id')
        .execute();
      return rows.map(conflictOf);
    },
    resolveConflict: async (id, { seq, resolvedBy, choice, resolvedAt }) => {
      await db
        .updateTable('conflict')
        .set({ seq, resolved_by: resolvedBy, choice, resolved_at: resolvedAt })
        .where('commune_id', '=', communeId)
        .where('id', '=', id)
        .execute();
    },
    stampConflicts: async (recordId, seq) => {
      await db
        .updateTable('conflict')
        .set({ seq })
        .where('commune_id', '=', communeId)
        .where('record_id', '=', recordId)
        .execute();
    },
    dossierTaken: async (dossier) => {
      const row = await db
        .selectFrom('record')
        .select('id')
        .where('commune_id', '=', communeId)
        .where('dossier', '=', dossier)
        .executeTakeFirst();
      return row !== undefined;
    },
    copyHeld: async (fromRecordId, toRecordId) => {
      const held = await db
        .selectFrom('photo_held')
        .selectAll()
        .where('commune_id', '=', communeId)
        .where('record_id', '=', fromRecordId)
        .execute();
      for (const row of held) {
        await db
          .insertInto('photo_held')
          .values({ ...row, record_id: toRecordId })
          .onConflict((known) => known.columns(['commune_id', 'record_id', 'photo_id', 'size']).doNothing())
          .execute();
      }
    },
    holdPhoto: async ({ recordId, photoId, size, sha256, bytes, mime, heldAt }) => {
      const key = { commune_id: communeId, record_id: recordId, photo_id: photoId, size };
      const known = await db
        .selectFrom('photo_held')
        .select('sha256')
        .where('commune_id', '=', communeId)
        .where('record_id', '=', recordId)
        .where('photo_id', '=', photoId)
        .where('size', '=', size)
        .executeTakeFirst();
      if (known?.sha256 === sha256) return null;
      await db
        .insertInto('photo_held')
        .values({ ...key, sha256, bytes, mime, held_at: heldAt })
        .onConflict((same) =>
          same
            .columns(['commune_id', 'record_id', 'photo_id', 'size'])
            .doUpdateSet({ sha256, bytes, mime, held_at: heldAt }),
        )
        .execute();
      const seq = await nextSeq();
      await db
        .updateTable('record')
        .set({ seq })
        .where('id', '=', recordId)
        .where('commune_id', '=', communeId)
        .execute();
      return seq;
    },
    heldPhotos: async (recordIds) => {
      if (recordIds.length === 0) return [];
      const rows = await db
        .selectFrom('photo_held')
        .selectAll()
        .where('commune_id', '=', communeId)
        .where('record_id', 'in', recordIds)
        .orderBy('record_id')
        .orderBy('photo_id')
        .orderBy('size')
        .execute();
      return rows.map((row) => ({
        recordId: row.record_id,
        photoId: row.photo_id,
        size: row.size as PhotoSize, // written from a HeldPhoto
        sha256: row.sha256,
        bytes: row.bytes,
        mime: row.mime,
        heldAt: row.held_at,
      }));
    },
    events: async (recordIds) => {
      if (recordIds.length === 0) return [];
      const rows = await db
        .selectFrom('record_event as e')
        .innerJoin('account as a', 'a.id', 'e.account_id')
        .leftJoin('device as d', 'd.id', 'e.device_id')
        .selectAll('e')
        .select(['a.name', 'd.name as deviceName'])
        .where('e.commune_id', '=', communeId)
        .where('e.record_id', 'in', recordIds)
        .orderBy('e.rev')
        .execute();
      return rows.map((row) => ({
        recordId: row.record_id,
        opId: row.op_id,
        rev: row.rev,
        kind: row.kind as RecordEvent['kind'], // written from a RecordEvent
        ...(row.command === null ? {} : { command: row.command }),
        ...(row.note === null ? {} : { note: row.note }),
        at: row.at,
        receivedAt: row.received_at,
        by: { id: row.account_id, name: row.name },
        ...(row.deviceName === null ? {} : { device: row.deviceName }),
        ...(row.fields === null ? {} : { fields: JSON.parse(row.fields) as string[] }), // written by addEvent
        ...(row.marks === null ? {} : { marks: JSON.parse(row.marks) as string[] }), // the same
      }));
    },
  };
}
