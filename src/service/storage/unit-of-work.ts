import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import type { UnitOfWork } from '../outreach/storage.ts';
import type { Tables } from './tables.ts';

interface RunningTransaction {
  readonly db: Kysely<Tables>;
  /** Set once a joined call has failed: half of what was asked for must not be stored. */
  failure: { readonly error: unknown } | undefined;
}

/**
 * Transactions that bind themselves to the running asynchronous call: whatever is awaited inside `transaction`
 * finds its transaction in `db`, and nobody else does.
 */
export class SqlUnitOfWork implements UnitOfWork {
  readonly #db: Kysely<Tables>;
  readonly #running = new AsyncLocalStorage<RunningTransaction>();

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** What a query runs on: the transaction it is called in, or the database itself. */
  get db(): Kysely<Tables> {
    return this.#running.getStore()?.db ?? this.#db;
  }

  /**
   * The database itself, for what must not wait for or share the fate of a transaction.
   *
   * @throws Error inside a transaction, where a query on the one connection would wait for its own caller
   */
  get outside(): Kysely<Tables> {
    this.requireNone();
    return this.#db;
  }

  requireNone(): void {
    if (this.#running.getStore() !== undefined) throw new Error('this cannot be done inside a transaction');
  }

  async transaction<T>(run: () => Promise<T>): Promise<T> {
    const outer = this.#running.getStore();
    return outer === undefined ? this.#begin(run) : join(outer, run);
  }

  async #begin<T>(run: () => Promise<T>): Promise<T> {
    return this.#db.transaction().execute(async (db) => {
      const running: RunningTransaction = { db, failure: undefined };
      const result = await this.#running.run(running, run);
      if (running.failure !== undefined) throw running.failure.error;
      return result;
    });
  }
}

async function join<T>(outer: RunningTransaction, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    outer.failure ??= { error };
    throw error;
  }
}
