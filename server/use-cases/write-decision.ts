// Writes what was decided: the record, its number, its event, conflicts and photos, in one transaction (SPEC.md S6.8).
import { civilToday } from '../../src/shared/lib/civil-date.ts';
import { stampChange, stampCreate } from '../../src/shared/sync/apply.ts';
import type { Change, Create, FiledConflict, RecordChange, Unseen } from '../../src/shared/sync/decision.ts';
import { lastWriterAt, type StoredRecord } from '../../src/shared/sync/record-store.ts';
import type { Answer } from '../../src/shared/wire/down.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../store/store.ts';
import { unitOf } from '../store/unit-of.ts';
import { type BatchContext, instant } from './apply-batch.ts';
import { conflictIdOf } from './conflict-id.ts';

export interface Written {
  readonly answer: Answer;
  /** The number it took; null when nothing changed. */
  readonly seq: number | null;
  /** JSON of what stood at the paths it changed. */
  readonly before: string | null;
}

export async function writeCreate(
  tx: Tx,
  { kinds }: Deps,
  context: BatchContext,
  op: Operation,
  decision: Create,
): Promise<Written> {
  const kind = kinds[decision.record.kind];
  if (!kind) throw new Error('a create of no kind');
  const dossier =
    (await dossierAgain(tx, context, op, kind.kind, kind.dossierPrefix)) ??
    (await nextDossier(tx, context, kind.kind, kind.dossierPrefix));
  const seq = await tx.nextSeq();
  await tx.records.put({
    record: stampCreate(decision, revOf(context, op, seq), dossier),
    seq,
    createdAt: instant(context),
  });
  await addEvent(tx, context, op, op.recordId, seq, []);
  return { answer: { opId: op.opId, type: 'applied', rev: seq, dossier }, seq, before: null };
}

async function nextDossier(tx: Tx, { now }: BatchContext, kind: string, prefix: string): Promise<string> {
  const year = Number(civilToday(now).slice(0, 4));
  const number = await tx.nextDossierNumber(kind, year);
  return `${prefix}-${year}-${String(number).padStart(4, '0')}`;
}

/** The number an earlier epoch gave it, where nobody else has it: people know their record by it (S11). */
async function dossierAgain(
  tx: Tx,
  { again }: BatchContext,
  { opId }: Operation,
  kind: string,
  prefix: string,
): Promise<string | null> {
  const dossier = again.get(opId)?.dossier;
  const parts = dossier?.match(/^([A-Z]{2})-(\d{4})-(\d{4,})$/);
  if (!dossier || !parts || parts[1] !== prefix) return null;
  const wasGiven = Number(parts[3]) <= (await tx.lastDossierNumber(kind, Number(parts[2])));
  return wasGiven && !(await tx.records.dossierTaken(dossier)) ? dossier : null;
}

/** What an earlier epoch numbered keeps that number wherever people compare; the feed goes by the new one. */
const revOf = ({ again }: BatchContext, { opId }: Operation, seq: number): number => again.get(opId)?.rev || seq;

/** One number for everything the operation changes. */
export async function writeChange(tx: Tx, context: BatchContext, op: Operation, decision: Change): Promise<Written> {
  const { opId } = op;
  const { changes, conflicts, before, resolves } = decision;
  const seq = await tx.nextSeq();
  for (const change of changes) await writeRecord(tx, context, op, change, seq);
  const [{ record }] = changes;
  if (decision.photosOf !== null) await tx.records.copyHeld(decision.photosOf, record.id);
  if (resolves) {
    const end = { seq, resolvedBy: context.author.accountId, choice: resolves.choice, resolvedAt: instant(context) };
    await tx.records.resolveConflict(resolves.conflictId, end);
  }
  for (const filed of conflicts) await fileConflict(tx, context, op, record, filed, seq);
  for (const move of decision.moves) await moveConflict(tx, context, record, move, seq);
  for (const unseen of decision.unseen) await fileUnseen(tx, context, op, record, unseen, seq);
  const fields = conflicts.map(({ field }) => field);
  const answer: Answer =
    fields.length > 0 ? { opId, type: 'conflict', rev: seq, fields } : { opId, type: 'applied', rev: seq };
  return { answer, seq, before: Object.keys(before).length > 0 ? JSON.stringify(before) : null };
}

async function writeRecord(tx: Tx, context: BatchContext, op: Operation, change: RecordChange, seq: number) {
  const row = await tx.records.record(change.record.id);
  if (row === null) throw new Error('a change of no record');
  const anew = { paths: context.again.get(op.opId)?.filed ?? [], rev: seq };
  const record = stampChange(change, revOf(context, op, seq), anew);
  await tx.records.put({ ...row, record, seq });
  const [was, is] = [unitOf(row.record), unitOf(record)];
  if (was !== is) await tx.records.stampConflicts(record.id, seq);
  if (was !== null && was !== is) await tx.records.putTombstone({ recordId: record.id, unitId: was, seq });
  await addEvent(tx, context, op, record.id, seq, change.touched);
}

