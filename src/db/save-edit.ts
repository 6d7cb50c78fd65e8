// Saving a change of a record that was saved before. Apart from save.ts: the capture form opens without it.
import type { RecordContent } from '../shared/domain/record.ts';
import { err } from '../shared/lib/result.ts';
import { rowsOnlyHere, withoutGoneWords } from '../shared/sync/gone-words.ts';
import { planEdit, type SeenRecord } from '../shared/sync/plan-edit.ts';
import type { Operation } from '../shared/wire/operation.ts';
import { outboxOf } from './outbox.ts';
import type { PersonDb } from './person-db.ts';
import { commit, notReady, operationHead, type SaveDeps, type Saved, withPhotoFacts } from './save.ts';
import { refusedSteps } from './steps.ts';

/** Where the person saw the record returned. */
export interface Resubmit {
  readonly expectStatus: string;
  readonly expectRev: number;
}

/**
 * Saves a change of a record, sent or not. `seen` is what the person had before them when they began: the base of
 * every field comes from it (R3). Where an operation of the record was refused, the change takes its place.
 */
export async function saveEdit(
  db: PersonDb,
  deps: SaveDeps,
  {
    recordId,
    seen,
    content,
    resubmit,
  }: {
    readonly recordId: string;
    readonly seen: SeenRecord;
    readonly content: RecordContent;
    /** Of a returned record: it goes back to the commune with the change, in the same transaction. */
    readonly resubmit?: Resubmit | undefined;
  },
): Promise<Saved> {
  // In this order: what is answered meanwhile stands in one of the two.
  const known = await outboxOf(db, recordId);
  const snapshot = (await db.snapshots.get(recordId)) ?? null;
  const kind =
    snapshot?.kind ?? known.map(({ op }) => (op.kind === 'create' ? op.body.type : null)).find((type) => type !== null);
  const refused = kind ? notReady(db, kind, content) : ({ code: 'nothing-changed' } as const);
  if (!kind || refused) return err(refused ?? { code: 'nothing-changed' });
  const full = await withPhotoFacts(db, recordId, content);
  const head = operationHead(db, deps, recordId, kind);
  const wish = { kind, seen, content: full, snapshot, heads: [head(), head(), head()] } as const;
  const taken = rowsOnlyHere(seen, snapshot).length > 0 ? await takenOf(db, recordId) : [];
  const resend = resubmit
    ? { ...head(), kind: 'command' as const, body: { command: { name: 'resubmit', ...resubmit } } }
    : null;
  return commit(db, deps, {
    recordId,
    content: full,
    plan: (rows) => {
      const own = [...known, ...rows].map(({ op }) => op);
      const before = withoutGoneWords(seen, snapshot, own, taken);
      const plan = planEdit({ ...wish, seen: { ...seen, content: before } }, rows);
      if (resend === null || plan.ops.length === 0) return plan;
      return { ...plan, ops: [...plan.ops, resend], drop: [...plan.drop, ...refusedSteps(rows, 'resubmit')] };
    },
  });
}

/** Operations on the record that the commune has taken. Receipts may be thousands: read only where it decides something. */
async function takenOf(db: PersonDb, recordId: string): Promise<readonly Operation[]> {
  return (await db.receipts.filter(({ op }) => op.recordId === recordId).toArray()).map(({ op }) => op);
}
