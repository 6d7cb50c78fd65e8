// One page of a list: cards by index, newest first, with what this phone has not sent yet laid among them.
import { type Collection, Dexie } from 'dexie';
import { matches, rank, searchWords } from '../shared/lib/fold.ts';
import { hasCardsInMemory, newestCards, passes, searchCards } from './card-index.ts';
import { disputedRecords } from './disputes.ts';
import type { ListFilter, ListItem, ListPage } from './live.ts';
import { type LocalRecord, localRecords } from './local-records.ts';
import type { PersonDb } from './person-db.ts';
import type { CardRow } from './rows.ts';

export async function listPage(db: PersonDb, filter: ListFilter): Promise<ListPage> {
  const words = searchWords(filter.query ?? '');
  if (filter.here === 'disputed') return namedPage(db, filter, await disputedRecords(db), words);
  if (filter.here === 'draft') return namedPage(db, filter, await drafted(db), words);
  if (filter.here !== undefined) return herePage(filter, await localRecords(db), words);
  if (filter.ids !== undefined) return namedPage(db, filter, filter.ids, words);
  if (words.length === 0) return newestPage(db, filter, await localRecords(db));
  const [local, cards] = await Promise.all([localRecords(db), searchCards(db, words, filter)]);
  return searchPage(filter, local, cards, words);
}

/** Those not saved yet, and those of which a change is not. Newest first. */
const drafted = async (db: PersonDb): Promise<readonly string[]> =>
  (await db.drafts.toCollection().primaryKeys()).sort().reverse();

/** Few: what the commune did not take. */
function herePage(filter: ListFilter, local: ReadonlyMap<string, LocalRecord>, words: readonly string[]): ListPage {
  const items = [...local.values()]
    .filter((record) => passes(filterable(record), filter) && matches(record.folded, words))
    .map(({ item }) => item)
    .filter(({ state }) => state.type === filter.here)
    .sort((a, b) => (a.id < b.id ? 1 : -1));
  return { items: items.slice(0, filter.limit), more: items.length > filter.limit, total: items.length };
}

/** Few: records that a screen has found by other means. */
async function namedPage(
  db: PersonDb,
  filter: ListFilter,
  ids: readonly string[],
  words: readonly string[],
): Promise<ListPage> {
  const [local, cards] = await Promise.all([localRecords(db), db.cards.bulkGet([...ids])]);
  const found = ids.flatMap((id, at): readonly (CardRow | LocalRecord)[] => {
    const one = local.get(id) ?? cards[at];
    if (!one || !matches(one.folded, words)) return [];
    return passes('item' in one ? filterable(one) : one, filter) ? [one] : [];
  });
  const items = found.slice(0, filter.limit).map((one) => ('item' in one ? one.item : itemOf(one)));
  return { items, more: found.length > items.length, total: found.length };
}

async function newestPage(
  db: PersonDb,
  filter: ListFilter,
  local: ReadonlyMap<string, LocalRecord>,
): Promise<ListPage> {
  const confirmedHere = [...local.values()].filter(({ confirmed }) => confirmed).length;
  const wanted = filter.limit + 1 + confirmedHere;
  const read = hasCardsInMemory(db)
    ? await newestCards(db, filter, wanted)
    : await cardsBy(db, filter).limit(wanted).toArray();
  const cards = read.filter(({ id }) => !local.has(id));
  const oldest = read.length === wanted ? read.at(-1)?.id : undefined;
  const mine = [...local.values()].filter(
    (record) => passes(filterable(record), filter) && (oldest === undefined || record.item.id > oldest),
  );
  const items = [...cards.map(itemOf), ...mine.map(({ item }) => item)].sort((a, b) => (a.id < b.id ? 1 : -1));
  const more = oldest !== undefined || items.length > filter.limit;
  return { items: items.slice(0, filter.limit), more, total: more ? null : items.length };
}

function searchPage(
  filter: ListFilter,
  local: ReadonlyMap<string, LocalRecord>,
  confirmed: readonly CardRow[],
  words: readonly string[],
): ListPage {
  const mine = [...local.values()].filter(
    (record) => passes(filterable(record), filter) && matches(record.folded, words),
  );
  const found: (CardRow | LocalRecord)[] = [...mine, ...confirmed.filter(({ id }) => !local.has(id))];
  if (mine.length > 0) found.sort((a, b) => (idOf(a) < idOf(b) ? 1 : -1));
  const shown = rank(found, filter.query ?? '', ({ accented }) => accented).slice(0, filter.limit);
  return {
    items: shown.map((one) => ('item' in one ? one.item : itemOf(one))),
    more: found.length > shown.length,
    total: found.length,
  };
}

const idOf = (found: CardRow | LocalRecord): string => ('item' in found ? found.item.id : found.id);
const filterable = ({ item, status }: LocalRecord) => ({ ...item, status });

/** The narrowest index for the filter; what it does not cover is looked at card by card, up to the limit. */
function cardsBy(db: PersonDb, filter: ListFilter): Collection<CardRow, string> {
  const by = (['movementId', 'unitId', 'status'] as const).find((name) => filter[name] !== undefined);
  const keys = [filter.kind, by ? filter[by] : undefined].filter((key) => key !== undefined);
  const names = [...(filter.kind === undefined ? [] : ['kind']), ...(by ? [by] : []), 'id'];
  const cards =
    keys.length === 0
      ? db.cards.orderBy('id')
      : db.cards.where(`[${names.join('+')}]`).between([...keys, Dexie.minKey], [...keys, Dexie.maxKey]);
  return cards.reverse().filter((card) => passes(card, filter));
}

function itemOf(card: CardRow): ListItem {
  const { id, kind, title, people, unitId, happenedOn, movementId, state, dossier } = card;
  return {
    id,
    kind,
    title,
    people,
    unitId,
    happenedOn,
    movementId,
    state,
    dossier,
    thumbPhotoId: card.firstPhotoId,
    isDraft: false,
  };
}
