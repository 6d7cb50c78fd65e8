// Merges of this phone that the feed has not brought back: the record that became part of another shows it at once.
import type { OutboxRow } from '../shared/sync/outbox.ts';
import type { PersonDb } from './person-db.ts';

/** Of each record that becomes part of another: which. */
export function mergesIn(rows: readonly OutboxRow[]): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap(({ op, recordId, state }): [string, string][] =>
      op.kind === 'command' && op.body.command.merge && state !== 'attention'
        ? [[op.body.command.merge.from, recordId]]
        : [],
    ),
  );
}

export async function pendingMerges(db: PersonDb): Promise<ReadonlyMap<string, string>> {
  return mergesIn(await db.outbox.filter(({ op }) => op.kind === 'command').toArray());
}
