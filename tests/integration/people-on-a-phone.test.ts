import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemIds } from '../../src/db/ids.ts';
import { getMeta, putMeta } from '../../src/db/meta.ts';
import { eraseSent, leave, peopleHere, putInFront, unsentOf } from '../../src/db/people-here.ts';
import { openPersonDb, type PersonDb } from '../../src/db/person-db.ts';
import { addPhoto } from '../../src/db/photos.ts';
import { currentPerson, registry } from '../../src/db/registry.ts';
import { saveNew } from '../../src/db/save.ts';
import { getStepDraft, putStepDraft } from '../../src/db/step-drafts.ts';
import { downSchema } from '../../src/shared/wire/down.ts';
import { sessionLock } from '../../src/sync/session-lock.ts';
import { signIn } from '../../src/sync/sign-in.ts';
import { aNomination } from '../support/builders.ts';
import { aKeptPhoto, type Commune, openCommune } from '../support/phone.ts';
import { type SharedPhone, sharedPhoneOf } from '../support/shared-phone.ts';
import { type Client, newId, type Person } from '../support/village.ts';

let commune: Commune;
let officer: Client;
beforeAll(async () => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  commune = await openCommune();
  officer = await commune.village.enrol(commune.village.people.officer);
});
afterAll(() => commune.close());
beforeEach(() => registry().people.clear());

const aSharedPhone = (): SharedPhone => sharedPhoneOf(commune);

async function records(db: PersonDb, unitId: string): Promise<string> {
  const recordId = newId();
  const photo = await addPhoto(db, recordId, aKeptPhoto(7), new Blob([]));
  if (!photo.ok) throw new Error('no photo');
  const content = aNomination(
    { unitId },
    { subjects: { [newId()]: { order: 1, name: 'Trần Văn An' } }, photos: { [photo.value.id]: { order: 1 } } },
  );
  const deps = { ...systemIds, onSaved: () => undefined };
  expect((await saveNew(db, deps, { recordId, kind: 'nomination', content })).ok).toBe(true);
  return recordId;
}

async function atTheCommune(recordId: string) {
  const found = (await officer.records()).filter(({ id }) => id === recordId);
  return found.map(({ author, events, held }) => ({
    author: author.name,
    events: events.length,
    held: Object.values(held),
  }));
}

const arrivedOnce = ({ name }: Person) => [{ author: name, events: 1, held: ['both'] }];

