// PostgreSQL behind Kysely, made to store and compare as SQLite does: the same code and migrations serve both.
import {
  ColumnDefinitionNode,
  type DataTypeNode,
  type Dialect,
  PostgresDialect,
  PostgresQueryCompiler,
  type QueryCompiler,
} from 'kysely';
import { Pool, type PoolConfig, types } from 'pg';

/** An idle connection broke; the pool opens another when it needs one. */
type OnLost = (error: Error) => void;

const connectionTimeoutMillis = 10_000;

/** For the migrations, which may take as long as they take. */
export const preparing = (url: string, onLost: OnLost): Dialect => connect(url, { max: 1 }, onLost);

export const serving = (url: string, onLost: OnLost): Dialect =>
  connect(
    url,
    { max: 20, query_timeout: 20_000, onConnect: async (client) => void (await client.query(session)) },
    onLost,
  );

/**
 * A commit is on the disk before it is answered, whatever the database's own setting. No transaction waits for a person
 * or a network, so one that takes long has a dead process behind it, or a dead line: it must not stop its commune.
 */
const session = `
  set synchronous_commit = on;
  set idle_in_transaction_session_timeout = '15s';
  set lock_timeout = '10s';
  set statement_timeout = '15s'`;

function connect(url: string, config: PoolConfig, onLost: OnLost): Dialect {
  const always = { connectionString: url, application_name: 'viec-tot', keepAlive: true, types: numbers };
  const pool = new Pool({ ...always, connectionTimeoutMillis, ...config });
  pool.on('error', onLost);
  // A connection that breaks between two statements of a transaction tells it so too: the next statement fails, and that
  // is answered. Without a listener the event would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return new Postgres({ pool });
}

class Postgres extends PostgresDialect {
  override createQueryCompiler(): QueryCompiler {
    return new LikeSqlite();
  }
}

class LikeSqlite extends PostgresQueryCompiler {
  /**
   * Texts are compared byte by byte, whatever language the database was created for, and a number may be as large as
   * one of a phone may be: 64 bits.
   */
  protected override visitDataType({ dataType, ...node }: DataTypeNode): void {
    const ofColumn = this.parentNode !== undefined && ColumnDefinitionNode.is(this.parentNode);
    super.visitDataType({ ...node, dataType: ofColumn && dataType === 'integer' ? 'bigint' : dataType });
    if (ofColumn && dataType === 'text') this.append(' collate "C"');
  }

  /** PostgreSQL takes no NUL in a text. Nobody types one; the rest must not be lost for it. */
  protected override appendValue(value: unknown): void {
    super.appendValue(typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value);
  }
}

const int8 = 20;

/** Of this pool only. What is written as a number fits one; by default 64-bit numbers are read as texts. */
const numbers: NonNullable<PoolConfig['types']> = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 && format !== 'binary' ? Number : types.getTypeParser(oid, format),
};
