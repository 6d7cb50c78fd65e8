import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { challengeMs } from '../../server/use-cases/session-by-key.ts';
import { aCreate, aNomination } from '../support/builders.ts';
import { anEndpoint, type Endpoint } from '../support/endpoint.ts';
import { aFounder, aQueue, aRecorder, type TestPerson, type TestQueue } from '../support/enrolled.ts';

let endpoint: Endpoint;
let admin: TestPerson;
let head: TestPerson & { readonly unitId: string };
beforeEach(async () => {
  endpoint = await anEndpoint();
  admin = await aFounder(endpoint);
  head = await aRecorder(endpoint, admin);
});
afterEach(() => endpoint.close());

const post = (body: object, headers: Record<string, string> = {}) =>
  endpoint.send('POST', '/api/v1/session', { body, headers });

async function challengeFor(queue: string): Promise<string> {
  const reply = await endpoint.send('POST', '/api/v1/session/challenge', { body: { queue } });
  expect(reply).toMatchObject({ status: 200, body: { challenge: expect.stringMatching(/^[\w-]{40,}$/) } });
  return reply.body.challenge;
}

async function aWish(queue: TestQueue) {
  const challenge = await challengeFor(queue.id);
  return { queue: queue.id, challenge, sig: await queue.signSession(challenge) };
}

const revoke = (deviceId: string) =>
  endpoint.send('POST', `/api/v1/admin/devices/${deviceId}/revoke`, { session: admin.session });
const reads = (session: string | undefined) =>
  endpoint.send('GET', `/api/v1/records/${endpoint.deps.newId()}/photos`, { session });
const signedOut = { status: 401, body: { code: 'signed-out' }, session: undefined };

describe('[S13] no session is given', () => {
  test('for the signature of another key', async () => {
    const { challenge, queue } = await aWish(head.queue);
    expect(await post({ queue, challenge, sig: await admin.queue.signSession(challenge) })).toMatchObject(signedOut);
    const forged = { ...(await aQueue(endpoint.deps.newId)), id: queue };
    expect(await post({ queue, challenge, sig: await forged.signSession(challenge) })).toMatchObject(signedOut);
  });

  test("for another queue's challenge, though the key is right", async () => {
    const challenge = await challengeFor(admin.queue.id);
    const wish = { queue: head.queue.id, challenge, sig: await head.queue.signSession(challenge) };
    expect(await post(wish)).toMatchObject(signedOut);
  });

  test('for a challenge older than two minutes, and for one the server did not make', async () => {
    const wish = await aWish(head.queue);
    endpoint.clock.now += challengeMs;
    expect(await post(wish)).toMatchObject(signedOut);
    const later = Buffer.from(wish.challenge, 'base64url');
    later.writeUIntBE(endpoint.clock.now + challengeMs, 0, 6);
    const made = later.toString('base64url');
    const changed = { ...wish, challenge: made, sig: await head.queue.signSession(made) };
    expect(await post(changed)).toMatchObject(signedOut);
    const short = 'A'.repeat(40);
    expect(await post({ ...wish, challenge: short, sig: await head.queue.signSession(short) })).toMatchObject(
      signedOut,
    );
  });

  test('to a queue that nobody knows; its challenge looks like any other', async () => {
    expect(await post(await aWish(await aQueue(endpoint.deps.newId)))).toMatchObject(signedOut);
  });

  test('to a revoked device, which is told so; a stranger is not', async () => {
    const wish = await aWish(head.queue);
    await revoke(head.me.deviceId);
    expect(await post(wish)).toMatchObject({ status: 403, body: { code: 'device-revoked' }, session: undefined });
    const sig = await admin.queue.signSession(wish.challenge);
    expect(await post({ ...wish, sig })).toMatchObject(signedOut);
  });

  test("for a batch's signature", async () => {
    const { queue, challenge } = await aWish(head.queue);
    const ops = [aCreate(aNomination({ unitId: head.unitId }))];
    expect(await post({ queue, challenge, sig: await head.queue.sign(ops) })).toMatchObject(signedOut);
  });

  test("and a session's signature carries no operation", async () => {
    const { queue, sig } = await aWish(head.queue);
    const ops = [aCreate(aNomination({ unitId: head.unitId }))];
    const reply = await endpoint.send('POST', '/api/v1/sync', {
      session: head.session,
      body: {
        wire: 1,
        app: '0.1.0',
        batch: { queue, ops, sig },
        device: { unsent: 1, photosWaiting: 0, storedBytes: 0, persisted: true },
      },
    });
    expect(reply.body.answers).toMatchObject([{ type: 'rejected', code: 'bad-signature' }]);
  });

  test('to another site, and for a body of another shape', async () => {
    const wish = await aWish(head.queue);
    const crossSite = await post(wish, { 'Sec-Fetch-Site': 'cross-site' });
    expect(crossSite).toMatchObject({ status: 403, body: { code: 'cross-site' }, session: undefined });
    expect(await post({ ...wish, account: head.me.accountId })).toMatchObject({
      status: 400,
      body: { code: 'bad-shape' },
    });
    expect(await endpoint.send('POST', '/api/v1/session/challenge', { body: {} })).toMatchObject({ status: 400 });
  });

  test('to an address that was refused thirty times, for a quarter of an hour; a good one does not count', async () => {
    for (let n = 0; n < 31; n++) expect((await post(await aWish(head.queue))).status).toBe(200);
    const wrong = { ...(await aWish(head.queue)), sig: 'A'.repeat(86) };
    for (let n = 0; n < 30; n++) expect(await post(wrong)).toMatchObject(signedOut);
    const wish = await aWish(head.queue);
    expect(await post(wish)).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    endpoint.clock.now += 15 * 60_000;
    expect((await post(await aWish(head.queue))).status).toBe(200);
  });
});

