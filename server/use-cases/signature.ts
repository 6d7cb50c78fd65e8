// Whether a batch was signed by its queue, and the digests by which its operations are known again (SPEC.md S2, S6).
import { hash, webcrypto } from 'node:crypto';
import { fromBase64url } from '../../src/shared/lib/base64url.ts';
import { canonicalJson } from '../../src/shared/lib/canonical-json.ts';
import { type PublicKey, type RegisteredFor, registrationClaim } from '../../src/shared/wire/enrolment.ts';
import type { Batch, Operation } from '../../src/shared/wire/operation.ts';
import { type SessionWish, sessionClaim } from '../../src/shared/wire/session.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/** False also for a key that is no point of the curve. Never call it inside a transaction: it waits for another thread. */
export const isSignedBy = (key: PublicKey, { queue, ops, sig }: Batch): Promise<boolean> =>
  hasSigned(key, { queue, ops }, sig);

/** The same for a session: what is signed has other members, so that a batch's signature opens none. */
export const isSessionSignedBy = (key: PublicKey, { queue, challenge, sig }: SessionWish): Promise<boolean> =>
  hasSigned(key, sessionClaim(queue, challenge), sig);

/** And for the registration of a queue. */
export const isRegistrationSignedBy = (
  key: PublicKey,
  { queue, sig, ...registeredFor }: RegisteredFor & { readonly queue: string; readonly sig: string },
): Promise<boolean> => hasSigned(key, registrationClaim(queue, registeredFor), sig);

async function hasSigned(key: PublicKey, what: object, sig: string): Promise<boolean> {
  const signature = fromBase64url(sig);
  if (!signature.ok) return false;
  const signed = new TextEncoder().encode(canonicalJson(what));
  const verifier = await importKey(key);
  if (!verifier) return false;
  return webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, verifier, signature.value, signed);
}

/** Keys of the queues that spoke last: a phone that empties its outbox speaks many times in a row. */
const recent = new Map<string, Promise<webcrypto.CryptoKey | null>>();
const mostRecent = 1000;

function importKey({ kty, crv, x, y }: PublicKey): Promise<webcrypto.CryptoKey | null> {
  const name = `${x}.${y}`;
  const known = recent.get(name);
  if (known) return known;
  const key = webcrypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify']).catch(() => null);
  if (recent.size >= mostRecent) recent.clear();
  recent.set(name, key);
  return key;
}

/** An operation with what the server computes of its bytes. */
export interface Weighed {
  readonly op: Operation;
  /** Hex SHA-256 of its canonical JSON. */
  readonly digest: string;
  /** UTF-8 bytes of that JSON. */
  readonly bytes: number;
}

export function weigh(op: Operation): Weighed {
  const text = Buffer.from(canonicalJson(op));
  return { op, digest: hash('sha256', text, 'hex'), bytes: text.byteLength };
}
