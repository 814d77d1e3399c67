import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The domain's tables. */
export const outreach: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('workspaces')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('rate_limit', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('workspaces_listed').on('workspaces').columns(['created_at', 'id']).execute();

    await db.schema
      .createTable('subscriptions')
      .addColumn('workspace_id', 'text', (column) =>
        column.primaryKey().notNull().references('workspaces.id'),
      )
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('api_keys')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('workspace_id', 'text', (column) => column.notNull().references('workspaces.id'))
      .addColumn('api', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('hint', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull().unique())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text')
      .addColumn('revoked_at', 'text')
      .execute();
    await db.schema.createIndex('api_keys_by_hint').on('api_keys').column('hint').execute();
    await db.schema
      .createIndex('api_keys_listed')
      .on('api_keys')
      .columns(['workspace_id', 'created_at', 'id'])
      .execute();

    await db.schema
      .createTable('mailboxes')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('workspace_id', 'text', (column) => column.notNull().references('workspaces.id'))
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('email_key', 'text', (column) => column.notNull())
      .addColumn('display_name', 'text')
      .addColumn('connected', 'integer', (column) => column.notNull())
      .addColumn('sending_enabled', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .addUniqueConstraint('mailboxes_by_email', ['workspace_id', 'email_key'])
      .execute();
    await db.schema
      .createIndex('mailboxes_listed')
      .on('mailboxes')
      .columns(['workspace_id', 'created_at', 'id'])
      .execute();

    await db.schema
      .createTable('campaigns')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('workspace_id', 'text', (column) => column.notNull().references('workspaces.id'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('daily_send_limit', 'integer', (column) => column.notNull())
      .addColumn('start_date', 'text')
      .addColumn('end_date', 'text')
      .addColumn('settings', 'text', (column) => column.notNull())
      .addColumn('closed_reason', 'text')
      .addColumn('started_at', 'text')
      .addColumn('enrolled', 'integer', (column) => column.notNull())
      .addColumn('sent', 'integer', (column) => column.notNull())
      .addColumn('opened', 'integer', (column) => column.notNull())
      .addColumn('replied', 'integer', (column) => column.notNull())
      .addColumn('bounced', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('campaigns_listed')
      .on('campaigns')
      .columns(['workspace_id', 'created_at', 'id'])
      .execute();
    await db.schema
      .createIndex('campaigns_listed_by_status')
      .on('campaigns')
      .columns(['workspace_id', 'status', 'created_at', 'id'])
      .execute();

    await db.schema
      .createTable('campaign_mailboxes')
      .addColumn('campaign_id', 'text', (column) =>
        column.notNull().references('campaigns.id').onDelete('cascade'),
      )
      .addColumn('mailbox_id', 'text', (column) => column.notNull().references('mailboxes.id'))
      .addColumn('position', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('campaign_mailboxes_key', ['campaign_id', 'mailbox_id'])
      .execute();
    await db.schema
      .createIndex('campaign_mailboxes_by_mailbox')
      .on('campaign_mailboxes')
      .column('mailbox_id')
      .execute();

    await db.schema
      .createTable('prospects')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('workspace_id', 'text', (column) => column.notNull().references('workspaces.id'))
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('email_key', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('first_name', 'text')
      .addColumn('last_name', 'text')
      .addColumn('company', 'text')
      .addColumn('role', 'text')
      .addColumn('phone', 'text')
      .addColumn('linkedin_url', 'text')
      .addColumn('custom_fields', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .addUniqueConstraint('prospects_by_email', ['workspace_id', 'email_key'])
      .execute();
    await db.schema
      .createIndex('prospects_listed')
      .on('prospects')
      .columns(['workspace_id', 'created_at', 'id'])
      .execute();

    await db.schema
      .createTable('prospect_lists')
      .addColumn('prospect_id', 'text', (column) =>
        column.notNull().references('prospects.id').onDelete('cascade'),
      )
      .addColumn('list_id', 'text', (column) => column.notNull())
      .addColumn('workspace_id', 'text', (column) => column.notNull().references('workspaces.id'))
      .addColumn('position', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('prospect_lists_key', ['prospect_id', 'list_id'])
      .execute();
    await db.schema
      .createIndex('prospect_lists_by_list')
      .on('prospect_lists')
      .columns(['workspace_id', 'list_id', 'prospect_id'])
      .execute();

    await db.schema
      .createTable('enrollments')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('campaign_id', 'text', (column) =>
        column.notNull().references('campaigns.id').onDelete('cascade'),
      )
      .addColumn('prospect_id', 'text', (column) => column.notNull().references('prospects.id'))
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .execute();
    // However often it has been unenrolled before, a prospect is enrolled at most once at a time.
    await db.schema
      .createIndex('enrollments_current')
      .on('enrollments')
      .columns(['campaign_id', 'prospect_id'])
      .unique()
      .where(sql.ref('status'), '<>', 'unenrolled')
      .execute();
    await db.schema
      .createIndex('enrollments_listed')
      .on('enrollments')
      .columns(['campaign_id', 'created_at', 'id'])
      .execute();
  },
};
