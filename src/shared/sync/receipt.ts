// What stays of an operation after the commune has it. Apart from what waits: the capture form opens without it.
import type { Answer } from '../wire/down.ts';
import type { Again, Operation } from '../wire/operation.ts';
import { type OutboxRow, outboxRow } from './outbox.ts';

/** An operation the commune has acknowledged, kept so that this phone can bring it back to a restored server (S11). */
export interface Receipt extends Omit<TakenAs, 'dossier'> {
  readonly seq: number;
  readonly op: Operation;
  readonly dossier: string | null;
  readonly savedAt: number;
  /** Milliseconds since 1970. */
  readonly answeredAt: number;
  /** Whose clock that is. Earlier releases took the phone's, and did not say. */
  readonly clock?: 'server';
}

/** How long receipts are kept, by the server's clock. */
export const receiptMs = 90 * 24 * 3600_000;

/** Null for a row that was not taken. @param answeredAt by the server's clock */
export function receiptOf({ seq, op, answer, again, savedAt }: OutboxRow, answeredAt: number): Receipt | null {
  if (answer?.type !== 'applied' && answer?.type !== 'conflict') return null;
  const taken = takenAs(answer, again);
  return { seq, op, ...taken, dossier: taken.dossier ?? null, savedAt, answeredAt, clock: 'server' };
}

/** What is kept of an answer for a server that may lose it. */
export interface TakenAs {
  /** As it was answered last: whether a backup lacks it. */
  readonly rev: number;
  /** Offered again once: the number it had before, under which its words stand and were seen. */
  readonly stood?: number;
  readonly dossier?: string;
  /** Paths at which it was not taken, but filed for a person. */
  readonly filed?: string[];
}

/** @param again what the server had been told of an answer before this one */
export function takenAs(answer: Extract<Answer, { type: 'applied' | 'conflict' }>, again?: Again): TakenAs {
  // What had been filed and is taken now stands under the new number.
  const filed = [...new Set([...(again?.filed ?? []), ...(answer.type === 'conflict' ? answer.fields : [])])];
  return {
    rev: answer.rev,
    ...(again && again.rev > 0 ? { stood: again.rev } : {}),
    ...(answer.type === 'applied' && answer.dossier !== undefined ? { dossier: answer.dossier } : {}),
    ...(filed.length > 0 ? { filed } : {}),
  };
}

/** As a restored server is told of it. */
export function toldOf({
  rev,
  stood,
  dossier,
  filed,
}: Omit<TakenAs, 'dossier'> & { readonly dossier?: string | null }): Again {
  return { rev: stood ?? rev, ...(dossier ? { dossier } : {}), ...(filed ? { filed } : {}) };
}

/** The receipt as it waits once more, byte for byte. */
export function offeredAgain(receipt: Receipt): OutboxRow {
  return { ...outboxRow(receipt.op, receipt.savedAt), sentOnce: true, again: toldOf(receipt) };
}
