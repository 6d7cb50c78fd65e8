// Saving a change of a record that was saved before. Apart from save.ts: the capture form opens without it.
import type { RecordContent } from '../shared/domain/record.ts';
import { err } from '../shared/lib/result.ts';
import { createBody } from '../shared/sync/create-body.ts';
import { diffToChanges } from '../shared/sync/diff.ts';
import { outboxOf } from './outbox.ts';
import type { PersonDb } from './person-db.ts';
import type { SeenRecord } from './rows.ts';
import { commit, notReady, operationHead, type SaveDeps, type Saved, withPhotoFacts } from './save.ts';
import { beforeSuperseded, supersededBy } from './supersede.ts';

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
  }: { readonly recordId: string; readonly seen: SeenRecord; readonly content: RecordContent },
): Promise<Saved> {
  const snapshot = (await db.snapshots.get(recordId)) ?? null;
  const known = await outboxOf(db, recordId);
  const kind =
    snapshot?.kind ?? known.map(({ op }) => (op.kind === 'create' ? op.body.type : null)).find((type) => type !== null);
  const refused = kind ? notReady(db, kind, content) : ({ code: 'nothing-changed' } as const);
  if (!kind || refused) return err(refused ?? { code: 'nothing-changed' });
  const full = await withPhotoFacts(db, recordId, content);
  const head = operationHead(db, deps, recordId, kind);
  const heads = Array.from({ length: 3 }, head); // patch, setAdd, setRemove: at most one of each
  return commit(db, deps, {
    recordId,
    content: full,
    plan: (rows) => {
      const drop = supersededBy(rows);
      const create = drop.find(({ op }) => op.kind === 'create');
      const [first, ...others] = heads;
      if (create && first) return { ops: [{ ...first, kind: 'create', body: createBody(kind, full) }], drop };
      const before = beforeSuperseded(seen.content, drop, snapshot);
      const pending = rows.filter((row) => !drop.includes(row)).map(({ op }) => op);
      const changes = diffToChanges(before, full, pending, seen);
      const numbered = [first, ...others];
      return { ops: changes.flatMap((change, at) => (numbered[at] ? [{ ...numbered[at], ...change }] : [])), drop };
    },
  });
}
