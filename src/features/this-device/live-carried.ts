// What this phone carries for others and what became of it, and drafts that stand beside another.
import type { Observable } from 'dexie';
import { live } from '../../db/live-query.ts';
import type { PersonDb } from '../../db/person-db.ts';
import type { CarriedOperation, DraftAside } from '../../db/rows.ts';

export interface Load {
  readonly queue: string;
  /** Null where no word of theirs is kept any more. */
  readonly author: CarriedOperation['author'] | null;
  readonly waiting: number;
  readonly arrived: number;
  readonly refused: readonly RefusedLine[];
  readonly photos: { readonly waiting: number; readonly arrived: number; readonly refused: number };
}

export interface RefusedLine {
  readonly opId: string;
  readonly title: string;
  readonly code: NonNullable<CarriedOperation['refusal']>;
}

export interface Carried {
  readonly loads: readonly Load[];
  readonly aside: readonly DraftAside[];
}

export function liveCarried(db: PersonDb): Observable<Carried> {
  return live(db, async () => {
    const rows = await db.carried.toArray();
    const all = rows.flatMap((row) => (row.type === 'operation' ? [row] : []));
    const operations = all.filter(({ putAway }) => !putAway);
    const carried = await db.photos.filter(({ carriedFor }) => carriedFor !== undefined).toArray();
    const photos = carried.filter(({ putAway }) => !putAway);
    const queues = new Set([...operations.map(({ queue }) => queue), ...photos.flatMap((row) => row.carriedFor ?? [])]);
    const loads = [...queues].sort().map((queue): Load => {
      const own = operations.filter((row) => row.queue === queue);
      const known = all.filter((row) => row.queue === queue);
      const pictures = photos.filter(({ carriedFor }) => carriedFor === queue);
      return {
        queue,
        author: known[0]?.author ?? null,
        waiting: own.filter(({ state }) => state === 'waiting').length,
        arrived: own.filter(({ state }) => state === 'arrived').length,
        refused: own.flatMap(({ id, recordId, refusal, state }) =>
          state === 'refused' && refusal ? [{ opId: id, title: titleOf(known, recordId), code: refusal }] : [],
        ),
        photos: {
          // Beside what is shown nothing that waits is left out: the load would be said to have arrived.
          waiting: carried.filter((row) => row.carriedFor === queue && row.state === 'ready').length,
          arrived: pictures.filter(({ state }) => state === 'held').length,
          refused: pictures.filter(({ state }) => state === 'failed').length,
        },
      };
    });
    return { loads, aside: rows.flatMap((row) => (row.type === 'draft' ? [row] : [])) };
  });
}

/** What the carried operations themselves say: the record may be one that this person never sees. */
function titleOf(rows: readonly CarriedOperation[], recordId: string): string {
  const titles = rows.flatMap(({ recordId: id, op }) => {
    if (id !== recordId || (op.kind !== 'create' && op.kind !== 'patch')) return [];
    const { title } = op.body.patch;
    return typeof title === 'string' ? [title] : [];
  });
  return titles.at(-1) ?? '';
}
