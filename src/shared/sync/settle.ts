// What becomes of the operations that were sent, once a valid answer is here (SPEC.md S5, S9).
import { unreachable } from '../lib/unreachable.ts';
import type { Answer } from '../wire/down.ts';
import type { Operation } from '../wire/operation.ts';

export type Fate =
  /**
   * The server has it (a conflict is filed there for a person). It stays in the view, uncounted, until the feed
   * brings the record at `rev` or later; else the screen would fall back to the old text for a moment.
   */
  | {
      readonly type: 'answered';
      readonly op: Operation;
      readonly answer: Extract<Answer, { type: 'applied' | 'conflict' }>;
    }
  /** Refused: kept with its reason under "Cần xử lý". */
  | { readonly type: 'attention'; readonly op: Operation; readonly answer: Extract<Answer, { type: 'rejected' }> }
  /** An earlier one of its record was refused: it stays and waits. */
  | { readonly type: 'waits'; readonly op: Operation; readonly by: string }
  /** The answer does not name it: it stays and is sent again. */
  | { readonly type: 'unanswered'; readonly op: Operation };

/** One fate for each operation that was sent; answers to others are ignored. */
export function settle(sent: readonly Operation[], answers: readonly Answer[]): readonly Fate[] {
  const byId = new Map(answers.map((answer) => [answer.opId, answer]));
  return sent.map((op): Fate => {
    const answer = byId.get(op.opId);
    if (!answer) return { type: 'unanswered', op };
    switch (answer.type) {
      case 'applied':
      case 'conflict':
        return { type: 'answered', op, answer };
      case 'rejected':
        return { type: 'attention', op, answer };
      case 'blocked':
        return { type: 'waits', op, by: answer.by };
      default:
        return unreachable(answer);
    }
  });
}

/** True when the confirmed record already holds what the answer speaks of, so that the operation may leave the phone. */
export function isInSnapshot(
  answer: Extract<Answer, { type: 'applied' | 'conflict' }>,
  snapshotSeq: number | null,
): boolean {
  return snapshotSeq !== null && snapshotSeq >= answer.rev;
}
