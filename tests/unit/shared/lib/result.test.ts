import { expect, test } from 'vitest';
import { err, ok } from '../../../../src/shared/lib/result.ts';
import { unreachable } from '../../../../src/shared/lib/unreachable.ts';

test('a result survives being sent between the page and its worker', () => {
  expect(structuredClone([ok(1), err({ type: 'offline' })])).toEqual([
    { ok: true, value: 1 },
    { ok: false, error: { type: 'offline' } },
  ]);
});
test('a state that no switch knows is a bug and throws', () => {
  const fromElsewhere = JSON.parse('{"type":"new"}') as never; // what a newer server may send
  expect(() => unreachable(fromElsewhere)).toThrow('{"type":"new"}');
});
