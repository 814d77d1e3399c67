import type { IdempotencyClaim, StoredReply } from '@countersign/server';
import { fromTime } from './columns.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

/**
 * Seconds for which a claim is respected by other processes. A request that takes longer is not stopped, but it
 * can store nothing any more once another one has taken its key.
 */
const LEASE = 60;

/** Expired rows deleted at each claim: more than one claim adds, so that they never pile up. */
const MAX_SWEPT = 20;

/** What is stored under a key. */
interface EarlierRequest {
  readonly fingerprint: string;
  /** Absent while it runs. */
  readonly reply: StoredReply | undefined;
}

/** The table of idempotency keys: who has claimed which, and how it was answered. */
export class IdempotencyRows {
  readonly #work: SqlUnitOfWork;
  readonly #now: () => Date;
  readonly #owner: string;

  /** @param owner a name that no other opened storage has, before or after */
  constructor(work: SqlUnitOfWork, now: () => Date, owner: string) {
    this.#work = work;
    this.#now = now;
    this.#owner = owner;
  }

  /**
   * Claims the id, unless a reply is kept for it or another request runs.
   *
   * @returns what stands in the way; `undefined` if it is claimed
   */
  async claim(id: string, claim: IdempotencyClaim): Promise<EarlierRequest | undefined> {
    const now = this.#now();
    return this.#work.transaction(async () => {
      await this.#sweep(now);
      await this.#deleteDead(id, now);
      const { numInsertedOrUpdatedRows } = await this.#work.db
        .insertInto('idempotency_keys')
        .values({
          id,
          fingerprint: claim.fingerprint,
          owner: this.#owner,
          lease_until: after(now, LEASE),
          expires_at: after(now, claim.ttlSeconds),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 1n) return undefined;
      const earlier = await this.#findAt(now, id);
      if (earlier === undefined) throw new Error(`the idempotency key ${id} is neither free nor taken`);
      return earlier;
    });
  }

  /** What stands under the id, unless its time is over. */
  async find(id: string): Promise<EarlierRequest | undefined> {
    return this.#findAt(this.#now(), id);
  }

  async #findAt(now: Date, id: string): Promise<EarlierRequest | undefined> {
    const row = await this.#work.db
      .selectFrom('idempotency_keys')
      .select(['fingerprint', 'reply_status', 'reply_headers', 'reply_body'])
      .where('id', '=', id)
      .where('expires_at', '>', fromTime(now))
      .executeTakeFirst();
    if (row === undefined) return undefined;
    if (row.reply_status === null) return { fingerprint: row.fingerprint, reply: undefined };
    const headers: Record<string, string> = JSON.parse(row.reply_headers ?? '{}');
    const body = row.reply_body === null ? undefined : Buffer.from(row.reply_body, 'base64');
    return { fingerprint: row.fingerprint, reply: { status: row.reply_status, headers, body } };
  }

  /**
   * Keeps the reply of a claimed id.
   *
   * @throws Error if another process has taken the claim over meanwhile
   */
  async keep(id: string, reply: StoredReply): Promise<void> {
    const { numUpdatedRows } = await this.#work.db
      .updateTable('idempotency_keys')
      .set({
        reply_status: reply.status,
        reply_headers: JSON.stringify(reply.headers),
        reply_body: reply.body === undefined ? null : Buffer.from(reply.body).toString('base64'),
      })
      .where('id', '=', id)
      .where('owner', '=', this.#owner)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new Error(`the claim on the idempotency key ${id} is lost`);
  }

  async free(id: string): Promise<void> {
    await this.#work.db
      .deleteFrom('idempotency_keys')
      .where('id', '=', id)
      .where('owner', '=', this.#owner)
      .execute();
  }

  /** Frees what earlier owners have left running: right where one process at a time opens the database. */
  async freeAbandoned(): Promise<void> {
    await this.#work.db
      .deleteFrom('idempotency_keys')
      .where('reply_status', 'is', null)
      .where('owner', '<>', this.#owner)
      .execute();
  }

  /** Deletes the row if it counts no more: expired, or left running by a crash (or by a failed `free`). */
  async #deleteDead(id: string, now: Date): Promise<void> {
    await this.#work.db
      .deleteFrom('idempotency_keys')
      .where('id', '=', id)
      .where((column) =>
        column.or([
          column('expires_at', '<=', fromTime(now)),
          column.and([
            column('reply_status', 'is', null),
            column.or([column('lease_until', '<=', fromTime(now)), column('owner', '=', this.#owner)]),
          ]),
        ]),
      )
      .execute();
  }

  async #sweep(now: Date): Promise<void> {
    await this.#work.db
      .deleteFrom('idempotency_keys')
      .where('id', 'in', (query) =>
        query
          .selectFrom('idempotency_keys')
          .select('id')
          .where('expires_at', '<=', fromTime(now))
          .limit(MAX_SWEPT),
      )
      .execute();
  }
}

function after(time: Date, seconds: number): string {
  return fromTime(new Date(time.getTime() + seconds * 1000));
}
