// A commune for browser tests, made through the endpoint's own addresses: its admin, a hamlet, a school, their people.
import { randomBytes, webcrypto } from 'node:crypto';
import type { Role } from '../../src/shared/domain/role.ts';
import type { Unit } from '../../src/shared/domain/unit.ts';
import { canonicalJson } from '../../src/shared/lib/canonical-json.ts';
import { createUuidv7 } from '../../src/shared/lib/uuid.ts';
import {
  addPeopleAnswerSchema,
  addUnitsAnswerSchema,
  linkAnswerSchema,
  peopleSchema,
} from '../../src/shared/wire/admin.ts';
import { type Down, downSchema, type Snapshot } from '../../src/shared/wire/down.ts';
import { acceptAnswerSchema, registrationClaim } from '../../src/shared/wire/enrolment.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import type { Cursor, Up } from '../../src/shared/wire/up.ts';
import { wireVersion } from '../../src/shared/wire/version.ts';

export const newId = createUuidv7({ now: Date.now, random: (count) => randomBytes(count) });

/** A device that is not a browser: enrolled by a link, with a session and a key of its own. */
export type Client = {
  readonly accountId: string;
  readonly deviceId: string;
  readonly queueId: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly cookie: string;
  get(path: string): Promise<Response>;
  send(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Response>;
  /** The request that `sync` would send: to send the same bytes twice. */
  signUp(request?: { ops?: readonly Operation[]; from?: Cursor }): Promise<Up>;
  /** The last request that `sync` sent. */
  lastUp(): Up | null;
  sync(request?: { ops?: readonly Operation[]; from?: Cursor }): Promise<Down>;
  /** All records the person may see, page by page. */
  records(): Promise<readonly Snapshot[]>;
};

export type Village = {
  readonly admin: Client;
  readonly hamlet: Unit;
  readonly school: Unit;
  readonly people: Readonly<Record<'head' | 'teacher' | 'officer', Person>>;
  /** Another link for the person; those before it end. */
  link(person: Person): Promise<string>;
  enrol(person: Person): Promise<Client>;
  devices(person: Person): Promise<ReturnType<typeof peopleSchema.parse>['people'][number]['devices']>;
};
export type Person = { readonly id: string; readonly name: string };

/** @param origin where the links lead, which the answers name; requests go to `port`. */
export async function foundVillage(port: number, adminLink: string): Promise<Village> {
  const admin = await enrolClient(port, adminLink, {
    name: 'Vũ Thị Quản',
    commune: { name: 'Xã Kiến Thụy', gsoCode: null, province: 'Hải Phòng' },
  });
  const added = addUnitsAnswerSchema.parse(
    await json(
      admin.send('POST', '/api/v1/admin/units', {
        units: [
          { name: 'Thôn Đông', type: 'village' },
          { name: 'Trường Tiểu học Kiến Thụy', type: 'primary-school' },
        ],
      }),
    ),
  ).added;
  const [hamlet, school] = added;
  if (!hamlet || !school) throw new Error('The units were not added');
  const wanted: readonly { name: string; assignment: { role: Role; unitId: string | null } }[] = [
    { name: 'Phạm Văn Trưởng', assignment: { role: 'unit-head', unitId: hamlet.id } },
    { name: 'Nguyễn Thị Hoa', assignment: { role: 'submitter', unitId: school.id } },
    { name: 'Lê Thị Phòng', assignment: { role: 'officer', unitId: null } },
  ];
  const ids = addPeopleAnswerSchema.parse(
    await json(admin.send('POST', '/api/v1/admin/people', { people: wanted })),
  ).added;
  const person = (at: number): Person => ({ id: ids[at] ?? '', name: wanted[at]?.name ?? '' });
  const link = async ({ id }: Person) =>
    linkAnswerSchema.parse(await json(admin.send('POST', `/api/v1/admin/people/${id}/links`))).url;
  return {
    admin,
    hamlet,
    school,
    people: { head: person(0), teacher: person(1), officer: person(2) },
    link,
    enrol: async (who) => enrolClient(port, await link(who)),
    devices: async ({ id }) => {
      const { people } = peopleSchema.parse(await json(admin.get('/api/v1/admin/people')));
      return people.find((one) => one.id === id)?.devices ?? [];
    },
  };
}

/** Uses a link up, as pressing "Đúng là tôi" does. */
export async function enrolClient(port: number, link: string, founding?: object): Promise<Client> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', keys.publicKey);
  const queueId = newId();
  let cookie = '';
  let lastUp: Up | null = null;
  const ask = (method: string, path: string, body?: unknown) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const secret = { token: new URL(link).hash.slice(1) };
  const accepted = await ask('POST', '/api/v1/enrolment/accept', {
    secret,
    queue: { id: queueId, publicKey: { kty, crv, x, y } },
    sig: await signed(keys.privateKey, registrationClaim(queueId, { secret })),
    device: 'Máy thử',
    app: 'test',
    ...(founding ? { founding } : {}),
  });
  const { me } = acceptAnswerSchema.parse(await json(accepted));
  cookie = accepted.headers.getSetCookie()[0]?.split(';')[0] ?? '';

  async function signUp({
    ops = [],
    from = startOfFeed,
  }: {
    ops?: readonly Operation[];
    from?: Cursor;
  } = {}): Promise<Up> {
    return {
      wire: wireVersion,
      app: 'test',
      pull: from,
      device: { unsent: 0, photosWaiting: 0, storedBytes: 0, persisted: false },
      ...(ops.length > 0
        ? { batch: { queue: queueId, ops: [...ops], sig: await signed(keys.privateKey, { queue: queueId, ops }) } }
        : {}),
    };
  }

  async function sync(request?: { ops?: readonly Operation[]; from?: Cursor }): Promise<Down> {
    const up = await signUp(request);
    lastUp = up;
    return downSchema.parse(await json(ask('POST', '/api/v1/sync', up)));
  }

  return {
    accountId: me.accountId,
    deviceId: me.deviceId,
    queueId,
    keys,
    cookie,
    get: (path) => ask('GET', path),
    send: (method, path, body) => ask(method, path, body),
    signUp,
    lastUp: () => lastUp,
    sync,
    records: async () => {
      const found = new Map<string, Snapshot>();
      for (let from = startOfFeed, more = true; more; ) {
        const { page } = await sync({ from });
        if (!page) throw new Error('The answer has no page');
        for (const record of page.records) found.set(record.id, record);
        from = { from: page.next, epoch: page.epoch, scope: page.scope };
        more = page.more;
      }
      return [...found.values()];
    },
  };
}

/** The cursor of a phone that has heard nothing yet. */
export const startOfFeed: Cursor = { from: 0, epoch: null, scope: null };

async function signed(key: webcrypto.CryptoKey, what: object): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(what));
  const signature = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes);
  return Buffer.from(signature).toString('base64url');
}

async function json(answer: Promise<Response> | Response): Promise<unknown> {
  const response = await answer;
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${response.url} ${text}`);
  return JSON.parse(text);
}
