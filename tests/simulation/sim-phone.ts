// A phone whose tables are maps. What it does is the app's own core: the run, the exchange, what an answer and a page do,
// what an edit becomes. It may be killed, frozen in the middle of a request, or opened in a second tab.
import { type Seen, seenUnder } from '../../src/shared/sync/base.ts';
import type { Outcome } from '../../src/shared/sync/classify.ts';
import { type ExchangePorts, exchange, freshPace, type Taken } from '../../src/shared/sync/exchange.ts';
import { type OutboxRow, outboxRow } from '../../src/shared/sync/outbox.ts';
import { planBatch } from '../../src/shared/sync/plan.ts';
import type { EditPlan } from '../../src/shared/sync/plan-edit.ts';
import type { Receipt } from '../../src/shared/sync/receipt.ts';
import {
  createRun,
  type RunEnd,
  type RunPorts,
  type SyncRunState,
  type Trigger,
  work,
} from '../../src/shared/sync/run.ts';
import { takeAnswers } from '../../src/shared/sync/take-answers.ts';
import { beginsEpoch, isOvertaken, takePage } from '../../src/shared/sync/take-page.ts';
import { standingPart, type View, viewOf } from '../../src/shared/sync/view.ts';
import type { Conflict, Down, Snapshot } from '../../src/shared/wire/down.ts';
import type { Operation } from '../../src/shared/wire/operation.ts';
import type { Cursor, Up } from '../../src/shared/wire/up.ts';
import { wireVersion } from '../../src/shared/wire/version.ts';
import type { Person } from './sim-server.ts';

/** What is on the phone's disk. */
export interface Disk {
  readonly outbox: Map<number, OutboxRow>;
  readonly receipts: Map<number, Receipt>;
  readonly snapshots: Map<string, Snapshot>;
  readonly conflicts: Map<string, Conflict>;
  cursor: Cursor;
  lastSeq: number;
  mark: number;
  state: SyncRunState;
  failures: number;
  /** How many requests left. */
  requests: number;
}

export interface PhoneDeps {
  readonly person: Person;
  /** Asks the network; it may never answer. */
  readonly send: (phone: SimPhone, up: Up) => Promise<Outcome>;
  /** The phone's clock. */
  readonly now: () => number;
  readonly fraction: () => number;
}

/** Few operations a batch: what takes a long outbox in life happens in a short history. */
const mostOps = 3;

export class SimPhone {
  readonly person: Person;
  readonly disk: Disk = {
    outbox: new Map(),
    receipts: new Map(),
    snapshots: new Map(),
    conflicts: new Map(),
    cursor: { from: 0, epoch: null, scope: null },
    lastSeq: 0,
    mark: 0,
    state: { type: 'idle' },
    failures: 0,
    requests: 0,
  };
  /** Runs that have not ended. */
  running = 0;
  /** What a run that ended by itself said, for whoever asks whether a trigger was lost. */
  onEnd: (end: RunEnd) => void = () => undefined;
  /** Happens once, while a run is about to end. */
  atEnd: (() => void) | null = null;
  readonly now: () => number;
  readonly #deps: PhoneDeps;
  #lock: object | null = null;
  #tabs: readonly ((trigger: Trigger) => Promise<RunEnd>)[] = [];

  constructor(deps: PhoneDeps) {
    this.#deps = deps;
    this.person = deps.person;
    this.now = deps.now;
    this.#open();
  }

