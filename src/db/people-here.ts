// The people of this phone beside the one in front: who they are, what each still has unsent, and how they come and go.
// Apart from registry.ts, so that the capture form opens without it.
import { liveQuery, type Observable } from 'dexie';
import { halfWrittenIn } from './half-written.ts';
import { hasHeardLess } from './heard.ts';
import { live } from './live-query.ts';
import { countUp, getMeta, getMetas, putMeta } from './meta.ts';
import { type OnlyHere, onlyHere } from './only-here.ts';
import { openPersonDb, type PersonDb } from './person-db.ts';
import { refusedButNamed } from './photo-named.ts';
import { type RegistryPerson, registry } from './registry.ts';
import { strip } from './strip-query.ts';

/** What only this phone has. */
export interface Unsent {
  /** Records with something that the commune does not have yet, those under "Cần xử lý" included. */
  readonly records: number;
  /** Photos of saved records that the commune does not hold. */
  readonly photos: number;
  /** Words of a step or a choice that was not taken among them. */
  readonly drafts: number;
}

export interface PersonHere extends RegistryPerson {
  /** `lost`: the browser has cleared this person's database, and what was unsent in it. */
  readonly data: { readonly type: 'kept'; readonly unsent: Unsent } | { readonly type: 'lost' };
}

export const isAllSent = ({ records, photos, drafts }: Unsent): boolean => records + photos + drafts === 0;

export async function unsentOf(db: PersonDb): Promise<Unsent> {
  const lost = await onlyHere(db);
  const [{ waiting, attention, drafts }, photos, carried, halfWritten] = await Promise.all([
    strip(db),
    photosNotHeld(db),
    carriedOf(db, lost.carried),
    halfWrittenIn(db),
  ]);
  const unfinished = drafts + carried.asides + halfWritten.length;
  return { records: waiting + attention + carried.records, photos: photos + lost.photos.length, drafts: unfinished };
}

/** What came with a rescue file and is not at the commune: another's records, and drafts nobody has chosen between. */
async function carriedOf(
  db: PersonDb,
  lost: OnlyHere['carried'],
): Promise<{ readonly records: number; readonly asides: number }> {
  const rows = [...lost, ...(await db.carried.where('state').anyOf('waiting', 'refused', 'aside').toArray())];
  const records = new Set(rows.flatMap((row) => (row.type === 'operation' ? [row.recordId] : [])));
  return { records: records.size, asides: rows.filter(({ type }) => type === 'draft').length };
}

/** A photo that its record no longer names is awaited by nobody. */
async function photosNotHeld(db: PersonDb): Promise<number> {
  const awaited = await db.photos
    .where('state')
    .anyOf('ready', 'heic', 'failed')
    .filter(({ inOutbox, failure }) => inOutbox && failure !== 'unwanted')
    .count();
  return awaited + (await refusedButNamed(db)).length;
}

const opened = new Map<string, PersonDb>();

/** A handle that stays open: a handful of people, looked at again whenever something of theirs changes. */
function dbOf(accountId: string): PersonDb {
  const db = opened.get(accountId) ?? openPersonDb(accountId);
  opened.set(accountId, db);
  return db;
}

/** The person in front first, then by name. */
export async function peopleHere(): Promise<readonly PersonHere[]> {
  const people = await registry().people.toArray();
  const here = await Promise.all(people.map(async (person) => ({ ...person, data: await dataOf(person.accountId) })));
  return here.sort((a, b) => Number(b.current) - Number(a.current) || a.name.localeCompare(b.name, 'vi'));
}

/** Null once the browser has cleared the database under an open page. */
export const unsentIn = async (db: PersonDb): Promise<Unsent | null> =>
  (await getMeta(db, 'queue')) ? unsentOf(db) : null;

/** Rings when that may have changed, but for drafts. It reads little, since it reads at every save. */
export const liveUnsentSign = (db: PersonDb): Observable<unknown> =>
  live(db, () =>
    Promise.all([
      db.outbox.count(),
      db.photos.where('state').anyOf('ready', 'heic', 'failed').count(),
      db.carried.where('state').anyOf('waiting', 'refused').count(),
      getMetas(db, ['queue', 'unknownToServer']),
    ]),
  );

export const livePeopleHere = (): Observable<readonly PersonHere[]> => liveQuery(peopleHere);

/** Enrolment writes the queue before the registry's row: a row without a queue is a database that was cleared. */
async function dataOf(accountId: string): Promise<PersonHere['data']> {
  const db = dbOf(accountId);
  const [queue, me] = await getMetas(db, ['queue', 'me']);
  return queue && me ? { type: 'kept', unsent: await unsentOf(db) } : { type: 'lost' };
}

/** Puts another of this phone's people in front. Needs no network: their next run signs in with their queue's key. */
export async function putInFront(accountId: string): Promise<void> {
  await putMeta(dbOf(accountId), 'signInFirst', true);
  const { people } = registry();
  await registry().transaction('rw', people, async () => {
    const person = await people.get(accountId);
    if (!person) throw new Error('a person who is not on this phone');
    await people.toCollection().modify({ current: false });
    const { leftAt: _, ...back } = person;
    await people.put({ ...back, current: true });
  });
}

/**
 * The person is out of front. Everything of theirs stays, and what is unsent is still sent with their own key.
 * @returns what they leave behind unsent.
 */
export async function leave(accountId: string, now: number): Promise<Unsent> {
  await registry().people.update(accountId, { current: false, leftAt: now });
  return unsentOf(dbOf(accountId));
}

/**
 * Removes what this phone keeps of a person, in one transaction that looks once more: only when all of it is sent and
 * held. The emptied database stays; `deleteDatabase` is called nowhere.
 * @returns `not-asked`: the server may have forgotten since what it was last heard to hold (S11.7).
 */
export async function eraseSent(accountId: string): Promise<'erased' | 'not-all-sent' | 'not-asked'> {
  const db = dbOf(accountId);
  const people = await registry().people.toArray();
  const beside = people.flatMap((person) => (person.accountId === accountId ? [] : [dbOf(person.accountId)]));
  if (await hasHeardLess(db, beside)) return 'not-asked';
  const end = await db.transaction('rw', db.tables, async () => {
    if (!isAllSent(await unsentOf(db))) return 'not-all-sent';
    for (const table of db.tables) await table.clear();
    await countUp(db, 'cardsCleared'); // a list in another tab forgets what it has in memory
    return 'erased';
  });
  if (end === 'erased') await registry().people.delete(accountId);
  return end;
}

/** Takes a person off the list whose database the browser has cleared. */
export async function forgetLost(accountId: string): Promise<void> {
  if ((await dataOf(accountId)).type === 'lost') await registry().people.delete(accountId);
}
