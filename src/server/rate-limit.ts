import type { RateLimit } from '@countersign/contract';
import { Problem } from './problem.ts';
import type { RateLimitStore, RateLimitVerdict } from './stores.ts';

/**
 * Counts a request of `tenant`.
 *
 * @returns the verdict, or `undefined` where no limit applies
 */
export async function countRequest(
  store: RateLimitStore | undefined,
  tenant: string,
  windows: readonly RateLimit[],
): Promise<RateLimitVerdict | undefined> {
  return store === undefined || windows.length === 0 ? undefined : store.take({ tenant, windows });
}

/** The headers of every answer to a tenant; the reset is in Unix seconds. */
export function rateLimitHeaders(verdict: RateLimitVerdict): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(verdict.limit),
    'X-RateLimit-Remaining': String(verdict.remaining),
    'X-RateLimit-Reset': String(Math.ceil(verdict.resetAt.getTime() / 1000)),
  };
}

/** @throws {Problem} `rate_limited` */
export function refuseAboveLimit({ allowed, limit, retryAfterSeconds }: RateLimitVerdict): void {
  if (!allowed) throw new Problem({ kind: 'rate_limited', limit, retryAfterSeconds });
}
