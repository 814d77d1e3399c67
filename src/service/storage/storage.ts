import type { IdempotencyStore, RateLimitStore } from '@countersign/server';
import { Kysely } from 'kysely';
import type { OutreachStorage } from '../outreach/storage.ts';
import { SqlApiKeys } from './api-keys.ts';
import { SqlCampaigns } from './campaigns.ts';
import { SqlDeliveries } from './deliveries.ts';
import { SqlEnrollments } from './enrollments.ts';
import { SqlFigures } from './figures.ts';
import { SqlIdempotency } from './idempotency.ts';
import { IdempotencyRows } from './idempotency-rows.ts';
import { SqlJobFiles } from './job-files.ts';
import { SqlJobs } from './jobs.ts';
import { SqlMailConnections } from './mail-connections.ts';
import { SqlMailboxes } from './mailboxes.ts';
import { migrate } from './migrate.ts';
import { SqlProspects } from './prospects.ts';
import { SqlRateLimits } from './rate-limits.ts';
import { SecretBox, type SecretKey } from './secret-box.ts';
import { holdFile, openSqlite, relaxedTransaction } from './sqlite.ts';
import { SqlSubscriptions } from './subscriptions.ts';
import type { Tables } from './tables.ts';
import { SqlUnitOfWork } from './unit-of-work.ts';
import { SqlWorkspaces } from './workspaces.ts';

export interface Storage extends OutreachStorage {
  readonly idempotency: IdempotencyStore;
  readonly rateLimits: RateLimitStore;
  /** Closes the file. A transaction that still runs is undone. */
  close(): Promise<void>;
}

export interface StorageOptions {
  /** The path of the SQLite file, which is made if it is missing, or `:memory:`. */
  readonly file: string;
  readonly now: () => Date;
  /** Fills a new array of `size` bytes from a cryptographic source. */
  readonly randomBytes: (size: number) => Uint8Array;
  /** The first one seals secrets; the others open what was sealed under them before. */
  readonly secretKeys: readonly [SecretKey, ...SecretKey[]];
}

/** Random bytes in the name of an owner: enough that no two ever meet. */
const OWNER_BYTES = 16;

/**
 * Opens the storage and brings its tables up to date.
 *
 * @throws StorageError if the file cannot be opened, is held by another process, is no database, or was written by a
 *   newer version
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { file, now, randomBytes } = options;
  // What another process has left running is freed below, so that one must be gone.
  const release = holdFile(file);
  const db = open(file, release);
  const close = async (): Promise<void> => {
    await db.destroy();
    release();
  };
  const work = new SqlUnitOfWork(db);
  const secrets = new SecretBox(options.secretKeys, randomBytes);
  const owner = Buffer.from(randomBytes(OWNER_BYTES)).toString('hex');
  const keys = new IdempotencyRows(work, now, owner);
  try {
    await migrate(db, file);
    await keys.freeAbandoned();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    unitOfWork: work,
    workspaces: new SqlWorkspaces(work),
    subscriptions: new SqlSubscriptions(work),
    apiKeys: new SqlApiKeys(work),
    mailboxes: new SqlMailboxes(work),
    mailConnections: new SqlMailConnections(work, secrets),
    campaigns: new SqlCampaigns(work),
    prospects: new SqlProspects(work),
    enrollments: new SqlEnrollments(work),
    deliveries: new SqlDeliveries(work),
    figures: new SqlFigures(work),
    jobs: new SqlJobs(work, secrets),
    jobFiles: new SqlJobFiles(work),
    idempotency: new SqlIdempotency(work, keys),
    rateLimits: new SqlRateLimits((run) => relaxedTransaction(work.outside, run), now),
    close,
  };
}

function open(file: string, release: () => void): Kysely<Tables> {
  try {
    return new Kysely<Tables>({ dialect: openSqlite(file) });
  } catch (error) {
    release();
    throw error;
  }
}
