import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { putStepsInVariants } from './steps-in-variants.ts';

/**
 * A campaign is its API's own, has steps in variants, may be found by its name, may have no limit, and outlives its
 * mailboxes; what happens in it is counted by the day, too.
 */
export const campaignsOfApis: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('campaigns')
      .addColumn('origin', 'text', (column) => column.notNull().defaultTo('campaign'))
      .execute();
    await db.schema
      .alterTable('campaigns')
      .addColumn('name_key', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await db.schema
      .alterTable('campaigns')
      .addColumn('unsubscribed', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('campaigns').addColumn('daily_limit', 'integer').execute();
    await sql`update campaigns set name_key = lower(name), daily_limit = daily_send_limit`.execute(db);
    await db.schema.alterTable('campaigns').dropColumn('daily_send_limit').execute();

    await putStepsInVariants(db);

    await db.schema.dropIndex('campaigns_listed').execute();
    await db.schema
      .createIndex('campaigns_listed')
      .on('campaigns')
      .columns(['workspace_id', 'origin', 'created_at', 'id'])
      .execute();
    await db.schema.dropIndex('campaigns_listed_by_status').execute();
    await db.schema
      .createIndex('campaigns_listed_by_status')
      .on('campaigns')
      .columns(['workspace_id', 'origin', 'status', 'created_at', 'id'])
      .execute();

    // As it was, but for the reference to mailboxes: a campaign that is over still tells from where it sent.
    await db.schema
      .createTable('campaign_senders')
      .addColumn('campaign_id', 'text', (column) =>
        column.notNull().references('campaigns.id').onDelete('cascade'),
      )
      .addColumn('mailbox_id', 'text', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('campaign_senders_key', ['campaign_id', 'mailbox_id'])
      .execute();
    await sql`
      insert into campaign_senders (campaign_id, mailbox_id, position)
      select campaign_id, mailbox_id, position from campaign_mailboxes
    `.execute(db);
    await db.schema.dropTable('campaign_mailboxes').execute();
    await db.schema.alterTable('campaign_senders').renameTo('campaign_mailboxes').execute();
    await db.schema
      .createIndex('campaign_mailboxes_by_mailbox')
      .on('campaign_mailboxes')
      .column('mailbox_id')
      .execute();

    await db.schema
      .createTable('campaign_days')
      .addColumn('campaign_id', 'text', (column) =>
        column.notNull().references('campaigns.id').onDelete('cascade'),
      )
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('sent', 'integer', (column) => column.notNull())
      .addColumn('opened', 'integer', (column) => column.notNull())
      .addColumn('replied', 'integer', (column) => column.notNull())
      .addColumn('bounced', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('campaign_days_key', ['campaign_id', 'day'])
      .execute();
  },
};
