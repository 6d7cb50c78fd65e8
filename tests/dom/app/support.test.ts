import { describe, expect, test } from 'vitest';
import { readSupport, type Surroundings } from '../../../src/app/support.ts';

const whole: Surroundings = {
  isSecureContext: true,
  indexedDB: {},
  crypto: { subtle: {} },
  navigator: { locks: {}, serviceWorker: {} },
  CompressionStream: class {},
  Array,
};

describe('a browser that cannot keep records is told so', () => {
  test('a LAN address without TLS lacks nearly everything', () => {
    expect(readSupport({ ...whole, isSecureContext: false, crypto: {}, navigator: {} })).toEqual({
      type: 'insecure',
      missing: ['secure-origin', 'crypto', 'locks', 'worker'],
    });
  });

  test('a browser older than the floor', () => {
    expect(readSupport({ ...whole, Array: { prototype: {} } })).toEqual({ type: 'too-old' });
    expect(readSupport({ ...whole, CompressionStream: undefined })).toEqual({ type: 'too-old' });
    expect(readSupport({})).toEqual({ type: 'too-old' });
  });

  test('a browser without a database', () => {
    expect(readSupport({ ...whole, indexedDB: undefined })).toEqual({ type: 'incomplete', missing: ['storage'] });
  });
});

test('a whole browser may start, and so may one that lacks only the worker', () => {
  expect(readSupport(whole)).toEqual({ type: 'ready' });
  expect(readSupport({ ...whole, navigator: { locks: {} } })).toEqual({ type: 'ready' });
});
