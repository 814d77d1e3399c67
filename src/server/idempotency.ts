/** Idempotency keys: the first answer to a key is the answer to all of its repetitions. */
import { createHash } from 'node:crypto';
import { isObject, type Json } from '@countersign/contract';
import { Problem } from './problem.ts';
import type { IdempotencyClaim, IdempotencyOutcome, IdempotencyStore, StoredReply } from './stores.ts';

export interface KeyedRequest {
  readonly store: IdempotencyStore;
  readonly claim: IdempotencyClaim;
}

/**
 * The answer to a request that is a repetition. It is asked before the request is validated: what was valid when
 * it was answered may not be so any more (`x-future`).
 *
 * @returns `undefined` if nothing is known of the request
 * @throws {Problem} `idempotency_running`
 */
export async function recall({ store, claim }: KeyedRequest): Promise<StoredReply | undefined> {
  const outcome = await store.recall(claim);
  return outcome && replyOf(outcome, claim);
}

/**
 * Runs `execute` once for the claim.
 *
 * @throws {Problem} `idempotency_mismatch`, `idempotency_running`
 */
export async function once(
  { store, claim }: KeyedRequest,
  execute: () => Promise<StoredReply>,
): Promise<StoredReply> {
  return replyOf(await store.once(claim, execute), claim);
}

function replyOf(outcome: IdempotencyOutcome, { key }: IdempotencyClaim): StoredReply {
  switch (outcome.kind) {
    case 'first':
      return outcome.reply;
    case 'replayed':
      return { ...outcome.reply, headers: { ...outcome.reply.headers, 'Idempotent-Replayed': 'true' } };
    case 'mismatch':
      throw new Problem({ kind: 'idempotency_mismatch', key });
    case 'running':
      throw new Problem({ kind: 'idempotency_running', key, retryAfterSeconds: outcome.retryAfterSeconds });
  }
}

/** Equal for requests that ask the same thing of the same place, however their JSON is written. */
export function fingerprint(method: string, target: string, body: Json | undefined): string {
  const text = body === undefined ? '' : JSON.stringify(sorted(body));
  return createHash('sha256').update(`${method} ${target}\n${text}`).digest('hex');
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}
