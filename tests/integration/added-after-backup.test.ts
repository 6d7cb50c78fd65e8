import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemIds } from '../../src/db/ids.ts';
import { listPage } from '../../src/db/list-query.ts';
import { getMeta, putMeta } from '../../src/db/meta.ts';
import { eraseSent, leave, peopleHere, unsentOf } from '../../src/db/people-here.ts';
import type { PersonDb } from '../../src/db/person-db.ts';
import { recordPage } from '../../src/db/record-query.ts';
import { currentPerson, registry } from '../../src/db/registry.ts';
import { takeUnsent } from '../../src/db/rescue-read.ts';
import { strip } from '../../src/db/strip-query.ts';
import { publicKeyOf, signRegistration } from '../../src/sync/queue-key.ts';
import { type Installation, installationHere } from '../support/installation.ts';
import { openPhone } from '../support/phone.ts';
import { carriedOf, rescueAt, statesOfCarried } from '../support/rescue-site.ts';
import { type SharedPhone, sharedPhoneOf } from '../support/shared-phone.ts';
import { foundVillage, type Person, type Village } from '../support/village.ts';

let server: Installation;
let village: Village;
let shared: SharedPhone;
beforeAll(async () => {
  server = await installationHere();
  village = await foundVillage(server.port, await server.adminLink());
});
beforeEach(async () => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  await registry().people.clear();
  shared = sharedPhoneOf({ village, port: server.port });
  await server.backUp();
});
afterAll(() => server.remove());

const site = {
  get village() {
    return village;
  },
  get port() {
    return server.port;
  },
  /** Another phone, with storage of its own; what is opened after it is the shared phone's again. */
  phoneOf: async (person: Person) => {
    const { indexedDB } = Dexie.dependencies;
    const phone = await openPhone(server.port, await village.link(person));
    await phone.db.open();
    Dexie.dependencies.indexedDB = indexedDB;
    return phone;
  },
};
const { addedPerson: added, saveWithPhoto, exported, planOf, atTheCommune, hashAtTheCommune } = rescueAt(site);

/** As the tests of the rescue file take a phone. */
async function asPhone(db: PersonDb) {
  const me = await db.meta.get('me');
  if (me?.key !== 'me') throw new Error('nobody');
  return { db, me: me.value, deps: { ...systemIds, onSaved: () => undefined } } as Parameters<typeof exported>[0];
}

async function restore(): Promise<void> {
  await server.stop();
  await server.loseAndPutBack();
  await server.afterRestore();
  await server.start();
}

/** Once. */
function loseAnswerTo(path: string): void {
  shared.line.after = async (response) => {
    if (!response.url.endsWith(path)) return response;
    shared.line.after = null;
    throw new TypeError('Failed to fetch');
  };
}

/** A record with its photo, acknowledged and held; then the commune goes back to the day before its author was added. */
async function acknowledgedAndLost() {
  const person = await added();
  const db = await shared.enrol(person);
  const { recordId, photo } = await saveWithPhoto(await asPhone(db), 1);
  expect(await shared.phone.run('start')).toEqual({ type: 'done' });
  expect(await unsentOf(db)).toEqual({ records: 0, photos: 0, drafts: 0 });
  await restore();
  expect(await shared.phone.run('button')).toEqual({ type: 'stopped', because: 'signed-out' });
  return { person, db, recordId, photo };
}

