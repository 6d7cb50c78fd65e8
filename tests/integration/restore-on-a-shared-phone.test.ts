// Several people on one phone, and a server that was put back to a backup that lacks what some of them were told it has.
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askCommune } from '../../src/app/ask-commune.ts';
import { systemIds } from '../../src/db/ids.ts';
import { getMeta } from '../../src/db/meta.ts';
import { eraseSent, leave, peopleHere, putInFront, unsentOf } from '../../src/db/people-here.ts';
import type { PersonDb } from '../../src/db/person-db.ts';
import { registry } from '../../src/db/registry.ts';
import { restorableHere } from '../support/installation-here.ts';
import { rescueAt } from '../support/rescue-site.ts';
import { type SharedPhone, sharedPhoneOf } from '../support/shared-phone.ts';
import type { Person } from '../support/village.ts';

const site = restorableHere();
const { addedPerson, saveWithPhoto, atTheCommune, hashAtTheCommune } = rescueAt(site);

let shared: SharedPhone;
beforeAll(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
});
beforeEach(async () => {
  await registry().people.clear();
  shared = sharedPhoneOf(site);
});

const nothing = { records: 0, photos: 0, drafts: 0 };

/** As a run of the person in front, who is told that all of it has arrived. */
async function acknowledged(db: PersonDb, seed: number) {
  const saved = await saveWithPhoto({ db, deps: { ...systemIds, onSaved: () => undefined } }, seed);
  expect(await shared.phone.run('button')).toEqual({ type: 'done' });
  expect(await unsentOf(db)).toEqual(nothing);
  return saved;
}

const dataOf = async ({ id }: Person) => (await peopleHere()).find(({ accountId }) => accountId === id)?.data;

/** Of an author who is not in front any more; a colleague is, and was on this phone before the backup. */
async function workAfterTheBackup() {
  const [author, colleague] = [await addedPerson(), await addedPerson()];
  await shared.enrol(colleague);
  await shared.phone.run('start');
  const db = await shared.enrol(author);
  await shared.phone.run('start');
  await site.server.backUp();
  const saved = await acknowledged(db, 1);
  await putInFront(colleague.id);
  await shared.phone.run('start');
  return { ...saved, author, db, colleague };
}

describe('[S5] [S11] what a restored server lacks of a person who is not in front', () => {
  // First of all: the server begins an epoch unasked once a day.
  test('comes back also where nobody told the server, and who is in front is new here', async () => {
    const { recordId, colleague } = await workAfterTheBackup();
    await site.server.stop();
    await site.server.loseAndPutBack();
    await site.server.start();
    await shared.enrol(await addedPerson());
    await registry().people.delete(colleague.id);
    expect(await shared.phone.run('start')).toEqual({ type: 'done' });
    expect(await atTheCommune(recordId)).toHaveLength(1);
  });

  test.each(['start', 'timer', 'online'] as const)(
    'comes back with the next run of who is, by the trigger %s, and only then may it be erased',
    async (trigger) => {
      const { recordId, photo, author, db, colleague } = await workAfterTheBackup();
      await site.restore();
      expect(await shared.phone.run(trigger)).toEqual({ type: 'done' });
      expect((await atTheCommune(recordId)).map((record) => record.author.id)).toEqual([author.id]);
      expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
      expect(await shared.sessionOf()).toBe(colleague.id);
      expect(await unsentOf(db)).toEqual(nothing);
      expect(await eraseSent(author.id)).toBe('erased');
    },
  );

  test('is not erased between who is in front hearing of the restore and their own turn', async () => {
    const { recordId, author, db } = await workAfterTheBackup();
    await site.restore();
    // Whose session the restored server lacks as well signs in first.
    let challenges = 0;
    shared.line.before = async (path) => {
      if (path.endsWith('/challenge') && ++challenges > 1) throw new TypeError('Failed to fetch');
    };
    expect(await shared.phone.run('button')).toEqual({ type: 'waiting', because: 'offline' });
    expect(await unsentOf(db)).toEqual(nothing);
    expect(await eraseSent(author.id)).toBe('not-asked');
    expect(await db.receipts.count()).toBe(1);
    shared.line.before = null;
    expect(await shared.phone.run('button')).toEqual({ type: 'done' });
    expect(await atTheCommune(recordId)).toHaveLength(1);
  });

  test('counts as unsent and is not erased, where they were added after the backup', async () => {
    await site.server.backUp();
    const person = await addedPerson();
    const db = await shared.enrol(person);
    await acknowledged(db, 2);
    await shared.enrol(await addedPerson());
    await shared.phone.run('start');
    await site.restore();
    await shared.phone.run('start');
    expect(await dataOf(person)).toEqual({ type: 'kept', unsent: { records: 1, photos: 1, drafts: 0 } });
    expect(await eraseSent(person.id)).toBe('not-all-sent');
  });

  test('comes back though who is in front was added after the backup, and the server no longer knows them', async () => {
    const { recordId, author } = await workAfterTheBackup();
    const person = await addedPerson();
    await shared.enrol(person);
    await shared.phone.run('start');
    await site.restore();
    await shared.phone.run('start');
    expect((await atTheCommune(recordId)).map((record) => record.author.id)).toEqual([author.id]);
  });

  test('is not asked for again at every turn, when all was there', async () => {
    await workAfterTheBackup();
    await site.server.backUp();
    await site.restore();
    await shared.phone.run('start');
    shared.requests.length = 0;
    await shared.phone.run('start');
    expect(shared.requests).toEqual(['POST /api/v1/sync']);
  });
});

describe('[S11] who leaves and wants their records removed', () => {
  const ring = () => void shared.phone.run('button');

  test('is asked for first: what a restored server lacks is brought again', async () => {
    const author = await addedPerson();
    const db = await shared.enrol(author);
    await shared.phone.run('start');
    await site.server.backUp();
    const { recordId, photo } = await acknowledged(db, 3);
    await site.restore();
    expect(await askCommune(db, ring)).toBe(true);
    await leave(author.id, 1);
    expect(await eraseSent(author.id)).toBe('erased');
    expect(await hashAtTheCommune(recordId, photo.id)).toBe(photo.full?.sha256);
  });

  test('is not asked for without a line, nor where the server does not know them', async () => {
    await site.server.backUp();
    const db = await shared.enrol(await addedPerson());
    await acknowledged(db, 4);
    shared.line.isUp = false;
    expect(await askCommune(db, ring, 200)).toBe(false);
    shared.line.isUp = true;
    await site.restore();
    expect(await askCommune(db, ring, 500)).toBe(false);
  });

  test('is not asked for on a phone that the commune has revoked: no run there ends well any more', async () => {
    const author = await addedPerson();
    const db = await shared.enrol(author);
    await acknowledged(db, 5);
    const deviceId = (await getMeta(db, 'me'))?.deviceId;
    await site.village.admin.send('POST', `/api/v1/admin/devices/${deviceId}/revoke`);
    expect(await askCommune(db, ring)).toBe(true);
    await leave(author.id, 1);
    expect(await eraseSent(author.id)).toBe('erased');
  });
});
