import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Me } from '../../src/shared/wire/down.ts';
import { anEndpoint, type Endpoint } from '../support/endpoint.ts';
import {
  acceptBody,
  aFounder,
  aQueue,
  aRecorder,
  enrol,
  founding,
  linkMaker,
  type TestPerson,
  type TestQueue,
  tokenOf,
} from '../support/enrolled.ts';

let endpoint: Endpoint;
beforeEach(async () => {
  endpoint = await anEndpoint();
});
afterEach(() => endpoint.close());

const look = (secret: object, headers: Record<string, string> = {}) =>
  endpoint.send('POST', '/api/v1/enrolment/look', { body: { secret }, headers });
const accept = async (body: object | Promise<object>) =>
  endpoint.send('POST', '/api/v1/enrolment/accept', { body: await body });
/** As a phone tells the server of a queue under its session. */
const registration = async ({ id, publicKey, signRegistration }: TestQueue, { accountId, deviceId }: Me) => ({
  id,
  publicKey,
  sig: await signRegistration({ accountId, deviceId }),
});
const day = 24 * 3600_000;

/** A person added by the admin, with an open link. */
async function anInvited(admin: TestPerson, name = 'Phạm Văn Khải') {
  const { session } = admin;
  const units = await endpoint.send('POST', '/api/v1/admin/units', {
    session,
    body: { units: [{ name: 'Thôn Đoài', type: 'village' }] },
  });
  const unitId = (units.body.added[0] ?? units.body.existing[0]).id;
  const people = await endpoint.send('POST', '/api/v1/admin/people', {
    session,
    body: { people: [{ name, assignment: { role: 'unit-head', unitId } }] },
  });
  const accountId: string = people.body.added[0];
  const link = await endpoint.send('POST', `/api/v1/admin/people/${accountId}/links`, { session });
  return { accountId, unitId, link: link.body as { id: string; url: string; code: string; expiresAt: string } };
}

describe('a link that does not open', () => {
  test('is unknown', async () => {
    const token = 'x'.repeat(43);
    expect((await look({ token })).body.code).toBe('link-unknown');
    expect((await accept(acceptBody(token, await aQueue(endpoint.deps.newId)))).body.code).toBe('link-unknown');
  });

  test('is spent already, by another phone', async () => {
    const { link } = await anInvited(await aFounder(endpoint));
    await enrol(endpoint, tokenOf(link.url));
    expect((await look({ token: tokenOf(link.url) })).body.code).toBe('link-used');
    expect((await accept(acceptBody(tokenOf(link.url), await aQueue(endpoint.deps.newId)))).body.code).toBe(
      'link-used',
    );
  });

  test('is older than seven days', async () => {
    const { link } = await anInvited(await aFounder(endpoint));
    endpoint.clock.now += 7 * day;
    expect((await look({ token: tokenOf(link.url) })).body.code).toBe('link-expired');
    expect((await accept(acceptBody(tokenOf(link.url), await aQueue(endpoint.deps.newId)))).body.code).toBe(
      'link-expired',
    );
  });

  test('was revoked by the admin, or by a newer link of the same person', async () => {
    const admin = await aFounder(endpoint);
    const { link, accountId } = await anInvited(admin);
    const newer = await endpoint.send('POST', `/api/v1/admin/people/${accountId}/links`, { session: admin.session });
    expect((await look({ token: tokenOf(link.url) })).body.code).toBe('link-revoked');
    expect(
      (await endpoint.send('DELETE', `/api/v1/admin/links/${newer.body.id}`, { session: admin.session })).status,
    ).toBe(204);
    expect((await look({ token: tokenOf(newer.body.url) })).body.code).toBe('link-revoked');
    expect((await accept(acceptBody(tokenOf(newer.body.url), await aQueue(endpoint.deps.newId)))).body.code).toBe(
      'link-revoked',
    );
  });

  test('founds a commune, but names none', async () => {
    const link = await linkMaker(endpoint).founding();
    expect((await accept(acceptBody(tokenOf(link.url), await aQueue(endpoint.deps.newId)))).body.code).toBe(
      'commune-needed',
    );
    expect((await look({ token: tokenOf(link.url) })).status).toBe(200);
  });

  test('founds a commune with a blank for a name: its phones could not read what they are told', async () => {
    const link = await linkMaker(endpoint).founding();
    const blank = { founding: { ...founding, commune: { ...founding.commune, name: ' ' } } };
    const reply = await accept(acceptBody(tokenOf(link.url), await aQueue(endpoint.deps.newId), blank));
    expect(reply.body).toMatchObject({ code: 'bad-shape', fields: ['founding/commune/name'] });
  });

  test('founded a commune is no second one, and the other founding links are dead', async () => {
    const [used, other] = [await linkMaker(endpoint).founding(), await linkMaker(endpoint).founding()];
    await enrol(endpoint, tokenOf(used.url), { founding });
    expect(
      (await accept(acceptBody(tokenOf(used.url), await aQueue(endpoint.deps.newId), { founding }))).body.code,
    ).toBe('link-used');
    expect(
      (await accept(acceptBody(tokenOf(other.url), await aQueue(endpoint.deps.newId), { founding }))).body.code,
    ).toBe('link-revoked');
    expect(await endpoint.deps.store.readInstallation((tx) => tx.communes())).toHaveLength(1);
  });

  test('is spent with a queue of somebody else', async () => {
    const admin = await aFounder(endpoint);
    const { link } = await anInvited(admin);
    expect((await accept(acceptBody(tokenOf(link.url), admin.queue))).body.code).toBe('not-allowed');
    expect((await look({ token: tokenOf(link.url) })).status).toBe(200);
  });
});

