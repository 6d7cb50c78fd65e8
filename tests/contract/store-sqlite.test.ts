import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tables } from '../../server/store/sql/tables.ts';
import { savepoint } from '../../server/store/sql/tx.ts';
import { nodeSqliteDialect, openDatabase } from '../../server/store/sqlite/dialect.ts';
import { openSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import { testId } from '../support/builders.ts';
import { snapshotContract, storeContract } from './store-contract.ts';
import { anOperation, foundCommune, here, putRecord } from './store-rows.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'viec-tot-store-'));

storeContract('SQLite', async () => {
  const folder = await newFolder();
  const store = await openSqliteStore(join(folder, 'viec-tot.db'), { newEpoch: () => 'epoch-1' });
  const dispose = async () => {
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { store, dispose };
});

describe('an SQLite file', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await newFolder();
    path = join(folder, 'viec-tot.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  describe('while somebody reads it', () => {
    let store: Store;
    beforeEach(async () => {
      store = await openSqliteStore(path, { newEpoch: () => 'epoch-1' });
      await foundCommune(store);
    });
    afterEach(() => store.close());
    snapshotContract(() => store);
  });

  it('holds everything when it is opened again, under the epoch it began with', async () => {
    const first = await openSqliteStore(path, { newEpoch: () => 'epoch-1' });
    await foundCommune(first);
    await first.transaction(here, async (tx) => {
      await putRecord(tx, 1);
      await tx.operations.log(anOperation(0x71), '{}', null);
      await tx.nextDossierNumber('nomination', 2026);
    });
    await first.close();
    const second = await openSqliteStore(path, { newEpoch: () => 'epoch-2' });
    const read = await second.transaction(here, async (tx) => ({
      epoch: await tx.epoch(),
      record: (await tx.records.record(testId(1)))?.seq,
      known: await tx.operations.operation(testId(0x71)),
      dossier: await tx.nextDossierNumber('nomination', 2026),
      seq: await tx.nextSeq(),
    }));
    await second.close();
    expect(read).toEqual({ epoch: 'epoch-1', record: 1, known: anOperation(0x71), dossier: 2, seq: 2 });
  });

  it('loses an open transaction, and nothing else, when the process dies in the middle', async () => {
    const store = await openSqliteStore(path, { newEpoch: () => 'epoch-1' });
    await foundCommune(store);
    await store.transaction(here, (tx) => putRecord(tx, 1));
    // A copy of the files as they stand while a transaction is open is what a dead process leaves.
    const copy = join(folder, 'copy.db');
    await store.transaction(here, async (tx) => {
      await putRecord(tx, 2);
      for (const end of ['', '-wal']) await copyFile(path + end, copy + end);
    });
    await store.close();
    const left = await openSqliteStore(copy, { newEpoch: () => 'epoch-2' });
    const seen = await left.read(here, (tx) => tx.records.between({ type: 'commune' }, 0, 99));
    await left.close();
    expect(seen.map(({ record }) => record.id)).toEqual([testId(1)]);
  });

  it('flushes every commit, and lets readers pass the writer', async () => {
    const asked = ['journal_mode', 'synchronous', 'foreign_keys', 'query_only'];
    const answers = (['writer', 'reader'] as const).map((mode) => {
      const database = openDatabase(path, mode);
      const told = asked.map((pragma) => Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
      database.close();
      return told;
    });
    const full = 2;
    expect(answers).toEqual([
      ['wal', full, 1, 0],
      ['wal', full, 1, 1],
    ]);
  });

  // A full disk ends a transaction so; a constraint may be told to.
  it('tells why a transaction ended by itself, not that nothing was left to take back', async () => {
    const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(openDatabase(path, 'writer'), 'writer') });
    await sql`create table once (id integer primary key)`.execute(db);
    const twice = async (tx: Kysely<Tables>) => {
      for (const _ of [1, 2]) await sql`insert or rollback into once values (1)`.execute(tx);
    };
    const inTx = (work: (tx: Kysely<Tables>) => Promise<void>) => db.transaction().execute(work);
    await expect(inTx(twice)).rejects.toThrow('UNIQUE constraint failed');
    await expect(inTx((tx) => savepoint(tx, () => twice(tx)))).rejects.toThrow('UNIQUE constraint failed');
    await expect(inTx(async (tx) => void (await sql`insert into once values (1)`.execute(tx)))).resolves.toBe(
      undefined,
    );
    await db.destroy();
  });

  it('is shared with a second program, such as the one that makes an admin link', async () => {
    const first = await openSqliteStore(path, { newEpoch: () => 'epoch-1' });
    await foundCommune(first);
    const second = await openSqliteStore(path, { newEpoch: () => 'epoch-2' });
    await first.transaction(here, (tx) => putRecord(tx, 1));
    await second.transaction(here, (tx) => putRecord(tx, 2));
    await first.transaction(here, (tx) => putRecord(tx, 3));
    const [inFirst, inSecond] = await Promise.all([first, second].map((store) => store.read(here, (tx) => tx.seq())));
    await second.close();
    await first.close();
    expect([inFirst, inSecond]).toEqual([3, 3]);
  });
});
