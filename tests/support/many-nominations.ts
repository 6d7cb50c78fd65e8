// A commune that has been recording for a while: batches of creates, as a phone would send them.
import { nomination } from '../../src/shared/domain/nomination.ts';
import { createBody } from '../../src/shared/sync/create-body.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import { limits } from '../../src/shared/wire/version.ts';
import { aNomination } from './builders.ts';
import { newId } from './village.ts';

/** "Việc tốt số 1" to "Việc tốt số <count>", in batches that fit the wire. All of one queue, from sequence number 1. */
export function manyNominations(unitId: string, count: number): readonly (readonly Operation[])[] {
  const ops = Array.from({ length: count }, (_, at): Operation => {
    const content = aNomination(
      { unitId, title: `Việc tốt số ${at + 1}` },
      {
        subjects: { [newId()]: { order: 1, name: `Nguyễn Văn ${at + 1}` } },
      },
    );
    return {
      opId: newId(),
      seq: at + 1,
      recordId: newId(),
      v: nomination.v,
      at: new Date().toISOString(),
      kind: 'create',
      body: createBody(nomination.kind, content),
    };
  });
  return Array.from({ length: Math.ceil(count / limits.batchOps) }, (_, at) =>
    ops.slice(at * limits.batchOps, (at + 1) * limits.batchOps),
  );
}