describe('guessing codes', () => {
  test('ten wrong ones, and the address waits a quarter of an hour; a link still opens meanwhile', async () => {
    const { link } = await anInvited(await aFounder(endpoint));
    for (let i = 0; i < 10; i++)
      expect((await look({ code: `34679AC${'DEFGHJKMNP'[i]}` })).body.code).toBe('link-unknown');
    const refused = await look({ code: link.code });
    expect(refused.body).toMatchObject({ code: 'too-many-requests', retryAfterSeconds: 900 });
    expect(refused.headers.get('Retry-After')).toBe('900');
    expect((await look({ token: tokenOf(link.url) })).status).toBe(200);
    endpoint.clock.now += 15 * 60_000;
    expect((await look({ code: link.code })).status).toBe(200);
  });

  test('what cannot be a code counts as a wrong one', async () => {
    for (let i = 0; i < 10; i++) await look({ code: 'OOOO-IIII' });
    expect((await look({ code: 'OOOO-IIII' })).status).toBe(429);
  });

  test('right ones do not count', async () => {
    const { link } = await anInvited(await aFounder(endpoint));
    for (let i = 0; i < 12; i++) expect((await look({ code: link.code })).status).toBe(200);
  });
});

test('the first admin names the commune and is its officer too', async () => {
  const link = await linkMaker(endpoint).founding();
  expect((await look({ token: tokenOf(link.url) })).body).toEqual({
    name: '',
    roles: ['admin', 'officer'],
    unitName: null,
    communeName: null,
    expiresAt: link.expiresAt,
  });
  const { me } = await enrol(endpoint, tokenOf(link.url), { founding });
  expect(me).toMatchObject({ name: 'Lê Minh Hòa', commune: founding.commune });
  expect(me.assignments.map(({ role }) => role).sort()).toEqual(['admin', 'officer']);
});

test('looking spends nothing, however often a chat previews the link; it says who, as what, where', async () => {
  const { link } = await anInvited(await aFounder(endpoint));
  for (let i = 0; i < 3; i++) {
    expect((await look({ token: tokenOf(link.url) })).body).toEqual({
      name: 'Phạm Văn Khải',
      roles: ['unit-head'],
      unitName: 'Thôn Đoài',
      communeName: 'xã Kiến Thụy',
      expiresAt: link.expiresAt,
    });
  }
  expect((await enrol(endpoint, tokenOf(link.url))).me.name).toBe('Phạm Văn Khải');
});

test('a code opens as its link does, typed in lower case and with a dash', async () => {
  const { link } = await anInvited(await aFounder(endpoint));
  const typed = `${link.code.slice(0, 4)}-${link.code.slice(4)}`.toLowerCase();
  const body = acceptBody({ code: typed }, await aQueue(endpoint.deps.newId));
  expect((await accept(body)).body.me.name).toBe('Phạm Văn Khải');
});

describe('an answer that was lost', () => {
  test('the same phone asks again and gets a session of the same device', async () => {
    const { link } = await anInvited(await aFounder(endpoint));
    const body = acceptBody(tokenOf(link.url), await aQueue(endpoint.deps.newId));
    const lost = await accept(body);
    endpoint.clock.now += 9 * 60_000;
    const again = await accept(body);
    expect(again.body).toEqual(lost.body);
    expect((await endpoint.send('GET', '/api/v1/admin/people', { session: lost.session })).body.code).toBe(
      'signed-out',
    );
    expect((await endpoint.send('GET', '/api/v1/admin/people', { session: again.session })).body.code).toBe(
      'not-allowed',
    );
  });

  test('not with another key, and not after ten minutes', async () => {
    const { link } = await anInvited(await aFounder(endpoint));
    const queue = await aQueue(endpoint.deps.newId);
    await accept(acceptBody(tokenOf(link.url), queue));
    const another = await aQueue(() => queue.id);
    expect((await accept(acceptBody(tokenOf(link.url), another))).body.code).toBe('link-used');
    endpoint.clock.now += 11 * 60_000;
    expect((await accept(acceptBody(tokenOf(link.url), queue))).body.code).toBe('link-used');
  });
});

