import type { RateLimit, RateLimitRequest, RateLimitStore, RateLimitVerdict } from '@countersign/server';
import type { Kysely } from 'kysely';
import { fromTime } from './columns.ts';
import type { Tables } from './tables.ts';

/**
 * Runs `run` in a transaction whose result may be lost if the machine fails, but not if only the process does:
 * waiting for the disk at every request would cost more than a lost count does.
 */
export type RelaxedTransaction = <T>(run: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;

/** Ended windows deleted when one begins: more than one, so that they never pile up. */
const MAX_SWEPT = 20;

/** One window as it stands. */
interface WindowCount extends RateLimit {
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

  async take({ tenant, windows }: RateLimitRequest): Promise<RateLimitVerdict> {
    const now = this.#now();
    return this.#transaction(async (db) => {
      const counts = await countsOf(db, tenant, windows, now);
      if (counts.some((window) => window.taken >= window.limit)) return refused(tightest(counts), now);
      const counted = counts.map((window) => ({ ...window, taken: window.taken + 1 }));
      await store(db, tenant, counted);
      if (counted.some((window) => window.taken === 1)) await sweep(db, now);
      return allowed(tightest(counted));
    });
  }
}

async function countsOf(
  db: Kysely<Tables>,
  tenant: string,
  windows: readonly RateLimit[],
  now: Date,
): Promise<WindowCount[]> {
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

async function store(db: Kysely<Tables>, tenant: string, windows: readonly WindowCount[]): Promise<void> {
  await db
    .insertInto('rate_limits')
    .values(
      windows.map(({ window, taken, resetsAt }) => ({
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
function tightest(windows: readonly WindowCount[]): WindowCount {
  return windows.reduce((tight, window) => {
    const difference = left(window) - left(tight);
    return difference < 0 || (difference === 0 && window.resetsAt > tight.resetsAt) ? window : tight;
  });
}

/** Never negative, though the limit may have been lowered within the window. */
function left({ limit, taken }: WindowCount): number {
  return Math.max(0, limit - taken);
}

function allowed(window: WindowCount): RateLimitVerdict {
  return {
    allowed: true,
    limit: window.limit,
    remaining: left(window),
    resetAt: window.resetsAt,
    retryAfterSeconds: 0,
  };
}

function refused(window: WindowCount, now: Date): RateLimitVerdict {
  const seconds = Math.ceil((window.resetsAt.getTime() - now.getTime()) / 1000);
  return { ...allowed(window), allowed: false, retryAfterSeconds: seconds };
}
