// A phone whose browser has one storage and one cookie for all its people: enrolled by the app's own code, sent by its run.
import { expect } from 'vitest';
import { createEnrolling } from '../../src/app/enrol.ts';
import { systemIds } from '../../src/db/ids.ts';
import { openPersonDb, type PersonDb } from '../../src/db/person-db.ts';
import { currentPerson } from '../../src/db/registry.ts';
import type { Enrolling, WhoseWork } from '../../src/features/enrolment/enrolling.ts';
import type { Fetch } from '../../src/sync/http.ts';
import { createPhoneRun, type PhoneRun } from '../../src/sync/phone-run.ts';
import type { Commune } from './phone.ts';
import type { Person } from './village.ts';

export interface SharedPhone {
  readonly phone: PhoneRun;
  readonly requests: string[];
  readonly line: {
    isUp: boolean;
    cookie: string;
    before: ((path: string) => Promise<void>) | null;
    after: ((response: Response) => Promise<Response>) | null;
  };
  readonly enrolling: Enrolling;
  /** Gives the database of who is in front then. */
  enrol(person: Person, whoseWork?: WhoseWork): Promise<PersonDb>;
  /** Whose the browser's session is. */
  sessionOf(): Promise<string | null>;
}

/** One browser: one cookie for all its people. */
export function sharedPhoneOf(site: Pick<Commune, 'village' | 'port'>): SharedPhone {
  const origin = `http://127.0.0.1:${site.port}`;
  const requests: string[] = [];
  const line: SharedPhone['line'] = { isUp: true, cookie: '', before: null, after: null };
  const fetchAsOne: Fetch = async (url, init = {}) => {
    const path = new URL(url).pathname;
    if (!line.isUp) throw new TypeError('Failed to fetch');
    await line.before?.(path);
    requests.push(`${init.method ?? 'GET'} ${path}`);
    const headers = { ...(init.headers as Record<string, string>), cookie: line.cookie }; // the app only sends plain objects
    const response = await fetch(url, { ...init, headers });
    line.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? line.cookie;
    return line.after ? line.after(response) : response;
  };
  const phone = createPhoneRun({
    fetch: fetchAsOne,
    locks: navigator.locks,
    ...systemIds,
    origin,
    version: '0.0.0-test',
  });
  const enrolling = createEnrolling({
    ...systemIds,
    fetch: fetchAsOne,
    origin,
    device: 'Android · Chrome 140',
    version: '0.0.0-test',
    done: () => undefined,
  });
  return {
    phone,
    enrolling,
    requests,
    line,
    async enrol(person, whoseWork) {
      const token = new URL(await site.village.link(person)).hash.slice(1);
      expect((await enrolling.accept({ token }, null, whoseWork ?? null)).ok).toBe(true);
      const front = await currentPerson();
      if (!front) throw new Error('nobody is in front');
      return openPersonDb(front.accountId);
    },
    async sessionOf() {
      const response = await fetch(`${origin}/api/v1/session`, { headers: { cookie: line.cookie } });
      return response.status === 200 ? ((await response.json()) as { me: { accountId: string } }).me.accountId : null;
    },
  };
}
