import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addUnitsAnswerSchema,
  errorListSchema,
  linkAnswerSchema,
  type People,
  peopleSchema,
} from '../../src/shared/wire/admin.ts';
import { aCreate, aNomination } from '../support/builders.ts';
import { anEndpoint, type Endpoint } from '../support/endpoint.ts';
import { aFounder, aRecorder, type TestPerson } from '../support/enrolled.ts';

let endpoint: Endpoint;
let admin: TestPerson;
beforeEach(async () => {
  endpoint = await anEndpoint();
  admin = await aFounder(endpoint);
});
afterEach(() => endpoint.close());

const ask = (method: string, path: string, body?: unknown, session = admin.session) =>
  endpoint.send(method, `/api/v1/admin/${path}`, { session, ...(body === undefined ? {} : { body }) });
const listed = async (): Promise<People> => peopleSchema.parse((await ask('GET', 'people')).body);
const nobody = '01900000-0000-7000-8000-00000000dead';

describe('what an admin may not do', () => {
  test('nobody but an admin comes here', async () => {
    const { session } = await aRecorder(endpoint, admin);
    for (const [method, path] of [
      ['GET', 'people'],
      ['GET', 'errors'],
      ['POST', 'units'],
      ['POST', 'people'],
      ['POST', `devices/${nobody}/revoke`],
      ['DELETE', `links/${nobody}`],
    ] as const) {
      expect((await ask(method, path, method === 'POST' ? {} : undefined, session)).body.code).toBe('not-allowed');
    }
  });

  test('what is not there is not found', async () => {
    for (const [method, path, body] of [
      ['POST', `people/${nobody}/links`, undefined],
      ['POST', `people/${nobody}/assignments`, { role: 'officer', unitId: null }],
      ['DELETE', `assignments/${nobody}`, undefined],
      ['DELETE', `links/${nobody}`, undefined],
      ['POST', `devices/${nobody}/revoke`, undefined],
      ['PATCH', `units/${nobody}`, {}],
    ] as const) {
      expect((await ask(method, path, body)).body.code).toBe('not-found');
    }
  });

  test('take the last admin away', async () => {
    const me = (await listed()).people[0];
    const own = me?.assignments.find(({ role }) => role === 'admin');
    expect((await ask('DELETE', `assignments/${own?.id}`)).body.code).toBe('last-admin');
    const other = await ask('POST', 'people', {
      people: [{ name: 'Trần Thị Thu', assignment: { role: 'admin', unitId: null } }],
    });
    expect(other.status).toBe(200);
    expect((await ask('DELETE', `assignments/${own?.id}`)).status).toBe(204);
    expect((await ask('GET', 'people')).body.code).toBe('not-allowed');
  });

  test('give a role of a unit without the unit, or of the commune with one; a wrong line refuses the whole list', async () => {
    const { unitId } = await aRecorder(endpoint, admin);
    const before = (await listed()).people.length;
    const right = { name: 'Vũ Thị Thơm', assignment: { role: 'unit-head', unitId } };
    for (const assignment of [
      { role: 'unit-head', unitId: null },
      { role: 'officer', unitId },
      { role: 'submitter', unitId: nobody },
    ]) {
      const reply = await ask('POST', 'people', { people: [right, { name: 'Sai', assignment }] });
      expect(reply.body).toMatchObject({ code: 'bad-shape', fields: ['people/1/assignment/unitId'] });
    }
    expect((await listed()).people.length).toBe(before);
  });

  test('give a name that is none once it is tidied: every phone of the commune would refuse what it is told', async () => {
    // One character of these becomes three when it is composed.
    for (const name of [' ', '\u00a0\t', '\ufb2c'.repeat(200)]) {
      const units = await ask('POST', 'units', { units: [{ name, type: 'village' }] });
      expect(units.body).toMatchObject({ code: 'bad-shape', fields: ['units/0/name'] });
      const people = await ask('POST', 'people', { people: [{ name, assignment: { role: 'officer', unitId: null } }] });
      expect(people.body).toMatchObject({ code: 'bad-shape', fields: ['people/0/name'] });
    }
  });

  test('name two units alike, use a type that is none, end a unit in which somebody records, or succeed to itself', async () => {
    const { unitId } = await aRecorder(endpoint, admin);
    await ask('POST', 'units', { units: [{ name: 'Thôn Đông Hạ', type: 'village' }] });
    expect((await ask('POST', 'units', { units: [{ name: 'Thôn Mới', type: 'castle' }] })).body).toMatchObject({
      code: 'bad-shape',
      fields: ['units/0/type'],
    });
    expect((await ask('PATCH', `units/${unitId}`, { name: 'thôn  đông hạ' })).body.code).toBe('name-taken');
    expect((await ask('PATCH', `units/${unitId}`, { validTo: '2026-12-31' })).body.code).toBe('unit-in-use');
    expect((await ask('PATCH', `units/${unitId}`, { successorId: unitId })).body.code).toBe('bad-shape');
  });

  test('see or change another commune of the same installation', async () => {
    const head = await aRecorder(endpoint, admin);
    const stranger = await aFounder(endpoint);
    expect(stranger.me.commune.id).not.toBe(admin.me.commune.id);
    const seen = peopleSchema.parse((await ask('GET', 'people', undefined, stranger.session)).body);
    expect([seen.units, seen.people.map(({ id }) => id)]).toEqual([[], [stranger.me.accountId]]);
    for (const [method, path, body] of [
      ['POST', `devices/${head.me.deviceId}/revoke`, undefined],
      ['POST', `people/${head.me.accountId}/links`, undefined],
      ['POST', `people/${head.me.accountId}/assignments`, { role: 'officer', unitId: null }],
      ['PATCH', `units/${head.unitId}`, { name: 'Khác' }],
    ] as const) {
      expect((await ask(method, path, body, stranger.session)).body.code).toBe('not-found');
    }
  });
});

