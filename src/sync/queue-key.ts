// The key of a queue: made once per database, never exported, signs every batch (S2), its own registration and, when the session
// is lost, a new one (S13).
import { toBase64url } from '../shared/lib/base64url.ts';
import { canonicalJson } from '../shared/lib/canonical-json.ts';
import {
  type PublicKey,
  publicKeySchema,
  type RegisteredFor,
  type RegisterQueue,
  registrationClaim,
} from '../shared/wire/enrolment.ts';
import type { Batch, Operation } from '../shared/wire/operation.ts';
import { type SessionWish, sessionClaim } from '../shared/wire/session.ts';

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;

export interface QueueKey {
  readonly keyPair: CryptoKeyPair;
  readonly publicKey: PublicKey;
}

/** A new key pair. The private half cannot leave the browser; the public half is what the server registers. */
export async function makeQueueKey(): Promise<QueueKey> {
  const keyPair = await crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
  return { keyPair, publicKey: await publicKeyOf(keyPair) };
}

/** The public half of a stored pair, for a registration that has to be repeated. */
export async function publicKeyOf(keyPair: CryptoKeyPair): Promise<PublicKey> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keyPair.publicKey);
  return publicKeySchema.parse({ kty, crv, x, y });
}

export async function signBatch(keyPair: CryptoKeyPair, queue: string, ops: readonly Operation[]): Promise<Batch> {
  return { queue, ops: [...ops], sig: await signed(keyPair, { ops, queue }) };
}

export async function signSession(keyPair: CryptoKeyPair, queue: string, challenge: string): Promise<SessionWish> {
  return { queue, challenge, sig: await signed(keyPair, sessionClaim(queue, challenge)) };
}

/** What tells the server of a queue, with the proof that its key is here. */
export async function signRegistration(
  { id, keyPair }: { readonly id: string; readonly keyPair: CryptoKeyPair },
  registeredFor: RegisteredFor,
): Promise<RegisterQueue> {
  const sig = await signed(keyPair, registrationClaim(id, registeredFor));
  return { id, publicKey: await publicKeyOf(keyPair), sig };
}

async function signed(keyPair: CryptoKeyPair, what: object): Promise<string> {
  const text = new TextEncoder().encode(canonicalJson(what));
  const sig = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keyPair.privateKey, text);
  return toBase64url(new Uint8Array(sig));
}
