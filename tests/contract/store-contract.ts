// What every store must do: in memory, in SQLite and in PostgreSQL.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { testId } from '../support/builders.ts';
import { accessContract } from './store-access-contract.ts';
import { crowd, followFeed, upTo, writeMany } from './store-crowd.ts';
import { recordsContract } from './store-records-contract.ts';
import {
  aCommune,
  aLink,
  alreadyThere,
  anOperation,
  aUnit,
  foundCommune,
  here,
  instant,
  onlyReads,
  person,
  putRecord,
  there,
} from './store-rows.ts';

export interface StoreUnderTest {
  readonly store: Store;
  readonly dispose: () => Promise<void>;
}

export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`a commune kept in ${name}`, () => {
    let test: StoreUnderTest;
    const store = () => test.store;
    beforeEach(async () => {
      test = await open();
      await foundCommune(test.store);
    });
    afterEach(() => test.dispose());
    transactionContract(store);
    peopleContract(store);
    accessContract(store);
    recordsContract(store);
  });
}

/** What a store does besides whose readers do not stand in the writers' line. */
export function snapshotContract(store: () => Store): void {
  it('shows a reader one picture, whatever is committed meanwhile', async () => {
    const seen = await store().read(here, async (tx) => {
      const before = [await tx.seq(), (await tx.people.units()).length];
      await store().transaction(here, (other) => other.people.putUnit(aUnit(7)));
      return { before, after: [await tx.seq(), (await tx.people.units()).length] };
    });
    expect(seen).toEqual({ before: [0, 0], after: [0, 0] });
    expect(await store().read(here, (tx) => tx.seq())).toBe(1);
  });
}

/** As an enrolment does: what is found unspent is spent by this queue. */
export const spendLink = (store: Store, queue: string): Promise<'spent' | 'too late'> =>
  store.installation(async (tx) => {
    const link = await tx.linkByTokenHash(aLink().tokenHash);
    if (!link || link.usedAt !== null || link.revokedAt !== null) return 'too late';
    await tx.changeLink(link.id, { usedAt: instant, usedByQueue: queue });
    return 'spent';
  });

const boom = new Error('boom');

