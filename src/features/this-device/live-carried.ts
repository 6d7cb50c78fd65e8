// What this phone carries for others and what became of it, and drafts that stand beside another.
import type { Observable } from 'dexie';
import { live } from '../../db/live-query.ts';
import type { PersonDb } from '../../db/person-db.ts';
import type { CarriedOperation, DraftAside } from '../../db/rows.ts';

export interface Load {
  readonly queue: string;
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
    const operations = rows.flatMap((row) => (row.type === 'operation' && !row.putAway ? [row] : []));
    const photos = await db.photos.filter(({ carriedFor, putAway }) => carriedFor !== undefined && !putAway).toArray();
    const queues = new Set([...operations.map(({ queue }) => queue), ...photos.flatMap((row) => row.carriedFor ?? [])]);
    const loads = [...queues].sort().map((queue): Load => {
      const own = operations.filter((row) => row.queue === queue);
      const pictures = photos.filter(({ carriedFor }) => carriedFor === queue);
      return {
        queue,
        author: own[0]?.author ?? null,
        waiting: own.filter(({ state }) => state === 'waiting').length,
        arrived: own.filter(({ state }) => state === 'arrived').length,
        refused: own.flatMap(({ id, recordId, refusal, state }) =>
          state === 'refused' && refusal ? [{ opId: id, title: titleOf(own, recordId), code: refusal }] : [],
        ),
        photos: {
          waiting: pictures.filter(({ state }) => state === 'ready').length,
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
