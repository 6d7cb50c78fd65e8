// What a person chose where two wrote different things waits in the outbox like everything else they do.
import type { FieldValue } from '../shared/domain/field.ts';
import { baseFor, type Seen } from '../shared/sync/base.ts';
import type { Resolution } from '../shared/wire/operation.ts';
import { resolutionIn } from './disputes.ts';
import { addStoredBytes } from './meta.ts';
import { outboxOf } from './outbox.ts';
import type { PersonDb } from './person-db.ts';
import type { ConflictRow } from './rows.ts';
import { commit, operationHead, type SaveDeps, type Saved } from './save.ts';

/** `seen` is what the person had before them when they chose: the base comes from it (R3). One conflict is decided once. */
export async function saveResolve(
  db: PersonDb,
  deps: SaveDeps,
  {
    conflict,
    choice,
    value,
    seen,
  }: {
    readonly conflict: Pick<ConflictRow, 'id' | 'recordId' | 'field'>;
    readonly choice: Resolution['choice'];
    readonly value: FieldValue;
    readonly seen: Seen;
  },
): Promise<Saved> {
  const { id: conflictId, recordId, field } = conflict;
  const snapshot = await db.snapshots.get(recordId);
  const head = operationHead(db, deps, recordId, snapshot?.kind ?? '')();
  return commit(db, deps, {
    recordId,
    content: null,
    plan: (rows) => {
      const same = rows.filter((row) => resolutionIn(row)?.conflictId === conflictId);
      if (same.some(({ state }) => state !== 'attention')) return { ops: [], drop: [] };
      const pending = rows.filter((row) => !same.includes(row)).map(({ op }) => op);
      const command = {
        name: 'resolve',
        expectStatus: snapshot?.status ?? '',
        expectRev: snapshot?.statusRev ?? 0,
        resolve: { conflictId, field, choice, value, base: baseFor(field, pending, seen) },
      };
      // A choice refused before gives way to this one.
      return { ops: [{ ...head, kind: 'command', body: { command } }], drop: same };
    },
  });
}

/** True where this choice waits here already: it was pressed twice. */
export async function isChosen(
  db: PersonDb,
  { id, recordId }: Pick<ConflictRow, 'id' | 'recordId'>,
  wish: Pick<Resolution, 'choice' | 'value'>,
): Promise<boolean> {
  const rows = await outboxOf(db, recordId);
  return rows.some((row) => {
    const chosen = row.state === 'attention' ? null : resolutionIn(row);
    return chosen?.conflictId === id && chosen.choice === wish.choice && chosen.value === wish.value;
  });
}

/** The person has read why a choice was refused, and lets go of it. */
export function dropRefusedChoice(db: PersonDb, seq: number): Promise<void> {
  return db.transaction('rw', db.outbox, db.meta, async () => {
    const row = await db.outbox.get(seq);
    if (row?.state !== 'attention' || resolutionIn(row) === null) return;
    await db.outbox.delete(seq);
    await addStoredBytes(db, -row.bytes);
  });
}
