// What waits on a phone.
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

export const operationBytes = (op: Operation): number => utf8Length(canonicalJson(op));

export function outboxRow(op: Operation, savedAt: number): OutboxRow {
  const { seq, opId, recordId } = op;
  const bytes = operationBytes(op);
  return { seq, opId, recordId, op, bytes, state: 'waiting', sentOnce: false, answer: null, refusal: null, savedAt };
}