describe('[S5] several people on one phone', () => {
  test('each record arrives once, under its own author, whoever is in front; the session goes back to who is', async () => {
    const { head, teacher } = commune.village.people;
    const shared = aSharedPhone();
    const heads = await shared.enrol(head);
    const teachers = await shared.enrol(teacher);
    const [one, two] = [
      await records(heads, commune.village.hamlet.id),
      await records(teachers, commune.village.school.id),
    ];
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(await atTheCommune(one)).toEqual(arrivedOnce(head));
    expect(await atTheCommune(two)).toEqual(arrivedOnce(teacher));
    expect(await shared.sessionOf()).toBe(teacher.id);
    expect(await unsentOf(heads)).toEqual({ records: 0, photos: 0, drafts: 0 });
    // Nothing is left: another run does not sign anybody in.
    shared.requests.length = 0;
    await shared.phone.run('button');
    expect(shared.requests).toEqual(['POST /api/v1/sync']);
  });

  test('[S9] what the server leaves unanswered of who is in front does not hold up the others', async () => {
    const { head, teacher } = commune.village.people;
    const shared = aSharedPhone();
    const heads = await shared.enrol(head);
    const teachers = await shared.enrol(teacher);
    const theirs = await records(heads, commune.village.hamlet.id);
    await records(teachers, commune.village.school.id);
    const [op] = await teachers.outbox.toArray();
    shared.line.after = async (response) => {
      const down = downSchema.safeParse(
        await response
          .clone()
          .json()
          .catch(() => null),
      );
      if (!down.success) return response;
      const answers = down.data.answers.filter(({ opId }) => opId !== op?.opId);
      return Response.json({ ...down.data, answers });
    };
    expect(await shared.phone.run('start')).toEqual({ type: 'unanswered' });
    expect(await atTheCommune(theirs)).toEqual(arrivedOnce(head));
    shared.line.after = null;
    expect(await shared.phone.run('online')).toEqual({ type: 'done' });
    expect(await unsentOf(teachers)).toEqual({ records: 0, photos: 0, drafts: 0 });
  });

  test('[S13] who is put in front is signed in by the next run, and reads their own feed', async () => {
    const { head, teacher } = commune.village.people;
    const shared = aSharedPhone();
    const heads = await shared.enrol(head);
    await shared.enrol(teacher);
    shared.line.isUp = false;
    await putInFront(head.id);
    const recordId = await records(heads, commune.village.hamlet.id);
    expect(await shared.phone.run('saved')).toEqual({ type: 'waiting', because: 'offline' });
    shared.line.isUp = true;
    shared.requests.length = 0;
    expect(await shared.phone.run('online')).toEqual({ type: 'done' });
    expect(shared.requests.slice(0, 3)).toEqual([
      'POST /api/v1/session/challenge',
      'POST /api/v1/session',
      'POST /api/v1/sync',
    ]);
    expect(await shared.sessionOf()).toBe(head.id);
    expect(await atTheCommune(recordId)).toEqual(arrivedOnce(head));
    expect((await heads.snapshots.get(recordId))?.id).toBe(recordId);
    expect((await getMeta(heads, 'me'))?.accountId).toBe(head.id);
  });

  test('[S13] a session that turns out to be another person’s is changed once a run; what it carried is not sent again', async () => {
    const { head, teacher } = commune.village.people;
    const shared = aSharedPhone();
    const heads = await shared.enrol(head);
    await shared.enrol(teacher);
    await putInFront(head.id);
    await putMeta(heads, 'signInFirst', false); // as if the mark had been lost
    const recordId = await records(heads, commune.village.hamlet.id);
    shared.requests.length = 0;
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(shared.requests.filter((request) => request === 'POST /api/v1/session')).toHaveLength(1);
    expect(await shared.sessionOf()).toBe(head.id);
    expect(await atTheCommune(recordId)).toEqual(arrivedOnce(head));
    expect(await heads.snapshots.count()).toBeGreaterThan(0);
  });

  /** As if its registration had been lost. */
  async function giveUnknownQueue(db: PersonDb) {
    const queue = await getMeta(db, 'queue');
    if (!queue) throw new Error('no queue');
    await putMeta(db, 'queue', { ...queue, id: newId() });
    await putMeta(db, 'signInFirst', false);
    await db.receipts.clear(); // of that queue nothing counts as acknowledged (S11.6)
    await db.photos.clear();
  }

  test('[S13] a queue that the server does not know is registered by its key under its own person’s session', async () => {
    const { head } = commune.village.people;
    const shared = aSharedPhone();
    const heads = await shared.enrol(head);
    await giveUnknownQueue(heads);
    const recordId = await records(heads, commune.village.hamlet.id);
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(shared.requests).toContain('POST /api/v1/queues');
    expect(await atTheCommune(recordId)).toEqual(arrivedOnce(head));
  });

  test('a queue that the server does not know is not registered under another person’s session', async () => {
    const { head, teacher } = commune.village.people;
    const shared = aSharedPhone();
    const heads = await shared.enrol(head);
    await shared.enrol(teacher);
    await putInFront(head.id);
    await giveUnknownQueue(heads);
    await records(heads, commune.village.hamlet.id);
    shared.requests.length = 0;
    expect(await shared.phone.run('start')).toEqual({ type: 'stopped', because: 'signed-out' });
    expect(shared.requests).not.toContain('POST /api/v1/queues');
    expect(await unsentOf(heads)).toMatchObject({ records: 1, photos: 1 });
  });

  test('a run in flight ends between two slices when another person comes in front, and no photo is refused', async () => {
    const { head, teacher } = commune.village.people;
    const shared = aSharedPhone();
    const heads = await shared.enrol(head);
    const first = await records(heads, commune.village.hamlet.id);
    let second: Promise<unknown> | undefined;
    let teachers: PersonDb | undefined;
    let other = '';
    shared.line.before = async (path) => {
      if (!path.startsWith('/api/v1/uploads') || second) return;
      shared.line.before = null;
      // While the head's thumbnail is on its way, the teacher takes the phone.
      const cookie = shared.line.cookie;
      teachers = await shared.enrol(teacher);
      shared.line.cookie = cookie; // the enrolment waits for the session in the app; here its cookie is laid aside
      other = await records(teachers, commune.village.school.id);
      await putInFront(teacher.id);
      second = shared.phone.run('start');
      await waitsForSession();
    };
    expect(await shared.phone.run('start')).toMatchObject({ type: 'not-yet' });
    expect(await second).toEqual({ type: 'done' });
    expect(await atTheCommune(other)).toEqual(arrivedOnce(teacher));
    expect(await atTheCommune(first)).toEqual(arrivedOnce(head));
    const photos = await heads.photos.where('recordId').equals(first).toArray();
    expect(photos.map(({ state }) => state)).toEqual(['held']);
    expect(await shared.sessionOf()).toBe(teacher.id);
  });
});

