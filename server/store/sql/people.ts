// Units, accounts and assignments in the tables.
import type { Kysely, Selectable } from 'kysely';
import type { Role } from '../../../src/shared/domain/role.ts';
import type { Unit } from '../../../src/shared/domain/unit.ts';
import type { PeopleTx, StoredAssignment } from '../people.ts';
import type { Tables } from './tables.ts';

export function sqlPeople(db: Kysely<Tables>, communeId: string, nextSeq: () => Promise<number>): PeopleTx {
  const units = () => db.selectFrom('unit').selectAll().where('commune_id', '=', communeId);
  const accounts = () =>
    db.selectFrom('account').select(['id', 'name', 'created_at as createdAt']).where('commune_id', '=', communeId);
  const assignments = () => db.selectFrom('assignment').selectAll().where('commune_id', '=', communeId);
  return {
    units: async () => (await units().orderBy('name').orderBy('id').execute()).map(unitOfRow),
    unit: async (id) => {
      const row = await units().where('id', '=', id).executeTakeFirst();
      return row ? unitOfRow(row) : null;
    },
    putUnit: async ({ id, name, type, validFrom, validTo, successorId }) => {
      const known = await units().where('id', '=', id).executeTakeFirst();
      const seq = await nextSeq();
      const row = { name, type, valid_from: validFrom, valid_to: validTo, successor_id: successorId, seq };
      if (known)
        await db.updateTable('unit').set(row).where('commune_id', '=', communeId).where('id', '=', id).execute();
      else
        await db
          .insertInto('unit')
          .values({ id, commune_id: communeId, ...row })
          .execute();
      return seq;
    },
    unitsBetween: async (from, to) =>
      (await units().where('seq', '>', from).where('seq', '<=', to).orderBy('seq').execute()).map(unitOfRow),
    accounts: () => accounts().orderBy('created_at').orderBy('id').execute(),
    account: async (id) => (await accounts().where('id', '=', id).executeTakeFirst()) ?? null,
    addAccount: async ({ id, name, createdAt }) => {
      await db.insertInto('account').values({ id, commune_id: communeId, name, created_at: createdAt }).execute();
    },
    changeAccount: async (id, { name }) => {
      if (name === undefined) return;
      await db.updateTable('account').set({ name }).where('commune_id', '=', communeId).where('id', '=', id).execute();
    },
    assignments: async (accountId) => {
      const wanted = accountId === undefined ? assignments() : assignments().where('account_id', '=', accountId);
      return (await wanted.orderBy('valid_from').orderBy('id').execute()).map(assignmentOfRow);
    },
    assignment: async (id) => {
      const row = await assignments().where('id', '=', id).executeTakeFirst();
      return row ? assignmentOfRow(row) : null;
    },
    addAssignment: async ({ id, accountId, role, unitId, from, to }) => {
      await db
        .insertInto('assignment')
        .values({
          id,
          commune_id: communeId,
          account_id: accountId,
          role,
          unit_id: unitId,
          valid_from: from,
          valid_to: to,
        })
        .execute();
    },
    endAssignment: async (id, to) => {
      await db
        .updateTable('assignment')
        .set({ valid_to: to })
        .where('commune_id', '=', communeId)
        .where('id', '=', id)
        .execute();
    },
  };
}

function unitOfRow(row: Selectable<Tables['unit']>): Unit {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    successorId: row.successor_id,
  };
}

function assignmentOfRow(row: Selectable<Tables['assignment']>): StoredAssignment {
  return {
    id: row.id,
    accountId: row.account_id,
    role: row.role as Role, // written from a StoredAssignment
    unitId: row.unit_id,
    from: row.valid_from,
    to: row.valid_to,
  };
}
