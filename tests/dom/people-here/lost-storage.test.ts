import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { lookForLoss, lostPeople, reportLoss } from '../../../src/app/lost-storage.ts';
import { changeMarker, forgetTrace, noteTrace, readMarker, type Trace } from '../../../src/app/marker.ts';
import { putMeta } from '../../../src/db/meta.ts';
import type { PersonHere } from '../../../src/db/people-here.ts';
import { openPersonDb } from '../../../src/db/person-db.ts';
import { registry } from '../../../src/db/registry.ts';
import type { Me } from '../../../src/shared/wire/down.ts';
import type { Fetch } from '../../../src/sync/http.ts';
import { communeId, testId } from '../../support/builders.ts';

class Kept {
  readonly #items = new Map<string, string>();
  getItem = (key: string) => this.#items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#items.set(key, value);
}

const head = testId(0xb1);
const teacher = testId(0xb2);
const trace = (name: string, records = 0): Trace => ({ name, seenAt: 1, records, photos: 0 });
const me: Me = {
  accountId: head,
  name: 'Phạm Văn Trưởng',
  deviceId: testId(0xd1),
  commune: { id: communeId, name: 'xã Kiến Thụy', gsoCode: null, province: 'Hải Phòng' },
  assignments: [],
};
const signedOut: Fetch = async () =>
  Response.json({ type: 'about:blank', code: 'signed-out', status: 401 }, { status: 401 });
const recognised: Fetch = async () => Response.json({ me });
const portal: Fetch = async () => new Response('<html>Wi-Fi</html>');
const offline: Fetch = () => Promise.reject(new TypeError('Failed to fetch'));

let storage: Kept;
let asked: number;
beforeEach(async () => {
  storage = new Kept();
  asked = 0;
  await registry().people.clear();
});
const look = (fetch: Fetch = signedOut) =>
  lookForLoss({
    storage,
    origin: 'http://xa.example',
    fetch: (url, init) => {
      asked += 1;
      return fetch(url, init);
    },
  });

describe('no loss is said', () => {
  test.each([
    ['a new phone', signedOut],
    ['a new phone without signal', offline],
    ['a new phone behind a captive portal', portal],
  ])('of %s', async (_, fetch) => {
    expect(await look(fetch)).toEqual({ type: 'none' });
  });

  test('of a phone whose people all left, though the server still knew its session', async () => {
    noteTrace(storage, head, trace('Phạm Văn Trưởng'));
    forgetTrace(storage, head);
    expect(await look(recognised)).toEqual({ type: 'none' });
    expect(asked).toBe(0);
  });

  test('where the browser keeps nothing for the page, or something else stands under the key', async () => {
    const refuses = { getItem: () => Promise.reject() as never, setItem: () => undefined };
    expect(readMarker({ ...refuses, getItem: () => '{"people":[1]}' })).toBeNull();
    expect(readMarker({ ...refuses, getItem: () => 'x' })).toBeNull();
    const throws = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    expect(readMarker({ getItem: throws, setItem: throws })).toBeNull();
    expect(() => changeMarker({ getItem: throws, setItem: throws }, (marker) => marker)).not.toThrow();
  });
});

describe('a storage that was cleared', () => {
  test('names everybody who was here and what was unsent when last looked at, without asking the server', async () => {
    noteTrace(storage, head, trace('Phạm Văn Trưởng', 2));
    noteTrace(storage, teacher, trace('Nguyễn Thị Hoa'));
    expect(await look(offline)).toEqual({
      type: 'lost',
      people: [
        { accountId: head, name: 'Phạm Văn Trưởng', last: trace('Phạm Văn Trưởng', 2) },
        { accountId: teacher, name: 'Nguyễn Thị Hoa', last: trace('Nguyễn Thị Hoa') },
      ],
    });
    expect(asked).toBe(0);
  });

  test('is noticed by the session alone', async () => {
    expect(await look(recognised)).toEqual({ type: 'recognised', name: 'Phạm Văn Trưởng' });
  });

  test('of one person alone is theirs alone', async () => {
    const kept = { accountId: head, name: 'Phạm Văn Trưởng', data: { type: 'kept' } } as PersonHere; // no more is looked at
    const lost = { accountId: teacher, name: 'Nguyễn Thị Hoa', data: { type: 'lost' } } as PersonHere;
    expect(lostPeople({ people: { [head]: trace('Phạm Văn Trưởng', 1) } }, [kept, lost])).toEqual([
      { accountId: teacher, name: 'Nguyễn Thị Hoa', last: null },
    ]);
    await registry().people.put({
      accountId: teacher,
      name: 'Nguyễn Thị Hoa',
      communeName: 'xã Kiến Thụy',
      dbName: `viectot-${teacher}`,
      enrolledAt: 1,
      current: true,
    });
    expect(await look()).toMatchObject({ type: 'lost', people: [{ accountId: teacher, last: null }] });
  });

  test('is told to the commune once, with the next person who is enrolled; who was lost beside stays on the list', async () => {
    noteTrace(storage, head, trace('Phạm Văn Trưởng', 2));
    noteTrace(storage, teacher, trace('Nguyễn Thị Hoa', 1));
    const db = openPersonDb(head);
    await putMeta(db, 'me', me);
    await reportLoss(storage, db, await look(), '0.2.0');
    const told = (await db.errors.toArray()).map(({ code, place, count }) => ({ code, place, count }));
    expect(told).toEqual([{ code: 'storage-lost', place: 'start/marker', count: 1 }]);
    expect(readMarker(storage)?.people).toEqual({ [teacher]: { ...trace('Nguyễn Thị Hoa', 1), reported: true } });
    const third = openPersonDb(testId(0xb3));
    await reportLoss(storage, third, await look(), '0.2.0');
    expect(await third.errors.count()).toBe(0);
    await reportLoss(storage, third, { type: 'none' }, '0.2.0');
    expect(await third.errors.count()).toBe(0);
  });
});
