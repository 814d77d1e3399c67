import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the server remembers about requests: idempotency keys and rate limits. */
export const requests: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('idempotency_keys')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('lease_until', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addColumn('reply_status', 'integer')
      .addColumn('reply_headers', 'text')
      .addColumn('reply_body', 'text')
      .execute();
    await db.schema
      .createIndex('idempotency_keys_by_expiry')
      .on('idempotency_keys')
      .column('expires_at')
      .execute();

    await db.schema
      .createTable('rate_limits')
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('window_seconds', 'integer', (column) => column.notNull())
      .addColumn('taken', 'integer', (column) => column.notNull())
      .addColumn('resets_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('rate_limits_key', ['tenant', 'window_seconds'])
      .execute();
    await db.schema.createIndex('rate_limits_by_reset').on('rate_limits').column('resets_at').execute();
  },
};
