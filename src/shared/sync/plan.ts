// Which waiting operations go next (SPEC.md S9, S14).
import type { Operation } from '../wire/operation.ts';
import { limits } from '../wire/version.ts';
import type { OutboxRow } from './outbox.ts';

export type Waiting = Pick<OutboxRow, 'op' | 'bytes' | 'state' | 'again'>;

const none: ReadonlySet<string> = new Set();

/**
 * The next batch, oldest first: at most `mostOps` operations and 64 KB, or one larger operation alone. An operation
 * waits while an earlier one on the same record needs a person, or its record is in `waits`; other records pass it by. What
 * is offered again was taken once already, and waits for nobody.
 * `mostOps` falls after a 413 and rises again when a batch went through.
 */
export function planBatch(
  queue: readonly Waiting[],
  mostOps: number = limits.batchOps,
  waits: ReadonlySet<string> = none,
): readonly Operation[] {
  const stuck = new Set<string>();
  const batch: Operation[] = [];
  let bytes = 0;
  for (const { op, bytes: size, state, again } of queue) {
    if (state === 'attention') stuck.add(op.recordId);
    const wasTaken = again !== undefined && again.rev > 0;
    if (state !== 'waiting' || waits.has(op.recordId) || (stuck.has(op.recordId) && !wasTaken)) continue;
    const full = batch.length >= Math.max(1, mostOps) || (batch.length > 0 && bytes + size > limits.batchBytes);
    if (full) break;
    batch.push(op);
    bytes += size;
  }
  return batch;
}
