/** The stores of a server that remembers nothing. */
import type { IdempotencyStore, RateLimitStore } from '@countersign/server';

/** Counts nobody's requests: each answer tells of a window that has just begun. */
export const NO_LIMIT: RateLimitStore = {
  async take({ windows }) {
    const [{ limit, window } = { limit: 1, window: 1 }] = windows;
    const resetAt = new Date(Date.now() + window * 1000);
    return { allowed: true, limit, remaining: limit, resetAt, retryAfterSeconds: 0 };
  },
};

/** Knows no repetition. */
export const NO_MEMORY: IdempotencyStore = {
  recall: async () => undefined,
  once: async (_claim, execute) => ({ kind: 'first', reply: await execute() }),
};