test('[S13] [P4] a photo on its way when another person’s enrolment did not wait any longer is sent, and refused by nobody', async () => {
  const { head, teacher } = commune.village.people;
  const shared = aSharedPhone();
  const heads = await shared.enrol(head);
  const recordId = await records(heads, commune.village.hamlet.id);
  shared.line.before = async (path) => {
    if (path !== '/api/v1/uploads') return;
    shared.line.before = null;
    await shared.enrol(teacher); // the session is the teacher's before the upload has begun
  };
  expect(await shared.phone.run('start')).toEqual({ type: 'done' });
  expect(await atTheCommune(recordId)).toEqual(arrivedOnce(head));
  expect(await unsentOf(heads)).toEqual({ records: 0, photos: 0, drafts: 0 });
});

async function waitsForSession(): Promise<void> {
  while (!(await navigator.locks.query()).pending?.some(({ name }) => name === sessionLock))
    await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('[S5] who leaves a phone', () => {
  test('with unsent work is out of front, keeps it, and it is still sent as theirs; the session ends after it', async () => {
    const { head } = commune.village.people;
    const shared = aSharedPhone();
    const heads = await shared.enrol(head);
    const recordId = await records(heads, commune.village.hamlet.id);
    await leave(head.id, 1);
    expect(await currentPerson()).toBeNull();
    expect((await peopleHere()).map(({ leftAt, data }) => ({ leftAt, data }))).toEqual([
      { leftAt: 1, data: { type: 'kept', unsent: { records: 1, photos: 1, drafts: 0 } } },
    ]);
    expect(await eraseSent(head.id)).toBe('not-all-sent');
    expect(await shared.phone.run('online')).toEqual({ type: 'done' });
    expect(await atTheCommune(recordId)).toEqual(arrivedOnce(head));
    expect(await shared.sessionOf()).toBeNull();
    await putInFront(head.id);
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect((await peopleHere())[0]).toMatchObject({ current: true, data: { type: 'kept' } });
    expect((await peopleHere())[0]?.leftAt).toBeUndefined();
  });

  test('with everything sent may take their records along: nothing of them is left', async () => {
    const { head } = commune.village.people;
    const shared = aSharedPhone();
    const heads = await shared.enrol(head);
    const recordId = await records(heads, commune.village.hamlet.id);
    await shared.phone.run('start');
    await leave(head.id, 1);
    expect(await eraseSent(head.id)).toBe('erased');
    expect(await Promise.all(heads.tables.map((table) => table.count()))).toEqual(
      heads.tables.map(({ name }) => (name === 'meta' ? 1 : 0)),
    );
    expect(await peopleHere()).toEqual([]);
    expect(await atTheCommune(recordId)).toEqual(arrivedOnce(head));
    expect(await shared.phone.run('start')).toBeNull();
  });

  test('a draft is unsent work too', async () => {
    const { head } = commune.village.people;
    const heads = await aSharedPhone().enrol(head);
    await heads.drafts.put({
      recordId: newId(),
      kind: 'nomination',
      mode: 'new',
      form: {},
      updatedAt: 1,
      waitingForPhoto: false,
      seen: null,
    });
    expect(await eraseSent(head.id)).toBe('not-all-sent');
    expect(await heads.drafts.count()).toBe(1);
    const draft = await heads.drafts.toCollection().first();
    if (!draft) throw new Error('no draft');
    await heads.drafts.clear();
    await heads.carried.put({ type: 'draft', id: 'aside', state: 'aside', draft });
    expect(await eraseSent(head.id)).toBe('not-all-sent');
    await heads.carried.clear();
    await heads.drafts.clear();
  });

  test('the half-written reason of a step is unsent work too, until it is taken or emptied', async () => {
    const { officer: office } = commune.village.people;
    const db = await aSharedPhone().enrol(office);
    const recordId = newId();
    await putStepDraft(db, recordId, 'receive', { note: ' ', marks: [] });
    await putStepDraft(db, recordId, 'return', { note: 'Xin bà con kể rõ hơn việc cứu người ở bến đò', marks: [] });
    expect(await unsentOf(db)).toEqual({ records: 0, photos: 0, drafts: 1 });
    expect(await eraseSent(office.id)).toBe('not-all-sent');
    expect((await getStepDraft(db, recordId, 'return'))?.note).toContain('bến đò');
    await putStepDraft(db, recordId, 'return', null);
    expect(await eraseSent(office.id)).toBe('erased');
  });
});

test('a database that the browser has cleared is lost, not empty; whose it was stays known', async () => {
  const { head, teacher } = commune.village.people;
  const shared = aSharedPhone();
  const heads = await shared.enrol(head);
  await shared.enrol(teacher);
  for (const table of heads.tables) await table.clear();
  expect((await peopleHere()).map(({ accountId, data }) => [accountId, data.type])).toEqual([
    [teacher.id, 'kept'],
    [head.id, 'lost'],
  ]);
  expect(await signIn(openPersonDb(head.id), { fetch, origin: '', timeoutMs: 1 })).toEqual({
    type: 'stop',
    because: 'signed-out',
  });
  expect(await shared.phone.run('start')).toEqual({ type: 'done' });
});
