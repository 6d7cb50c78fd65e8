// What waits on a phone, and what stays of it after the commune has it.
import { canonicalJson } from '../lib/canonical-json.ts';
import { utf8Length } from '../lib/utf8.ts';
import type { Answer } from '../wire/down.ts';
import type { Again, Operation } from '../wire/operation.ts';
import type { ProblemCode } from '../wire/problem.ts';
import type { RejectionCode } from '../wire/rejection.ts';

export interface OutboxRow {
  /** 1, 2, 3… in this queue, given in the transaction that saves. */
  readonly seq: number;
  readonly opId: string;
  readonly recordId: string;
  readonly op: Operation;
  /** Length of the operation's canonical JSON in bytes. */
  readonly bytes: number;
  /**
   * `attention`: refused; it stays with its reason until a person does something about it. `answered`: the server has
   * it; it stays in the view, uncounted, until the feed brings the record back.
   */
  readonly state: 'waiting' | 'attention' | 'answered';
  /** True once its bytes may have left the phone: from then on they never change. */
  readonly sentOnce: boolean;
  readonly answer: Answer | null;
  /** Why it is under "Cần xử lý"; null otherwise. */
  readonly refusal: RejectionCode | ProblemCode | null;
  readonly savedAt: number;
  /** Offered again to a restored server: what an earlier epoch had answered; `rev` 0 where it had not (S11). */
  readonly again?: Again;
}

/** An operation the commune has acknowledged, kept so that this phone can bring it back to a restored server (S11). */
export interface Receipt {
  readonly seq: number;
  readonly op: Operation;
  readonly rev: number;
  readonly dossier: string | null;
  /** Paths at which it was not taken, but filed for a person. */
  readonly filed?: string[];
  readonly savedAt: number;
  /** Milliseconds since 1970. */
  readonly answeredAt: number;
  /** Whose clock that is. Earlier releases took the phone's, and did not say. */
  readonly clock?: 'server';
}

/** How long receipts are kept, by the server's clock. */
export const receiptMs = 90 * 24 * 3600_000;

export const operationBytes = (op: Operation): number => utf8Length(canonicalJson(op));

export function outboxRow(op: Operation, savedAt: number): OutboxRow {
  const { seq, opId, recordId } = op;
  const bytes = operationBytes(op);
  return { seq, opId, recordId, op, bytes, state: 'waiting', sentOnce: false, answer: null, refusal: null, savedAt };
}

/** Null for a row that was not taken. @param answeredAt by the server's clock */
export function receiptOf({ seq, op, answer, savedAt }: OutboxRow, answeredAt: number): Receipt | null {
  if (answer?.type !== 'applied' && answer?.type !== 'conflict') return null;
  const dossier = answer.type === 'applied' ? (answer.dossier ?? null) : null;
  const filed = answer.type === 'conflict' ? { filed: answer.fields } : {};
  return { seq, op, rev: answer.rev, dossier, ...filed, savedAt, answeredAt, clock: 'server' };
}

/** The receipt as it waits once more, byte for byte. */
export function offeredAgain({ op, rev, dossier, filed, savedAt }: Receipt): OutboxRow {
  const again = { rev, ...(dossier === null ? {} : { dossier }), ...(filed ? { filed } : {}) };
  return { ...outboxRow(op, savedAt), sentOnce: true, again };
}
