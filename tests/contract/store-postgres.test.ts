import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../server/store/postgres/dialect.ts';
import { openPostgresStore } from '../../server/store/postgres/postgres-store.ts';
import type { Store, Tx } from '../../server/store/store.ts';
import { isUnavailable } from '../../server/store/unavailable.ts';
import { testId } from '../support/builders.ts';
import { cutConnections, hasPostgres, nameIn, type Postgres, startPostgres } from '../support/postgres.ts';
import { snapshotContract, spendLink, storeContract } from './store-contract.ts';
import { crowd, followFeed, upTo, writeMany } from './store-crowd.ts';
import { aLink, alreadyThere, foundCommune, here, instant, putRecord, there } from './store-rows.ts';

const quiet = { info: () => undefined, error: () => undefined };
const open = (url: string, epoch = 'epoch-1') => openPostgresStore(url, { newEpoch: () => epoch, log: quiet });

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  let postgres: Postgres;
  let url: string;
  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.newDatabase();
  });
  afterAll(() => postgres.remove());

  storeContract('PostgreSQL', async () => {
    await postgres.empty(url);
    const store = await open(url);
    return { store, dispose: () => store.close() };
  });

  it('begins once when two servers start on an empty database at the same moment', async () => {
    const empty = await postgres.newDatabase();
    const stores = await Promise.all([open(empty, 'epoch-1'), open(empty, 'epoch-2'), open(empty, 'epoch-3')]);
    const epochs = await Promise.all(stores.map((store) => store.readInstallation((tx) => tx.epoch())));
    await Promise.all(stores.map((store) => store.close()));
    expect(new Set(epochs).size).toBe(1);
  });

  it('refuses a database that cannot hold Vietnamese', async () => {
    await postgres.run("create database ascii template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'");
    await expect(open(url.replace(nameIn(url), 'ascii'))).rejects.toThrow(/ENCODING UTF8/);
  });

  it('names a database that is not there', async () => {
    await expect(open(url.replace(nameIn(url), 'nowhere'))).rejects.toThrow(/nowhere/);
  });

  it('flushes every commit, though the database was told not to', async () => {
    const careless = await postgres.newDatabase();
    await postgres.run(`alter database ${nameIn(careless)} set synchronous_commit = off`);
    const db = new Kysely<unknown>({ dialect: serving(careless, () => undefined) });
    const { rows } = await sql`select current_setting('synchronous_commit') as told`.execute(db);
    await db.destroy();
    expect(rows).toEqual([{ told: 'on' }]);
  });

  describe('with several at once', () => {
    let store: Store;
    let second: Store;
    beforeEach(async () => {
      await postgres.empty(url);
      [store, second] = await Promise.all([open(url), open(url)]);
      await foundCommune(store);
      await foundCommune(store, there);
    });
    afterEach(() => Promise.all([store.close(), second.close()]));

    snapshotContract(() => store);

    it('gives the writers of two processes one order, and a live reader never misses a row [S7]', async () => {
      const total = crowd.writers * crowd.each;
      const half = upTo(crowd.writers).slice(crowd.writers / 2);
      const program = join(import.meta.dirname, 'store-writer.ts');
      const other = promisify(execFile)(process.execPath, [program, url, ...half.map((n) => String(n - 1))]);
      const following = followFeed(second, total);
      await Promise.all(upTo(crowd.writers / 2).map((n) => writeMany(store, n - 1)));
      await other;
      const { seqs, portions } = await following;
      expect(seqs).toEqual(upTo(total));
      expect(portions).toBeGreaterThan(1);
    });

    it('spends a link once, whichever server is asked', async () => {
      await store.transaction(here, (tx) => tx.access.addLink(aLink()));
      const answers = await Promise.all(upTo(8).map((n) => spendLink(n % 2 ? store : second, testId(n))));
      expect(answers.filter((answer) => answer === 'spent')).toHaveLength(1);
    });

    it('spends no link that an admin revokes at that moment', async () => {
      await store.transaction(here, (tx) => tx.access.addLink(aLink()));
      const [inside, open] = gates();
      const revoking = store.transaction(here, async (tx) => {
        await tx.access.changeLink(aLink().id, { revokedAt: instant });
        inside.open();
        await open.passed;
      });
      await inside.passed;
      const spending = spendLink(second, testId(1));
      await new Promise((resolve) => setTimeout(resolve, 100));
      open.open();
      await revoking;
      expect(await spending).toBe('too late');
    });

    it('lets no commune wait for another, nor a reader for a writer', async () => {
      const [inside, open] = gates();
      const slow = store.transaction(here, async (tx) => {
        await putRecord(tx, 1);
        inside.open();
        await open.passed;
      });
      await inside.passed;
      // More than there are connections: they must not all be held by people who wait for their turn.
      const queueing = upTo(40).map((n) => store.transaction(here, (tx) => putRecord(tx, 1 + n)));
      await store.transaction(there, (tx) => putRecord(tx, 100));
      await second.transaction(there, (tx) => putRecord(tx, 101));
      expect(await store.read(here, (tx) => tx.seq())).toBe(0);
      open.open();
      await Promise.all([slow, ...queueing]);
      expect(await store.read(here, (tx) => tx.seq())).toBe(41);
    });

    it('does again what two communes blocked each other in', async () => {
      const meet = gates();
      let attempts = 0;
      /** Both write two records of the same ids, each in the other's order. */
      const write = (communeId: string, first: number, ids: readonly [number, number]) =>
        store.transaction(communeId, async (tx: Tx) => {
          attempts += 1;
          await putRecord(tx, ids[0]);
          meet[first]?.open();
          await Promise.all(meet.map(({ passed }) => passed));
          await putRecord(tx, ids[1]);
        });
      const outcomes = await Promise.allSettled([write(here, 0, [1, 2]), write(there, 1, [2, 1])]);
      expect(attempts).toBe(3);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(String(refused[0]?.reason)).toMatch(alreadyThere);
    });

    it('takes back what a lost connection broke off, says so, and goes on with another', async () => {
      const broken = store.transaction(here, async (tx) => {
        await putRecord(tx, 1);
        await postgres.run(cutConnections(url));
        await tx.savepoint(() => putRecord(tx, 2));
      });
      const reason = await broken.catch((error: unknown) => error);
      expect(isUnavailable(reason)).toBe(true);
      expect(await store.transaction(here, (tx) => putRecord(tx, 3))).toBe(1);
    });

    it('says that it is unavailable while the database is stopped, and recovers by itself', async () => {
      await postgres.stop();
      try {
        const asked = [
          () => store.ready(),
          () => store.read(here, (tx) => tx.seq()),
          () => store.transaction(here, (tx) => tx.seq()),
        ];
        for (const ask of asked) expect(isUnavailable(await ask().catch((error: unknown) => error))).toBe(true);
      } finally {
        await postgres.start();
      }
      await store.ready();
      expect(await store.transaction(here, (tx) => putRecord(tx, 1))).toBe(1);
    });
  });
});

interface Gate {
  readonly passed: Promise<void>;
  open(): void;
}

function gates(): [Gate, Gate] {
  const one = (): Gate => {
    const { promise, resolve } = Promise.withResolvers<void>();
    return { passed: promise, open: resolve };
  };
  return [one(), one()];
}
