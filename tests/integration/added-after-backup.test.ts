import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemIds } from '../../src/db/ids.ts';
import { eraseSent, leave, peopleHere, unsentOf } from '../../src/db/people-here.ts';
import type { PersonDb } from '../../src/db/person-db.ts';
import { registry } from '../../src/db/registry.ts';
import { takeUnsent } from '../../src/db/rescue-read.ts';
import { addPeopleAnswerSchema } from '../../src/shared/wire/admin.ts';
import { type Installation, installationHere } from '../support/installation.ts';
import { openPhone } from '../support/phone.ts';
import { rescueAt } from '../support/rescue-site.ts';
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
  phoneOf: async (person: Person) => openPhone(server.port, await village.link(person)),
};
const { saveWithPhoto, exported } = rescueAt(site);

async function added(name = 'Đỗ Thị Mùi'): Promise<Person> {
  const people = [{ name, assignment: { role: 'submitter', unitId: village.hamlet.id } }];
  const answer = await village.admin.send('POST', '/api/v1/admin/people', { people });
  const [id = ''] = addPeopleAnswerSchema.parse(await answer.json()).added;
  return { id, name };
}

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
    // Also while there is no line: the server's last word counts.
    shared.line.isUp = false;
    await shared.phone.run('button');
    expect((await peopleHere())[0]?.data).toEqual({ type: 'kept', unsent: { records: 1, photos: 1, drafts: 0 } });
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
