// A person as the rules see them at this moment, and as their phone is told.

import type { Actor, Assignment } from '../../src/shared/domain/role.ts';
import { civilToday } from '../../src/shared/lib/civil-date.ts';
import type { Me } from '../../src/shared/wire/down.ts';
import type { StoredAssignment } from '../store/people.ts';
import type { Tx } from '../store/store.ts';

/** Today's part of all assignments there ever were. `to` is the first day that no longer counts. */
export function lastsToday({ from, to }: Pick<StoredAssignment, 'from' | 'to'>, today: string): boolean {
  return from <= today && (to === null || today < to);
}

/** Null when the commune has no such account. @param now milliseconds since 1970 */
export async function actorOf(tx: Tx, accountId: string, now: number): Promise<Actor | null> {
  const account = await tx.people.account(accountId);
  if (!account) return null;
  return {
    accountId,
    name: account.name,
    communeId: tx.communeId,
    assignments: await assignmentsToday(tx, accountId, now),
  };
}

export async function meOf(tx: Tx, actor: Actor, deviceId: string): Promise<Me> {
  const commune = await tx.commune();
  if (!commune) throw new Error('an account without its commune');
  return { accountId: actor.accountId, name: actor.name, deviceId, commune, assignments: [...actor.assignments] };
}

async function assignmentsToday(tx: Tx, accountId: string, now: number): Promise<readonly Assignment[]> {
  const today = civilToday(now);
  const all = await tx.people.assignments(accountId);
  return all.filter((assignment) => lastsToday(assignment, today)).map(({ role, unitId }) => ({ role, unitId }));
}
