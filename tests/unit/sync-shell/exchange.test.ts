import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemIds } from '../../../src/db/ids.ts';
import type { PersonDb } from '../../../src/db/person-db.ts';
import { saveNew } from '../../../src/db/save.ts';
import { type ExchangeDeps, exchangePorts } from '../../../src/sync/exchange.ts';
import { aNomination, testId } from '../../support/builders.ts';
import { freshPersonDb } from '../../support/phone.ts';

let db: PersonDb;
beforeEach(async () => {
  db = freshPersonDb(testId(0xb1));
  await saveNew(
    db,
    { ...systemIds, onSaved: () => undefined },
    { recordId: testId(0x2001), kind: 'nomination', content: aNomination() },
  );
});
afterEach(() => db.close());

const portsOf = () => {
  const fetch = () => Promise.reject(new TypeError('nothing is sent'));
  const wire: ExchangeDeps['wire'] = { fetch, origin: 'http://127.0.0.1', timeoutMs: 1 };
  return exchangePorts({ db, wire, version: 'test' });
};

const states = async () => (await db.outbox.toArray()).map(({ state, refusal }) => [state, refusal]);

async function op() {
  const row = await db.outbox.get(1);
  if (!row) throw new Error('no operation');
  return row.op;
}

test('[S14] an operation that cannot pass goes to a person', async () => {
  const ports = portsOf();
  const { request } = await ports.prepare(50, new Set());
  await ports.refuse(await op(), request, 'too-large');
  expect(await states()).toEqual([['attention', 'too-large']]);
});

test('[S10] what a tab that woke up heard of it changes nothing once another run has asked', async () => {
  const ports = portsOf();
  const { request } = await ports.prepare(50, new Set());
  await portsOf().prepare(50, new Set());
  await ports.refuse(await op(), request, 'too-large');
  expect(await states()).toEqual([['waiting', null]]);
});

test('[S9] nor once it was answered', async () => {
  const ports = portsOf();
  const { request } = await ports.prepare(50, new Set());
  await db.outbox.update(1, { state: 'answered' });
  await ports.refuse(await op(), request, 'too-large');
  expect(await states()).toEqual([['answered', null]]);
});
