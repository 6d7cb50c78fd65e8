// All cards in memory, so that searching and scrolling through thousands does not ask the database for each: read in pages
// of the feed's order, when a list has its first quiet moment or on the first search, and kept fresh from there. 10,000
// cards are about 8 MB; a words index in the database would read thousands of keys for a common name.
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
  /** False while the cards are read ahead: a search reads the rest at once. */
  whole: boolean;
  /** By id, so that the newest stand last: what comes is mostly new, and is only put behind. */
  readonly ascending: CardRow[];
}

const pageOfCards = 1000;
/** Read in one go while nobody waits: short enough that a slowed phone still draws in between. */
const pageInQuiet = 200;
const indexes = new WeakMap<PersonDb, Index>();

/** True once all cards were read: from then on a page of a list costs no reading. */
export const hasCardsInMemory = (db: PersonDb): boolean => indexes.get(db)?.whole ?? false;

const readings = new WeakMap<PersonDb, Promise<void>>();

/** Reads the cards ahead of the first search. `pause` gives the page its turn between two slices. */
export function readCardsAhead(db: PersonDb, pause: () => Promise<unknown>): Promise<void> {
  if (indexes.get(db)?.whole) return Promise.resolve();
  const going = readings.get(db) ?? readInQuiet(db, pause).finally(() => readings.delete(db));
  readings.set(db, going);
  return going;
}

async function readInQuiet(db: PersonDb, pause: () => Promise<unknown>): Promise<void> {
  const index = await emptyIndex(db);
  indexes.set(db, index);
  while (!index.whole && (await takeNew(db, index, pageInQuiet)) === pageInQuiet) await pause();
  index.whole = true;
}

/** Every card, oldest first, read ahead in quiet where nobody has searched yet. */
export async function allCards(db: PersonDb, pause: () => Promise<unknown>): Promise<readonly CardRow[]> {
  await readCardsAhead(db, pause);
  return [...(await freshIndex(db)).ascending];
}

/** Cards that have every word and pass the filter, newest first. */
export async function searchCards(
  db: PersonDb,
  words: readonly string[],
  filter: CardFilter,
): Promise<readonly CardRow[]> {
  const { ascending } = await freshIndex(db);
  return ascending.filter((card) => passes(card, filter) && matches(card.folded, words)).reverse();
}

/** The newest cards that pass the filter, at most `most`. */
export async function newestCards(db: PersonDb, filter: CardFilter, most: number): Promise<readonly CardRow[]> {
  const { ascending } = await freshIndex(db);
  const found: CardRow[] = [];
  for (let at = ascending.length - 1; at >= 0 && found.length < most; at -= 1) {
    const card = ascending[at];
    if (card && passes(card, filter)) found.push(card);
  }
  return found;
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

/** Inside a live query: what it reads here makes the query run again when cards come or go. */
async function freshIndex(db: PersonDb): Promise<Index> {
  const known = indexes.get(db);
  // Side by side: on a slow phone each wait of its own costs more than the read.
  const [cleared = 0, read] = await Promise.all([
    getMeta(db, 'cardsCleared'),
    known ? takeNew(db, known, pageOfCards) : 0,
  ]);
  const isKept = known?.cleared === cleared;
  const index = isKept ? known : await emptyIndex(db);
  indexes.set(db, index);
  if (!isKept || read === pageOfCards) while ((await takeNew(db, index, pageOfCards)) === pageOfCards);
  index.whole = true;
  return index;
}

async function emptyIndex(db: PersonDb): Promise<Index> {
  return { cleared: (await getMeta(db, 'cardsCleared')) ?? 0, lastSeq: -1, whole: false, ascending: [] };
}

/** How many came. */
async function takeNew(db: PersonDb, index: Index, most: number): Promise<number> {
  const cards = await db.cards.where('seq').above(index.lastSeq).limit(most).toArray();
  for (const card of cards) {
    const at = placeOf(index.ascending, card.id);
    const known = index.ascending[at]?.id === card.id ? index.ascending[at] : undefined;
    if (known && known.seq > card.seq) continue; // two reads at once: the newer one stays
    index.ascending.splice(at, known ? 1 : 0, card);
    index.lastSeq = Math.max(index.lastSeq, card.seq);
  }
  return cards.length;
}

/** Where the id stands, or would stand. */
function placeOf(ascending: readonly CardRow[], id: string): number {
  let low = 0;
  let high = ascending.length;
  if ((ascending[high - 1]?.id ?? '') < id) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle]?.id ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
