// Finds out at the start whether this phone was somebody's before and its database is gone, and who that was. Never for a
// new phone, a private window or a person who left: they have no trace here.

import { systemIds } from '../db/ids.ts';
import { type PersonHere, peopleHere } from '../db/people-here.ts';
import type { PersonDb } from '../db/person-db.ts';
import { noteError } from '../db/storage.ts';
import type { Loss, LostPerson } from '../features/session/loss.ts';
import { sessionAnswerSchema } from '../shared/wire/session.ts';
import { type Fetch, outcomeOf, send } from '../sync/http.ts';
import { changeMarker, forgetTrace, type Marker, type MarkerStorage, readMarker } from './marker.ts';

export const noLoss: Loss = { type: 'none' };

/** People with a trace but without a database, and people of the registry whose database is empty. */
export function lostPeople(marker: Marker | null, here: readonly PersonHere[]): readonly LostPerson[] {
  const traces = marker?.people ?? {};
  const kept = new Set(here.filter(({ data }) => data.type === 'kept').map(({ accountId }) => accountId));
  const names = new Map(here.map(({ accountId, name }) => [accountId, name]));
  for (const [accountId, { name }] of Object.entries(traces)) names.set(accountId, name);
  return [...names]
    .filter(([accountId]) => !kept.has(accountId))
    .map(([accountId, name]) => ({ accountId, name, last: traces[accountId] ?? null }));
}

export interface LossDeps {
  readonly storage: MarkerStorage;
  readonly fetch: Fetch;
  readonly origin: string;
}

/** Asks the server only where nothing at all is left here: its cookie outlives what scripts may store. */
export async function lookForLoss(deps: LossDeps): Promise<Loss> {
  const here = await peopleHere();
  const marker = readMarker(deps.storage);
  const people = lostPeople(marker, here);
  if (people.length > 0) return { type: 'lost', people };
  if (marker !== null || here.length > 0) return noLoss;
  const outcome = await outcomeOf(await send({ ...deps, timeoutMs: 5_000 }, '/api/v1/session', { method: 'GET' }));
  const answer =
    outcome.type === 'response' && outcome.status === 200 ? sessionAnswerSchema.safeParse(outcome.json) : null;
  return answer?.success ? { type: 'recognised', name: answer.data.me.name } : noLoss;
}

/** After the next enrolment the commune hears of it, once: the report goes with the first sync of the new database. */
export async function reportLoss(storage: MarkerStorage, db: PersonDb, loss: Loss, version: string): Promise<void> {
  const isNews =
    loss.type === 'recognised' || (loss.type === 'lost' && loss.people.some(({ last }) => !last?.reported));
  if (isNews) {
    const place = loss.type === 'recognised' ? 'start/session' : 'start/marker';
    await noteError(db, systemIds, { code: 'storage-lost', place, version });
  }
  forgetTrace(storage, db.accountId);
  changeMarker(storage, ({ people, ...rest }) => ({
    ...rest,
    people: Object.fromEntries(
      Object.entries(people).map(([id, trace]) => [
        id,
        loss.type === 'lost' && loss.people.some(({ accountId }) => accountId === id)
          ? { ...trace, reported: true }
          : trace,
      ]),
    ),
  }));
}
