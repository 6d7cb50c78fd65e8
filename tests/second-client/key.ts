// A queue's key, the bytes it signs, and the ids that a phone makes (S1, S2).
import { randomBytes, webcrypto } from 'node:crypto';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

export interface QueueKey {
  readonly queue: string;
  readonly publicKey: { kty: 'EC'; crv: 'P-256'; x: string; y: string };
  /** base64url of r‖s over the canonical JSON of what is signed. */
  sign(what: object): Promise<string>;
}

export async function makeQueueKey(): Promise<QueueKey> {
  const pair = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const { x, y } = await webcrypto.subtle.exportKey('jwk', pair.publicKey);
  if (x === undefined || y === undefined) throw new Error('The key has no point');
  return {
    queue: uuidv7(),
    publicKey: { kty: 'EC', crv: 'P-256', x, y },
    sign: async (what) => {
      const bytes = new TextEncoder().encode(canonical(what));
      const signature = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes);
      return Buffer.from(signature).toString('base64url');
    },
  };
}

/** Keys sorted by code unit, no white space, members that are undefined left out. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

/** RFC 9562: 48 bits of time, then chance. */
export function uuidv7(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
