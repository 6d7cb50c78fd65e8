// Steps of the workflow among a phone's operations. Apart from outbox.ts: the capture form opens without it.
import type { OutboxRow } from '../shared/sync/outbox.ts';
import type { Unnumbered } from '../shared/sync/plan-edit.ts';
import { standingPart } from '../shared/sync/view.ts';
import type { Operation } from '../shared/wire/operation.ts';

/** Null for an operation that changes content. */
export function stepName(op: Unnumbered): string | null {
  if (op.kind === 'withdraw') return 'withdraw';
  return op.kind === 'command' ? op.body.command.name : null;
}

/** What a person said with a step; '' when nothing. */
export function stepNote(op: Unnumbered): string {
  if (op.kind === 'withdraw') return op.body.reason ?? '';
  return op.kind === 'command' ? (op.body.command.note ?? '') : '';
}

/** Paths that the author is asked about. */
export const stepMarks = (op: Unnumbered): readonly string[] =>
  op.kind === 'command' ? (op.body.command.marks ?? []) : [];

/** The same step refused before gives way to the one that is taken now. */
export const refusedSteps = (rows: readonly OutboxRow[], name: string | null): readonly OutboxRow[] =>
  rows.filter(({ state, op }) => state === 'attention' && stepName(op) === name);

/**
 * What is laid over the snapshot. A refused edit still shows the person's words; a refused step did not happen, and the record
 * stands where the commune says.
 */
export const shownOps = (rows: readonly OutboxRow[]): readonly Operation[] =>
  rows.filter(({ state, op }) => state !== 'attention' || stepName(op) === null).map(standingPart);
