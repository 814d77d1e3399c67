/** Idempotency keys: the first answer to a key is the answer to all of its repetitions. */
import { createHash } from 'node:crypto';
import { isObject, type Json } from '../contract/json.ts';
import { Problem } from './problem.ts';
import type { IdempotencyClaim, IdempotencyStore, StoredReply } from './stores.ts';

/** Thrown out of a transaction, which it undoes, and caught again with the answer that it carries. */
class Undone extends Error {
  readonly reply: StoredReply;

  constructor(reply: StoredReply) {
    super('The answer is not kept.');
    this.reply = reply;
  }
}

/**
 * Runs `execute` once for the claim. An answer of 500 and above is not kept: its effects are undone and its
 * key is free again.
 *
 * @throws {Problem} `idempotency_mismatch`, `idempotency_running`
 */
export async function once(
  store: IdempotencyStore,
  claim: IdempotencyClaim,
  execute: () => Promise<StoredReply>,
): Promise<StoredReply> {
  try {
    const outcome = await store.once(claim, async () => {
      const reply = await execute();
      if (reply.status >= 500) throw new Undone(reply);
      return reply;
    });
    switch (outcome.kind) {
      case 'first':
        return outcome.reply;
      case 'replayed':
        return { ...outcome.reply, headers: { ...outcome.reply.headers, 'Idempotent-Replayed': 'true' } };
      case 'mismatch':
        throw new Problem({ kind: 'idempotency_mismatch', key: claim.key });
      case 'running':
        throw new Problem({
          kind: 'idempotency_running',
          key: claim.key,
          retryAfterSeconds: outcome.retryAfterSeconds,
        });
    }
  } catch (error) {
    if (error instanceof Undone) return error.reply;
    throw error;
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
