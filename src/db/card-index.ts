// Search in all cards without asking the database for each: they are kept in memory, filled in pages of the feed's order on
// first use and kept fresh from there. 10,000 cards are about 8 MB; a words index in the database would read thousands of
// keys for a common name.
import { matches } from '../shared/lib/fold.ts';
import { getMeta } from './meta.ts';
import type { PersonDb } from './person-db.ts';
import type { CardRow } from './rows.ts';

export interface CardFilter {
  readonly kind?: string | undefined;
  readonly status?: string | undefined;
  readonly unitId?: string | undefined;
  readonly movementId?: string | undefined;
}

interface Index {
  cleared: number;
  lastSeq: number;
  readonly byId: Map<string, CardRow>;
  /** Newest first; null after a card came. */
  sorted: readonly CardRow[] | null;
}

const pageOfCards = 1000;
const indexes = new WeakMap<PersonDb, Index>();

/**
 * Cards that have every word and pass the filter, newest first. Inside a live query: what it reads here makes the query
 * run again when cards come or go.
 */
export async function searchCards(
  db: PersonDb,
  words: readonly string[],
  filter: CardFilter,
): Promise<readonly CardRow[]> {
  const index = await freshIndex(db);
  index.sorted ??= [...index.byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  return index.sorted.filter((card) => passes(card, filter) && matches(card.folded, words));
}

export function passes(
  card: Pick<CardRow, 'kind' | 'unitId' | 'movementId'> & { status: string | null },
  filter: CardFilter,
) {
  return (
    (filter.kind === undefined || card.kind === filter.kind) &&
    (filter.status === undefined || card.status === filter.status) &&
    (filter.unitId === undefined || card.unitId === filter.unitId) &&
    (filter.movementId === undefined || card.movementId === filter.movementId)
  );
}

async function freshIndex(db: PersonDb): Promise<Index> {
  const cleared = (await getMeta(db, 'cardsCleared')) ?? 0;
  const known = indexes.get(db);
  const index: Index = known?.cleared === cleared ? known : { cleared, lastSeq: -1, byId: new Map(), sorted: null };
  indexes.set(db, index);
  for (;;) {
    const cards = await db.cards.where('seq').above(index.lastSeq).limit(pageOfCards).toArray();
    for (const card of cards) take(index, card);
    if (cards.length < pageOfCards) return index;
  }
}

function take(index: Index, card: CardRow): void {
  index.byId.set(card.id, card);
  index.lastSeq = Math.max(index.lastSeq, card.seq);
  index.sorted = null;
}
