// Applies a batch inside one transaction (SPEC.md S6). What is decided is `decide`; this loads and writes what it says.
import type { Actor } from '../../src/shared/domain/role.ts';
import { unreachable } from '../../src/shared/lib/unreachable.ts';
import { decide } from '../../src/shared/sync/apply.ts';
import type { Decision } from '../../src/shared/sync/decision.ts';
import type { Answer } from '../../src/shared/wire/down.ts';
import type { Again, Operation } from '../../src/shared/wire/operation.ts';
import type { Deps } from '../deps.ts';
import { isDiskFull } from '../disk-full.ts';
import { failureFacts } from '../log.ts';
import type { Queue } from '../store/access.ts';
import type { Tx } from '../store/store.ts';
import { isContended, isUnavailable } from '../store/unavailable.ts';
import { worldOf } from './load-world.ts';
import type { Weighed } from './signature.ts';
import { type Written, writeChange, writeCreate } from './write-decision.ts';

export interface BatchContext {
  readonly author: Actor;
  readonly queue: Queue;
  readonly carrierId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** By opId: what an earlier epoch had answered (S11). */
  readonly again: ReadonlyMap<string, Again>;
}

/**
 * One answer for each operation, in order. An operation whose work throws is a bug of ours: what it wrote is taken
 * back, it and the later ones on its record stay unanswered, and the rest of the batch goes on. A full disk is no bug.
 */
export async function applyBatch(
  tx: Tx,
  deps: Deps,
  context: BatchContext,
  batch: readonly Weighed[],
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const failed = new Set<string>();
  for (const weighed of batch) {
    if (failed.has(weighed.op.recordId)) continue;
    try {
      answers.push(await tx.savepoint(() => applyOne(tx, deps, context, weighed)));
    } catch (error) {
      if (isOfDatabase(error)) throw error; // it may have taken the whole transaction back
      failed.add(weighed.op.recordId);
      deps.log.error('operation-failed', { opId: weighed.op.opId, ...failureFacts(error) });
    }
  }
  await noteQueue(tx, deps, context.queue, batch);
  return answers;
}

async function applyOne(tx: Tx, deps: Deps, context: BatchContext, { op, digest }: Weighed): Promise<Answer> {
  const known = await tx.operations.operation(op.opId);
  if (known) {
    return known.digest === digest
      ? { ...known.answer, repeated: true }
      : { opId: op.opId, type: 'rejected', code: 'other-bytes' };
  }
  const decision = decide(op, await worldOf(tx, context, op), deps.kinds);
  const { answer, seq, before } = await write(tx, deps, context, op, decision);
  if (isForNow(answer)) return answer; // it may come again
  await tx.operations.log(
    {
      opId: op.opId,
      queue: context.queue.id,
      queueSeq: op.seq,
      authorId: context.author.accountId,
      carrierId: context.carrierId,
      recordId: op.recordId,
      kind: op.kind,
      v: op.v,
      at: op.at,
      receivedAt: instant(context),
      digest,
      seq,
      answer,
    },
    JSON.stringify(op.body),
    before,
  );
  return answer;
}

/** Not decided yet, or about what is not there: after a restore, not yet. */
const isForNow = (answer: Answer): boolean =>
  answer.type === 'blocked' ||
  (answer.type === 'rejected' && (answer.code === 'no-such-record' || answer.code === 'no-such-row'));

/** The record, or what it became part of, holds what was asked since this number, which the phone has or will pull. */
async function lastNumberOf(tx: Tx, recordId: string): Promise<number> {
  const row = await tx.records.record(recordId);
  if (row === null) return 0;
  const { mergedInto } = row.record;
  return mergedInto === null ? row.seq : Math.max(row.seq, await lastNumberOf(tx, mergedInto));
}

async function write(tx: Tx, deps: Deps, context: BatchContext, op: Operation, decision: Decision): Promise<Written> {
  const { opId } = op;
  switch (decision.type) {
    case 'create':
      return writeCreate(tx, deps, context, op, decision);
    case 'change':
      return writeChange(tx, context, op, decision);
    case 'nothing': {
      return { answer: { opId, type: 'applied', rev: await lastNumberOf(tx, op.recordId) }, seq: null, before: null };
    }
    case 'rejected': {
      const { code, fieldErrors } = decision;
      const answer: Answer = {
        opId,
        type: 'rejected',
        code,
        ...(fieldErrors ? { fieldErrors: [...fieldErrors] } : {}),
      };
      return { answer, seq: null, before: null };
    }
    case 'blocked':
      return { answer: { opId, type: 'blocked', by: decision.by }, seq: null, before: null };
    default:
      return unreachable(decision);
  }
}

/** A gap in the numbers of a queue tells of an evicted or restored phone; it is told in the log and accepted (S1). */
async function noteQueue(tx: Tx, { log }: Deps, queue: Queue, batch: readonly Weighed[]): Promise<void> {
  let last = queue.lastSeq;
  for (const { op } of batch) {
    if (op.seq > last + 1) log.info('queue-gap', { queue: queue.id, expected: last + 1, got: op.seq });
    last = Math.max(last, op.seq);
  }
  if (last > queue.lastSeq) await tx.access.setQueueSeq(queue.id, last);
}

const isOfDatabase = (error: unknown) => isDiskFull(error) || isUnavailable(error) || isContended(error);

export const instant = ({ now }: Pick<BatchContext, 'now'>) => new Date(now).toISOString();
