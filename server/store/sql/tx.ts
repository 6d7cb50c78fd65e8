// A transaction on the tables: one commune's, or the installation's before the commune is known.
import { type Kysely, sql } from 'kysely';
import type { Commune } from '../../../src/shared/domain/unit.ts';
import type { EnrolmentLink } from '../access.ts';
import type { InstallationTx, Tx } from '../store.ts';
import { sqlAccess } from './access.ts';
import { sqlOperations } from './operations.ts';
import { sqlPeople } from './people.ts';
import { sqlRecords } from './records.ts';
import { deviceOf, linkOf, queueOf, rowOfLink } from './rows.ts';
import type { Tables } from './tables.ts';

/** Settings of the installation stand under this commune. */
const installation = '';

/** Makes a commune stand still until the transaction ends, or with null what belongs to none yet. */
export type Hold = (communeId: string | null) => Promise<void>;

export function sqlTx(db: Kysely<Tables>, communeId: string): Tx {
  const nextSeq = async () => {
    const { seq } = await db
      .updateTable('commune')
      .set((e) => ({ seq: e('seq', '+', 1) }))
      .where('id', '=', communeId)
      .returning('seq')
      .executeTakeFirstOrThrow();
    return seq;
  };
  return {
    communeId,
    commune: async () => (await communes(db).where('id', '=', communeId).executeTakeFirst()) ?? null,
    nextSeq,
    seq: async () => {
      const { seq } = await db
        .selectFrom('commune')
        .select('seq')
        .where('id', '=', communeId)
        .executeTakeFirstOrThrow();
      return seq;
    },
    nextDossierNumber: async (kind, year) => {
      const { last } = await db
        .insertInto('dossier_counter')
        .values({ commune_id: communeId, kind, year, last: 1 })
        .onConflict((known) =>
          known
            .columns(['commune_id', 'kind', 'year'])
            .doUpdateSet((e) => ({ last: e('dossier_counter.last', '+', 1) })),
        )
        .returning('last')
        .executeTakeFirstOrThrow();
      return last;
    },
    lastDossierNumber: async (kind, year) => {
      const row = await db
        .selectFrom('dossier_counter')
        .select('last')
        .where('commune_id', '=', communeId)
        .where('kind', '=', kind)
        .where('year', '=', year)
        .executeTakeFirst();
      return row?.last ?? 0;
    },
    epoch: () => epochOf(db),
    skipAhead: async (by) => {
      const { seq } = await db
        .updateTable('commune')
        .set((e) => ({ seq: e('seq', '+', by) }))
        .where('id', '=', communeId)
        .returning('seq')
        .executeTakeFirstOrThrow();
      return seq - by;
    },
    skipDossiers: async (by, kinds, year) => {
      await db
        .insertInto('dossier_counter')
        .values(kinds.map((kind) => ({ commune_id: communeId, kind, year, last: 0 })))
        .onConflict((known) => known.columns(['commune_id', 'kind', 'year']).doNothing())
        .execute();
      await db
        .updateTable('dossier_counter')
        .set((e) => ({ last: e('last', '+', by) }))
        .where('commune_id', '=', communeId)
        .execute();
    },
    setting: (key) => setting(db, communeId, key),
    setSetting: (key, value) => setSetting(db, communeId, key, value),
    savepoint: (work) => savepoint(db, work),
    people: sqlPeople(db, communeId, nextSeq),
    access: sqlAccess(db, communeId),
    records: sqlRecords(db, communeId, nextSeq),
    operations: sqlOperations(db, communeId),
  };
}

/** @param hold where others may write meanwhile: what is decided on what was read must hold until the commit */
export function sqlInstallationTx(db: Kysely<Tables>, hold: Hold | null = null): InstallationTx {
  const link = () => db.selectFrom('enrolment_link').selectAll().orderBy('created_at', 'desc');
  /** A link is read once more when what it belongs to stands still: it may have been spent or revoked while that was waited for. */
  async function linkBy(column: 'token_hash' | 'code_hash', hash: string): Promise<EnrolmentLink | null> {
    const find = () => link().where(column, '=', hash).executeTakeFirst();
    let row = await find();
    for (let held: string | null | undefined; hold && row && row.commune_id !== held; row = await find()) {
      held = row.commune_id;
      await hold(held);
    }
    return row ? linkOf(row) : null;
  }
  return {
    within: (communeId) => sqlTx(db, communeId),
    epoch: () => epochOf(db),
    setEpoch: async (epoch) => {
      await hold?.(null);
      await setSetting(db, installation, 'epoch', epoch);
    },
    setting: async (key) => {
      await hold?.(null);
      return setting(db, installation, key);
    },
    setSetting: async (key, value) => {
      await hold?.(null);
      await setSetting(db, installation, key, value);
    },
    communes: () => communes(db).orderBy('created_at').orderBy('id').execute(),
    addCommune: async ({ id, name, gsoCode, province }: Commune, at) => {
      await db.insertInto('commune').values({ id, name, gso_code: gsoCode, province, created_at: at }).execute();
    },
    linkByTokenHash: (tokenHash) => linkBy('token_hash', tokenHash),
    linkByCodeHash: (codeHash) => linkBy('code_hash', codeHash),
    foundingLinks: async () => (await link().where('commune_id', 'is', null).execute()).map(linkOf),
    addLink: async (added) => {
      await db.insertInto('enrolment_link').values(rowOfLink(added)).execute();
    },
    changeLink: async (id, changes) => {
      if (Object.keys(changes).length === 0) return;
      await db.updateTable('enrolment_link').set(rowOfLink(changes)).where('id', '=', id).execute();
    },
    deviceByTokenHash: async (tokenHash) => {
      const row = await db.selectFrom('device').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
      return row ? deviceOf(row) : null;
    },
    queue: async (id) => {
      const row = await db.selectFrom('queue').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? queueOf(row) : null;
    },
    savepoint: (work) => savepoint(db, work),
  };
}

const communes = (db: Kysely<Tables>) =>
  db.selectFrom('commune').select(['id', 'name', 'gso_code as gsoCode', 'province']);

async function epochOf(db: Kysely<Tables>): Promise<string> {
  const epoch = await setting(db, installation, 'epoch');
  if (epoch === null) throw new Error('the store has no epoch');
  return epoch;
}

async function setting(db: Kysely<Tables>, communeId: string, key: string): Promise<string | null> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('commune_id', '=', communeId)
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value ?? null;
}

async function setSetting(db: Kysely<Tables>, communeId: string, key: string, value: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ commune_id: communeId, key, value })
    .onConflict((known) => known.columns(['commune_id', 'key']).doUpdateSet({ value }))
    .execute();
}

/**
 * Savepoints of one name nest, in SQLite and in PostgreSQL: the innermost is meant, and releasing it uncovers the one
 * around it. After a failure that ended the whole transaction (a full disk, a lost connection) there is nothing to go back
 * to; the failure itself is told.
 */
export async function savepoint<T>(db: Kysely<Tables>, work: () => Promise<T>): Promise<T> {
  await sql`savepoint piece`.execute(db);
  try {
    const result = await work();
    await sql`release savepoint piece`.execute(db);
    return result;
  } catch (error) {
    await takeBack(db).catch(() => undefined);
    throw error;
  }
}

async function takeBack(db: Kysely<Tables>): Promise<void> {
  await sql`rollback to savepoint piece`.execute(db);
  await sql`release savepoint piece`.execute(db);
}
