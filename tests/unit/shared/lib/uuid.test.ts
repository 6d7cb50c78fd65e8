import { expect, test } from 'vitest';
import { createUuidv7, isUuid, uuidv7 } from '../../../../src/shared/lib/uuid.ts';

const bytes = (fill: number) => new Uint8Array(10).fill(fill);

test.each([
  '',
  'x',
  '017F22E2-79B0-7CC3-98C4-DC0C0C07398F',
  '017f22e279b07cc398c4dc0c0c07398f',
  '017f22e2-79b0-0cc3-98c4-dc0c0c07398f',
  7,
  null,
])('%j is no id', (value) => {
  expect(isUuid(value)).toBe(false);
});
test('the example of RFC 9562 comes out of its time and its random bits', () => {
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  const id = uuidv7({ now: 0x017f22e279b0, random });
  expect(id).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  expect(isUuid(id)).toBe(true);
});
test('an id without enough randomness is a bug', () => {
  expect(() => uuidv7({ now: 0, random: new Uint8Array(9) })).toThrow(RangeError);
});
test('ten thousand records saved in one millisecond keep the order they were saved in', () => {
  const next = createUuidv7({ now: () => 1_700_000_000_000, random: () => bytes(0xff) });
  const ids = Array.from({ length: 10_000 }, next);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every(isUuid)).toBe(true);
});
test('a phone whose clock is set back goes on where it was', () => {
  const times = [2000, 1000, 1000, 3000];
  const next = createUuidv7({ now: () => times.shift() ?? 0, random: () => bytes(0) });
  const ids = [next(), next(), next(), next()];
  expect(ids.toSorted()).toEqual(ids);
});
