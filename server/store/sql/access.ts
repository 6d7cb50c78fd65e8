// Links, devices, queues and the errors of phones in the tables.
import type { Kysely } from 'kysely';
import type { AccessTx } from '../access.ts';
import { deviceOf, linkOf, queueOf, rowOfDevice, rowOfLink } from './rows.ts';
import type { Tables } from './tables.ts';

export function sqlAccess(db: Kysely<Tables>, communeId: string): AccessTx {
  const links = () => db.selectFrom('enrolment_link').selectAll().where('commune_id', '=', communeId);
  const devices = () => db.selectFrom('device').selectAll().where('commune_id', '=', communeId);
  const refuseForeign = (row: { readonly communeId: string | null }) => {
    if (row.communeId !== communeId) throw new Error('a row of another commune');
  };
  return {
    links: async () => (await links().orderBy('created_at').orderBy('id').execute()).map(linkOf),
    link: async (id) => {
      const row = await links().where('id', '=', id).executeTakeFirst();
      return row ? linkOf(row) : null;
    },
    addLink: async (link) => {
      refuseForeign(link);
      await db.insertInto('enrolment_link').values(rowOfLink(link)).execute();
    },
    changeLink: async (id, changes) => {
      if (Object.keys(changes).length === 0) return;
      await db
        .updateTable('enrolment_link')
        .set(rowOfLink(changes))
        .where('commune_id', '=', communeId)
        .where('id', '=', id)
        .execute();
    },
    devices: async () => (await devices().orderBy('enrolled_at').orderBy('id').execute()).map(deviceOf),
    device: async (id) => {
      const row = await devices().where('id', '=', id).executeTakeFirst();
      return row ? deviceOf(row) : null;
    },
    addDevice: async (device) => {
      refuseForeign(device);
      await db.insertInto('device').values(rowOfDevice(device)).execute();
    },
    changeDevice: async (id, changes) => {
      if (Object.keys(changes).length === 0) return;
      await db
        .updateTable('device')
        .set(rowOfDevice(changes))
        .where('commune_id', '=', communeId)
        .where('id', '=', id)
        .execute();
    },
    queue: async (id) => {
      const row = await db
        .selectFrom('queue')
        .selectAll()
        .where('commune_id', '=', communeId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? queueOf(row) : null;
    },
    addQueue: async (queue) => {
      refuseForeign(queue);
      await db
        .insertInto('queue')
        .values({
          id: queue.id,
          commune_id: communeId,
          account_id: queue.accountId,
          device_id: queue.deviceId,
          public_key: JSON.stringify(queue.publicKey),
          created_at: queue.createdAt,
          last_seq: queue.lastSeq,
        })
        .execute();
    },
    setQueueSeq: async (id, lastSeq) => {
      await db
        .updateTable('queue')
        .set({ last_seq: lastSeq })
        .where('commune_id', '=', communeId)
        .where('id', '=', id)
        .where('last_seq', '<', lastSeq)
        .execute();
    },
    moveQueue: async (id, deviceId) => {
      await db
        .updateTable('queue')
        .set({ device_id: deviceId })
        .where('commune_id', '=', communeId)
        .where('id', '=', id)
        .execute();
    },
    keepError: async ({ deviceId, receivedAt, ...error }) => {
      await db
        .insertInto('client_error')
        .values({ ...error, commune_id: communeId, device_id: deviceId, received_at: receivedAt })
        .onConflict((known) =>
          known
            .columns(['commune_id', 'id'])
            .doUpdateSet({ count: error.count })
            .where('client_error.count', '<', error.count),
        )
        .execute();
    },
    errors: async (most) =>
      db
        .selectFrom('client_error as e')
        .innerJoin('device as d', 'd.id', 'e.device_id')
        .innerJoin('account as a', 'a.id', 'd.account_id')
        .select([
          'e.id',
          'e.at',
          'e.code',
          'e.place',
          'e.version',
          'e.count',
          'e.device_id as deviceId',
          'e.received_at as receivedAt',
          'd.name as deviceName',
          'a.name as personName',
        ])
        .where('e.commune_id', '=', communeId)
        .orderBy('e.received_at', 'desc')
        .orderBy('e.id', 'desc')
        .limit(most)
        .execute(),
  };
}
