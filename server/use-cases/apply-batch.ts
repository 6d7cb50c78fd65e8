// Applies a batch inside one transaction (SPEC.md S6). What is decided is `decide`; this loads and writes what it says.
import type { Actor } from '../../src/shared/domain/role.ts';
import { civilToday } from '../../src/shared/lib/civil-date.ts';
import { unreachable } from '../../src/shared/lib/unreachable.ts';
import { type Decision, decide, stampChange, stampCreate, type World } from '../../src/shared/sync/apply.ts';
import type { Answer } from '../../src/shared/wire/down.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import type { Deps } from '../deps.ts';
import { isDiskFull } from '../disk-full.ts';
import { failureFacts } from '../log.ts';
import type { Queue } from '../store/access.ts';
import type { RecordRow } from '../store/records.ts';
import type { Tx } from '../store/store.ts';
import { unitOf } from '../store/unit-of.ts';
import type { Weighed } from './signature.ts';

export interface BatchContext {
  readonly author: Actor;
  readonly queue: Queue;
  readonly carrierId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
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
      if (isDiskFull(error)) throw error; // it may have taken the whole transaction back
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
  const row = await tx.records.record(op.recordId);
  const decision = decide(op, await worldOf(tx, context, op, row), deps.kinds);
  const { answer, seq } = await write(tx, deps, context, op, row, decision);
  if (answer.type === 'blocked') return answer; // not decided yet: it may come again
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
  );
  return answer;
}

async function worldOf(
  tx: Tx,
  { author, queue, now }: BatchContext,
  op: Operation,
  row: RecordRow | null,
): Promise<World> {
  const named = op.kind === 'create' || op.kind === 'patch' ? op.body.patch.unitId : undefined;
  const unit = typeof named === 'string' ? await tx.people.unit(named) : null;
  const today = civilToday(now);
  return {
    author,
    queue: queue.id,
    record: row?.record ?? null,
    idTaken: op.kind === 'create' && row === null && (await tx.records.idTakenElsewhere(op.recordId)),
    refusedBefore:
      op.kind !== 'create' && row === null ? await tx.operations.refusedBefore(queue.id, op.recordId) : null,
    unitExists: (unitId) =>
      unit?.id === unitId &&
      (unit.validFrom === null || unit.validFrom <= today) &&
      (unit.validTo === null || today < unit.validTo),
  };
}

interface Written {
  readonly answer: Answer;
  /** The number it took; null when nothing changed. */
  readonly seq: number | null;
}

async function write(
  tx: Tx,
  deps: Deps,
  context: BatchContext,
  op: Operation,
  row: RecordRow | null,
  decision: Decision,
): Promise<Written> {
  const { opId } = op;
  switch (decision.type) {
    case 'create':
      return writeCreate(tx, deps, context, op, decision);
    case 'change':
      if (row === null) throw new Error('a change of no record');
      return writeChange(tx, deps, context, op, row, decision);
    case 'nothing':
      // The record holds what was asked since its last number, which the phone has or will pull.
      return { answer: { opId, type: 'applied', rev: row?.seq ?? 0 }, seq: null };
    case 'rejected': {
      const { code, fieldErrors } = decision;
      return {
        answer: { opId, type: 'rejected', code, ...(fieldErrors ? { fieldErrors: [...fieldErrors] } : {}) },
        seq: null,
      };
    }
    case 'blocked':
      return { answer: { opId, type: 'blocked', by: decision.by }, seq: null };
    default:
      return unreachable(decision);
  }
}

async function writeCreate(
  tx: Tx,
  { kinds }: Deps,
  context: BatchContext,
  op: Operation,
  decision: Extract<Decision, { type: 'create' }>,
): Promise<Written> {
  const kind = kinds[decision.record.kind];
  if (!kind) throw new Error('a create of no kind');
  const year = Number(civilToday(context.now).slice(0, 4));
  const number = await tx.nextDossierNumber(kind.kind, year);
  const dossier = `${kind.dossierPrefix}-${year}-${String(number).padStart(4, '0')}`;
  const seq = await tx.nextSeq();
  await tx.records.put({ record: stampCreate(decision.record, seq, dossier), seq, createdAt: instant(context) });
  await addEvent(tx, context, op, seq, []);
  return { answer: { opId: op.opId, type: 'applied', rev: seq, dossier }, seq };
}

async function writeChange(
  tx: Tx,
  { newId }: Deps,
  context: BatchContext,
  op: Operation,
  row: RecordRow,
  decision: Extract<Decision, { type: 'change' }>,
): Promise<Written> {
  const { opId, recordId } = op;
  const seq = await tx.nextSeq();
  const record = stampChange(row.record, decision, seq);
  await tx.records.put({ ...row, record, seq });
  const [before, after] = [unitOf(row.record), unitOf(record)];
  if (before !== null && before !== after) await tx.records.putTombstone({ recordId, unitId: before, seq });
  for (const { field, kept, other } of decision.conflicts) {
    const authorId = context.author.accountId;
    await tx.records.addConflict({ id: newId(), recordId, seq, field, kept, other, opId, authorId, resolvedBy: null });
  }
  await addEvent(tx, context, op, seq, decision.touched);
  const fields = decision.conflicts.map(({ field }) => field);
  const answer: Answer =
    fields.length > 0 ? { opId, type: 'conflict', rev: seq, fields } : { opId, type: 'applied', rev: seq };
  return { answer, seq };
}

async function addEvent(
  tx: Tx,
  context: BatchContext,
  op: Operation,
  rev: number,
  fields: readonly string[],
): Promise<void> {
  const { opId, recordId, kind, at } = op;
  const note = op.kind === 'command' ? op.body.command.note : op.kind === 'withdraw' ? op.body.reason : undefined;
  await tx.records.addEvent({
    opId,
    recordId,
    rev,
    kind,
    ...(op.kind === 'command' ? { command: op.body.command.name } : {}),
    ...(note === undefined ? {} : { note }),
    at,
    receivedAt: instant(context),
    accountId: context.author.accountId,
    ...(fields.length > 0 ? { fields: [...fields] } : {}),
  });
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

const instant = ({ now }: BatchContext) => new Date(now).toISOString();
