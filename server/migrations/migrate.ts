// Brings a database to today's tables. Files are dated, run once and in order, and never change after a release.
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import * as initial from './2026-11-23-initial.ts';
import * as twoWay from './2026-11-28-two-way.ts';

const migrations = { '2026-11-23-initial': initial, '2026-11-28-two-way': twoWay };

/** Throws with the name of the migration that failed; all of them are one transaction, so nothing is left half done. */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName ?? 'before the first';
  throw new Error(`migration ${failed} failed`, { cause: error });
}
