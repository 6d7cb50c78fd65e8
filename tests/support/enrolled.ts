// People with phones on a test's endpoint: enrolled by real links, signing with real keys.
import { webcrypto } from 'node:crypto';
import { createLinkMaker } from '../../server/use-cases/links.ts';
import type { Role } from '../../src/shared/domain/role.ts';
import { toBase64url } from '../../src/shared/lib/base64url.ts';
import { canonicalJson } from '../../src/shared/lib/canonical-json.ts';
import type { Me } from '../../src/shared/wire/down.ts';
import { type PublicKey, publicKeySchema, type RegisteredFor } from '../../src/shared/wire/enrolment.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import { wireVersion } from '../../src/shared/wire/version.ts';
import type { Endpoint, Reply } from './endpoint.ts';

export interface TestQueue {
  readonly id: string;
  readonly publicKey: PublicKey;
  sign(ops: readonly Operation[]): Promise<string>;
  signSession(challenge: string): Promise<string>;
  signRegistration(registeredFor: RegisteredFor): Promise<string>;
}

export interface TestPerson {
  readonly me: Me;
  /** Name and value of the cookie. */
  readonly session: string;
  readonly queue: TestQueue;
  sync(ops: readonly Operation[]): Promise<Reply>;
}

export async function aQueue(newId: () => string): Promise<TestQueue> {
  const id = newId();
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', keys.publicKey);
  async function signed(what: object): Promise<string> {
    const bytes = new TextEncoder().encode(canonicalJson(what));
    const sig = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, bytes);
    return toBase64url(new Uint8Array(sig));
  }
  return {
    id,
    publicKey: publicKeySchema.parse({ kty, crv, x, y }),
    sign: (ops) => signed({ queue: id, ops }),
    signSession: (challenge) => signed({ queue: id, challenge, purpose: 'session' }),
    signRegistration: (registeredFor) => signed({ ...registeredFor, queue: id, purpose: 'register' }),
  };
}

export const tokenOf = (url: string): string => url.split('#')[1] ?? '';

export const founding = {
  name: 'Lê Minh Hòa',
  commune: { name: 'xã Kiến Thụy', gsoCode: '11680', province: 'thành phố Hải Phòng' },
};

/** The first admin, who is the officer too. */
export async function aFounder(endpoint: Endpoint): Promise<TestPerson> {
  const link = await linkMaker(endpoint).founding();
  return enrol(endpoint, tokenOf(link.url), { founding });
}

export const linkMaker = ({ deps }: Endpoint) => createLinkMaker({ ...deps, origin: deps.address.origin });

export async function acceptBody(secret: string | { code: string }, queue: TestQueue, more: object = {}) {
  const { id, publicKey } = queue;
  const spent = typeof secret === 'string' ? { token: secret } : secret;
  return {
    secret: spent,
    queue: { id, publicKey },
    sig: await queue.signRegistration({ secret: spent }),
    device: 'Android · Chrome 140',
    app: '0.1.0',
    ...more,
  };
}

export async function enrol(endpoint: Endpoint, token: string, more: object = {}): Promise<TestPerson> {
  const queue = await aQueue(endpoint.deps.newId);
  const reply = await endpoint.send('POST', '/api/v1/enrolment/accept', {
    body: await acceptBody(token, queue, more),
  });
  if (reply.status !== 200 || !reply.session) throw new Error(`not enrolled: ${JSON.stringify(reply.body)}`);
  const session = reply.session;
  return {
    me: reply.body.me,
    session,
    queue,
    sync: async (ops) =>
      endpoint.send('POST', '/api/v1/sync', {
        session,
        body: {
          wire: wireVersion,
          app: '0.1.0',
          ...(ops.length > 0 ? { batch: { queue: queue.id, ops, sig: await queue.sign(ops) } } : {}),
          pull: { from: 0, epoch: null, scope: null },
          device: { unsent: ops.length, photosWaiting: 0, storedBytes: 1000, persisted: true },
        },
      }),
  };
}

/** A unit and a person who records for it, added by the admin and enrolled on a phone of their own. */
export async function aRecorder(
  endpoint: Endpoint,
  admin: TestPerson,
  {
    unit = 'Thôn Đoài',
    name = 'Phạm Văn Khải',
    role = 'submitter',
  }: { unit?: string; name?: string; role?: Role } = {},
): Promise<TestPerson & { readonly unitId: string }> {
  const { session } = admin;
  const units = await endpoint.send('POST', '/api/v1/admin/units', {
    session,
    body: { units: [{ name: unit, type: 'village' }] },
  });
  const unitId: string = (units.body.added[0] ?? units.body.existing[0]).id;
  const people = await endpoint.send('POST', '/api/v1/admin/people', {
    session,
    body: { people: [{ name, assignment: { role, unitId } }] },
  });
  const link = await endpoint.send('POST', `/api/v1/admin/people/${people.body.added[0]}/links`, { session });
  return { ...(await enrol(endpoint, tokenOf(link.body.url))), unitId };
}
