import { describe, expect, it } from 'vitest';
import { kinds } from '../../../../src/shared/domain/kinds.ts';
import { decide } from '../../../../src/shared/sync/apply.ts';
import { aPatch, aStored, aWorld } from '../../../support/builders.ts';
import { changeOf } from '../../../support/decided.ts';

describe('[S12] an operation of an earlier version of its kind', () => {
  const nomination = kinds.nomination;
  if (!nomination) throw new Error('no nomination');
  const v2 = {
    ...nomination,
    v: 3,
    upcasters: {
      1: <B>(_: string, body: B): B => renamed(body, 'deed', 'title'),
      2: <B>(_: string, body: B): B => body,
    },
  };

  it('is read as today’s version would have written it', () => {
    const op = aPatch({ deed: 'Tên mới' }, { deed: 10, title: 10 });
    const decision = changeOf(decide(op, aWorld({ record: aStored() }), { nomination: v2 }));
    expect(decision.changes[0].record.content.values.title).toBe('Tên mới');
  });

  it('whose way nobody kept is a bug, said loudly', () => {
    const broken = { ...v2, upcasters: {} };
    expect(() => decide(aPatch({ title: 'x' }), aWorld({ record: aStored() }), { nomination: broken })).toThrow(
      /version 1/,
    );
  });
});

/** Renames a field in the JSON of a body. */
function renamed<B>(body: B, from: string, to: string): B {
  return JSON.parse(JSON.stringify(body).replaceAll(`"${from}":"`, `"${to}":"`)) as B; // the same shape with another key
}
