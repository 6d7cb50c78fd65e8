// Whose work a database holds at the commune.
import { getMeta } from './meta.ts';
import type { PersonDb } from './person-db.ts';

/** Mostly who the database is named after; the account they have since, where a restored commune had lost that one (S11.6). */
export async function ownAccount(db: PersonDb): Promise<string> {
  return (await getMeta(db, 'me'))?.accountId ?? db.accountId;
}
