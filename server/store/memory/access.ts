// Links, devices, queues and the errors of phones in memory.
import type { AccessTx } from '../access.ts';
import { by, type MemoryTables, rowOf, rowsOf } from './tables.ts';

export function memoryAccess(tables: MemoryTables, communeId: string): AccessTx {
  const { links, devices, queues, errors } = tables;
  const own = <Row extends { readonly communeId: string | null }>(row: Row | undefined): Row | null =>
    row?.communeId === communeId ? row : null;
  const isOwn = (row: { readonly communeId: string | null }) => row.communeId === communeId;
  const refuseForeign = (row: { readonly communeId: string | null }) => {
    if (!isOwn(row)) throw new Error('a row of another commune');
  };
  return {
    links: async () =>
      links
        .all()
        .filter(isOwn)
        .sort(
          by(
            (link) => link.createdAt,
            (link) => link.id,
          ),
        ),
    link: async (id) => own(links.get(id)),
    addLink: async (link) => {
      refuseForeign(link);
      links.add(link.id, link);
    },
    changeLink: async (id, changes) => {
      const known = own(links.get(id));
      if (known) links.set(id, { ...known, ...changes });
    },
    devices: async () =>
      devices
        .all()
        .filter(isOwn)
        .sort(
          by(
            (one) => one.enrolledAt,
            (one) => one.id,
          ),
        ),
    device: async (id) => own(devices.get(id)),
    addDevice: async (device) => {
      refuseForeign(device);
      if (devices.all().some(({ tokenHash }) => tokenHash === device.tokenHash))
        throw new Error('UNIQUE constraint failed');
      devices.add(device.id, device);
    },
    changeDevice: async (id, changes) => {
      const known = own(devices.get(id));
      if (known) devices.set(id, { ...known, ...changes });
    },
    queue: async (id) => own(queues.get(id)),
    addQueue: async (queue) => {
      refuseForeign(queue);
      queues.add(queue.id, queue);
    },
    setQueueSeq: async (id, lastSeq) => {
      const known = own(queues.get(id));
      if (known && known.lastSeq < lastSeq) queues.set(id, { ...known, lastSeq });
    },
    moveQueue: async (id, deviceId) => {
      const known = own(queues.get(id));
      if (known) queues.set(id, { ...known, deviceId });
    },
    keepError: async (error) => {
      const key = `${communeId} ${error.id}`;
      const known = errors.get(key)?.row;
      if (known && known.count >= error.count) return;
      errors.set(key, { communeId, row: known ? { ...known, count: error.count } : error });
    },
    errors: async (most) =>
      rowsOf(errors, communeId)
        .sort(
          by(
            (error) => error.receivedAt,
            (error) => error.id,
          ),
        )
        .reverse()
        .slice(0, most)
        .map((error) => {
          const device = devices.get(error.deviceId);
          const account = device && rowOf(tables.accounts, communeId, device.accountId);
          return { ...error, deviceName: device?.name ?? '', personName: account?.name ?? '' };
        }),
  };
}
