// What an admin does to found a commune's list of units and people, as `admin.ts` of the wire describes it.
import type { Line } from './line.ts';
import type { Unit } from './wire.ts';

export interface NewPerson {
  readonly name: string;
  readonly assignment: { readonly role: string; readonly unitId: string | null };
}

export interface AdminPeople {
  readonly units: readonly Unit[];
  readonly people: readonly {
    id: string;
    name: string;
    devices: readonly { id: string; unsent: number; revokedAt: string | null }[];
  }[];
}

export class Admin {
  readonly #line: Line;
  constructor(line: Line) {
    this.#line = line;
  }

  async addUnits(units: readonly { name: string; type: string }[]): Promise<readonly Unit[]> {
    const answer = await this.#ask<{ added: Unit[]; existing: Unit[] }>('POST', '/units', { units });
    return units.flatMap(({ name }) => [...answer.added, ...answer.existing].filter((unit) => unit.name === name));
  }

  async addPeople(people: readonly NewPerson[]): Promise<readonly string[]> {
    return (await this.#ask<{ added: string[] }>('POST', '/people', { people })).added;
  }

  async link(personId: string): Promise<string> {
    return (await this.#ask<{ url: string }>('POST', `/people/${personId}/links`)).url;
  }

  people(): Promise<AdminPeople> {
    return this.#ask('GET', '/people');
  }

  revokeDevice(deviceId: string): Promise<unknown> {
    return this.#ask('POST', `/devices/${deviceId}/revoke`);
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await this.#line.ask(method, `/api/v1/admin${path}`, body)) as T; // the shape that the wire's schema promises
  }
}