test('secrets are at rest as hashes only, and the log has neither secrets nor names', async () => {
  const admin = await aFounder(endpoint);
  const { link } = await anInvited(admin);
  const links = await endpoint.deps.store.read(admin.me.commune.id, (tx) => tx.access.links());
  const devices = await endpoint.deps.store.read(admin.me.commune.id, (tx) => tx.access.devices());
  const atRest = JSON.stringify([links, devices]);
  expect(atRest).toContain(link.id);
  for (const secret of [tokenOf(link.url), link.code, admin.session.split('=')[1] ?? '']) {
    expect(secret.length).toBeGreaterThan(7);
    expect(atRest).not.toContain(secret);
    expect(endpoint.log.join('')).not.toContain(secret);
  }
  expect(endpoint.log.join('')).not.toMatch(/Hòa|Khải|Đoài/);
});

describe('a second database of a signed-in person', () => {
  test('is not the queue of anybody else, nor of another commune of the installation', async () => {
    const first = await aFounder(endpoint);
    const second = await enrol(endpoint, tokenOf((await linkMaker(endpoint).founding()).url), { founding });
    const body = await registration(first.queue, second.me);
    const reply = await endpoint.send('POST', '/api/v1/queues', { session: second.session, body });
    expect([reply.status, reply.body.code]).toEqual([403, 'not-allowed']);
  });

  test('registers its key once, and the same key again without harm', async () => {
    const head = await aRecorder(endpoint, await aFounder(endpoint));
    const queue = await aQueue(endpoint.deps.newId);
    const register = async (one: TestQueue) =>
      endpoint.send('POST', '/api/v1/queues', { session: head.session, body: await registration(one, head.me) });
    expect((await register(queue)).body.me).toEqual(head.me);
    expect((await register(queue)).status).toBe(200);
    expect((await register(await aQueue(() => queue.id))).body.code).toBe('not-allowed');
  });

  test('goes with the phone that is enrolled anew: its key signs in as the device that is not revoked', async () => {
    const admin = await aFounder(endpoint);
    const { link, accountId } = await anInvited(admin);
    const queue = await aQueue(endpoint.deps.newId);
    const first = await accept(acceptBody(tokenOf(link.url), queue));
    await endpoint.send('POST', `/api/v1/admin/devices/${first.body.me.deviceId}/revoke`, { session: admin.session });
    const newer = await endpoint.send('POST', `/api/v1/admin/people/${accountId}/links`, { session: admin.session });
    const again = await accept(acceptBody(tokenOf(newer.body.url), await aQueue(endpoint.deps.newId)));
    const { id } = queue;
    const moved = await registration(queue, again.body.me);
    await endpoint.send('POST', '/api/v1/queues', { session: again.session, body: moved });
    const { body } = await endpoint.send('POST', '/api/v1/session/challenge', { body: { queue: id } });
    const wish = { queue: id, challenge: body.challenge, sig: await queue.signSession(body.challenge) };
    const renewed = await endpoint.send('POST', '/api/v1/session', { body: wish });
    expect(renewed).toMatchObject({ status: 200, body: { me: { deviceId: again.body.me.deviceId } } });
  });

  test('two like phones of one person get names that tell them apart', async () => {
    const admin = await aFounder(endpoint);
    const { link, accountId } = await anInvited(admin);
    const queues = [await aQueue(endpoint.deps.newId), await aQueue(endpoint.deps.newId)] as const;
    await accept(acceptBody(tokenOf(link.url), queues[0]));
    const next = async () =>
      tokenOf(
        (await endpoint.send('POST', `/api/v1/admin/people/${accountId}/links`, { session: admin.session })).body.url,
      );
    await accept(acceptBody(await next(), queues[1]));
    await accept(acceptBody(await next(), queues[0])); // the first phone again keeps its name
    const { people } = (await endpoint.send('GET', '/api/v1/admin/people', { session: admin.session })).body;
    const named = people.flatMap(({ id, devices }: { id: string; devices: { name: string }[] }) =>
      id === accountId ? devices.map(({ name }) => name) : [],
    );
    expect(named.sort()).toEqual(['Android · Chrome 140', 'Android · Chrome 140 (2)']);
  });

  test('the same phone enrols again with a new link: one device, and the old session is dead', async () => {
    const admin = await aFounder(endpoint);
    const { link, accountId } = await anInvited(admin);
    const queue = await aQueue(endpoint.deps.newId);
    const first = await accept(acceptBody(tokenOf(link.url), queue));
    const newer = await endpoint.send('POST', `/api/v1/admin/people/${accountId}/links`, { session: admin.session });
    const second = await accept(acceptBody(tokenOf(newer.body.url), queue));
    expect(second.body.me.deviceId).toBe(first.body.me.deviceId);
    expect((await endpoint.send('POST', '/api/v1/queues', { session: first.session, body: queue })).body.code).toBe(
      'signed-out',
    );
  });
});
