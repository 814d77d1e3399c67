/** The only file that knows SQLite. Another database is another file like this one. */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
  sql,
} from 'kysely';
import { StorageError } from './storage-error.ts';

/** Milliseconds to wait for another process (a backup, a shell) that holds the file's write lock. */
const BUSY_TIMEOUT = 2000;

/** Prepared statements kept; the one that was not used for longest makes room. */
const MAX_STATEMENTS = 200;

/**
 * A Kysely dialect for one SQLite file on Node's own `node:sqlite`. A file that is missing is made, for its owner
 * alone.
 *
 * @param file a path, or `:memory:`
 * @throws StorageError if the file cannot be opened, or is no database
 */
export function openSqlite(file: string): Dialect {
  let database: DatabaseSync | undefined;
  if (file !== MEMORY) makePrivate(file);
  try {
    database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT, enableForeignKeyConstraints: true });
    // WAL with FULL: a commit is on the disk when it returns, and readers of other processes do not block it.
    database.exec('pragma journal_mode = wal; pragma synchronous = full;');
  } catch (error) {
    database?.close();
    throw cannotOpen(file, error);
  }
  return new NodeSqliteDialect({ database: new PreparedDatabase(database) });
}

/** The name of no file. */
const MEMORY = ':memory:';

/** Read and written by its owner alone: it holds personal data. */
const OWNER_ONLY = 0o600;

/** SQLite itself would let everybody read it; to the files beside it, it gives the mode of this one. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', OWNER_ONLY));
  } catch {
    // It is there already, or it cannot be made, which SQLite is about to say.
  }
}

/**
 * Keeps every other process, and every other call, from holding `file` until the function that it gives is called,
 * or the process ends in whatever way. The lock is one of SQLite's on a file beside it, so that a backup can read.
 *
 * @throws StorageError if somebody else holds it
 */
export function holdFile(file: string): () => void {
  if (file === MEMORY) return () => {};
  const lockFile = `${file}.lock`;
  makePrivate(lockFile);
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockFile, { timeout: 0 });
    // Nothing is written to it, so there is nothing to keep a journal of.
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    lock?.close();
    throw cannotOpen(file, error);
  }
  const held = lock;
  return () => {
    if (held.isOpen) held.close();
  };
}

/** What to do, by SQLite's primary result code (https://sqlite.org/rescode.html). */
const ADVICE: ReadonlyMap<number, string> = new Map([
  [5, 'Another process holds it: stop that one first.'],
  [8, 'Allow this user to write to the file and its folder, or name another file.'],
  [11, 'The file is damaged: restore a backup, or name another file.'],
  [14, 'Make its folder, and allow this user to write there.'],
  [26, 'The file is something else: name another one.'],
]);

function cannotOpen(file: string, error: unknown): StorageError {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
  const advice = (code !== undefined && ADVICE.get(code)) || 'Name another file.';
  const reason = error instanceof Error ? error.message : String(error);
  return new StorageError(`The database ${file} cannot be opened: ${reason}. ${advice}`, { cause: error });
}

/**
 * Runs `run` in a transaction that does not wait for the disk: in WAL mode it survives the process, and may be
 * lost only if the machine fails (https://sqlite.org/pragma.html#pragma_synchronous).
 */
export async function relaxedTransaction<Tables, T>(
  db: Kysely<Tables>,
  run: (transaction: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await connection.transaction().execute(run);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

/**
 * Takes the write lock when a transaction begins. A deferred one takes it at the first write, and fails at once
 * if another process has written since its first read (https://sqlite.org/lang_transaction.html, section 2.2).
 */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Kysely runs SQLite migrations outside a transaction, though SQLite can undo schema changes. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** `DatabaseSync` in the shape that Kysely's SQLite driver wants, with its statements prepared once. */
class PreparedDatabase implements SqliteDatabase {
  readonly #database: DatabaseSync;
  /** In the order of their last use. */
  readonly #statements = new Map<string, PreparedStatement>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  prepare(sql: string): PreparedStatement {
    const statement = this.#statements.get(sql) ?? new PreparedStatement(this.#database.prepare(sql));
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > MAX_STATEMENTS && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

class PreparedStatement implements SqliteStatement {
  readonly #statement: StatementSync;
  /** Whether it answers rows. */
  readonly reader: boolean;

  constructor(statement: StatementSync) {
    this.#statement = statement;
    this.reader = statement.columns().length > 0;
  }

  all(parameters: readonly unknown[]) {
    return this.#statement.all(...parameters.map(bindable));
  }

  run(parameters: readonly unknown[]) {
    return this.#statement.run(...parameters.map(bindable));
  }

  iterate(parameters: readonly unknown[]) {
    return this.#statement.iterate(...parameters.map(bindable));
  }
}

/** The column types in use are text and integer, in every dialect. */
function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`a ${typeof value} cannot be stored`);
}