describe('[S11] of a person who was added after the backup', () => {
  test('what the commune had acknowledged counts as unsent on their phone, and is not erased', async () => {
    const { person, db } = await acknowledgedAndLost();
    expect(await unsentOf(db)).toEqual({ records: 1, photos: 1, drafts: 0 });
    expect(await leave(person.id, 1)).toEqual({ records: 1, photos: 1, drafts: 0 });
    expect(await eraseSent(person.id)).toBe('not-all-sent');
    expect(await db.receipts.count()).toBe(1);
    expect(await strip(db)).toMatchObject({ waiting: 1, attention: 0, photosWaiting: 1 });
    // Also while there is no line: the server's last word counts.
    shared.line.isUp = false;
    await shared.phone.run('button');
    expect((await peopleHere())[0]?.data).toEqual({ type: 'kept', unsent: { records: 1, photos: 1, drafts: 0 } });
  });

  test('[S14] its record is said to be saved on the phone, on its page and in the list, until the commune has it again', async () => {
    const { person, db, recordId } = await acknowledgedAndLost();
    const said = async () => [
      (await recordPage(db, recordId))?.state.type,
      (await listPage(db, { limit: 5 })).items.map(({ id, state }) => [id, state.type]),
      (await listPage(db, { limit: 5, query: 'vi tien' })).items.map(({ state }) => state.type),
    ];
    expect(await said()).toEqual(['saved', [[recordId, 'saved']], ['saved']]);
    await shared.enrol(await added(person.name), 'mine');
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(await said()).toEqual(['arrived', [[recordId, 'arrived']], ['arrived']]);
  });

  test('[S16] it leaves in the rescue file as it was signed, with what it was answered, and its photo', async () => {
    const { db, photo } = await acknowledgedAndLost();
    const [receipt] = await db.receipts.toArray();
    const { outbox, photos } = await takeUnsent(db);
    expect(outbox).toMatchObject([
      { op: receipt?.op, state: 'waiting', again: { rev: receipt?.rev, dossier: receipt?.dossier } },
    ]);
    expect(photos.map(({ id }) => id)).toEqual([photo.id]);
    expect((await exported(await asPhone(db))).size).toBeGreaterThan(0);
  });
});

describe('[S11] a person who is added anew and opens their link on that phone', () => {
  test('brings everything back by an ordinary sync, with its dossier number and photo, and their phone says that all is sent', async () => {
    const { person, db, recordId, photo } = await acknowledgedAndLost();
    const [receipt] = await db.receipts.toArray();
    const anew = await added(person.name);
    const home = await shared.enrol(anew, 'mine');
    expect([home.name, (await peopleHere()).length]).toEqual([db.name, 1]);
    // Not before it is there: the commune knows the queue, and has nothing of it yet.
    expect(await eraseSent(person.id)).toBe('not-all-sent');
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(await atTheCommune(recordId)).toMatchObject([{ author: { id: anew.id }, dossier: receipt?.dossier }]);
    expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
    expect(await unsentOf(db)).toEqual({ records: 0, photos: 0, drafts: 0 });
    expect(await strip(db)).toMatchObject({ waiting: 0, attention: 0, photosWaiting: 0 });
    expect(await shared.sessionOf()).toBe(anew.id);

    // And goes on: what they save next, and another link of theirs, belong to the same database.
    const { recordId: next } = await saveWithPhoto(await asPhone(db), 2);
    expect((await shared.enrol(anew, 'mine')).name).toBe(db.name);
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(await atTheCommune(next)).toMatchObject([{ author: { id: anew.id } }]);
  });

  test('asks again with the same queue after an answer that was lost', async () => {
    const { person, db, recordId } = await acknowledgedAndLost();
    const anew = await added(person.name);
    const token = new URL(await village.link(anew)).hash.slice(1);
    loseAnswerTo('/accept');
    expect(await shared.enrolling.accept({ token }, null, 'mine')).toEqual({ ok: false, error: { code: 'offline' } });
    expect(await eraseSent(person.id)).toBe('not-all-sent');
    expect((await shared.enrolling.accept({ token }, null, 'mine')).ok).toBe(true);
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(await atTheCommune(recordId)).toHaveLength(1);
    expect(await unsentOf(db)).toMatchObject({ records: 0 });
  });

  test('also by a second link, when the answer to the first was lost for good', async () => {
    const { person, db, recordId } = await acknowledgedAndLost();
    const anew = await added(person.name);
    const token = new URL(await village.link(anew)).hash.slice(1);
    loseAnswerTo('/accept');
    await shared.enrolling.accept({ token }, null, 'mine');
    expect((await shared.enrol(anew, 'mine')).name).toBe(db.name);
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(await atTheCommune(recordId)).toHaveLength(1);
  });

  test('brings it back also where they had begun anew beside it, and both go on', async () => {
    const { person, db, recordId } = await acknowledgedAndLost();
    await registry().people.update(person.id, { name: 'Đỗ Mùi' }); // as it was written before
    const anew = await added(person.name);
    const beside = await shared.enrol(anew, 'mine');
    expect(beside.name).not.toBe(db.name);
    await registry().people.update(person.id, { name: person.name });
    expect((await shared.enrol(anew, 'mine')).name).toBe(db.name);
    const { recordId: next } = await saveWithPhoto(await asPhone(beside), 3);
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(await atTheCommune(recordId)).toMatchObject([{ author: { id: anew.id } }]);
    expect(await atTheCommune(next)).toMatchObject([{ author: { id: anew.id } }]);
  });

  test('[S16] and their old rescue file doubles nothing there, and is taken from a colleague', async () => {
    const { person, db, recordId } = await acknowledgedAndLost();
    const zip = await exported(await asPhone(db));
    const colleague = await site.phoneOf(village.people.head);
    await planOf(colleague, zip);
    await colleague.engine.run('start');
    expect(await statesOfCarried(colleague)).toEqual(['refused']);
    expect(await atTheCommune(recordId)).toEqual([]);

    const anew = await added(person.name);
    await shared.enrol(anew, 'mine');
    await planOf(colleague, zip);
    expect(await colleague.engine.run('button')).toEqual({ type: 'done' });
    expect(await statesOfCarried(colleague)).toEqual(['arrived']);
    expect(await atTheCommune(recordId)).toMatchObject([{ author: { id: anew.id } }]);
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(await planOf(await asPhone(db), zip)).toMatchObject({ whose: 'this-queue', back: [], carry: [], known: 1 });
    expect(await atTheCommune(recordId)).toHaveLength(1);
    colleague.close();
  });
});