  #open(): void {
    this.#lock = null;
    this.running = 0;
    this.atEnd = null;
    this.#tabs = [createRun(this.#runPorts()), createRun(this.#runPorts())];
  }

  /** A tab, or the worker, hears of something. Errors of the core are the simulation's. */
  trigger(tab: number, trigger: Trigger, onError: (error: unknown) => void): void {
    const run = this.#tabs[tab % this.#tabs.length];
    const tabs = this.#tabs;
    this.running += 1;
    run?.(trigger)
      .then(
        (end) => {
          if (tabs !== this.#tabs) return; // it was killed meanwhile
          this.running -= 1;
          this.onEnd(end);
        },
        (error: unknown) => onError(error),
      )
      .catch(onError);
  }

  /** The browser is killed: what ran is gone, what was stored is there. */
  crash(): void {
    this.#open();
    this.disk.state = { type: 'idle' };
  }

  /** The browser freezes the tab that holds the lock; the lock is free, and the tab may wake later with an old answer in its hands. */
  freeze(): void {
    this.#lock = null;
  }

  /** Rows of the outbox, oldest first. */
  rows(recordId?: string): readonly OutboxRow[] {
    const rows = [...this.disk.outbox.values()].sort((a, b) => a.seq - b.seq);
    return recordId === undefined ? rows : rows.filter((row) => row.recordId === recordId);
  }

  view(recordId: string): View {
    return viewOf(this.disk.snapshots.get(recordId) ?? null, this.#laid(recordId));
  }

  /** What whoever looks at the record now has before their eyes. */
  seen(recordId: string): Seen {
    return seenUnder(this.#laid(recordId), this.disk.snapshots.get(recordId) ?? null);
  }

  #laid(recordId: string): readonly Operation[] {
    return this.rows(recordId).map(standingPart);
  }

  /** One strict transaction. Gives the operations as they were numbered. */
  save({ ops, drop, again }: EditPlan): readonly Operation[] {
    for (const { seq } of drop) this.disk.outbox.delete(seq);
    return ops.map((unnumbered) => {
      this.disk.lastSeq += 1;
      const op: Operation = { ...unnumbered, seq: this.disk.lastSeq };
      this.disk.outbox.set(op.seq, { ...outboxRow(op, 0), ...(again ? { again } : {}) });
      return op;
    });
  }

  #runPorts(): RunPorts {
    const { disk } = this;
    return {
      mark: async () => disk.mark,
      addMark: async () => {
        disk.mark += 1;
      },
      alone: async (part) => {
        if (this.#lock !== null) return null;
        const mine = {};
        this.#lock = mine;
        try {
          return await part();
        } finally {
          if (this.#lock === mine) this.#lock = null;
        }
      },
      state: async () => disk.state,
      setState: async (state) => {
        disk.state = state;
      },
      failures: async () => disk.failures,
      setFailures: async (count) => {
        disk.failures = count;
      },
      work: () => {
        const pace = { ...freshPace(), mostOps };
        const ports = this.#exchangePorts();
        return work({
          mark: async () => disk.mark,
          exchange: () => exchange(ports, pace),
          hasUnanswered: () => pace.unanswered.size > 0,
          photo: async () => ({ type: 'none' }),
        });
      },
      signIn: async () => ({ type: 'stop', because: 'signed-out' }),
      failed: async () => undefined,
      ending: async () => {
        const happens = this.atEnd;
        this.atEnd = null;
        happens?.();
      },
      now: this.#deps.now,
      fraction: this.#deps.fraction,
    };
  }

  #exchangePorts(): ExchangePorts {
    const { disk, person } = this;
    return {
      prepare: async (most, waits) => {
        disk.requests += 1;
        const batch = new Set(planBatch(this.rows(), most, waits).map(({ opId }) => opId));
        const rows = this.rows().filter(({ opId }) => batch.has(opId));
        for (const row of rows) disk.outbox.set(row.seq, { ...row, sentOnce: true });
        const again = rows.flatMap(({ opId, again: was }) => (was ? [{ opId, ...was }] : []));
        const sent = rows.map(({ op }) => op);
        const up: Up = {
          wire: wireVersion,
          app: 'sim',
          pull: disk.cursor,
          device: { unsent: disk.outbox.size, photosWaiting: 0, storedBytes: 0, persisted: true },
          ...(sent.length > 0 ? { batch: { queue: person.queueId, ops: sent, sig: '' } } : {}),
          ...(again.length > 0 ? { again } : {}),
        };
        return { up, sent, request: disk.requests };
      },
      send: (up) => this.#deps.send(this, up),
      take: async (sent, request, down) => this.#take(sent, request, down),
      refuse: async (op, request, code) => {
        const row = disk.outbox.get(op.seq);
        if (row?.state === 'waiting' && !isOvertaken(request, disk.requests))
          disk.outbox.set(op.seq, { ...row, state: 'attention', refusal: code });
      },
      register: async () => false,
      hasMore: async (waits) => planBatch(this.rows(), 1, waits).length > 0,
    };
  }

  #take(sent: readonly Operation[], request: number, down: Down): Taken {
    const { disk } = this;
    if (isOvertaken(request, disk.requests)) return { type: 'overtaken' };
    const records = new Set(sent.map(({ recordId }) => recordId));
    const taken = takeAnswers(
      this.rows().filter(({ recordId }) => records.has(recordId)),
      sent,
      down.answers,
    );
    for (const row of taken.puts) disk.outbox.set(row.seq, row);
    const { settled, waits, unanswered } = taken;
    return { type: 'taken', settled, waits, unanswered, pageTaken: this.#takePage(sent, down) };
  }

  #takePage(sent: readonly Operation[], { page }: Down): boolean {
    const { disk } = this;
    if (page === undefined) return false;
    const taken = takePage(page, {
      stored: disk.cursor,
      known: new Map([...disk.snapshots].map(([id, { seq }]) => [id, seq])),
      rows: this.rows(),
      sent,
      receipts: beginsEpoch(page, disk.cursor) ? [...disk.receipts.values()] : [],
      now: 0,
    });
    if (taken.type === 'stale') return false;
    if (taken.restart) {
      disk.snapshots.clear();
      disk.conflicts.clear();
    }
    for (const record of taken.records) disk.snapshots.set(record.id, record);
    for (const id of taken.gone) {
      disk.snapshots.delete(id);
      for (const conflict of [...disk.conflicts.values()])
        if (conflict.recordId === id) disk.conflicts.delete(conflict.id);
    }
    for (const conflict of page.conflicts) disk.conflicts.set(conflict.id, conflict);
    for (const receipt of taken.receipts) {
      disk.receipts.set(receipt.seq, receipt);
      disk.outbox.delete(receipt.seq);
    }
    for (const row of taken.again) {
      disk.receipts.delete(row.seq);
      disk.outbox.set(row.seq, row);
    }
    disk.cursor = taken.cursor;
    return true;
  }
}
