// Records, their events, conflicts and photos, and the log of operations in memory.
import { type Scope, seesUnit } from '../../../src/shared/domain/role.ts';
import type { OperationsTx, RecordsTx } from '../records.ts';
import { unitOf } from '../unit-of.ts';
import { by, type MemoryTables, rowOf, rowsOf } from './tables.ts';

export function memoryRecords(tables: MemoryTables, communeId: string, nextSeq: () => Promise<number>): RecordsTx {
  const { records, events, conflicts, tombstones, photos } = tables;
  const visible = (scope: Scope) => rowsOf(records, communeId).filter(({ record }) => seesUnit(scope, unitOf(record)));
  const left = (scope: Scope) => {
    if (scope.type === 'commune') return [];
    return rowsOf(tombstones, communeId).filter(({ recordId, unitId }) => {
      const row = rowOf(records, communeId, recordId);
      return scope.units.includes(unitId) && !(row && seesUnit(scope, unitOf(row.record)));
    });
  };
  const openTo = (scope: Scope) =>
    rowsOf(conflicts, communeId).filter(({ recordId }) => {
      const row = rowOf(records, communeId, recordId);
      return row !== null && seesUnit(scope, unitOf(row.record));
    });
  const within = (from: number, to: number) => (one: { readonly seq: number }) => one.seq > from && one.seq <= to;
  return {
    record: async (id) => rowOf(records, communeId, id),
    idTakenElsewhere: async (id) => {
      const known = records.get(id);
      return known !== undefined && known.communeId !== communeId;
    },
    put: async (row) => {
      const known = records.get(row.record.id);
      if (known && known.communeId !== communeId) throw new Error('UNIQUE constraint failed');
      const same = rowsOf(records, communeId).find(({ record }) => record.dossier === row.record.dossier);
      if (same && same.record.id !== row.record.id) throw new Error('UNIQUE constraint failed');
      records.set(row.record.id, { communeId, row });
    },
    putTombstone: async (tombstone) =>
      tombstones.set(`${communeId} ${tombstone.recordId} ${tombstone.unitId}`, { communeId, row: tombstone }),
    addEvent: async (event) => events.add(`${communeId} ${event.opId} ${event.recordId}`, { communeId, row: event }),
    addConflict: async (conflict) => conflicts.add(conflict.id, { communeId, row: conflict }),
    conflict: async (id) => rowOf(conflicts, communeId, id),
    openConflicts: async (recordId) =>
      rowsOf(conflicts, communeId)
        .filter((one) => one.recordId === recordId && one.resolvedBy === null)
        .sort(
          by(
            (one) => one.seq,
            (one) => one.id,
          ),
        ),
    resolveConflict: async (id, end) => {
      const known = rowOf(conflicts, communeId, id);
      if (known) conflicts.set(id, { communeId, row: { ...known, ...end } });
    },
    stampConflicts: async (recordId, seq) => {
      for (const conflict of rowsOf(conflicts, communeId))
        if (conflict.recordId === recordId) conflicts.set(conflict.id, { communeId, row: { ...conflict, seq } });
    },
    dossierTaken: async (dossier) => rowsOf(records, communeId).some(({ record }) => record.dossier === dossier),
    copyHeld: async (fromRecordId, toRecordId) => {
      for (const photo of rowsOf(photos, communeId)) {
        if (photo.recordId !== fromRecordId) continue;
        const key = `${communeId} ${toRecordId} ${photo.photoId} ${photo.size}`;
        if (!photos.get(key)) photos.set(key, { communeId, row: { ...photo, recordId: toRecordId } });
      }
    },
    holdPhoto: async (photo) => {
      const key = `${communeId} ${photo.recordId} ${photo.photoId} ${photo.size}`;
      if (photos.get(key)?.row.sha256 === photo.sha256) return null;
      photos.set(key, { communeId, row: photo });
      const seq = await nextSeq();
      const row = rowOf(records, communeId, photo.recordId);
      if (!row) throw new Error('FOREIGN KEY constraint failed');
      records.set(photo.recordId, { communeId, row: { ...row, seq } });
      return seq;
    },
    heldPhotos: async (recordIds) =>
      rowsOf(photos, communeId)
        .filter(({ recordId }) => recordIds.includes(recordId))
        .sort(
          by(
            (one) => one.recordId,
            (one) => one.photoId,
            (one) => one.size,
          ),
        ),
    feedSeqs: async (scope, from, most) =>
      [...visible(scope), ...left(scope), ...openTo(scope), ...rowsOf(tables.units, communeId)]
        .map(({ seq }) => seq)
        .filter((seq) => seq > from)
        .sort((a, b) => a - b)
        .slice(0, most),
    between: async (scope, from, to) =>
      visible(scope)
        .filter(within(from, to))
        .sort(by(({ seq }) => seq)),
    tombstonesBetween: async (scope, from, to) => {
      const newest = new Map<string, number>();
      for (const { recordId, seq } of left(scope).filter(within(from, to))) {
        newest.set(recordId, Math.max(seq, newest.get(recordId) ?? 0));
      }
      return [...newest].map(([recordId, seq]) => ({ recordId, seq })).sort(by(({ seq }) => seq));
    },
    conflictsBetween: async (scope, from, to) =>
      openTo(scope)
        .filter(within(from, to))
        .sort(
          by(
            (one) => one.seq,
            (one) => one.field,
          ),
        ),
    events: async (recordIds) =>
      rowsOf(events, communeId)
        .filter(({ recordId }) => recordIds.includes(recordId))
        .sort(by(({ rev }) => rev))
        .map(({ accountId, deviceId, ...event }) => {
          const device = tables.devices.get(deviceId)?.name;
          return {
            ...event,
            by: { id: accountId, name: rowOf(tables.accounts, communeId, accountId)?.name ?? '' },
            ...(device === undefined ? {} : { device }),
          };
        }),
  };
}

