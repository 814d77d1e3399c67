/** What the server needs to remember between requests. Storage implements these. */
import type { RateLimit } from '../contract/contract.ts';

/** A finished answer, as it goes on the wire. */
export interface StoredReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

export interface IdempotencyClaim {
  readonly tenant: string;
  /** The `operationId`. */
  readonly operation: string;
  readonly key: string;
  /** Equal for two requests that ask for the same thing. */
  readonly fingerprint: string;
  /** For how long a finished answer is replayed. */
  readonly ttlSeconds: number;
}

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

export interface IdempotencyStore {
  /**
   * What there is to say to a repetition before anything is claimed: the answer that is kept, or that the first
   * request still runs in this process. `undefined` for everything else: `once` knows more.
   */
  recall(claim: IdempotencyClaim): Promise<EarlierOutcome | undefined>;
  /**
   * Runs `execute` for the first request with a key, and stores what it returns in one transaction with its
   * effects. A reply from 400 on undoes the effects; one from 500 on is not kept either, and the key is free
   * again, as it is if `execute` throws (the error is passed on).
   */
  once(claim: IdempotencyClaim, execute: () => Promise<StoredReply>): Promise<IdempotencyOutcome>;
}

export interface RateLimitRequest {
  readonly tenant: string;
  /** Each window counts by itself; a request is allowed if all of them allow it. */
  readonly windows: readonly RateLimit[];
}

/** The state of the window that leaves the least room. */
export interface RateLimitVerdict {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
  readonly retryAfterSeconds: number;
}

export interface RateLimitStore {
  /** Counts one request of `tenant`. */
  take(request: RateLimitRequest): Promise<RateLimitVerdict>;
}

/**
 * Runs `run` so that all of its effects stay, or none if it throws. Within `IdempotencyStore.once` it joins the
 * transaction of that.
 */
export type UnitOfWork = <T>(run: () => Promise<T>) => Promise<T>;
