// Keys of phones that are about to become somebody's: made and kept before the server is asked, so that after a lost answer
// the same phone asks again with the same queue. Apart from the people's databases: whose this will be is not known yet.
import { Dexie, type Table } from 'dexie';
import type { QueueIdentity } from './rows.ts';

export interface EnrollingRow extends QueueIdentity {
  /** SHA-256 of the link's token or code, in hex. The secret itself is not kept. */
  readonly secretDigest: string;
}

class EnrollingDb extends Dexie {
  declare readonly pending: Table<EnrollingRow, string>;

  constructor() {
    super('viectot-enrolling', { chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.version(1).stores({ pending: 'secretDigest' });
  }
}

let opened: EnrollingDb | undefined;
function pending(): Table<EnrollingRow, string> {
  opened ??= new EnrollingDb();
  return opened.pending;
}

/** The queue this secret was tried with before, else `fresh`, which is then kept. */
export async function queueForSecret(
  secretDigest: string,
  fresh: () => Promise<QueueIdentity>,
): Promise<QueueIdentity> {
  const known = await pending().get(secretDigest);
  if (known) return known;
  const made = { secretDigest, ...(await fresh()) };
  await pending().put(made);
  return made;
}

export async function forgetSecret(secretDigest: string): Promise<void> {
  await pending().delete(secretDigest);
}
