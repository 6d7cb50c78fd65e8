// Everything a decision needs, read in its transaction.
import { civilToday } from '../../src/shared/lib/civil-date.ts';
import type { World } from '../../src/shared/sync/decision.ts';
import type { StoredRecord } from '../../src/shared/sync/record-store.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import type { Tx } from '../store/store.ts';
import type { BatchContext } from './apply-batch.ts';
import { epochFrom, lostNumbers } from './epochs.ts';

export async function worldOf(tx: Tx, { author, queue, now, again }: BatchContext, op: Operation): Promise<World> {
  const record = (await tx.records.record(op.recordId))?.record ?? null;
  const command = op.kind === 'command' ? op.body.command : null;
  const was = again.get(op.opId);
  const isGone = op.kind !== 'create' && record === null;
  return {
    author,
    queue: queue.id,
    record,
    survivor: record?.mergedInto ? await survivorOf(tx, record.mergedInto) : null,
    other: command?.merge ? ((await tx.records.record(command.merge.from))?.record ?? null) : null,
    otherConflicts: command?.merge ? await tx.records.openConflicts(command.merge.from) : [],
    conflict: command?.resolve ? await tx.records.conflict(command.resolve.conflictId) : null,
    idTaken: op.kind === 'create' && record === null && (await tx.records.idTakenElsewhere(op.recordId)),
    refusedBefore: isGone ? await tx.operations.refusedBefore(queue.id, op.recordId) : null,
    again: was ? { ...was, epochFrom: await epochFrom(tx), lost: await lostNumbers(tx) } : null,
    hasBrought: tellsHash(op) && (await tx.operations.broughtBy(author.accountId, op.recordId)),
    unitExists: await unitExists(tx, op, now),
  };
}

/** Of a photo that was decoded late. */
const tellsHash = (op: Operation): boolean =>
  op.kind === 'patch' && Object.keys(op.body.patch).some((path) => path.endsWith('/sha256'));

/** A record may become part of one that later becomes part of a third. */
async function survivorOf(tx: Tx, id: string): Promise<StoredRecord | null> {
  const row = await tx.records.record(id);
  return row?.record.mergedInto ? survivorOf(tx, row.record.mergedInto) : (row?.record ?? null);
}

/** Only the unit that the operation names is asked for. */
async function unitExists(tx: Tx, op: Operation, now: number): Promise<World['unitExists']> {
  const patch = op.kind === 'create' || op.kind === 'patch' ? op.body.patch : mergePatch(op);
  const unit = typeof patch?.unitId === 'string' ? await tx.people.unit(patch.unitId) : null;
  if (unit === null) return () => false;
  const today = civilToday(now);
  const lasts = (unit.validFrom === null || unit.validFrom <= today) && (unit.validTo === null || today < unit.validTo);
  return (unitId) => unitId === unit.id && lasts;
}

const mergePatch = (op: Operation) => (op.kind === 'command' ? op.body.command.merge?.patch : undefined);