describe('[S13] what somebody carries for a person who was added after the backup', () => {
  test('does not become the carrier’s, though its signatures tell the public key', async () => {
    const { db, recordId } = await acknowledgedAndLost();
    const queue = await getMeta(db, 'queue');
    const carrier = await site.phoneOf(village.people.head);
    await planOf(carrier, await exported(await asPhone(db)));
    const [load] = await carriedOf(carrier);
    const ownKey = await getMeta(carrier.db, 'queue');
    if (!queue || !ownKey || !load) throw new Error('nothing is carried');
    const publicKey = await publicKeyOf(queue.keyPair); // two signatures of the file tell it
    const head = await village.enrol(village.people.head);
    const { accountId, deviceId } = head;
    const own = await signRegistration({ ...ownKey, id: queue.id }, { accountId, deviceId });
    for (const sig of [undefined, own.sig, load.sig]) {
      const reply = await head.send('POST', '/api/v1/queues', { id: queue.id, publicKey, sig });
      expect(reply.status).toBe(sig ? 403 : 426);
    }
    await carrier.engine.run('start');
    expect(await statesOfCarried(carrier)).toEqual(['refused']);
    expect(await atTheCommune(recordId)).toEqual([]);
    carrier.close();
  });
});

describe('[S11] before work that the commune has lost goes on under a new account, the person is asked whose it is', () => {
  test('and nothing is spent or changed by the question', async () => {
    const { person, db } = await acknowledgedAndLost();
    const anew = await added(person.name);
    const token = new URL(await village.link(anew)).hash.slice(1);
    const asked = { ok: false, error: { code: 'whose-work' } };
    const before = shared.requests.length;
    expect(await shared.enrolling.accept({ token }, null, null)).toEqual(asked);
    expect(await shared.enrolling.accept({ token }, null, null)).toEqual(asked);
    expect(shared.requests.slice(before)).not.toContainEqual(expect.stringMatching(/accept$/));
    expect((await getMeta(db, 'me'))?.accountId).toBe(person.id);
    expect((await shared.enrolling.look({ token })).ok).toBe(true);
  });

  test('a namesake who says no has a database of their own, and is the author of nothing of it', async () => {
    const { person, db, recordId } = await acknowledgedAndLost();
    const queue = await getMeta(db, 'queue');
    const namesake = await added(person.name);
    const token = new URL(await village.link(namesake)).hash.slice(1);
    loseAnswerTo('/accept');
    const lost = await shared.enrolling.accept({ token }, null, 'a-namesakes');
    expect(lost).toEqual({ ok: false, error: { code: 'offline' } });
    expect((await shared.enrolling.accept({ token }, null, 'a-namesakes')).ok).toBe(true);
    expect((await currentPerson())?.accountId).toBe(namesake.id);
    // The other's queue is asked for too, and still not known.
    expect(await shared.phone.run('start')).toEqual({ type: 'stopped', because: 'signed-out' });
    expect(await shared.sessionOf()).toBe(namesake.id);
    expect(await atTheCommune(recordId)).toEqual([]);
    expect([(await getMeta(db, 'me'))?.accountId, (await getMeta(db, 'queue'))?.id]).toEqual([person.id, queue?.id]);
    expect(await unsentOf(db)).toEqual({ records: 1, photos: 1, drafts: 0 });

    // Whose it is comes later, and says yes.
    const author = await added(person.name);
    expect((await shared.enrol(author, 'mine')).name).toBe(db.name);
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(await atTheCommune(recordId)).toMatchObject([{ author: { id: author.id } }]);
  });

  test('the last answer counts, while the link is unspent', async () => {
    const { person, db } = await acknowledgedAndLost();
    const anew = await added(person.name);
    const token = new URL(await village.link(anew)).hash.slice(1);
    shared.line.before = async (path) => {
      if (path.endsWith('/accept')) throw new TypeError('Failed to fetch');
    };
    for (const answer of ['mine', 'a-namesakes', 'mine', 'a-namesakes'] as const)
      expect((await shared.enrolling.accept({ token }, null, answer)).ok).toBe(false);
    shared.line.before = null;
    expect((await shared.enrolling.accept({ token }, null, 'a-namesakes')).ok).toBe(true);
    expect((await currentPerson())?.accountId).toBe(anew.id);
    expect((await getMeta(db, 'me'))?.accountId).toBe(person.id);
  });
});

describe('[S11] the queue of a person stays theirs', () => {
  test('when another name is enrolled on that phone: two databases, and the first still counts as unsent', async () => {
    const { db } = await acknowledgedAndLost();
    const person = await added('Bùi Văn Ba');
    const other = await shared.enrol(person);
    expect(other.name).not.toBe(db.name);
    expect(await shared.phone.run('start')).toEqual({ type: 'stopped', because: 'signed-out' });
    expect(await shared.sessionOf()).toBe(person.id);
    expect(await getMeta(other, 'syncRun')).toEqual({ type: 'idle' });
    expect(await unsentOf(db)).toMatchObject({ records: 1 });
  });

  test('when two of one name were lost: the phone does not guess', async () => {
    const [one, two] = [await shared.enrol(await added()), await shared.enrol(await added())];
    await restore();
    const three = await shared.enrol(await added());
    expect(new Set([one.name, two.name, three.name]).size).toBe(3);
  });

  test('when the server knows it, and a namesake opens a link: they have a database of their own', async () => {
    const db = await shared.enrol(await added());
    await putMeta(db, 'unknownToServer', true); // a challenge that came too late says the same
    const namesake = await shared.enrol(await added());
    expect(namesake.name).not.toBe(db.name);
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
  });
});
