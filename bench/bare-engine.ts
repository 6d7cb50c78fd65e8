// The rows that one sync leaves behind, written by the bare engine: prepared statements, one durable transaction a sync.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

export interface BareEngine {
  write(syncs: number): void;
  close(): void;
}

const values = JSON.stringify({
  subjectType: 'individual',
  unitId: '01900000-0000-7000-8000-0000000000a1',
  title: 'Trả lại ví tiền nhặt được',
  happenedOn: '2026-11-05',
  story: 'Em nhặt được ví và mang đến nhờ cô giáo trả lại.',
});
const rows = JSON.stringify({
  subjects: { '01900000-0000-7000-8000-000000000051': { order: 1, name: 'Trần Văn An' } },
});
const at = '2026-11-23T02:00:00.000Z';
const digest = 'ab'.repeat(32);

export function createBareEngine(path: string): BareEngine {
  const database = new DatabaseSync(path);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON'])
    database.exec(`PRAGMA ${pragma}`);
  database.exec(`
    CREATE TABLE commune (id TEXT PRIMARY KEY, seq INTEGER NOT NULL);
    CREATE TABLE dossier_counter (kind TEXT PRIMARY KEY, last INTEGER NOT NULL);
    CREATE TABLE record (id TEXT PRIMARY KEY, commune_id TEXT, kind TEXT, unit_id TEXT, status TEXT, field_values TEXT,
      row_values TEXT, dossier TEXT, author_id TEXT, seq INTEGER, created_at TEXT, UNIQUE (commune_id, dossier));
    CREATE INDEX record_by_seq ON record (commune_id, seq);
    CREATE INDEX record_by_unit ON record (commune_id, unit_id, seq);
    CREATE TABLE record_event (op_id TEXT, commune_id TEXT, record_id TEXT, rev INTEGER, at TEXT, account_id TEXT,
      PRIMARY KEY (commune_id, op_id));
    CREATE INDEX event_by_record ON record_event (commune_id, record_id, rev);
    CREATE TABLE operation (op_id TEXT, commune_id TEXT, queue_id TEXT, queue_seq INTEGER, record_id TEXT, digest TEXT,
      answer TEXT, PRIMARY KEY (commune_id, op_id));
    CREATE INDEX operation_by_record ON operation (commune_id, record_id);
    CREATE TABLE operation_value (commune_id TEXT, op_id TEXT, body TEXT, PRIMARY KEY (commune_id, op_id));
    CREATE TABLE queue (id TEXT PRIMARY KEY, last_seq INTEGER);
    CREATE TABLE device (id TEXT PRIMARY KEY, last_sync_at TEXT);
    INSERT INTO commune VALUES ('c', 0);
    INSERT INTO dossier_counter VALUES ('nomination', 0);
    INSERT INTO queue VALUES ('q', 0);
    INSERT INTO device VALUES ('d', '');
  `);
  const [begin, commit] = [database.prepare('BEGIN IMMEDIATE'), database.prepare('COMMIT')];
  const seqOf = database.prepare("UPDATE commune SET seq = seq + 1 WHERE id = 'c' RETURNING seq");
  const steps = statements(database);
  let written = 0;
  const writeOne = () => {
    written += 1;
    const id = `01900000-0000-7000-8000-${written.toString(16).padStart(12, '0')}`;
    begin.run();
    const seq = Number(seqOf.get()?.seq);
    for (const [statement, inputs] of steps) statement.run(...inputs(id, seq));
    commit.run();
  };
  return {
    write: (syncs) => {
      for (let i = 0; i < syncs; i += 1) writeOne();
    },
    close: () => database.close(),
  };
}

type Step = readonly [StatementSync, (id: string, seq: number) => SQLInputValue[]];

function statements(database: DatabaseSync): readonly Step[] {
  const body = JSON.stringify({ type: 'nomination', patch: JSON.parse(values), rows: JSON.parse(rows) });
  return [
    [database.prepare("UPDATE dossier_counter SET last = last + 1 WHERE kind = 'nomination'"), () => []],
    [
      database.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      (id, seq) => [id, 'c', 'nomination', 'u', 'sent', values, rows, `NT-2026-${seq}`, 'a', seq, at],
    ],
    [database.prepare('INSERT INTO record_event VALUES (?, ?, ?, ?, ?, ?)'), (id, seq) => [id, 'c', id, seq, at, 'a']],
    [
      database.prepare('INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?)'),
      (id, seq) => [id, 'c', 'q', seq, id, digest, JSON.stringify({ opId: id, type: 'applied', rev: seq })],
    ],
    [database.prepare('INSERT INTO operation_value VALUES (?, ?, ?)'), (id) => ['c', id, body]],
    [database.prepare("UPDATE queue SET last_seq = ? WHERE id = 'q'"), (_, seq) => [seq]],
    [database.prepare("UPDATE device SET last_sync_at = ? WHERE id = 'd'"), () => [at]],
  ];
}
