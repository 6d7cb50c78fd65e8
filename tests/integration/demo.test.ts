// What the demo shows must be true of itself.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillDemo } from '../../server/demo/fill-demo.ts';
import { anEndpoint, type Endpoint } from '../support/endpoint.ts';

let endpoint: Endpoint;
beforeEach(async () => {
  endpoint = await anEndpoint();
});
afterEach(() => endpoint.close());

test("the demo's phones say they still hold the photos that its records wait for, and most were heard of lately", async () => {
  const { deps, clock } = endpoint;
  await fillDemo(deps, 'http://localhost:8080');
  const [communeId = ''] = (await deps.store.readInstallation((tx) => tx.communes())).map(({ id }) => id);
  const { devices, awaited } = await deps.store.read(communeId, async (tx) => {
    const records = await tx.records.between({ type: 'commune' }, 0, await tx.seq());
    const held = await tx.records.heldPhotos(records.map(({ record }) => record.id));
    const whole = new Set(held.filter(({ size }) => size === 'full').map(({ photoId }) => photoId));
    const photos = records.flatMap(({ record }) => Object.keys(record.content.rows.photos ?? {}));
    return { devices: await tx.access.devices(), awaited: photos.filter((id) => !whole.has(id)) };
  });
  expect(awaited.length).toBeGreaterThan(0);
  expect(devices.reduce((sum, { photosWaiting }) => sum + photosWaiting, 0)).toBe(awaited.length);
  const lately = devices.filter(({ lastSyncAt }) => clock.now - Date.parse(lastSyncAt ?? '') < 3 * 24 * 3600_000);
  expect(lately.length).toBeGreaterThan(devices.length / 2);
  expect(lately.length).toBeLessThan(devices.length);
});
