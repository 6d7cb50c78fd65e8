// UUID version 7 (RFC 9562): sorts by the time it was made. Clock and randomness come from the caller.

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Lower case only: an id has one spelling. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && shape.test(value);
}

/** @param now milliseconds since 1970 (UTC). @param random at least 10 random bytes. */
export function uuidv7({ now, random }: { now: number; random: Uint8Array }): string {
  if (random.length < 10) throw new RangeError('uuidv7 needs 10 random bytes');
  return format(now, ((byteAt(random, 0) << 8) | byteAt(random, 1)) & 0xfff, random);
}

/**
 * Ids that never go backwards, also within one millisecond or when the phone's clock is set back
 * (RFC 9562 6.2, method 1: rand_a is a counter).
 */
export function createUuidv7(deps: { now: () => number; random: (count: number) => Uint8Array }): () => string {
  let last = -1;
  let counter = 0;
  return () => {
    const random = deps.random(10);
    const now = deps.now();
    if (now > last) {
      last = now;
      counter = ((byteAt(random, 0) << 8) | byteAt(random, 1)) & 0x7ff; // upper half stays free to count in
    } else if (++counter > 0xfff) {
      last += 1;
      counter = 0;
    }
    return format(last, counter, random);
  };
}

function format(ms: number, counter: number, random: Uint8Array): string {
  const time = hex(Math.floor(ms), 12);
  const variant = hex(0x80 | (byteAt(random, 2) & 0x3f), 2) + hex(byteAt(random, 3), 2);
  let node = '';
  for (let i = 4; i < 10; i++) node += hex(byteAt(random, i), 2);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${variant}-${node}`;
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