test('units are pasted as lines; pasted again, each is answered as there already', async () => {
  const units = [
    { name: 'Thôn Đoài', type: 'village' },
    { name: ' thôn  đoài ', type: 'village' },
    { name: 'Trường Tiểu học A', type: 'primary-school' },
  ];
  const first = addUnitsAnswerSchema.parse((await ask('POST', 'units', { units })).body);
  expect(first.added.map(({ name }) => name)).toEqual(['Thôn Đoài', 'Trường Tiểu học A']);
  const again = addUnitsAnswerSchema.parse((await ask('POST', 'units', { units })).body);
  expect(again).toEqual({ added: [], existing: first.added });
});

test('Cần and Cẩn are two villages, however their letters are composed', async () => {
  const names = ['Thôn Cần', 'Thôn Cẩn', 'Thôn Cẩn'.normalize('NFD')];
  const { body } = await ask('POST', 'units', { units: names.map((name) => ({ name, type: 'village' })) });
  expect(body.added.map(({ name }: { name: string }) => name)).toEqual(['Thôn Cần', 'Thôn Cẩn']);
});

test('a unit is renamed, and ends on a day with its successor', async () => {
  const { body } = await ask('POST', 'units', {
    units: [
      { name: 'Thôn 1', type: 'village' },
      { name: 'Thôn Một', type: 'village' },
    ],
  });
  const [old, next] = body.added;
  const changed = await ask('PATCH', `units/${old.id}`, {
    name: 'Thôn 1 cũ',
    validTo: '2026-12-31',
    successorId: next.id,
  });
  expect(changed.body).toEqual({ ...old, name: 'Thôn 1 cũ', validTo: '2026-12-31', successorId: next.id });
});

