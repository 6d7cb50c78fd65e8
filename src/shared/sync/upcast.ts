// An operation of an earlier version of its kind, as today's version would have written it (SPEC.md S12).
import type { KindSpec } from '../domain/kind.ts';
import type { Operation } from '../wire/operation.ts';

/** Step by step, one version at a time. What is stored in the log stays as it was sent. */
export function upcast<O extends Operation>(op: O, kind: KindSpec): O {
  let current = op;
  for (let v = op.v; v < kind.v; v += 1) {
    const step = kind.upcasters[v];
    if (!step) throw new Error(`${kind.kind} has no way from version ${v}`);
    current = { ...current, body: step(current.kind, current.body), v: v + 1 } as O; // a step keeps the kind of the operation
  }
  return current;
}
