/** The stores of a server, in memory: what `src/server/stores.ts` asks for and no more. */
import type {
  EarlierOutcome,
  IdempotencyClaim,
  IdempotencyOutcome,
  IdempotencyStore,
  RateLimitRequest,
  RateLimitStore,
  RateLimitVerdict,
  StoredReply,
} from '../../../src/server/stores.ts';

interface Entry {
  readonly fingerprint: string;
  reply: StoredReply | undefined;
}

export class IdempotencyMemory implements IdempotencyStore {
  readonly #entries = new Map<string, Entry>();

  async recall(claim: IdempotencyClaim): Promise<EarlierOutcome | undefined> {
    const known = this.#entries.get(idOf(claim));
    if (known?.fingerprint !== claim.fingerprint) return undefined;
    return known.reply === undefined
      ? { kind: 'running', retryAfterSeconds: 1 }
      : { kind: 'replayed', reply: known.reply };
  }

  async once(claim: IdempotencyClaim, execute: () => Promise<StoredReply>): Promise<IdempotencyOutcome> {
    const id = idOf(claim);
    if (this.#entries.has(id)) return (await this.recall(claim)) ?? { kind: 'mismatch' };
    const entry: Entry = { fingerprint: claim.fingerprint, reply: undefined };
    this.#entries.set(id, entry);
    try {
      const reply = await execute();
      if (reply.status < 500) entry.reply = reply;
      return { kind: 'first', reply };
    } finally {
      if (entry.reply === undefined) this.#entries.delete(id);
    }
  }
}

function idOf({ tenant, operation, key }: IdempotencyClaim): string {
  return JSON.stringify([tenant, operation, key]);
}

/** Windows that never end: the tests count requests and not time. */
export class RateLimitMemory implements RateLimitStore {
  readonly #taken = new Map<string, number>();

  async take({ tenant, windows }: RateLimitRequest): Promise<RateLimitVerdict> {
    const taken = (this.#taken.get(tenant) ?? 0) + 1;
    this.#taken.set(tenant, taken);
    const limit = Math.min(...windows.map((window) => window.limit));
    return {
      allowed: taken <= limit,
      limit,
      remaining: Math.max(limit - taken, 0),
      resetAt: new Date('2030-01-01T00:00:00.500Z'),
      retryAfterSeconds: 7,
    };
  }
}
