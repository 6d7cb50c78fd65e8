// Receipts (SPEC.md S11.1) on phones whose clock is wrong.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { putMeta } from '../../src/db/meta.ts';
import { saveNew } from '../../src/db/save.ts';
import type { Receipt } from '../../src/shared/sync/receipt.ts';
import { aNomination } from '../support/builders.ts';
import { type Installation, installationHere } from '../support/installation.ts';
import { openPhone, type Phone } from '../support/phone.ts';
import { foundVillage, newId, type Village } from '../support/village.ts';

const days = 24 * 3600_000;

let server: Installation;
let village: Village;
const phones: Phone[] = [];

beforeEach(async () => {
  server = await installationHere();
  village = await foundVillage(server.port, await server.adminLink());
});
afterEach(async () => {
  for (const phone of phones.splice(0)) phone.close();
  await server.remove();
});

/** `wrongBy`: how far its clock is ahead of the server's. */
async function aHead() {
  const clock = { wrongBy: 0 };
  const phone = await openPhone(server.port, await village.link(village.people.head), {
    now: () => Date.now() + clock.wrongBy,
  });
  phones.push(phone);
  return { phone, clock };
}

async function sendOne({ db, deps, engine }: Phone): Promise<void> {
  const content = aNomination({ unitId: village.hamlet.id }, { subjects: { [newId()]: { order: 1, name: 'An' } } });
  expect((await saveNew(db, deps, { recordId: newId(), kind: 'nomination', content })).ok).toBe(true);
  expect(await engine.run('button')).toEqual({ type: 'done' });
}

async function restore(): Promise<void> {
  await server.stop();
  await server.loseAndPutBack();
  await server.afterRestore();
  await server.start();
}

const recordsOfTheCommune = async () => (await server.rows('select dossier from record')).length;

describe('[S11] receipts are kept for 90 days by the server’s clock', () => {
  test.each([
    ['was slow when they came, and is right now', -100 * days, 0],
    ['ran ahead for one start', 0, 100 * days],
    ['was slow when they came, and runs ahead now', -100 * days, 100 * days],
  ])('a phone whose clock %s brings back what a restored server lacks', async (_, asTheyCame, atTheStart) => {
    const { phone, clock } = await aHead();
    await phone.engine.run('start');
    await server.backUp();
    clock.wrongBy = asTheyCame;
    await sendOne(phone);
    clock.wrongBy = atTheStart;
    await phone.engine.run('start');
    expect(await phone.db.receipts.count()).toBe(1);
    await restore();
    expect(await recordsOfTheCommune()).toBe(0);
    await phone.engine.run('button');
    expect(await recordsOfTheCommune()).toBe(1);
  });

  test('one that is older leaves, once the server was heard to say so', async () => {
    const { phone } = await aHead();
    await sendOne(phone);
    const heard = (ms: number) => putMeta(phone.db, 'lastSyncAt', new Date(Date.now() + ms).toISOString());
    phone.failAlways(() => Promise.reject(new TypeError('Failed to fetch')));
    await heard(89 * days);
    await phone.engine.run('start');
    expect(await phone.db.receipts.count()).toBe(1);
    await heard(91 * days);
    await phone.engine.run('start');
    expect(await phone.db.receipts.count()).toBe(0);
  });

  test('one that an earlier release dated by the phone’s clock has its 90 days from now', async () => {
    const { phone } = await aHead();
    await sendOne(phone);
    const [receipt] = await phone.db.receipts.toArray();
    if (!receipt) throw new Error('no receipt');
    const { clock: _, ...earlier } = { ...receipt, answeredAt: Date.now() - 100 * days };
    await phone.db.receipts.put(earlier satisfies Receipt);
    await phone.engine.run('start');
    await phone.engine.run('start');
    expect(await phone.db.receipts.count()).toBe(1);
    await putMeta(phone.db, 'lastSyncAt', new Date(Date.now() + 91 * days).toISOString());
    await phone.engine.run('start');
    expect(await phone.db.receipts.count()).toBe(0);
  });

  test('none leaves a phone that never heard the server', async () => {
    const { phone } = await aHead();
    await sendOne(phone);
    await phone.db.meta.delete('lastSyncAt');
    await phone.db.receipts.toCollection().modify({ answeredAt: 0 });
    phone.failAlways(() => Promise.reject(new TypeError('Failed to fetch')));
    await phone.engine.run('start');
    expect(await phone.db.receipts.count()).toBe(1);
  });
});
