import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a campaign knows of those who are enrolled, and what has passed between them. */
export const enrollmentProgress: Migration = {
  async up(db: Kysely<unknown>) {
    const texts = [
      'import_id',
      'contacted_at',
      'opened_at',
      'replied_at',
      'unsubscribed_at',
      'first_name',
      'last_name',
      'company',
      'custom_fields',
    ];
    for (const name of texts) await db.schema.alterTable('enrollments').addColumn(name, 'text').execute();
    await db.schema.alterTable('enrollments').addColumn('step_index', 'integer').execute();
    await db.schema
      .alterTable('enrollments')
      .addColumn('stage', 'text', (column) => column.notNull().defaultTo('pending'))
      .execute();
    await db.schema
      .alterTable('enrollments')
      .addColumn('search_key', 'text', (column) => column.notNull().defaultTo(''))
      .execute();

    await db.schema
      .createTable('deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('enrollment_id', 'text', (column) =>
        column.notNull().references('enrollments.id').onDelete('cascade'),
      )
      .addColumn('step_index', 'integer', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('mailbox_email', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'text')
      .addColumn('opened_at', 'text')
      .addColumn('replied_at', 'text')
      .execute();
    await db.schema
      .createIndex('deliveries_of_enrollment')
      .on('deliveries')
      .columns(['enrollment_id', 'created_at', 'id'])
      .execute();

    await db.schema
      .createTable('replies')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('enrollment_id', 'text', (column) =>
        column.notNull().references('enrollments.id').onDelete('cascade'),
      )
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('preview', 'text', (column) => column.notNull())
      .addColumn('is_automatic', 'integer', (column) => column.notNull())
      .addColumn('asks_to_unsubscribe', 'integer', (column) => column.notNull())
      .addColumn('received_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('replies_of_enrollment')
      .on('replies')
      .columns(['enrollment_id', 'received_at', 'id'])
      .execute();
  },
};
