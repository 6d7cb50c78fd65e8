// What becomes of a phone's operations once a valid answer is here (SPEC.md S3, S5, S9). Deciding only: whoever calls stores it.
import { unreachable } from '../lib/unreachable.ts';
import type { Answer } from '../wire/down.ts';
import type { Operation } from '../wire/operation.ts';
import { lift } from './base.ts';
import { type OutboxRow, operationBytes } from './outbox.ts';
import { type Fate, settle } from './settle.ts';

export interface Taken {
  /** Rows that changed. */
  readonly puts: readonly OutboxRow[];
  /** Operations of which this run need not hear again. */
  readonly settled: number;
  /** Records whose operations wait for something that this run does not bring. */
  readonly waits: readonly string[];
  /** Records of which an operation was sent and is not named. */
  readonly unanswered: readonly string[];
}

/** @param rows everything that waits here of the records that `sent` speaks of. */
export function takeAnswers(rows: readonly OutboxRow[], sent: readonly Operation[], answers: readonly Answer[]): Taken {
  const now = new Map(rows.map((row) => [row.seq, row]));
  const changed = new Set<number>();
  const put = (row: OutboxRow) => {
    now.set(row.seq, row);
    changed.add(row.seq);
  };
  const waits: string[] = [];
  const unanswered: string[] = [];
  let settled = 0;
  for (const fate of settle(sent, answers)) {
    const row = now.get(fate.op.seq);
    if (!row || row.opId !== fate.op.opId)
      settled += 1; // by another answer before
    else if (applyFate(row, fate, [...now.values()], put, waits)) settled += 1;
    else unanswered.push(row.recordId);
  }
  return { puts: [...changed].flatMap((seq) => now.get(seq) ?? []), settled, waits, unanswered };
}

/** True when the fate of the operation is known. */
function applyFate(
  row: OutboxRow,
  fate: Fate,
  rows: readonly OutboxRow[],
  put: (row: OutboxRow) => void,
  waits: string[],
): boolean {
  switch (fate.type) {
    case 'answered':
      put({ ...row, state: 'answered', answer: fate.answer, refusal: null });
      for (const later of liftedLater(row, fate, rows)) put(later);
      return true;
    case 'attention':
      put({ ...row, state: 'attention', answer: fate.answer, refusal: fate.answer.code });
      return true;
    case 'waits': {
      const answer = { type: 'blocked' as const, opId: row.opId, by: fate.by };
      waits.push(row.recordId);
      // Its way is free again only by what a person does to the blocker; without one here it needs a person itself.
      const blocker = rows.find(({ opId }) => opId === fate.by);
      const stays = blocker !== undefined && blocker.state !== 'answered';
      put(stays ? { ...row, answer } : { ...row, answer, state: 'attention', refusal: 'no-such-record' });
      return true;
    }
    case 'unanswered':
      return false;
    default:
      return unreachable(fate);
  }
}

/** Later operations of the record that never left the phone rise to the revision of the one that was applied (S3). */
function liftedLater(
  earlier: OutboxRow,
  { answer }: Extract<Fate, { type: 'answered' }>,
  rows: readonly OutboxRow[],
): readonly OutboxRow[] {
  // Offered again, it stands under the number it had.
  const stood = earlier.again && earlier.again.rev > 0 ? { ...answer, rev: earlier.again.rev } : answer;
  return rows.flatMap((later) => {
    if (later.seq <= earlier.seq || later.sentOnce) return [];
    const op = lift(later.op, earlier.op, stood);
    return op === later.op ? [] : [{ ...later, op, bytes: operationBytes(op) }];
  });
}
