// What two-way sync keeps besides: both sides of a conflict and how it ended, the device of every
// event, what stood before a change, and what a record became part of.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('record').addColumn('merged_into', 'text').execute();
  for (const column of [
    'at',
    'received_at',
    'device_id',
    'kept_author_id',
    'kept_device_id',
    'kept_at',
    'choice',
    'resolved_at',
  ])
    await db.schema.alterTable('conflict').addColumn(column, 'text').execute();
  await db.schema.alterTable('operation_value').addColumn('before', 'text').execute();
  await db.schema
    .createIndex('operation_by_queue')
    .on('operation')
    .columns(['commune_id', 'queue_id', 'queue_seq'])
    .execute();
  await eventsOfSeveralRecords(db);
}

/** One operation may be told at two records (a merge): the key names the record too. SQLite cannot change a key, so the table is made anew. */
async function eventsOfSeveralRecords(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('record_event_2')
    .addColumn('op_id', 'text', (c) => c.notNull())
    .addColumn('commune_id', 'text', (c) => c.notNull())
    .addColumn('record_id', 'text', (c) => c.notNull().references('record.id'))
    .addColumn('rev', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('command', 'text')
    .addColumn('note', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('device_id', 'text')
    .addColumn('fields', 'text')
    .addColumn('marks', 'text')
    .addPrimaryKeyConstraint('record_event_2_key', ['commune_id', 'op_id', 'record_id'])
    .execute();
  const columns = 'op_id, commune_id, record_id, rev, kind, command, note, at, received_at, account_id, fields';
  await sql`insert into record_event_2 (${sql.raw(columns)}) select ${sql.raw(columns)} from record_event`.execute(db);
  await db.schema.dropTable('record_event').execute();
  await db.schema.alterTable('record_event_2').renameTo('record_event').execute();
  await db.schema
    .createIndex('event_by_record')
    .on('record_event')
    .columns(['commune_id', 'record_id', 'rev'])
    .execute();
}
