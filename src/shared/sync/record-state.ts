// The one word under a record. Computed from what is confirmed and what still waits on this phone; never stored.
import { type RecordContent, rowsInOrder } from '../domain/record.ts';
import type { Status } from '../domain/workflow.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { RecordEvent, Snapshot } from '../wire/down.ts';
import type { ProblemCode } from '../wire/problem.ts';
import type { RejectionCode } from '../wire/rejection.ts';

export interface StepBy {
  readonly byName: string;
  /** When the server took it, an instant. */
  readonly at: string;
}

export type RecordState =
  | { readonly type: 'draft' }
  | { readonly type: 'saved' }
  | { readonly type: 'sending'; readonly photosLeft: number; readonly dossier: string }
  | { readonly type: 'arrived'; readonly dossier: string }
  /** At the commune again, after the office had returned it. */
  | { readonly type: 'resent'; readonly dossier: string }
  | { readonly type: 'received'; readonly dossier: string; readonly step: StepBy | null }
  | { readonly type: 'returned'; readonly dossier: string; readonly step: StepBy | null; readonly note: string | null }
  | { readonly type: 'in-review'; readonly dossier: string }
  | { readonly type: 'ineligible'; readonly dossier: string }
  | { readonly type: 'awarded'; readonly dossier: string }
  | { readonly type: 'withdrawn'; readonly dossier: string | null }
  | { readonly type: 'merged'; readonly dossier: string }
  | { readonly type: 'attention'; readonly code: RejectionCode | ProblemCode };

export type RecordStateType = RecordState['type'];

export interface StateFacts {
  /** Confirmed by the server, or null while only this phone knows the record. */
  readonly snapshot: Pick<Snapshot, 'status' | 'dossier' | 'held' | 'events'> | null;
  /** What is shown (its photos are counted). */
  readonly content: RecordContent;
  /** Operations of this phone on the record that no answer has settled, or whose answer the server has forgotten. */
  readonly waiting: number;
  /** Why an operation of this record was refused, null when none was. */
  readonly refused: RejectionCode | ProblemCode | null;
  /** A draft exists and nothing of the record was ever saved. */
  readonly onlyDraft: boolean;
}

/** "Đã tới xã" is said only when the text and every photo are durable on the server (SPEC.md S14). */
export function recordState(facts: StateFacts): RecordState {
  const { snapshot } = facts;
  if (facts.refused) return { type: 'attention', code: facts.refused };
  if (facts.onlyDraft) return { type: 'draft' };
  if (snapshot === null || facts.waiting > 0) return { type: 'saved' };
  const photosLeft = photosNotHeld(facts.content, snapshot.held);
  if (photosLeft > 0 && !saysMore(snapshot.status)) return { type: 'sending', photosLeft, dossier: snapshot.dossier };
  return fromStatus(snapshot.status, snapshot.dossier, snapshot.events);
}

/** Of more weight than photos on their way: it is over, or the author is asked for something. */
const saysMore = (status: Status): boolean => ['withdrawn', 'merged', 'returned'].includes(status);

/** Photos of the record whose bytes the server does not hold durably yet, thumbnail or full. */
export function photosNotHeld(content: RecordContent, held: Snapshot['held']): number {
  return rowsInOrder(content, 'photos').filter(({ id }) => held[id] !== 'both').length;
}

function fromStatus(status: Status, dossier: string, events: readonly RecordEvent[]): RecordState {
  switch (status) {
    case 'sent':
      return { type: lastCommand(events, 'resubmit') ? 'resent' : 'arrived', dossier };
    case 'received':
      return { type: 'received', dossier, step: lastStep(events, 'receive') };
    case 'returned': {
      const last = lastCommand(events, 'return');
      return { type: 'returned', dossier, step: lastStep(events, 'return'), note: last?.note ?? null };
    }
    case 'eligible':
    case 'before-council':
    case 'council-decided':
      return { type: 'in-review', dossier };
    case 'ineligible':
      return { type: 'ineligible', dossier };
    case 'awarded':
      return { type: 'awarded', dossier };
    case 'withdrawn':
    case 'merged':
      return { type: status, dossier };
    default:
      return unreachable(status);
  }
}

function lastCommand(events: readonly RecordEvent[], name: string): RecordEvent | undefined {
  return events.findLast((event) => event.command === name);
}

function lastStep(events: readonly RecordEvent[], name: string): StepBy | null {
  const event = lastCommand(events, name);
  return event ? { byName: event.by.name, at: event.receivedAt } : null;
}