describe('[S13] a phone that lost its session', () => {
  test('[S1] signs in with the key of its queue: the same person on the same device; the old session is dead', async () => {
    const reply = await post(await aWish(head.queue), { 'Sec-Fetch-Site': 'same-origin' });
    expect(reply).toMatchObject({ status: 200, body: { me: head.me } });
    expect(reply.headers.get('Set-Cookie')).toMatch(/HttpOnly/);
    expect((await reads(reply.session)).body.code).not.toBe('signed-out');
    expect(await reads(head.session)).toMatchObject(signedOut);
    const devices = await endpoint.deps.store.read(head.me.commune.id, (tx) => tx.access.devices());
    expect(devices.filter(({ accountId }) => accountId === head.me.accountId)).toHaveLength(1);
  });

  test('may ask again when the answer was lost: the newest session lives, and nothing else changed', async () => {
    const wish = await aWish(head.queue);
    const [lost, heard] = [await post(wish), await post(wish)];
    expect(heard).toMatchObject({ status: 200, body: lost.body });
    expect(await reads(lost.session)).toMatchObject(signedOut);
    expect((await reads(heard.session)).body.code).not.toBe('signed-out');
  });

  test('needs nothing that a restart of the server forgets, and leaves no name in the log', async () => {
    const { createApp } = await import('../../server/http/app.ts');
    const { queue, challenge, sig } = await aWish(head.queue);
    const response = await createApp(endpoint.deps).request('/api/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ queue, challenge, sig }),
    });
    expect(response.status).toBe(200);
    const lines = endpoint.log.filter((line) => line.includes('session-renewed'));
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toMatch(new RegExp(`${head.me.name}|${sig}|${challenge}`));
  });
});

describe('[S13] whose the session is', () => {
  test('is told to who has one, and to nobody else', async () => {
    expect(await endpoint.send('GET', '/api/v1/session', { session: head.session })).toMatchObject({
      status: 200,
      body: { me: head.me },
    });
    expect(await endpoint.send('GET', '/api/v1/session', {})).toMatchObject(signedOut);
  });

  test('its end is final for the cookie; the device signs in again with its key', async () => {
    const gone = await endpoint.send('DELETE', '/api/v1/session', { session: head.session });
    expect(gone.status).toBe(204);
    expect(await reads(head.session)).toMatchObject({ status: 401 });
    expect(await endpoint.send('DELETE', '/api/v1/session', { session: head.session })).toMatchObject({ status: 204 });
    expect(await endpoint.send('DELETE', '/api/v1/session', {})).toMatchObject({ status: 204 });
    const again = await post(await aWish(head.queue));
    expect(again).toMatchObject({ status: 200, body: { me: { deviceId: head.me.deviceId } } });
    expect(await reads(again.session)).not.toMatchObject({ status: 401 });
  });
});
