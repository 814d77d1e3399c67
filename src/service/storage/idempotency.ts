import type {
  EarlierOutcome,
  IdempotencyClaim,
  IdempotencyOutcome,
  IdempotencyStore,
  StoredReply,
} from '@countersign/server';
import type { IdempotencyRows } from './idempotency-rows.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

/** Seconds after which it is worth asking again for a reply that is being made. */
const RETRY_AFTER = 1;

const RUNNING = { kind: 'running', retryAfterSeconds: RETRY_AFTER } as const;

function idOf({ tenant, operation, key }: IdempotencyClaim): string {
  return JSON.stringify([tenant, operation, key]);
}

/** Carries the reply of a request out of the transaction that it must not leave anything in. */
class Undone extends Error {
  readonly reply: StoredReply;

  constructor(reply: StoredReply) {
    super(`undone: ${reply.status}`);
    this.reply = reply;
  }
}

export class SqlIdempotency implements IdempotencyStore {
  readonly #work: SqlUnitOfWork;
  readonly #rows: IdempotencyRows;
  /** Fingerprint by id, of what runs in this process: on one connection, the rows say so too late. */
  readonly #running = new Map<string, string>();

  constructor(work: SqlUnitOfWork, rows: IdempotencyRows) {
    this.#work = work;
    this.#rows = rows;
  }

  async recall(claim: IdempotencyClaim): Promise<EarlierOutcome | undefined> {
    const id = idOf(claim);
    if (this.#running.get(id) === claim.fingerprint) return RUNNING;
    const earlier = await this.#rows.find(id);
    if (earlier?.reply === undefined || earlier.fingerprint !== claim.fingerprint) return undefined;
    return { kind: 'replayed', reply: earlier.reply };
  }

  async once(claim: IdempotencyClaim, execute: () => Promise<StoredReply>): Promise<IdempotencyOutcome> {
    const id = idOf(claim);
    const running = this.#running.get(id);
    if (running !== undefined && running !== claim.fingerprint) return { kind: 'mismatch' };
    if (running !== undefined) return RUNNING;
    this.#running.set(id, claim.fingerprint);
    try {
      const earlier = await this.#rows.claim(id, claim);
      if (earlier === undefined) return { kind: 'first', reply: await this.#execute(id, execute) };
      if (earlier.fingerprint !== claim.fingerprint) return { kind: 'mismatch' };
      if (earlier.reply === undefined) return RUNNING;
      return { kind: 'replayed', reply: earlier.reply };
    } finally {
      this.#running.delete(id);
    }
  }

  async #execute(id: string, execute: () => Promise<StoredReply>): Promise<StoredReply> {
    try {
      return await this.#work.transaction(async () => {
        const reply = await execute();
        if (reply.status >= 400) throw new Undone(reply);
        await this.#rows.keep(id, reply);
        return reply;
      });
    } catch (error) {
      if (error instanceof Undone && error.reply.status < 500) await this.#rows.keep(id, error.reply);
      else await this.#rows.free(id);
      if (error instanceof Undone) return error.reply;
      throw error;
    }
  }
}
