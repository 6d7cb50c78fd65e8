// Which waiting operations go next (SPEC.md S9, S14).
import type { Operation } from '../wire/operation.ts';
import { limits } from '../wire/version.ts';
import type { OutboxRow } from './outbox.ts';

export type Waiting = Pick<OutboxRow, 'op' | 'bytes' | 'state' | 'sentOnce' | 'answer'>;

const none: ReadonlySet<string> = new Set();

/**
 * The next batch, oldest first: at most `mostOps` operations and 64 KB, or one larger operation alone. An operation
 * waits while an earlier one on the same record needs a person, or its record is in `waits`; other records pass it by. One that
 * left the phone already waits for nobody: the server may have it, and only asking again tells.
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
  for (const waiting of queue) {
    const { op, bytes: size, state } = waiting;
    if (state === 'attention') stuck.add(op.recordId);
    if (state !== 'waiting' || waits.has(op.recordId)) continue;
    if (stuck.has(op.recordId) && !mayBeThere(waiting)) continue;
    const full = batch.length >= Math.max(1, mostOps) || (batch.length > 0 && bytes + size > limits.batchBytes);
    if (full) break;
    batch.push(op);
    bytes += size;
  }
  return batch;
}

/** Sent once, and not answered that it waits for another. */
export const mayBeThere = ({ op, sentOnce, answer }: Pick<Waiting, 'op' | 'sentOnce' | 'answer'>): boolean =>
  sentOnce && !(answer?.type === 'blocked' && answer.by !== op.opId);
