import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import { folderOf, type RecordedServer, readRecorded, recordedVersions } from './recorded.ts';

const folder = mkdtempSync(join(tmpdir(), 'viec-tot-migration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(recordedVersions())(
  '[S12] power that fails at any statement of the way from release %s costs nothing',
  async (version) => {
    const file = join(folder, `${version}.sqlite`);
    copyFileSync(join(folderOf(version), 'server.sqlite'), file);
    const before = tablesOf(file);
    let kills = 0;
    // Over and over on the same file, each time one statement further, until it comes to its end.
    for (let statement = 1; migrateUntil(file, statement) === 'killed'; statement += 1) {
      kills += 1;
      const tables = tablesOf(file);
      // One transaction: everything as it was, but for Kysely's own bookkeeping.
      for (const [name, sql] of before) expect(tables.get(name), `killed before statement ${statement}`).toBe(sql);
    }
    expect(kills).toBeGreaterThan(version === '0.1.0' ? 15 : 0);

    const store = await openSqliteStore(file, { newEpoch: () => 'never' });
    const [commune] = await store.readInstallation((tx) => tx.communes());
    const { records } = readRecorded<RecordedServer>(version, 'server.json');
    const kept = await store.read(commune?.id ?? '', (tx) =>
      tx.records.between({ type: 'commune' }, 0, Number.MAX_SAFE_INTEGER),
    );
    expect(kept.map(({ record }) => record.id)).toEqual(records.map(({ id }) => id));
    expect(
      (await store.read(commune?.id ?? '', (tx) => tx.records.events(kept.map(({ record }) => record.id)))).length,
    ).toBeGreaterThan(0);
    await store.close();
  },
  120_000,
);

function migrateUntil(file: string, statement: number): 'killed' | 'done' {
  const script = join(import.meta.dirname, '../support/killed-migration.ts');
  const { signal, status, stderr } = spawnSync(process.execPath, [script, file, String(statement)], {
    encoding: 'utf8',
  });
  if (signal === 'SIGKILL') return 'killed';
  if (status !== 0) throw new Error(stderr);
  return 'done';
}

/** Each table with the statement that made it. */
function tablesOf(file: string): ReadonlyMap<string, string> {
  const database = new DatabaseSync(file);
  const rows = database
    .prepare("select name, sql from sqlite_master where type = 'table' and name not like 'kysely%'")
    .all();
  database.close();
  return new Map(rows.map(({ name, sql }) => [String(name), String(sql)]));
}
