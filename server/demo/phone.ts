// A phone of the demo: it enrols by a real link, signs with a key of its own, and delivers through the same use cases as any other.
import { randomBytes, webcrypto } from 'node:crypto';
import { toBase64url } from '../../src/shared/lib/base64url.ts';
import { canonicalJson } from '../../src/shared/lib/canonical-json.ts';
import type { Result } from '../../src/shared/lib/result.ts';
import type { Answer, Down } from '../../src/shared/wire/down.ts';
import { type Accept, publicKeySchema, registrationClaim } from '../../src/shared/wire/enrolment.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import { wireVersion } from '../../src/shared/wire/version.ts';
import type { AppDeps } from '../http/context.ts';
import { completeUpload } from '../photos/complete.ts';
import { createEnrolment } from '../use-cases/enrolment.ts';
import { sessionOf } from '../use-cases/session.ts';
import { syncOnce } from '../use-cases/sync.ts';

type OperationPart = Operation extends infer O
  ? O extends Operation
    ? Pick<O, 'recordId' | 'kind' | 'body'>
    : never
  : never;

export interface DemoPhone {
  readonly accountId: string;
  readonly communeId: string;
  readonly down: Down;
  deliver(...parts: readonly OperationPart[]): Promise<readonly Answer[]>;
  /** Heard of once more: with so many photos still to send, from now on. */
  hold(photosWaiting: number): Promise<void>;
  upload(photo: {
    recordId: string;
    photoId: string;
    size: 'thumb' | 'full';
    sha256: string;
    bytes: Uint8Array;
  }): Promise<void>;
}

export async function enrolDemoPhone(
  deps: AppDeps,
  link: { url: string },
  device: string,
  founding?: Accept['founding'],
): Promise<DemoPhone> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', keys.publicKey);
  async function signed(what: object): Promise<string> {
    const bytes = new TextEncoder().encode(canonicalJson(what));
    const sig = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, bytes);
    return toBase64url(new Uint8Array(sig));
  }
  const queue = { id: deps.newId(), publicKey: publicKeySchema.parse({ kty, crv, x, y }) };
  const secret = { token: link.url.split('#')[1] ?? '' };
  const sig = await signed(registrationClaim(queue.id, { secret }));
  const wish: Accept = { secret, queue, sig, device, app: 'demo', ...(founding ? { founding } : {}) };
  const { session, answer } = value(await createEnrolment(deps).accept(wish, 'demo'));
  const { accountId, commune } = answer.me;
  let seq = 0;
  let photosWaiting = 0;

  async function sync(parts: readonly OperationPart[]): Promise<Down> {
    const at = new Date(deps.now()).toISOString();
    const ops = parts.map((part) => ({ ...part, opId: deps.newId(), seq: ++seq, v: 1, at })) as Operation[]; // a part with its head is whole again
    return value(
      await syncOnce(deps, value(await sessionOf(deps, session)), {
        wire: wireVersion,
        app: 'demo',
        ...(ops.length > 0 ? { batch: { queue: queue.id, ops, sig: await signed({ queue: queue.id, ops }) } } : {}),
        device: { unsent: 0, photosWaiting, storedBytes: 0, persisted: true },
      }),
    );
  }

  return {
    accountId,
    communeId: commune.id,
    down: await sync([]),
    async hold(photos) {
      photosWaiting += photos;
      await sync([]);
    },
    deliver: async (...parts) => (await sync(parts)).answers,
    async upload({ bytes, ...claim }) {
      const info = {
        ...claim,
        id: randomBytes(16).toString('hex'),
        communeId: commune.id,
        accountId,
        bytes: bytes.byteLength,
        createdAt: new Date(deps.now()).toISOString(),
        done: false,
      };
      await deps.uploads.create(info);
      await deps.uploads.append(
        info,
        0,
        (async function* () {
          yield bytes;
        })(),
      );
      value(await completeUpload(deps, info));
    },
  };
}

/** In the demo nothing is refused but by mistake. */
function value<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`the demo was refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
