import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A workspace may leave its rate limit to each API. 60 was what it got when nothing was said, so now it says
 * nothing, and the Campaign API goes on with 60.
 */
export const ownRateLimits: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('workspaces').addColumn('requests_per_minute', 'integer').execute();
    await sql`update workspaces set requests_per_minute = rate_limit where rate_limit <> 60`.execute(db);
    await db.schema.alterTable('workspaces').dropColumn('rate_limit').execute();
  },
};
