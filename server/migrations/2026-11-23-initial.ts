// The first tables. Every row carries its commune; instants and JSON are text; counters fit 32 bits.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await people(db);
  await access(db);
  await records(db);
  await operations(db);
}

async function people(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('commune')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('gso_code', 'text')
    .addColumn('province', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('setting')
    .addColumn('commune_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('setting_key', ['commune_id', 'key'])
    .execute();
  await db.schema
    .createTable('unit')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('commune_id', 'text', (c) => c.notNull().references('commune.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('valid_from', 'text')
    .addColumn('valid_to', 'text')
    .addColumn('successor_id', 'text')
    .addColumn('seq', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('unit_by_seq').on('unit').columns(['commune_id', 'seq']).execute();
  await db.schema
    .createTable('account')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('commune_id', 'text', (c) => c.notNull().references('commune.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('account_by_commune').on('account').column('commune_id').execute();
  await db.schema
    .createTable('assignment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('commune_id', 'text', (c) => c.notNull().references('commune.id'))
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text')
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('valid_to', 'text')
    .execute();
  await db.schema.createIndex('assignment_by_account').on('assignment').columns(['commune_id', 'account_id']).execute();
}

async function access(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('enrolment_link')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('commune_id', 'text', (c) => c.references('commune.id'))
    .addColumn('account_id', 'text', (c) => c.references('account.id'))
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('code_hash', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text')
    .addColumn('used_by_queue', 'text')
    .addColumn('revoked_at', 'text')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('link_by_code').on('enrolment_link').column('code_hash').execute();
  await db.schema.createIndex('link_by_commune').on('enrolment_link').column('commune_id').execute();
  await db.schema
    .createTable('device')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('commune_id', 'text', (c) => c.notNull().references('commune.id'))
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('app', 'text', (c) => c.notNull())
    .addColumn('enrolled_at', 'text', (c) => c.notNull())
    .addColumn('last_seen_at', 'text')
    .addColumn('last_sync_at', 'text')
    .addColumn('unsent', 'integer', (c) => c.notNull())
    .addColumn('photos_waiting', 'integer', (c) => c.notNull())
    .addColumn('stored_bytes', 'bigint', (c) => c.notNull())
    .addColumn('persisted', 'integer', (c) => c.notNull())
    .addColumn('revoked_at', 'text')
    .execute();
  await db.schema.createIndex('device_by_commune').on('device').column('commune_id').execute();
  await db.schema
    .createTable('queue')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('commune_id', 'text', (c) => c.notNull().references('commune.id'))
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.id'))
    .addColumn('device_id', 'text', (c) => c.notNull().references('device.id'))
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('last_seq', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('client_error')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('commune_id', 'text', (c) => c.notNull().references('commune.id'))
    .addColumn('device_id', 'text', (c) => c.notNull().references('device.id'))
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('client_error_key', ['commune_id', 'id'])
    .execute();
}

async function records(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('record')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('commune_id', 'text', (c) => c.notNull().references('commune.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('v', 'integer', (c) => c.notNull())
    .addColumn('unit_id', 'text')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('status_rev', 'integer', (c) => c.notNull())
    .addColumn('rev', 'integer', (c) => c.notNull())
    .addColumn('revs', 'text', (c) => c.notNull())
    .addColumn('writers', 'text', (c) => c.notNull())
    .addColumn('removed', 'text', (c) => c.notNull())
    .addColumn('field_values', 'text', (c) => c.notNull())
    .addColumn('row_values', 'text', (c) => c.notNull())
    .addColumn('dossier', 'text', (c) => c.notNull())
    .addColumn('author_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('record_dossier', ['commune_id', 'dossier'])
    .execute();
  await db.schema.createIndex('record_by_seq').on('record').columns(['commune_id', 'seq']).execute();
  await db.schema.createIndex('record_by_unit').on('record').columns(['commune_id', 'unit_id', 'seq']).execute();
  await db.schema
    .createTable('record_event')
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
    .addColumn('fields', 'text')
    .addPrimaryKeyConstraint('record_event_key', ['commune_id', 'op_id'])
    .execute();
  await db.schema
    .createIndex('event_by_record')
    .on('record_event')
    .columns(['commune_id', 'record_id', 'rev'])
    .execute();
  await db.schema
    .createTable('conflict')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('commune_id', 'text', (c) => c.notNull())
    .addColumn('record_id', 'text', (c) => c.notNull().references('record.id'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('field', 'text', (c) => c.notNull())
    .addColumn('kept', 'text', (c) => c.notNull())
    .addColumn('other', 'text', (c) => c.notNull())
    .addColumn('op_id', 'text', (c) => c.notNull())
    .addColumn('author_id', 'text', (c) => c.notNull())
    .addColumn('resolved_by', 'text')
    .execute();
  await db.schema.createIndex('conflict_by_seq').on('conflict').columns(['commune_id', 'seq']).execute();
  await db.schema
    .createTable('tombstone')
    .addColumn('commune_id', 'text', (c) => c.notNull())
    .addColumn('record_id', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('tombstone_key', ['commune_id', 'record_id', 'unit_id'])
    .execute();
  await db.schema.createIndex('tombstone_by_seq').on('tombstone').columns(['commune_id', 'unit_id', 'seq']).execute();
  await db.schema
    .createTable('photo_held')
    .addColumn('commune_id', 'text', (c) => c.notNull())
    .addColumn('record_id', 'text', (c) => c.notNull().references('record.id'))
    .addColumn('photo_id', 'text', (c) => c.notNull())
    .addColumn('size', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('bytes', 'integer', (c) => c.notNull())
    .addColumn('mime', 'text', (c) => c.notNull())
    .addColumn('held_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('photo_held_key', ['commune_id', 'record_id', 'photo_id', 'size'])
    .execute();
}

async function operations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('operation')
    .addColumn('op_id', 'text', (c) => c.notNull())
    .addColumn('commune_id', 'text', (c) => c.notNull().references('commune.id'))
    .addColumn('seq', 'integer')
    .addColumn('queue_id', 'text', (c) => c.notNull())
    .addColumn('queue_seq', 'integer', (c) => c.notNull())
    .addColumn('author_id', 'text', (c) => c.notNull())
    .addColumn('carrier_id', 'text', (c) => c.notNull())
    .addColumn('record_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('v', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('answer_type', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('operation_key', ['commune_id', 'op_id'])
    .execute();
  await db.schema.createIndex('operation_by_record').on('operation').columns(['commune_id', 'record_id']).execute();
  await db.schema
    .createTable('operation_value')
    .addColumn('commune_id', 'text', (c) => c.notNull())
    .addColumn('op_id', 'text', (c) => c.notNull())
    .addColumn('body', 'text')
    .addPrimaryKeyConstraint('operation_value_key', ['commune_id', 'op_id'])
    .execute();
  await db.schema
    .createTable('dossier_counter')
    .addColumn('commune_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('last', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('dossier_counter_key', ['commune_id', 'kind', 'year'])
    .execute();
}
