import type { Kysely } from 'kysely';
import { fromTime } from './columns.ts';
import type { Tables } from './tables.ts';

export interface RateWindow {
  /** Requests allowed in one window. */
  readonly limit: number;
  /** Seconds. */
  readonly window: number;
}

export interface RateRequest {
  readonly tenant: string;
  /** At least one, no two of the same length. */
  readonly windows: readonly RateWindow[];
}

/** How a tenant stands after one request, in the window that leaves it least. */
export interface RateVerdict {
  readonly allowed: boolean;
  readonly limit: number;
  /** Requests left, from 0. */
  readonly remaining: number;
  /** When the window ends, and all requests are left again. */
  readonly resetAt: Date;
  /** Whole seconds until a refused request would be allowed; 0 if it was allowed. */
  readonly retryAfterSeconds: number;
}

export interface RateLimitStore {
  /**
   * Counts one request of the tenant in each window, if every window has room for it; a refused request is not
   * counted. A window begins with the first request in it, and has a fixed length.
   */
  take(request: RateRequest): Promise<RateVerdict>;
}

/**
 * Runs `run` in a transaction whose result may be lost if the machine fails, but not if only the process does:
 * waiting for the disk at every request would cost more than a lost count does.
 */
export type RelaxedTransaction = <T>(run: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;

/** Ended windows deleted when one begins: more than one, so that they never pile up. */
const MAX_SWEPT = 20;

/** One window as it stands. */
interface Tally extends RateWindow {
  readonly taken: number;
  readonly resetsAt: Date;
}

export class SqlRateLimits implements RateLimitStore {
  readonly #transaction: RelaxedTransaction;
  readonly #now: () => Date;

  constructor(transaction: RelaxedTransaction, now: () => Date) {
    this.#transaction = transaction;
    this.#now = now;
  }

  async take({ tenant, windows }: RateRequest): Promise<RateVerdict> {
    const now = this.#now();
    return this.#transaction(async (db) => {
      const tallies = await talliesOf(db, tenant, windows, now);
      if (tallies.some((tally) => tally.taken >= tally.limit)) return refused(tightest(tallies), now);
      const counted = tallies.map((tally) => ({ ...tally, taken: tally.taken + 1 }));
      await store(db, tenant, counted);
      if (counted.some((tally) => tally.taken === 1)) await sweep(db, now);
      return allowed(tightest(counted));
    });
  }
}

async function talliesOf(
  db: Kysely<Tables>,
  tenant: string,
  windows: readonly RateWindow[],
  now: Date,
): Promise<Tally[]> {
  const rows = await db
    .selectFrom('rate_limits')
    .select(['window_seconds', 'taken', 'resets_at'])
    .where('tenant', '=', tenant)
    .where('resets_at', '>', fromTime(now))
    .execute();
  return windows.map(({ limit, window }) => {
    const row = rows.find((one) => one.window_seconds === window);
    if (row === undefined) {
      return { limit, window, taken: 0, resetsAt: new Date(now.getTime() + window * 1000) };
    }
    return { limit, window, taken: row.taken, resetsAt: new Date(row.resets_at) };
  });
}

async function store(db: Kysely<Tables>, tenant: string, tallies: readonly Tally[]): Promise<void> {
  await db
    .insertInto('rate_limits')
    .values(
      tallies.map(({ window, taken, resetsAt }) => ({
        tenant,
        window_seconds: window,
        taken,
        resets_at: fromTime(resetsAt),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'window_seconds']).doUpdateSet((column) => ({
        taken: column.ref('excluded.taken'),
        resets_at: column.ref('excluded.resets_at'),
      })),
    )
    .execute();
}

async function sweep(db: Kysely<Tables>, now: Date): Promise<void> {
  const ended = await db
    .selectFrom('rate_limits')
    .select(['tenant', 'window_seconds'])
    .where('resets_at', '<=', fromTime(now))
    .limit(MAX_SWEPT)
    .execute();
  for (const { tenant, window_seconds } of ended) {
    await db
      .deleteFrom('rate_limits')
      .where('tenant', '=', tenant)
      .where('window_seconds', '=', window_seconds)
      .execute();
  }
}

/** The window that leaves least; of those, the one that lasts longest. */
function tightest(tallies: readonly Tally[]): Tally {
  return tallies.reduce((tight, tally) => {
    const difference = left(tally) - left(tight);
    return difference < 0 || (difference === 0 && tally.resetsAt > tight.resetsAt) ? tally : tight;
  });
}

/** Never negative, though the limit may have been lowered within the window. */
function left({ limit, taken }: Tally): number {
  return Math.max(0, limit - taken);
}

function allowed(tally: Tally): RateVerdict {
  return {
    allowed: true,
    limit: tally.limit,
    remaining: left(tally),
    resetAt: tally.resetsAt,
    retryAfterSeconds: 0,
  };
}

function refused(tally: Tally, now: Date): RateVerdict {
  const seconds = Math.ceil((tally.resetsAt.getTime() - now.getTime()) / 1000);
  return { ...allowed(tally), allowed: false, retryAfterSeconds: seconds };
}
