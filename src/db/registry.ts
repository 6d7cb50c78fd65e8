// Who uses this phone. Each person has a database of their own; here stands which of them is in front.
import { Dexie, type Table } from 'dexie';

export interface RegistryPerson {
  /** Names their database. */
  readonly accountId: string;
  readonly name: string;
  readonly communeName: string;
  readonly dbName: string;
  /** Milliseconds since 1970. */
  readonly enrolledAt: number;
  readonly current: boolean;
  /** When they left this phone ("Thoát"). Their database stays while something in it is not sent. Milliseconds since 1970. */
  readonly leftAt?: number;
}

class Registry extends Dexie {
  declare readonly people: Table<RegistryPerson, string>;

  constructor() {
    super('viectot', { chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.version(1).stores({ people: 'accountId' });
  }
}

let opened: Registry | undefined;

export function registry(): Registry {
  opened ??= new Registry();
  return opened;
}

/** Adds the person, or renews what is known of them, and puts them in front. */
export async function rememberPerson(person: Omit<RegistryPerson, 'current'>): Promise<void> {
  const { people } = registry();
  await registry().transaction('rw', people, async () => {
    await people.toCollection().modify({ current: false });
    await people.put({ ...person, current: true });
  });
}

export async function currentPerson(): Promise<RegistryPerson | null> {
  return (
    (await registry()
      .people.filter(({ current }) => current)
      .first()) ?? null
  );
}
