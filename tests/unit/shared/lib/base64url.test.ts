import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64url, toBase64url } from '../../../../src/shared/lib/base64url.ts';

test.each(['A', 'AA==', 'A+/A', 'AB', 'AAB', 'A A', 'AAAAA', 'ạ'])('an enrolment token spelt %j is refused', (text) => {
  expect(fromBase64url(text)).toEqual({ ok: false, error: { type: 'not-base64url' } });
});
test('bytes become the text Node writes, and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      const back = fromBase64url(text);
      expect(back.ok && [...back.value]).toEqual([...bytes]);
    }),
  );
});