/** Both sides are named: who wrote what stands, and who wrote what was not taken. */
async function fileConflict(
  tx: Tx,
  context: BatchContext,
  op: Operation,
  record: StoredRecord,
  filed: FiledConflict,
  seq: number,
): Promise<void> {
  await tx.records.addConflict({
    id: conflictIdOf(op.opId, record.id, filed.field),
    recordId: record.id,
    seq,
    ...filed,
    opId: op.opId,
    authorId: context.author.accountId,
    at: op.at,
    receivedAt: instant(context),
    deviceId: context.queue.deviceId,
    ...(await keptBy(tx, record, filed.field)),
    ...open,
  });
}

/** It ends where the record stays as it was, and is asked of the record that this one became part of. */
async function moveConflict(
  tx: Tx,
  context: BatchContext,
  record: StoredRecord,
  { id, to }: Change['moves'][number],
  seq: number,
): Promise<void> {
  const conflict = await tx.records.conflict(id);
  if (!conflict) throw new Error('a conflict that is gone');
  const end = { seq, resolvedBy: context.author.accountId, choice: 'kept', resolvedAt: instant(context) } as const;
  await tx.records.resolveConflict(id, end);
  if (to === null) return;
  const field = await placeToAsk(tx, record, conflict.opId, to.field, conflict.field);
  if (field === null) return;
  const recordId = record.id;
  await tx.records.addConflict({
    ...conflict,
    ...to,
    field,
    id: conflictIdOf(conflict.opId, record.id, field),
    recordId,
    seq,
    ...(await keptBy(tx, record, field)),
    ...open,
  });
}

/** Words of the record that became part of this one: asked about as if their writer brought them now. */
async function fileUnseen(
  tx: Tx,
  context: BatchContext,
  op: Operation,
  record: StoredRecord,
  { path, writer, field: wanted, kept, other }: Unseen,
  seq: number,
): Promise<void> {
  const by = writer ? await tx.operations.ofQueue(writer.queue, writer.seq) : null;
  const opId = by?.opId ?? op.opId;
  const field = await placeToAsk(tx, record, opId, wanted, path);
  if (field === null) return;
  await tx.records.addConflict({
    id: conflictIdOf(opId, record.id, field),
    recordId: record.id,
    seq,
    ...{ field, kept, other, opId },
    authorId: by?.authorId ?? context.author.accountId,
    at: by?.at ?? op.at,
    receivedAt: by?.receivedAt ?? instant(context),
    deviceId: (by ? (await tx.access.queue(by.queue))?.deviceId : null) ?? context.queue.deviceId,
    ...(await keptBy(tx, record, field)),
    ...open,
  });
}

/** Two rows of one face stand behind one: where that is asked about already, a word keeps its own place. Null: both are. */
async function placeToAsk(tx: Tx, record: StoredRecord, opId: string, ...places: string[]): Promise<string | null> {
  for (const field of places)
    if ((await tx.records.conflict(conflictIdOf(opId, record.id, field))) === null) return field;
  return null;
}

const open = { resolvedBy: null, choice: null, resolvedAt: null } as const;

/** Who wrote what stands there. */
async function keptBy(tx: Tx, record: StoredRecord, field: string) {
  const writer = lastWriterAt(record, field);
  const by = writer ? await tx.operations.ofQueue(writer.queue, writer.seq) : null;
  const keptDeviceId = by ? ((await tx.access.queue(by.queue))?.deviceId ?? null) : null;
  return { keptAuthorId: by?.authorId ?? null, keptDeviceId, keptAt: by?.receivedAt ?? null };
}

async function addEvent(
  tx: Tx,
  context: BatchContext,
  op: Operation,
  recordId: string,
  rev: number,
  fields: readonly string[],
): Promise<void> {
  const { opId, kind, at } = op;
  const command = op.kind === 'command' ? op.body.command : null;
  const note = command?.note ?? (op.kind === 'withdraw' ? op.body.reason : undefined);
  await tx.records.addEvent({
    opId,
    recordId,
    rev,
    kind,
    ...(command ? { command: command.name } : {}),
    ...(note === undefined ? {} : { note }),
    ...(command?.marks && command.marks.length > 0 ? { marks: command.marks } : {}),
    at,
    receivedAt: instant(context),
    accountId: context.author.accountId,
    deviceId: context.queue.deviceId,
    ...(fields.length > 0 ? { fields: [...fields] } : {}),
  });
}
