// Records whose changes the server did not take, with the first reason of each.
import { liveQuery, type Observable } from 'dexie';
import type { PersonDb } from '../../db/person-db.ts';
import { stepName } from '../../db/steps.ts';
import type { OutboxRow } from '../../shared/sync/outbox.ts';

export interface AttentionItem {
  readonly recordId: string;
  readonly title: string | null;
  readonly refusal: OutboxRow['refusal'];
  /** The step that was refused; null: a change of what the record says. */
  readonly step: string | null;
}

const most = 50;

export function liveAttention(db: PersonDb): Observable<readonly AttentionItem[]> {
  return liveQuery(async () => {
    const rows = await db.outbox
      .where('[state+recordId]')
      .between(['attention', ''], ['attention', '\uffff'])
      .limit(most)
      .toArray();
    const firsts = rows.filter(({ recordId }, at) => rows.findIndex((row) => row.recordId === recordId) === at);
    const cards = await db.cards.bulkGet(firsts.map(({ recordId }) => recordId));
    return firsts.map(({ recordId, refusal, op }, at) => ({
      recordId,
      refusal,
      step: stepName(op),
      title: cards[at]?.title ?? (op.kind === 'create' ? titleOf(op.body.patch) : null),
    }));
  });
}

function titleOf(patch: Readonly<Record<string, unknown>>): string | null {
  return typeof patch.title === 'string' && patch.title !== '' ? patch.title : null;
}
