// One installation that can be backed up and restored for the tests of a file; its phones close after each.
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { CommuneHere } from './commune-here.ts';
import { type Installation, installationHere } from './installation.ts';
import { openPhone, type Phone } from './phone.ts';
import { foundVillage, type Village } from './village.ts';

export interface RestorableHere extends Pick<CommuneHere, 'village' | 'port' | 'phoneOf'> {
  readonly server: Installation;
  /** Everything since the last backup is gone. */
  restore(): Promise<void>;
}

/** Called once, at the top of a test file. */
export function restorableHere(): RestorableHere {
  let server: Installation;
  let village: Village;
  const phones: Phone[] = [];
  beforeAll(async () => {
    server = await installationHere();
    village = await foundVillage(server.port, await server.adminLink());
  });
  afterEach(() => {
    for (const phone of phones.splice(0)) phone.close();
  });
  afterAll(() => server.remove());
  return {
    get server() {
      return server;
    },
    get village() {
      return village;
    },
    get port() {
      return server.port;
    },
    async phoneOf(person, changes) {
      const phone = await openPhone(server.port, await village.link(person), changes);
      phones.push(phone);
      return phone;
    },
    async restore() {
      await server.stop();
      await server.loseAndPutBack();
      await server.afterRestore();
      await server.start();
    },
  };
}
