// Units, accounts and assignments in memory.
import type { PeopleTx } from '../people.ts';
import { by, type MemoryTables, rowOf, rowsOf } from './tables.ts';

export function memoryPeople(tables: MemoryTables, communeId: string, nextSeq: () => Promise<number>): PeopleTx {
  const { units, accounts, assignments } = tables;
  return {
    units: async () =>
      rowsOf(units, communeId)
        .map(({ unit }) => unit)
        .sort(
          by(
            (unit) => unit.name,
            (unit) => unit.id,
          ),
        ),
    unit: async (id) => rowOf(units, communeId, id)?.unit ?? null,
    putUnit: async (unit) => {
      const known = units.get(unit.id);
      if (known && known.communeId !== communeId) throw new Error('UNIQUE constraint failed');
      const seq = await nextSeq();
      units.set(unit.id, { communeId, row: { unit, seq } });
      return seq;
    },
    unitsBetween: async (from, to) =>
      rowsOf(units, communeId)
        .filter(({ seq }) => seq > from && seq <= to)
        .sort(by(({ seq }) => seq))
        .map(({ unit }) => unit),
    accounts: async () =>
      rowsOf(accounts, communeId).sort(
        by(
          (one) => one.createdAt,
          (one) => one.id,
        ),
      ),
    account: async (id) => rowOf(accounts, communeId, id),
    addAccount: async (account) => accounts.add(account.id, { communeId, row: account }),
    changeAccount: async (id, changes) => {
      const known = rowOf(accounts, communeId, id);
      if (known) accounts.set(id, { communeId, row: { ...known, ...changes } });
    },
    assignments: async (accountId) =>
      rowsOf(assignments, communeId)
        .filter((one) => accountId === undefined || one.accountId === accountId)
        .sort(
          by(
            (one) => one.from,
            (one) => one.id,
          ),
        ),
    assignment: async (id) => rowOf(assignments, communeId, id),
    addAssignment: async (assignment) => assignments.add(assignment.id, { communeId, row: assignment }),
    endAssignment: async (id, to) => {
      const known = rowOf(assignments, communeId, id);
      if (known) assignments.set(id, { communeId, row: { ...known, to } });
    },
  };
}
