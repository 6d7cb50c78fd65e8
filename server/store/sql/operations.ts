// The log of operations and, apart from it, their bodies.
import type { Kysely } from 'kysely';
import type { OperationsTx } from '../records.ts';
import { operationOf } from './rows.ts';
import type { Tables } from './tables.ts';

export function sqlOperations(db: Kysely<Tables>, communeId: string): OperationsTx {
  return {
    operation: async (opId) => {
      const row = await db
        .selectFrom('operation')
        .selectAll()
        .where('commune_id', '=', communeId)
        .where('op_id', '=', opId)
        .executeTakeFirst();
      return row ? operationOf(row) : null;
    },
    log: async (operation, body, before) => {
      await db
        .insertInto('operation')
        .values({
          op_id: operation.opId,
          commune_id: communeId,
          seq: operation.seq,
          queue_id: operation.queue,
          queue_seq: operation.queueSeq,
          author_id: operation.authorId,
          carrier_id: operation.carrierId,
          record_id: operation.recordId,
          kind: operation.kind,
          v: operation.v,
          at: operation.at,
          received_at: operation.receivedAt,
          digest: operation.digest,
          answer: JSON.stringify(operation.answer),
          answer_type: operation.answer.type,
        })
        .execute();
      await db
        .insertInto('operation_value')
        .values({ commune_id: communeId, op_id: operation.opId, body, before })
        .execute();
    },
    body: async (opId) => {
      const row = await db
        .selectFrom('operation_value')
        .select('body')
        .where('commune_id', '=', communeId)
        .where('op_id', '=', opId)
        .executeTakeFirst();
      return row?.body ?? null;
    },
    ofQueue: async (queue, queueSeq) => {
      const row = await db
        .selectFrom('operation')
        .selectAll()
        .where('commune_id', '=', communeId)
        .where('queue_id', '=', queue)
        .where('queue_seq', '=', queueSeq)
        .limit(1)
        .executeTakeFirst();
      return row ? operationOf(row) : null;
    },
    history: async (recordId) => {
      const rows = await db
        .selectFrom('record_event as e')
        .innerJoin('operation as o', (on) =>
          on.onRef('o.op_id', '=', 'e.op_id').onRef('o.commune_id', '=', 'e.commune_id'),
        )
        .innerJoin('account as a', 'a.id', 'o.author_id')
        .leftJoin('device as d', 'd.id', 'e.device_id')
        .leftJoin('operation_value as v', (on) =>
          on.onRef('v.op_id', '=', 'o.op_id').onRef('v.commune_id', '=', 'o.commune_id'),
        )
        .selectAll('o')
        .select(['a.name as authorName', 'd.name as deviceName', 'e.fields', 'v.body', 'v.before'])
        .where('e.commune_id', '=', communeId)
        .where('e.record_id', '=', recordId)
        .orderBy('e.rev')
        .execute();
      return rows.map(({ authorName, deviceName, fields, body, before, ...row }) => ({
        ...operationOf(row),
        authorName,
        deviceName: deviceName ?? '',
        touched: fields === null ? [] : (JSON.parse(fields) as string[]), // written by addEvent
        body,
        before,
      }));
    },
    refusedBefore: async (queue, recordId) => {
      const row = await db
        .selectFrom('operation')
        .select('op_id')
        .where('commune_id', '=', communeId)
        .where('record_id', '=', recordId)
        .where('queue_id', '=', queue)
        .where('answer_type', '=', 'rejected')
        .orderBy('queue_seq')
        .limit(1)
        .executeTakeFirst();
      return row?.op_id ?? null;
    },
    broughtBy: async (accountId, recordId) => {
      const row = await db
        .selectFrom('operation')
        .innerJoin('device', 'device.id', 'operation.carrier_id')
        .select('operation.op_id')
        .where('operation.commune_id', '=', communeId)
        .where('operation.record_id', '=', recordId)
        .where('operation.answer_type', '!=', 'rejected')
        .where('device.commune_id', '=', communeId)
        .where('device.account_id', '=', accountId)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
