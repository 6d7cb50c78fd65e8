// All records of this phone that look alike, for the office: which with which. Works through the cards in slices, so that
// thousands of records never hold up a key or a touch.
import type { Observable } from 'dexie';
import { foldedNames, isOpen, mayBeAlike, nearUntil, sameField } from '../shared/domain/look-alike.ts';
import { textOf } from '../shared/domain/record.ts';
import { isCivilDate } from '../shared/lib/civil-date.ts';
import { allCards } from './card-index.ts';
import { healed } from './heal.ts';
import { live } from './live-query.ts';
import { getMeta } from './meta.ts';
import { pendingMerges } from './pending-merges.ts';
import type { PersonDb } from './person-db.ts';
import type { CardRow } from './rows.ts';

/** By record: those that look like it, at most `mostPartners`. */
export type Alikes = ReadonlyMap<string, readonly string[]>;

/** Gives the page its turn; false: the answer is no longer wanted. */
export type Pause = () => Promise<boolean>;

const mostPartners = 5;
/** Of one record, how many others are looked at: a name that stands in thousands of records ends here. */
const mostLooks = 40;
const sliceMs = 8;

/** Answers again whenever something came that may change which records look alike. What it says means nothing. */
export const liveAlikeMark = (db: PersonDb): Observable<string> =>
  live(db, async () => {
    const [last, cleared, marked, merges] = await Promise.all([
      db.cards.orderBy('seq').last(),
      getMeta(db, 'cardsCleared'),
      db.notAlike.count(),
      pendingMerges(db),
    ]);
    return `${last?.seq ?? 0}/${cleared ?? 0}/${marked}/${[...merges.keys()].join()}`;
  });

/** Null when `pause` said that nobody waits for it any more. */
export async function findAlikes(db: PersonDb, pause: Pause): Promise<Alikes | null> {
  const [cards, marked, merges] = await Promise.all([
    allCards(db, pause),
    db.notAlike.toCollection().primaryKeys(),
    pendingMerges(db),
  ]);
  const slice = slicer(pause);
  const here = cards.filter(({ id }) => !merges.has(id));
  const groups = await groupsOf(here, slice);
  if (groups === null) return null;
  const pairs = await pairsIn(groups, new Set(marked), slice);
  return pairs && (await confirmed(db, pairs, slice));
}

/** The two were compared and are two deeds: they are not offered again on this phone. */
export async function markNotAlike(db: PersonDb, a: string, b: string, now: number): Promise<void> {
  await healed(db, () => db.notAlike.put({ pair: pairKey(a, b), at: now }));
}

const pairKey = (a: string, b: string): string => (a < b ? `${a}/${b}` : `${b}/${a}`);

type Pair = readonly [CardRow, CardRow];
type Slice = () => Promise<boolean> | true;

/** True at once while the slice lasts. */
function slicer(pause: Pause): Slice {
  let since = performance.now();
  return () => {
    if (performance.now() - since < sliceMs) return true;
    return pause().then((goesOn) => {
      since = performance.now();
      return goesOn;
    });
  };
}

/** Cards of one kind and unit that name the same person, by date. Only those that are not alone. */
async function groupsOf(cards: readonly CardRow[], slice: Slice): Promise<readonly (readonly CardRow[])[] | null> {
  const groups = new Map<string, CardRow[]>();
  for (const card of cards) {
    if (!(await slice())) return null;
    for (const name of namesOf(card)) {
      const key = `${card.kind}/${card.unitId}/${name}`;
      const group = groups.get(key);
      if (group) group.push(card);
      else groups.set(key, [card]);
    }
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1)));
}

async function pairsIn(
  groups: readonly (readonly CardRow[])[],
  marked: ReadonlySet<string>,
  slice: Slice,
): Promise<readonly Pair[] | null> {
  const pairs = new Map<string, Pair>();
  for (const group of groups) {
    for (const [at, card] of group.entries()) {
      if (!(await slice())) return null;
      for (const other of behind(group, at)) {
        const key = pairKey(card.id, other.id);
        if (mayBeAlike(card, other) && !marked.has(key)) pairs.set(key, [card, other]);
      }
    }
  }
  return [...pairs.values()];
}

/** The next ones of the group, as far as their dates may be near. */
function behind(group: readonly CardRow[], at: number): readonly CardRow[] {
  const date = group[at]?.happenedOn ?? null;
  if (!isCivilDate(date)) return [];
  const until = nearUntil(date);
  const next = group.slice(at + 1, at + 1 + mostLooks);
  const end = next.findIndex((card) => dateOf(card) > until);
  return end < 0 ? next : next.slice(0, end);
}

/** The field of activity stands in the records alone: they are read for these few. */
async function confirmed(db: PersonDb, pairs: readonly Pair[], slice: Slice): Promise<Alikes | null> {
  const alikes = new Map<string, string[]>();
  for (let from = 0; from < pairs.length; from += 50) {
    if (!(await slice())) return null;
    const some = pairs.slice(from, from + 50);
    const fields = await fieldsOf(db, some.flat());
    for (const [a, b] of some) {
      if (!sameField({ activityField: fields.get(a.id) ?? null }, { activityField: fields.get(b.id) ?? null }))
        continue;
      add(alikes, a.id, b.id);
      add(alikes, b.id, a.id);
    }
  }
  return alikes;
}

function add(alikes: Map<string, string[]>, id: string, other: string): void {
  const partners = alikes.get(id);
  if (!partners) alikes.set(id, [other]);
  else if (partners.length < mostPartners) partners.push(other);
}

/** By record id. A card is another object once its record changed, so what was read of it stays true. */
async function fieldsOf(db: PersonDb, cards: readonly CardRow[]): Promise<ReadonlyMap<string, string | null>> {
  const unread = [...new Map(cards.filter((card) => !knownFields.has(card)).map((card) => [card.id, card])).values()];
  const snapshots = unread.length > 0 ? await healed(db, () => db.snapshots.bulkGet(unread.map(({ id }) => id))) : [];
  unread.forEach((card, at) => {
    knownFields.set(card, textOf(snapshots[at]?.values.activityField) || null);
  });
  return new Map(cards.map((card) => [card.id, knownFields.get(card) ?? null]));
}

function namesOf(card: CardRow): readonly string[] {
  const known = knownNames.get(card) ?? [...new Set(foldedNames(card.people))];
  knownNames.set(card, known);
  return known;
}

const knownNames = new WeakMap<CardRow, readonly string[]>();
const knownFields = new WeakMap<CardRow, string | null>();
const dateOf = ({ happenedOn }: CardRow): string => happenedOn ?? '';

/** Of records that look like this one: the dossier numbers of those that are still offered, neither told apart nor merged. */
export const liveOffers = (
  db: PersonDb,
  id: string,
  others: readonly string[],
): Observable<readonly { readonly id: string; readonly dossier: string }[]> =>
  live(db, async () => {
    const [cards, marked, merges] = await Promise.all([
      db.cards.bulkGet([...others]),
      db.notAlike.bulkGet(others.map((other) => pairKey(id, other))),
      pendingMerges(db),
    ]);
    return cards.flatMap((card, at) => {
      const isOver = !card || !isOpen(card) || marked[at] !== undefined || merges.has(card.id) || merges.has(id);
      return isOver ? [] : [{ id: card.id, dossier: card.dossier }];
    });
  });