test('people, their roles, open link and phones are listed; the link is shown once, and a new one revokes it', async () => {
  const { unitId } = await aRecorder(endpoint, admin);
  const added = await ask('POST', 'people', {
    people: [{ name: ' Vũ Thị Thơm ', assignment: { role: 'unit-head', unitId } }],
  });
  const id: string = added.body.added[0];
  const made = await ask('POST', `people/${id}/links`);
  const link = linkAnswerSchema.parse(made.body);
  expect(link.url).toMatch(/^http:\/\/localhost:8080\/e#[\w-]{43}$/);
  expect(link.code).toMatch(/^[34679ACDEFGHJKMNPQRTUVWXY]{8}$/);
  const person = (await listed()).people.find((one) => one.id === id);
  expect(person).toMatchObject({
    name: 'Vũ Thị Thơm',
    openLink: { id: link.id, expiresAt: link.expiresAt },
    devices: [],
  });
  expect(person?.assignments).toMatchObject([{ role: 'unit-head', unitId, from: '2026-11-05', to: null }]);
  expect(JSON.stringify(await listed())).not.toContain(link.url.split('#')[1]);
  const next = linkAnswerSchema.parse((await ask('POST', `people/${id}/links`)).body);
  expect((await listed()).people.find((one) => one.id === id)?.openLink?.id).toBe(next.id);
});

test('a role that was added counts at once, ends today, and is not given twice', async () => {
  const head = await aRecorder(endpoint, admin);
  const wish = { role: 'admin', unitId: null };
  const { body } = await ask('POST', `people/${head.me.accountId}/assignments`, wish);
  expect((await ask('POST', `people/${head.me.accountId}/assignments`, wish)).body).toEqual(body);
  expect((await ask('GET', 'people', undefined, head.session)).status).toBe(200);
  expect((await ask('DELETE', `assignments/${body.id}`)).status).toBe(204);
  expect((await ask('DELETE', `assignments/${body.id}`)).status).toBe(204);
  expect((await ask('GET', 'people', undefined, head.session)).body.code).toBe('not-allowed');
});

test('a revoked phone is refused for ever; what it delivered before stays', async () => {
  const head = await aRecorder(endpoint, admin);
  await head.sync([aCreate(aNomination({ unitId: head.unitId }))]);
  expect((await ask('POST', `devices/${head.me.deviceId}/revoke`)).status).toBe(204);
  expect((await ask('POST', `devices/${head.me.deviceId}/revoke`)).status).toBe(204);
  const refused = await head.sync([]);
  expect(refused.status).toBe(403);
  expect(refused.body.code).toBe('device-revoked');
  expect((await endpoint.send('POST', '/api/v1/queues', { session: head.session, body: head.queue })).body.code).toBe(
    'device-revoked',
  );
  expect((await endpoint.send('POST', '/api/v1/uploads', { session: head.session })).body.code).toBe('device-revoked');
  expect((await admin.sync([])).body.page.records).toHaveLength(1);
  const device = (await listed()).people.flatMap(({ devices }) => devices).find(({ id }) => id === head.me.deviceId);
  expect(device).toMatchObject({
    name: 'Android · Chrome 140',
    app: '0.1.0',
    revokedAt: new Date(endpoint.clock.now).toISOString(),
  });
});

test('errors that phones met are on the admin’s list, with whose phone it was', async () => {
  const head = await aRecorder(endpoint, admin);
  const error = {
    id: endpoint.deps.newId(),
    at: '2026-11-05T04:00:00.000Z',
    code: 'storage-closed',
    place: 'save',
    version: '0.1.0',
    count: 2,
  };
  await endpoint.send('POST', '/api/v1/sync', {
    session: head.session,
    body: {
      wire: 1,
      app: '0.1.0',
      device: { unsent: 0, photosWaiting: 0, storedBytes: 0, persisted: false },
      errors: [error],
    },
  });
  const { errors } = errorListSchema.parse((await ask('GET', 'errors')).body);
  expect(errors).toMatchObject([{ ...error, deviceId: head.me.deviceId, personName: 'Phạm Văn Khải' }]);
});
