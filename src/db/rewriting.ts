// What a person is writing anew in the place of two others' words: kept while they type, with what they saw when they began (R3).
import type { Seen } from '../shared/sync/base.ts';
import { getMeta, putMeta } from './meta.ts';
import type { PersonDb } from './person-db.ts';

export interface Rewriting {
  /** As it stands in the box. */
  readonly text: string;
  readonly seen: Seen;
}

export async function rewritingOf(db: PersonDb, conflictId: string): Promise<Rewriting | null> {
  return (await getMeta(db, 'rewriting'))?.[conflictId] ?? null;
}

/** Conflicts of which something half-written is kept. */
export async function conflictsRewritten(db: PersonDb): Promise<readonly string[]> {
  return Object.keys((await getMeta(db, 'rewriting')) ?? {});
}

/** Null: it was saved, or given up. */
export function keepRewriting(db: PersonDb, conflictId: string, rewriting: Rewriting | null): Promise<void> {
  return db.transaction('rw', db.meta, async () => {
    const { [conflictId]: _, ...others } = (await getMeta(db, 'rewriting')) ?? {};
    await putMeta(db, 'rewriting', rewriting === null ? others : { ...others, [conflictId]: rewriting });
  });
}
