import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../../src/shared/lib/canonical-json.ts';

describe('what has no single text is refused', () => {
  test.each([
    ['NaN', Number.NaN],
    ['infinity', { a: Number.POSITIVE_INFINITY }],
    ['a function', { a: () => 1 }],
    ['a bigint', [1n]],
    ['undefined', undefined],
    ['undefined in a list', [1, undefined]],
    ['a hole in a list', new Array(1)],
    ['a date', new Date(0)],
    ['bytes', new Uint8Array(1)],
    ['a map', new Map()],
  ])('%s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

test('phone and server write the same text whatever order the keys were set in', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'ạ' }], a: true, Z: -0, skipped: undefined })).toBe(
    '{"Z":0,"a":true,"b":[1,{"c":"ạ","d":null}]}',
  );
  expect(canonicalJson(Object.assign(Object.create(null), { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
});
test('what is read back is what was written, and is written the same again', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
