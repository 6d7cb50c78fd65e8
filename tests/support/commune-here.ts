// One commune for the tests of a file: it opens before the first and closes after the last, its phones close after each.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Commune, openCommune, openPhone, type Phone } from './phone.ts';
import type { Person } from './village.ts';

export interface CommuneHere extends Omit<Commune, 'close'> {
  phoneOf(person: Person, changes?: Parameters<typeof openPhone>[2]): Promise<Phone>;
}

/** Called once, at the top of a test file. */
export function communeHere(): CommuneHere {
  let commune: Commune;
  const phones: Phone[] = [];
  beforeAll(async () => {
    commune = await openCommune();
  });
  afterEach(() => {
    for (const phone of phones.splice(0)) phone.close();
  });
  afterAll(() => commune.close());
  return {
    get village() {
      return commune.village;
    },
    get port() {
      return commune.port;
    },
    get running() {
      return commune.running;
    },
    async phoneOf(person, changes) {
      const phone = await openPhone(commune.port, await commune.village.link(person), changes);
      phones.push(phone);
      return phone;
    },
  };
}
