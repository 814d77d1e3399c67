import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How to log in to a mailbox, and what else is told of it. */
export const mailConnections: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('mailboxes').addColumn('provider', 'text').execute();
    await db.schema.alterTable('mailboxes').addColumn('daily_limit', 'integer').execute();
    await db.schema.alterTable('mailboxes').addColumn('servers', 'text').execute();
    await db.schema
      .alterTable('mailboxes')
      .addColumn('search_key', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await sql`update mailboxes set search_key = lower(email)`.execute(db);

    await db.schema
      .createTable('mail_connections')
      .addColumn('mailbox_id', 'text', (column) =>
        column.primaryKey().notNull().references('mailboxes.id').onDelete('cascade'),
      )
      .addColumn('sealed', 'text', (column) => column.notNull())
      .execute();
  },
};