function transactionContract(store: () => Store): void {
  describe('transactions', () => {
    it('takes everything back when the work throws, the counter too', async () => {
      const failing = store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        await tx.people.putUnit(aUnit(7));
        throw boom;
      });
      await expect(failing).rejects.toBe(boom);
      const after = await store().read(here, async (tx) => [
        await tx.seq(),
        await tx.records.record(testId(1)),
        await tx.people.units(),
      ]);
      expect(after).toEqual([0, null, []]);
    });

    it('takes back only the failed piece of a transaction, and keeps the rest', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        const piece = tx.savepoint(async () => {
          await putRecord(tx, 2);
          throw boom;
        });
        await expect(piece).rejects.toBe(boom);
        await tx.savepoint(() => putRecord(tx, 3));
      });
      const left = await store().read(here, (tx) => tx.records.between({ type: 'commune' }, 0, 99));
      expect(left.map(({ record, seq }) => [record.id, seq])).toEqual([
        [testId(1), 1],
        [testId(3), 2],
      ]);
    });

    it('takes back a piece that the database itself refused, and goes on', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        const twice = tx.savepoint(async () => {
          await tx.savepoint(() => tx.operations.log(anOperation(0x71), '{}', null));
          await tx.savepoint(() => tx.operations.log(anOperation(0x71), '{}', null));
        });
        await expect(twice).rejects.toThrow(alreadyThere);
        await putRecord(tx, 2);
      });
      const left = await store().read(here, async (tx) => [
        await tx.seq(),
        await tx.operations.operation(testId(0x71)),
      ]);
      expect(left).toEqual([2, null]);
    });

    it('takes back a piece inside a piece alone', async () => {
      await store().transaction(here, (tx) =>
        tx.savepoint(async () => {
          await putRecord(tx, 1);
          await tx.savepoint(() => putRecord(tx, 2).then(() => Promise.reject(boom))).catch(() => undefined);
        }),
      );
      expect(await store().read(here, (tx) => tx.records.record(testId(1)))).not.toBeNull();
      expect(await store().read(here, (tx) => tx.records.record(testId(2)))).toBeNull();
    });

    it('refuses to write while it only reads', async () => {
      await expect(store().read(here, (tx) => tx.people.putUnit(aUnit(7)))).rejects.toThrow(onlyReads);
      expect(await store().read(here, (tx) => tx.people.units())).toEqual([]);
    });

    it('goes on after a failed transaction', async () => {
      await store()
        .transaction(here, () => Promise.reject(boom))
        .catch(() => undefined);
      expect(await store().transaction(here, (tx) => tx.nextSeq())).toBe(1);
    });

    it('takes back one of many that come at the same moment, and only that one', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 12 }, (_, i) =>
          store().transaction(here, async (tx) => {
            await putRecord(tx, 100 + i);
            if (i % 4 === 1) throw boom;
            return i;
          }),
        ),
      );
      const failed = outcomes.flatMap(({ status }, i) => (status === 'rejected' ? [i] : []));
      expect(failed).toEqual([1, 5, 9]);
      const left = await store().read(here, (tx) => tx.records.between({ type: 'commune' }, 0, 99));
      expect(left.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(left.map(({ record }) => record.id)).not.toContain(testId(101));
    });

    it('shows a reader nothing that is not committed', async () => {
      let seenMeanwhile: Promise<number> | undefined;
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        seenMeanwhile = store().read(here, (other) => other.seq());
        await tx.savepoint(async () => undefined);
      });
      expect([0, 1]).toContain(await seenMeanwhile);
      expect(await store().read(here, (tx) => tx.seq())).toBe(1);
    });

    it('gives sixteen writers one order without gaps, and a live reader never misses a row [S7]', async () => {
      const total = crowd.writers * crowd.each;
      const following = followFeed(store(), total);
      await Promise.all(Array.from({ length: crowd.writers }, (_, writer) => writeMany(store(), writer)));
      expect((await following).seqs).toEqual(upTo(total));
    });

    it('counts dossiers per commune, kind and year, also when many ask at once [S9]', async () => {
      await foundCommune(store(), there);
      const next = (communeId: string, kind: string, year: number) =>
        store().transaction(communeId, (tx) => tx.nextDossierNumber(kind, year));
      const given = await Promise.all(Array.from({ length: 20 }, () => next(here, 'nomination', 2026)));
      expect([...given].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
      expect(await next(here, 'initiative', 2026)).toBe(1);
      expect(await next(here, 'nomination', 2027)).toBe(1);
      expect(await next(there, 'nomination', 2026)).toBe(1);
      expect(await next(here, 'nomination', 2026)).toBe(21);
    });

    it('is ready while it can write', async () => {
      await expect(store().ready()).resolves.toBeUndefined();
    });
  });

  describe('the installation', () => {
    it('has an epoch that stays until it is set anew', async () => {
      const first = await store().readInstallation((tx) => tx.epoch());
      expect(first).toBe('epoch-1');
      await store().installation((tx) => tx.setEpoch('epoch-2'));
      expect(await store().read(here, (tx) => tx.epoch())).toBe('epoch-2');
    });

    it('jumps over every number that may have been given elsewhere, and says where it stood [S11]', async () => {
      await store().transaction(here, async (tx) => {
        await putRecord(tx, 1);
        await tx.nextDossierNumber('nomination', 2026);
        await tx.nextDossierNumber('initiative', 2025);
        expect(await tx.skipAhead(1_000_000)).toBe(1);
        await tx.skipDossiers(1000, ['nomination', 'initiative'], 2026);
      });
      await store().transaction(here, async (tx) => {
        expect(await tx.nextSeq()).toBe(1_000_002);
        expect(await tx.lastDossierNumber('nomination', 2026)).toBe(1001);
        expect(await tx.lastDossierNumber('nomination', 2025)).toBe(0);
        expect(await tx.nextDossierNumber('initiative', 2025)).toBe(1002);
        expect(await tx.nextDossierNumber('initiative', 2026)).toBe(1001); // none was given here
      });
      await foundCommune(store(), there);
      expect(await store().read(there, (tx) => tx.seq())).toBe(0);
    });

    it('keeps settings apart from those of each commune', async () => {
      await foundCommune(store(), there);
      await store().installation(async (tx) => {
        await tx.setSetting('key', 'of all');
        await tx.within(here).setSetting('key', 'of here');
        await tx.within(here).setSetting('key', 'of here, changed');
      });
      expect(await store().readInstallation((tx) => tx.setting('key'))).toBe('of all');
      expect(await store().read(here, (tx) => tx.setting('key'))).toBe('of here, changed');
      expect(await store().read(there, (tx) => tx.setting('key'))).toBeNull();
    });

    it('founds communes and names them, each with a counter of its own', async () => {
      await foundCommune(store(), there);
      await store().transaction(here, (tx) => tx.nextSeq());
      expect(await store().readInstallation((tx) => tx.communes())).toEqual([aCommune(here), aCommune(there)]);
      expect(await store().read(there, (tx) => tx.commune())).toEqual(aCommune(there));
      expect(await store().read(there, (tx) => tx.seq())).toBe(0);
      expect(await store().read(testId(0xc9), (tx) => tx.commune())).toBeNull();
    });

    it('spends a link once, however many ask at the same moment', async () => {
      await store().transaction(here, (tx) => tx.access.addLink(aLink()));
      const answers = await Promise.all(upTo(8).map((n) => spendLink(store(), testId(n))));
      const spent = answers.filter((answer) => answer === 'spent');
      expect(spent).toHaveLength(1);
      const link = await store().read(here, (tx) => tx.access.link(aLink().id));
      expect(link?.usedByQueue).toBe(testId(answers.indexOf('spent') + 1));
    });

    it('makes a secret of the installation once, however many ask at the same moment', async () => {
      const ask = (n: number) =>
        store().installation(async (tx) => {
          const known = await tx.setting('secret');
          if (known === null) await tx.setSetting('secret', `of ${n}`);
          return known ?? `of ${n}`;
        });
      const answers = await Promise.all(upTo(8).map(ask));
      expect(new Set(answers).size).toBe(1);
    });

    it('takes a founding back whole when a later step of it fails', async () => {
      const failing = store().installation(async (tx) => {
        await tx.addCommune(aCommune(there), instant);
        await tx.within(there).people.addAccount({ ...person, id: testId(0xb7) });
        throw boom;
      });
      await expect(failing).rejects.toBe(boom);
      expect(await store().readInstallation((tx) => tx.communes())).toEqual([aCommune(here)]);
    });
  });
}

