// The rows of the registry as worker and page read them. Apart from registry.ts, so that the capture form opens without it.
import { liveQuery, type Observable } from 'dexie';
import { currentPerson, type RegistryPerson, registry } from './registry.ts';

/** Everybody of this phone, the person in front included. A handful of rows. */
export const allPeople = (): Promise<readonly RegistryPerson[]> => registry().people.toArray();

/** Who is in front, as it changes in this tab or another. */
export const liveCurrent = (): Observable<RegistryPerson | null> => liveQuery(currentPerson);
