// The rows that one sync leaves behind, written by the bare engine into the same tables: prepared statements, one
// durable transaction a sync, nothing read, nothing checked.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { RecordRow } from '../server/store/records.ts';
import { openSqliteStore } from '../server/store/sqlite/sqlite-store.ts';
import { aCreate, communeId, testId, villageId } from '../tests/support/builders.ts';
import { enrolPhone, foundVillage, syncDeps } from '../tests/support/sync-village.ts';

export interface BareEngine {
  write(syncs: number): void;
  close(): void;
}

export async function createBareEngine(path: string): Promise<BareEngine> {
  const sample = await recordOnce(path);
  const database = new DatabaseSync(path);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON'])
    database.exec(`PRAGMA ${pragma}`);
  const [begin, commit] = [database.prepare('BEGIN IMMEDIATE'), database.prepare('COMMIT')];
  const nextSeq = database.prepare('UPDATE commune SET seq = seq + 1 WHERE id = ? RETURNING seq');
  const steps = statements(database, sample);
  let written = 0;
  const writeOne = () => {
    written += 1;
    begin.run();
    const seq = Number(nextSeq.get(communeId)?.seq);
    for (const [statement, inputs] of steps) statement.run(...inputs(testId(0x10000 + written), seq));
    commit.run();
  };
  return {
    write: (syncs) => {
      for (let i = 0; i < syncs; i += 1) writeOne();
    },
    close: () => database.close(),
  };
}

interface Sample extends RecordRow {
  readonly deviceId: string;
  readonly queueId: string;
}

/** Makes the tables, and one record as the endpoint itself writes it. */
async function recordOnce(path: string): Promise<Sample> {
  const store = await openSqliteStore(path, { newEpoch: () => 'bench' });
  const deps = syncDeps(store, Date.now());
  await foundVillage(deps);
  const { deviceId, queueId, push } = await enrolPhone(deps, [{ role: 'submitter', unitId: villageId }]);
  await push(aCreate());
  const row = await store.read(communeId, (tx) => tx.records.record(aCreate().recordId));
  await store.close();
  if (!row) throw new Error('no record to copy');
  return { ...row, deviceId, queueId };
}

type Step = readonly [StatementSync, (id: string, seq: number) => SQLInputValue[]];

function statements(database: DatabaseSync, sample: Sample): readonly Step[] {
  const { record, createdAt, deviceId, queueId } = sample;
  const author = record.authorId;
  const json = JSON.stringify;
  const content = [json({}), json(record.writers), '[]', json(record.content.values), json(record.content.rows)];
  const body = json(aCreate().body);
  const into = (table: string, columns: number) =>
    database.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill('?').join(', ')})`);
  return [
    [database.prepare('UPDATE dossier_counter SET last = last + 1 WHERE commune_id = ?'), () => [communeId]],
    [
      into('record', 17),
      (id, seq) => [
        ...[id, communeId, record.kind, 1, villageId, 'sent', seq, seq, ...content],
        ...[`NT-2026-${seq}`, author, seq, createdAt],
      ],
    ],
    [
      into('record_event', 11),
      (id, seq) => [id, communeId, id, seq, 'create', null, null, createdAt, createdAt, author, null],
    ],
    [
      into('operation', 15),
      (id, seq) => [
        ...[id, communeId, seq, queueId, seq, author, deviceId, id, 'create', 1, createdAt, createdAt],
        ...['ab'.repeat(32), json({ opId: id, type: 'applied', rev: seq, dossier: record.dossier }), 'applied'],
      ],
    ],
    [into('operation_value', 3), (id) => [communeId, id, body]],
    [database.prepare('UPDATE queue SET last_seq = ? WHERE id = ?'), (_, seq) => [seq, queueId]],
    [
      database.prepare('UPDATE device SET last_sync_at = ?, last_seen_at = ? WHERE id = ?'),
      () => [createdAt, createdAt, deviceId],
    ],
  ];
}
