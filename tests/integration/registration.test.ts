import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anEndpoint, type Endpoint } from '../support/endpoint.ts';
import {
  acceptBody,
  aFounder,
  aQueue,
  aRecorder,
  type TestPerson,
  type TestQueue,
  tokenOf,
} from '../support/enrolled.ts';

let endpoint: Endpoint;
let admin: TestPerson;
let head: TestPerson;
let queue: TestQueue;
beforeEach(async () => {
  endpoint = await anEndpoint();
  admin = await aFounder(endpoint);
  head = await aRecorder(endpoint, admin);
  queue = await aQueue(endpoint.deps.newId);
});
afterEach(() => endpoint.close());

const accept = (body: object) => endpoint.send('POST', '/api/v1/enrolment/accept', { body });
const register = ({ id, publicKey }: TestQueue, sig?: string) =>
  endpoint.send('POST', '/api/v1/queues', { session: head.session, body: { id, publicKey, sig } });
const isKnown = async ({ id }: TestQueue) =>
  (await endpoint.deps.store.readInstallation((tx) => tx.queue(id))) !== null;
const refusedAs = (status: number, code: string) => ({ status, body: { code }, session: undefined });

/** Another link of the recorder. */
async function aLink(): Promise<{ url: string; code: string }> {
  const path = `/api/v1/admin/people/${head.me.accountId}/links`;
  return (await endpoint.send('POST', path, { session: admin.session })).body;
}

const deviceOf = ({ me: { accountId, deviceId } }: TestPerson) => ({ accountId, deviceId });

describe('[S13] nobody registers a queue by its public key alone', () => {
  test('nor with what its key has signed for something else', async () => {
    const { url } = await aLink();
    const others = [
      await (await aQueue(() => queue.id)).signRegistration(deviceOf(head)),
      await (await aQueue(endpoint.deps.newId)).signRegistration(deviceOf(head)),
      await queue.sign([]),
      await queue.signSession('A'.repeat(43)),
      await queue.signRegistration(deviceOf(admin)),
      await queue.signRegistration({ ...deviceOf(head), deviceId: admin.me.deviceId }),
      await queue.signRegistration({ secret: { token: tokenOf(url) } }),
    ];
    for (const sig of others) expect(await register(queue, sig)).toMatchObject(refusedAs(403, 'not-allowed'));
    expect(await register(queue, 'A'.repeat(85))).toMatchObject(refusedAs(400, 'bad-shape'));
    expect(await isKnown(queue)).toBe(false);
    expect((await register(queue, await queue.signRegistration(deviceOf(head)))).body.me).toEqual(head.me);
  });

  test('nor by a link with what was signed for another, or for its code; the link stays unspent', async () => {
    const former = await aLink();
    const { url, code } = await aLink();
    const body = await acceptBody(tokenOf(url), queue);
    const others = [
      await queue.signRegistration({ secret: { token: tokenOf(former.url) } }),
      await queue.signRegistration({ secret: { code } }),
      await queue.signRegistration(deviceOf(head)),
      await (await aQueue(() => queue.id)).signRegistration({ secret: body.secret }),
    ];
    for (const sig of others) expect(await accept({ ...body, sig })).toMatchObject(refusedAs(403, 'not-allowed'));
    expect(await isKnown(queue)).toBe(false);
    expect((await accept(body)).body.me.accountId).toBe(head.me.accountId);
  });

  test('a wrong signature is refused also for a queue that is known', async () => {
    const sig = await queue.signRegistration(deviceOf(admin));
    await register(queue, await queue.signRegistration(deviceOf(head)));
    expect(await register(queue, sig)).toMatchObject(refusedAs(403, 'not-allowed'));
  });
});

describe('[S12] [S13] an app that does not sign yet', () => {
  test('is too old to register a queue, and its link stays unspent until it has updated itself', async () => {
    const { sig, ...older } = await acceptBody(tokenOf((await aLink()).url), queue);
    expect(await accept(older)).toMatchObject(refusedAs(426, 'app-too-old'));
    expect(await register(queue)).toMatchObject(refusedAs(426, 'app-too-old'));
    expect(await isKnown(queue)).toBe(false);
    expect((await accept({ ...older, sig })).status).toBe(200);
  });

  test('hears what is wrong with a link first', async () => {
    const { sig, ...older } = await acceptBody('x'.repeat(43), queue);
    expect(sig).toHaveLength(86);
    expect(await accept(older)).toMatchObject(refusedAs(404, 'link-unknown'));
  });

  test('may ask again for the queue that its account has: by the same link, by another, in another session', async () => {
    const { sig, ...older } = await acceptBody(tokenOf((await aLink()).url), queue);
    const first = await accept({ ...older, sig });
    expect((await accept(older)).body).toEqual(first.body);
    expect((await accept({ ...older, secret: { token: tokenOf((await aLink()).url) } })).body).toEqual(first.body);
    expect((await register(queue)).body.me).toEqual(head.me);
  });

  test('gets no queue of anybody else, nor one under another key', async () => {
    await register(queue, await queue.signRegistration(deviceOf(head)));
    expect(await register(admin.queue)).toMatchObject(refusedAs(403, 'not-allowed'));
    expect(await register(await aQueue(() => queue.id))).toMatchObject(refusedAs(403, 'not-allowed'));
  });
});