function peopleContract(store: () => Store): void {
  describe('people and units', () => {
    it('gives units by name, and to the feed by when they changed', async () => {
      const [b, a] = [aUnit(7, 'Thôn B'), aUnit(8, 'Thôn A')];
      await store().transaction(here, async (tx) => {
        expect(await tx.people.putUnit(b)).toBe(1);
        expect(await tx.people.putUnit(a)).toBe(2);
        expect(await tx.people.putUnit({ ...b, validTo: '2026-12-01', successorId: a.id })).toBe(3);
      });
      const changed = { ...b, validTo: '2026-12-01', successorId: a.id };
      const read = await store().read(here, async ({ people }) => ({
        units: await people.units(),
        unit: await people.unit(b.id),
        early: await people.unitsBetween(0, 2),
        late: await people.unitsBetween(2, 3),
        none: await people.unit(testId(99)),
      }));
      expect(read).toEqual({ units: [a, changed], unit: changed, early: [a], late: [changed], none: null });
    });

    it('sorts texts by their bytes', async () => {
      const names = ['Thôn Đ', 'Thôn b', 'Thôn C', 'Thôn  D', 'Thôn Ă', 'Thôn-A', 'Thôn a'];
      await store().transaction(here, async ({ people }) => {
        for (const [i, name] of names.entries()) await people.putUnit(aUnit(i + 1, name));
      });
      const given = await store().read(here, (tx) => tx.people.units());
      expect(given.map(({ name }) => name)).toEqual(
        names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
      );
    });

    it('keeps a name with a character that nobody can type', async () => {
      const odd = { ...person, id: testId(0xb8), name: 'Phạm\0Dung' };
      await store().transaction(here, (tx) => tx.people.addAccount(odd));
      expect((await store().read(here, (tx) => tx.people.account(odd.id)))?.name).toMatch(/^Phạm[\0\uFFFD]Dung$/);
      expect(await store().read(here, (tx) => tx.people.account('\0'))).toBeNull();
    });

    it('keeps what a person is called today', async () => {
      await store().transaction(here, (tx) => tx.people.changeAccount(person.id, { name: 'Phạm Thùy Dung' }));
      expect(await store().read(here, (tx) => tx.people.account(person.id))).toEqual({
        ...person,
        name: 'Phạm Thùy Dung',
      });
      expect(await store().read(here, (tx) => tx.people.accounts())).toHaveLength(1);
    });

    it('remembers every role a person ever held', async () => {
      const head = {
        id: testId(21),
        accountId: person.id,
        role: 'unit-head',
        unitId: testId(7),
        from: '2026-01-01',
        to: null,
      } as const;
      const officer = {
        id: testId(22),
        accountId: person.id,
        role: 'officer',
        unitId: null,
        from: '2026-11-23',
        to: null,
      } as const;
      await store().transaction(here, async ({ people }) => {
        await people.addAssignment(head);
        await people.addAssignment(officer);
        await people.endAssignment(head.id, '2026-11-23');
      });
      const ended = { ...head, to: '2026-11-23' };
      const read = await store().read(here, async ({ people }) => [
        await people.assignments(person.id),
        await people.assignments(),
        await people.assignments(testId(99)),
        await people.assignment(officer.id),
      ]);
      expect(read).toEqual([[ended, officer], [ended, officer], [], officer]);
    });

    it('never shows one commune the units and people of another', async () => {
      await foundCommune(store(), there);
      const held = {
        id: testId(21),
        accountId: person.id,
        role: 'officer',
        unitId: null,
        from: '2026-01-01',
        to: null,
      } as const;
      await store().transaction(here, async ({ people }) => {
        await people.putUnit(aUnit(7));
        await people.addAssignment(held);
      });
      await store().transaction(there, async ({ people }) => {
        expect(await people.units()).toEqual([]);
        expect(await people.unit(testId(7))).toBeNull();
        expect(await people.unitsBetween(0, 99)).toEqual([]);
        expect(await people.account(person.id)).toBeNull();
        expect((await people.accounts()).map(({ id }) => id)).not.toContain(person.id);
        expect(await people.assignments()).toEqual([]);
        expect(await people.assignment(held.id)).toBeNull();
        await people.changeAccount(person.id, { name: 'Người khác' });
        await people.endAssignment(held.id, '2026-02-02');
      });
      await expect(store().transaction(there, (tx) => tx.people.putUnit(aUnit(7, 'Thôn lạ')))).rejects.toThrow(
        alreadyThere,
      );
      expect(await store().read(here, (tx) => tx.people.account(person.id))).toEqual(person);
      expect(await store().read(here, (tx) => tx.people.assignment(held.id))).toEqual(held);
      expect(await store().read(here, (tx) => tx.people.unit(testId(7)))).toEqual(aUnit(7));
    });
  });
}
