// node:sqlite behind Kysely's SQLite dialect, which expects the shape of better-sqlite3.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';

/** A commit is on the disk before it is answered; readers never wait for the writer (WAL). */
const pragmas = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000'];

export function openDatabase(path: string, mode: 'writer' | 'reader'): DatabaseSync {
  const database = new DatabaseSync(path);
  for (const pragma of pragmas) database.exec(`PRAGMA ${pragma}`);
  if (mode === 'reader') database.exec('PRAGMA query_only = ON');
  return database;
}

export function nodeSqliteDialect(database: DatabaseSync, mode: 'writer' | 'reader'): Dialect {
  const config = { database: asBetterSqlite(database) };
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => (mode === 'writer' ? new WritingDriver(config, database) : new SqliteDriver(config)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite changes tables inside a transaction; Kysely only plays safe. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class WritingDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(config: SqliteDialectConfig, database: DatabaseSync) {
    super(config);
    this.#database = database;
  }

  /** Asks for the lock at once: a writer that read first and writes later would meet SQLITE_BUSY without waiting. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A full disk ends the transaction by itself; taking it back once more would fail and hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** Statements are compiled once; lists of ids make many texts, so the oldest go. */
const mostStatements = 500;

function asBetterSqlite(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = statements.get(sql);
      if (known) return known;
      const statement = asStatement(database.prepare(sql));
      if (statements.size >= mostStatements) {
        for (const oldest of statements.keys()) {
          statements.delete(oldest);
          break;
        }
      }
      statements.set(sql, statement);
      return statement;
    },
  };
}

function asStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...inputs(parameters)),
    run: (parameters) => statement.run(...inputs(parameters)),
    iterate: (parameters) => statement.iterate(...inputs(parameters)),
  };
}

/** Kysely hands over what the tables' types allow: texts, numbers and null. */
const inputs = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