export function memoryOperations(tables: MemoryTables, communeId: string): OperationsTx {
  const { operations, bodies } = tables;
  const key = (opId: string) => `${communeId} ${opId}`;
  return {
    operation: async (opId) => rowOf(operations, communeId, key(opId)),
    log: async (operation, body, before) => {
      operations.add(key(operation.opId), { communeId, row: operation });
      bodies.set(key(operation.opId), { body, before });
    },
    body: async (opId) => bodies.get(key(opId))?.body ?? null,
    ofQueue: async (queue, queueSeq) =>
      rowsOf(operations, communeId).find((one) => one.queue === queue && one.queueSeq === queueSeq) ?? null,
    history: async (recordId) =>
      rowsOf(tables.events, communeId)
        .filter((event) => event.recordId === recordId)
        .sort(by(({ rev }) => rev))
        .flatMap((event) => {
          const operation = rowOf(operations, communeId, key(event.opId));
          if (!operation) return [];
          const { body = null, before = null } = bodies.get(key(event.opId)) ?? {};
          const authorName = rowOf(tables.accounts, communeId, operation.authorId)?.name ?? '';
          const deviceName = tables.devices.get(event.deviceId)?.name ?? '';
          return [{ ...operation, authorName, deviceName, touched: event.fields ?? [], body, before }];
        }),
    refusedBefore: async (queue, recordId) =>
      rowsOf(operations, communeId)
        .filter((one) => one.queue === queue && one.recordId === recordId && one.answer.type === 'rejected')
        .sort(by(({ queueSeq }) => queueSeq))[0]?.opId ?? null,
    broughtBy: async (accountId, recordId) =>
      rowsOf(operations, communeId).some(
        (one) =>
          one.recordId === recordId &&
          one.answer.type !== 'rejected' &&
          tables.devices.get(one.carrierId)?.accountId === accountId,
      ),
  };
}
