// One person's queue on one phone: what waits, what was answered, and what is offered again (S3, S5, S9, S11).
import type { Feed } from './feed.ts';
import { uuidv7 } from './key.ts';
import { basesOf, lifted, seenRev, writesAt } from './view.ts';
import type { Answer, Deed, Operation } from './wire.ts';

export interface Waiting {
  op: Operation;
  /** It may have left the phone: from then on its bytes stand. */
  left: boolean;
  refused: { readonly code: string; readonly fieldErrors?: readonly { path: string; code: string }[] } | null;
  blockedBy: string | null;
  /** Offered to another epoch: what the one before had answered. */
  again: { readonly rev: number; readonly dossier?: string } | null;
}

export interface Receipt {
  readonly op: Operation;
  readonly rev: number;
  readonly dossier?: string;
  /** Paths of it that were filed for a person. */
  readonly filed: readonly string[];
}

export class Outbox {
  waiting: Waiting[] = [];
  receipts: Receipt[] = [];
  /** Every answer heard, in order. */
  readonly heard: Answer[] = [];
  #lastSeq = 0;

  save(recordId: string, deed: Deed, v = 1): Operation {
    this.#lastSeq += 1;
    const op = { opId: uuidv7(), seq: this.#lastSeq, recordId, v, at: new Date().toISOString(), ...deed };
    this.waiting.push({ op, left: false, refused: null, blockedBy: null, again: null });
    return op;
  }

  /** S3: what waits on the field hands its base on; what was just applied counts as seen. */
  base(feed: Feed, recordId: string, path: string): number {
    const before = this.waiting.findLast(({ op }) => op.recordId === recordId && writesAt(op, path));
    const own = this.receipts.filter(
      ({ op, filed }) => op.recordId === recordId && writesAt(op, path) && !filed.includes(path),
    );
    const seen = Math.max(seenRev(feed.records.get(recordId), path), ...own.map(({ rev }) => rev));
    return before ? (basesOf(before.op)[path] ?? (before.op.kind === 'create' ? 0 : seen)) : seen;
  }

  /** What is unanswered or refused of a record leaves the queue, for a correction to stand in its place. */
  takeBack(recordId: string): Operation[] {
    const back = this.waiting.filter(({ op }) => op.recordId === recordId).map(({ op }) => op);
    this.waiting = this.waiting.filter(({ op }) => op.recordId !== recordId);
    return back;
  }

  /** What may go now, in order, within the limits of one batch. */
  next(most: { readonly ops: number; readonly bytes: number }, leftOut: ReadonlySet<string>): Waiting[] {
    const held = new Set(leftOut);
    const batch: Waiting[] = [];
    let bytes = 0;
    for (const one of this.waiting) {
      if (one.refused || one.blockedBy !== null) held.add(one.op.recordId);
      if (held.has(one.op.recordId)) continue;
      bytes += Buffer.byteLength(JSON.stringify(one.op));
      if (batch.length > 0 && (batch.length >= most.ops || bytes > most.bytes)) break;
      batch.push(one);
    }
    return batch;
  }

  settle(answer: Answer): void {
    const one = this.waiting.find(({ op }) => op.opId === answer.opId);
    if (!one) return;
    this.heard.push(answer);
    if (answer.type === 'rejected') {
      one.refused = { code: answer.code, ...(answer.fieldErrors ? { fieldErrors: answer.fieldErrors } : {}) };
    } else if (answer.type === 'blocked') {
      one.blockedBy = answer.by;
    } else {
      this.waiting = this.waiting.filter((other) => other !== one);
      const filed = answer.type === 'conflict' ? answer.fields : [];
      const dossier = answer.type === 'applied' && answer.dossier !== undefined ? { dossier: answer.dossier } : {};
      this.receipts.push({ op: one.op, rev: answer.rev, filed, ...dossier });
      this.#lift(one.op, answer.rev, filed);
      for (const other of this.waiting) if (other.blockedBy === one.op.opId) other.blockedBy = null;
    }
  }

  #lift(answered: Operation, rev: number, filed: readonly string[]): void {
    for (const one of this.waiting) {
      if (one.left || one.op.recordId !== answered.recordId || one.op.seq < answered.seq) continue;
      one.op = lifted(one.op, (path, base) =>
        writesAt(answered, path) && !filed.includes(path) ? Math.max(base, rev) : base,
      );
    }
  }

  /** S11: another epoch, which knew of nothing above `from`. */
  offerAgain(from: number): void {
    for (const one of this.waiting) one.again ??= { rev: 0 };
    const back = this.receipts.filter(({ rev }) => rev > from);
    this.receipts = this.receipts.filter(({ rev }) => rev <= from);
    for (const { op, rev, dossier } of back) {
      const again = { rev, ...(dossier === undefined ? {} : { dossier }) };
      this.waiting.push({ op, left: true, refused: null, blockedBy: null, again });
    }
    this.waiting.sort((a, b) => a.op.seq - b.op.seq);
  }

  /** The person's own words on a record that the feed has not brought back. */
  over(feed: Feed, recordId: string): Operation[] {
    return [
      ...this.receipts
        .filter(({ op, rev }) => op.recordId === recordId && !feed.has(recordId, rev))
        .map(({ op }) => op),
      ...this.waiting.filter(({ op }) => op.recordId === recordId).map(({ op }) => op),
    ];
  }
}
