// Who is in front of this phone, as the registry says it.
import { getMeta } from '../db/meta.ts';
import { openPersonDb } from '../db/person-db.ts';
import { currentPerson } from '../db/registry.ts';
import type { Who } from './store.ts';

/** A person whose database the browser has cleared is nobody: the enrolment screen says what happened. */
export async function whoInFront(): Promise<Exclude<Who, { type: 'opening' }>> {
  const person = await currentPerson();
  if (person === null) return { type: 'nobody' };
  const db = openPersonDb(person.accountId);
  const me = await getMeta(db, 'me');
  return me ? { type: 'enrolled', db, me } : { type: 'nobody' };
}
