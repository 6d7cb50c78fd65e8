// What every store must do with links, devices, queues and the errors of phones.
import { describe, expect, it } from 'vitest';
import type { KeptError } from '../../server/store/access.ts';
import type { Store } from '../../server/store/store.ts';
import { testId } from '../support/builders.ts';
import { aDevice, aLink, alreadyThere, aQueue, foundCommune, here, instant, person, there } from './store-rows.ts';

export function accessContract(store: () => Store): void {
  describe('links', () => {
    it('finds a link by the hash of its token or of its code, whatever the commune', async () => {
      await store().transaction(here, (tx) => tx.access.addLink(aLink()));
      const found = await store().readInstallation(async (tx) => [
        await tx.linkByTokenHash('link-token-hash'),
        await tx.linkByCodeHash('link-code-hash'),
        await tx.linkByTokenHash('link-code-hash'),
        await tx.linkByCodeHash('another'),
      ]);
      expect(found).toEqual([aLink(), aLink(), null, null]);
    });

    it('changes only what is said of a link', async () => {
      const used = { usedAt: instant, usedByQueue: testId(0xe1) };
      await store().transaction(here, async ({ access }) => {
        await access.addLink(aLink());
        await access.changeLink(testId(0xf1), used);
        await access.changeLink(testId(0xf1), { attempts: 2 });
        await access.changeLink(testId(0xf1), {});
      });
      const read = await store().read(here, async ({ access }) => [
        await access.links(),
        await access.link(testId(0xf1)),
      ]);
      const link = aLink({ ...used, attempts: 2 });
      expect(read).toEqual([[link], link]);
    });

    it('lets a founding link belong to no commune until it is used', async () => {
      const founding = aLink({ communeId: null, accountId: null });
      await store().installation((tx) => tx.addLink(founding));
      expect(await store().readInstallation((tx) => tx.foundingLinks())).toEqual([founding]);
      expect(await store().read(here, (tx) => tx.access.links())).toEqual([]);
      await store().installation((tx) =>
        tx.changeLink(founding.id, { communeId: here, accountId: person.id, usedAt: instant }),
      );
      expect(await store().readInstallation((tx) => tx.foundingLinks())).toEqual([]);
      expect(await store().read(here, (tx) => tx.access.links())).toEqual([aLink({ usedAt: instant })]);
    });
  });

  describe('devices and queues', () => {
    it('finds a device by the hash of its session token', async () => {
      expect(await store().readInstallation((tx) => tx.deviceByTokenHash('token-hash'))).toEqual(aDevice());
      expect(await store().readInstallation((tx) => tx.deviceByTokenHash('another'))).toBeNull();
    });

    it('keeps what a device tells of itself, and that it was revoked', async () => {
      const told = { unsent: 3, photosWaiting: 2, storedBytes: 5_000_000_000, persisted: true, app: '0.1.1' };
      await store().transaction(here, async ({ access }) => {
        await access.changeDevice(testId(0xd1), { ...told, lastSyncAt: instant });
        await access.changeDevice(testId(0xd1), { revokedAt: instant });
      });
      const device = aDevice({ ...told, lastSyncAt: instant, revokedAt: instant });
      expect(await store().read(here, (tx) => tx.access.devices())).toEqual([device]);
      expect(await store().read(here, (tx) => tx.access.device(testId(0xd1)))).toEqual(device);
    });

    it('refuses a second device with the same session token', async () => {
      const twin = aDevice({ id: testId(0xd9) });
      await expect(store().transaction(here, (tx) => tx.access.addDevice(twin))).rejects.toThrow(alreadyThere);
    });

    it('knows a queue by its id and never counts it backwards', async () => {
      await store().transaction(here, async ({ access }) => {
        await access.addQueue(aQueue());
        await access.setQueueSeq(testId(0xe1), 5);
        await access.setQueueSeq(testId(0xe1), 3);
      });
      expect(await store().read(here, (tx) => tx.access.queue(testId(0xe1)))).toEqual(aQueue({ lastSeq: 5 }));
      expect(await store().readInstallation((tx) => tx.queue(testId(0xe1)))).toEqual(aQueue({ lastSeq: 5 }));
      await expect(store().transaction(here, (tx) => tx.access.addQueue(aQueue()))).rejects.toThrow(alreadyThere);
    });

    it('gives a queue to another device of the phone', async () => {
      await store().transaction(here, async ({ access }) => {
        await access.addDevice(aDevice({ id: testId(0xd9), tokenHash: 'another' }));
        await access.addQueue(aQueue());
        await access.moveQueue(testId(0xe1), testId(0xd9));
      });
      expect(await store().read(here, (tx) => tx.access.queue(testId(0xe1)))).toEqual(
        aQueue({ deviceId: testId(0xd9) }),
      );
    });

    it('never lets one commune read, change or add rows of another', async () => {
      await foundCommune(store(), there);
      await store().transaction(here, async ({ access }) => {
        await access.addQueue(aQueue());
        await access.addLink(aLink());
      });
      await store().transaction(there, async ({ access }) => {
        expect(await access.queue(testId(0xe1))).toBeNull();
        expect(await access.link(testId(0xf1))).toBeNull();
        expect(await access.links()).toEqual([]);
        expect(await access.device(testId(0xd1))).toBeNull();
        expect((await access.devices()).map(({ id }) => id)).toEqual([testId(0xd2)]);
        await access.changeDevice(testId(0xd1), { revokedAt: instant });
        await access.changeLink(testId(0xf1), { usedAt: instant });
        await access.setQueueSeq(testId(0xe1), 9);
        await access.moveQueue(testId(0xe1), testId(0xd2));
        await expect(access.addDevice(aDevice({ id: testId(0xd8), tokenHash: 'new' }))).rejects.toThrow(
          /another commune/,
        );
        await expect(access.addQueue(aQueue({ id: testId(0xe8) }))).rejects.toThrow(/another commune/);
        await expect(access.addLink(aLink({ id: testId(0xf8) }))).rejects.toThrow(/another commune/);
      });
      const untouched = await store().read(here, async ({ access }) => [
        await access.device(testId(0xd1)),
        await access.link(testId(0xf1)),
        await access.queue(testId(0xe1)),
      ]);
      expect(untouched).toEqual([aDevice(), aLink(), aQueue()]);
    });
  });

  describe('errors of phones', () => {
    const anError = (n: number, changes: Partial<KeptError> = {}): KeptError => ({
      id: testId(n),
      at: instant,
      code: 'storage-full',
      place: 'src/db/save.ts',
      version: '0.1.0',
      count: 1,
      deviceId: testId(0xd1),
      receivedAt: instant,
      ...changes,
    });
    const names = { deviceName: 'Android · Chrome 140', personName: person.name };

    it('keeps an error once, however often it is told, with its highest count', async () => {
      await store().transaction(here, async ({ access }) => {
        await access.keepError(anError(1));
        await access.keepError(anError(1, { count: 4, receivedAt: '2026-11-24T02:00:00.000Z' }));
        await access.keepError(anError(1, { count: 2 }));
      });
      expect(await store().read(here, (tx) => tx.access.errors(10))).toEqual([
        { ...anError(1, { count: 4 }), ...names },
      ]);
    });

    it('lists the newest first, with whose phone it was, and none of another commune', async () => {
      await foundCommune(store(), there);
      await store().transaction(here, async ({ access }) => {
        await access.keepError(anError(1));
        await access.keepError(anError(2, { receivedAt: '2026-11-24T02:00:00.000Z' }));
        await access.keepError(anError(3, { receivedAt: '2026-11-22T02:00:00.000Z' }));
      });
      const listed = await store().read(here, (tx) => tx.access.errors(2));
      expect(listed.map(({ id, personName }) => [id, personName])).toEqual([
        [testId(2), person.name],
        [testId(1), person.name],
      ]);
      expect(await store().read(there, (tx) => tx.access.errors(10))).toEqual([]);
    });
  });
}
