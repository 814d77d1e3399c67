/** What the server needs to remember between requests. Storage implements these. */
import type { RateLimit } from '@countersign/contract';

/** A finished answer, as it goes on the wire. */
export interface StoredReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** What a request asks for under an idempotency key. */
export interface IdempotencyClaim {
  readonly tenant: string;
  /** The `operationId`. */
  readonly operation: string;
  readonly key: string;
  /** Equal for two requests that ask for the same thing. */
  readonly fingerprint: string;
  /** Seconds for which the answer is replayed, from the first request on. */
  readonly ttlSeconds: number;
}

/** What became of a request with an idempotency key. */
export type IdempotencyOutcome =
  /** `execute` ran, and its answer is stored. */
  | { readonly kind: 'first'; readonly reply: StoredReply }
  | { readonly kind: 'replayed'; readonly reply: StoredReply }
  /** The key belongs to a request with another fingerprint. */
  | { readonly kind: 'mismatch' }
  /** The first request with this key has not finished. */
  | { readonly kind: 'running'; readonly retryAfterSeconds: number };

/** What is known of a repeated request. */
export type EarlierOutcome = Extract<IdempotencyOutcome, { kind: 'replayed' | 'running' }>;

/** Keeps the answers to requests with idempotency keys. */
export interface IdempotencyStore {
  /**
   * What there is to say to a repetition before anything is claimed: the answer that is kept, or that the first
   * request still runs in this process. `undefined` for everything else: `once` knows more.
   */
  recall(claim: IdempotencyClaim): Promise<EarlierOutcome | undefined>;
  /**
   * Runs `execute` for the first request with a key, and stores what it returns in one transaction with its
   * effects. A reply from 400 on undoes the effects; one from 500 on is not kept either, and the key is free
   * again, as it is if `execute` throws (the error is passed on). Not to be called inside a transaction.
   */
  once(claim: IdempotencyClaim, execute: () => Promise<StoredReply>): Promise<IdempotencyOutcome>;
}

/** Whose request is counted, and against which limits. */
export interface RateLimitRequest {
  readonly tenant: string;
  /** At least one, no two of the same length; a request is allowed if all of them allow it. */
  readonly windows: readonly RateLimit[];
}

/** The state of the window that leaves the least room. */
export interface RateLimitVerdict {
  readonly allowed: boolean;
  readonly limit: number;
  /** Requests left, from 0. */
  readonly remaining: number;
  /** When the window ends, and all requests are left again. */
  readonly resetAt: Date;
  /** Whole seconds until a refused request would be allowed; 0 if it was allowed. */
  readonly retryAfterSeconds: number;
}

/** Counts the requests of each tenant. */
export interface RateLimitStore {
  /**
   * Counts one request of the tenant in each window, if every window has room for it; a refused request is not
   * counted. A window begins with the first request in it, and has a fixed length.
   */
  take(request: RateLimitRequest): Promise<RateLimitVerdict>;
}

/**
 * Runs `run` so that all of its effects stay, or none if it throws. Within `IdempotencyStore.once` it joins the
 * transaction of that.
 */
export type UnitOfWork = <T>(run: () => Promise<T>) => Promise<T>;
