// What the office asks the author for: every return since the record was last with the commune, in order.
import type { RecordPage } from '../../db/live.ts';
import { stepMarks, stepName, stepNote } from '../../db/steps.ts';

export interface ReturnWords {
  readonly opId: string;
  /** Null: by this person on this phone, and not sent yet. */
  readonly by: string | null;
  /** When the server took it, an instant. */
  readonly at: string | null;
  readonly note: string;
  readonly marks: readonly string[];
}

/** Steps that end what was asked before. */
const ends: ReadonlySet<string> = new Set(['receive', 'resubmit', 'markEligible', 'markIneligible', 'restore']);

/** Empty unless the record is shown as returned. */
export function returnsOf({
  status,
  events,
  local,
}: Pick<RecordPage, 'status' | 'events' | 'local'>): readonly ReturnWords[] {
  if (status !== 'returned') return [];
  const told = events.slice(1 + events.findLastIndex(({ command }) => command !== undefined && ends.has(command)));
  const atCommune = told.flatMap(({ opId, command, note = '', marks = [], by, receivedAt }) =>
    command === 'return' ? [{ opId, by: by.name, at: receivedAt, note, marks }] : [],
  );
  const here = local.findLast(({ state, op }) => state !== 'attention' && stepName(op) === 'return');
  if (!here || atCommune.some(({ opId }) => opId === here.opId)) return atCommune;
  return [{ opId: here.opId, by: null, at: null, note: stepNote(here.op), marks: stepMarks(here.op) }];
}

/** By path: the words of the last return that asked about it. */
export function wordsByMark(returns: readonly ReturnWords[]): ReadonlyMap<string, string> {
  return new Map(returns.flatMap(({ marks, note }) => marks.map((path) => [path, note] as const)));
}

/** Marks that still say something: a row that was taken out since is no longer asked about. */
export const isThere = ({ view }: Pick<RecordPage, 'view'>, path: string): boolean => {
  const [set = '', rowId] = path.split('/');
  return rowId === undefined || view.rows[set]?.[rowId] !== undefined;
};
