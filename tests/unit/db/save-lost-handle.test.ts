// A handle that the browser loses while a record is saved: the save is done once, and the person hears what is true.
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { getDraft, putDraft } from '../../../src/db/drafts.ts';
import type { PersonDb } from '../../../src/db/person-db.ts';
import { saveNew } from '../../../src/db/save.ts';
import { saveEdit } from '../../../src/db/save-edit.ts';
import { aNomination, testId } from '../../support/builders.ts';
import { freshPersonDb } from '../../support/phone.ts';
import { aDraft, deps, kind, recordId, rung } from '../../support/saving.ts';

let db: PersonDb;

beforeEach(() => {
  db = freshPersonDb(testId(0xb1));
  rung.times = 0;
});
afterEach(() => db.close());

/** The next transaction is on the disk, and whoever awaits it hears that the handle is lost. */
function loseNextCommit(): void {
  const transaction = db.transaction.bind(db);
  Object.assign(db, {
    transaction: (...args: Parameters<typeof transaction>) => {
      Object.assign(db, { transaction });
      return transaction(...args).then(() => Dexie.Promise.reject(new DOMException('lost', 'InvalidStateError')));
    },
  });
}

describe('a lost handle', () => {
  test('is healed by closing and opening again, and the save is done once', async () => {
    await db.open();
    let lost = 2;
    const transaction = db.transaction.bind(db);
    Object.assign(db, {
      transaction: (...args: Parameters<typeof transaction>) => {
        if (lost-- > 0) return Dexie.Promise.reject(new DOMException('lost', 'InvalidStateError'));
        return transaction(...args);
      },
    });
    expect((await saveNew(db, deps, { recordId, kind, content: aNomination() })).ok).toBe(true);
    expect(await db.outbox.count()).toBe(1);
  });

  test('that took the news of the commit along is no failure: the record was saved, once', async () => {
    loseNextCommit();
    expect(await saveNew(db, deps, { recordId, kind, content: aNomination() })).toEqual({
      ok: true,
      value: { ops: 1 },
    });
    expect([await db.outbox.count(), rung.times]).toEqual([1, 1]);
  });

  test('that took the news of a correction along is no failure either', async () => {
    await saveNew(db, deps, { recordId, kind, content: aNomination() });
    const row = await db.outbox.get(1);
    if (!row) throw new Error('no operation');
    await db.outbox.put({ ...row, sentOnce: true, state: 'attention', refusal: 'not-your-unit' });
    const seen = { content: aNomination(), rev: 0, revs: {} };
    loseNextCommit();
    expect(await saveEdit(db, deps, { recordId, seen, content: aNomination() })).toEqual({
      ok: true,
      value: { ops: 1 },
    });
    expect((await db.outbox.toArray()).map(({ seq, op }) => [seq, op.kind])).toEqual([[2, 'create']]);
  });

  test('that stays lost is said after three openings, and the database is never deleted', async () => {
    await putDraft(db, aDraft());
    let tries = 0;
    const transaction = db.transaction;
    Object.assign(db, {
      transaction: () => {
        tries += 1;
        return Dexie.Promise.reject(new DOMException('lost', 'InvalidStateError'));
      },
    });
    const saved = await saveNew(db, deps, { recordId, kind, content: aNomination() });
    expect(saved).toEqual({ ok: false, error: { code: 'storage-closed' } });
    expect(tries).toBe(4);
    Object.assign(db, { transaction });
    expect(await getDraft(db, recordId)).toEqual(aDraft());
  });
});
