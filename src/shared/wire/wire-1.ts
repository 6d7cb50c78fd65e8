// The answer as an app of release 0.1.0 reads it: its schemas refuse every word they do not know.
import type { Conflict, Down, Page, RecordEvent, Snapshot } from './down.ts';
import type { RejectionCode } from './rejection.ts';

/** Leaves out what wire 1 lacks; nothing a person typed is among it. */
export function downForWire1(down: Down): Down {
  return {
    ...down,
    wire: 1,
    answers: down.answers.map((answer) =>
      answer.type === 'rejected' ? { ...answer, code: code1(answer.code) } : answer,
    ),
    ...(down.page ? { page: page1(down.page) } : {}),
  };
}

function page1({ epochFrom: _, ...page }: Page): Page {
  return { ...page, records: page.records.map(record1), conflicts: page.conflicts.map(conflict1) };
}

function record1({ mergedInto: _, ...record }: Snapshot): Snapshot {
  // For its author both mean: nothing more to do here.
  const status = record.status === 'merged' ? 'withdrawn' : record.status;
  return { ...record, status, events: record.events.map(event1) };
}

const event1 = ({ device: _, marks: __, ...event }: RecordEvent): RecordEvent => event;

function conflict1({
  at: _,
  receivedAt: __,
  device: ___,
  keptBy: ____,
  resolution: _____,
  ...conflict
}: Conflict): Conflict {
  return conflict;
}

/** Steps of wire 2 alone are refused so; an app of wire 1 meets these codes only as the carrier of somebody's batch. */
const newer: readonly RejectionCode[] = ['note-required', 'not-complete', 'no-such-conflict'];
const code1 = (code: RejectionCode): RejectionCode => (newer.includes(code) ? 'not-allowed' : code);
