// What the people of one phone have heard of the server (SPEC.md S11.7): a restore that one of them hears of may have taken
// what another was told it has.
import { isLaterStart } from '../shared/sync/epoch-name.ts';
import type { Trigger } from '../shared/sync/run.ts';
import { getMetas } from './meta.ts';
import type { PersonDb } from './person-db.ts';

interface Heard {
  readonly communeId: string;
  /** Of the last page that was taken. */
  readonly epoch: string;
  readonly isUnknown: boolean;
}

/** Null where nothing was ever heard: nothing of this queue was acknowledged. */
async function heardBy(db: PersonDb): Promise<Heard | null> {
  const [me, cursor, isUnknown] = await getMetas(db, ['me', 'cursor', 'unknownToServer']);
  if (!me || !cursor?.epoch) return null;
  return { communeId: me.commune.id, epoch: cursor.epoch, isUnknown: isUnknown ?? false };
}

/** Another of this phone has heard of a later start of the server than the person has. */
export async function hasHeardLess(db: PersonDb, beside: readonly PersonDb[]): Promise<boolean> {
  return isBehind(await heardHere(db, beside));
}

/**
 * Whether the server has to be asked what it still has of a queue: another of this phone has heard more, or was told that their
 * own queue is not known and could hear no more.
 */
export async function mayBeLost(db: PersonDb, beside: readonly PersonDb[], trigger: Trigger): Promise<boolean> {
  const heard = await heardHere(db, beside);
  if (isBehind(heard)) return true;
  if (trigger === 'timer') return false;
  const { own, others } = heard;
  return own !== null && others.some(({ isUnknown, epoch }) => isUnknown && !isLaterStart(own.epoch, epoch));
}

interface HeardHere {
  readonly own: Heard | null;
  /** Of the others of the same commune. */
  readonly others: readonly Heard[];
}

const isBehind = ({ own, others }: HeardHere): boolean =>
  own !== null && others.some(({ epoch }) => isLaterStart(epoch, own.epoch));

async function heardHere(db: PersonDb, beside: readonly PersonDb[]): Promise<HeardHere> {
  const own = await heardBy(db);
  const heard = await Promise.all(beside.map(heardBy));
  const others = heard.flatMap((one) => (one && one.communeId === own?.communeId ? [one] : []));
  return { own, others };
}
