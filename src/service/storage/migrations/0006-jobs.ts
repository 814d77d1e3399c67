import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Work that outlives its request: what it is given, how far it has got, and what has become of each item. */
export const jobs: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('jobs')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('workspace_id', 'text', (column) => column.notNull().references('workspaces.id'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('campaign_id', 'text', (column) => column.references('campaigns.id').onDelete('cascade'))
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('total', 'integer', (column) => column.notNull())
      .addColumn('processed', 'integer', (column) => column.notNull())
      .addColumn('succeeded', 'integer', (column) => column.notNull())
      .addColumn('skipped', 'integer', (column) => column.notNull())
      .addColumn('failed', 'integer', (column) => column.notNull())
      .addColumn('failure', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('started_at', 'text')
      .addColumn('finished_at', 'text')
      .execute();
    await db.schema
      .createIndex('jobs_waiting')
      .on('jobs')
      .columns(['kind', 'status', 'created_at', 'id'])
      .execute();
    await db.schema.createIndex('jobs_open').on('jobs').columns(['workspace_id', 'status']).execute();
    await db.schema
      .createIndex('jobs_of_campaign')
      .on('jobs')
      .columns(['campaign_id', 'created_at', 'id'])
      .execute();

    await db.schema
      .createTable('job_inputs')
      .addColumn('job_id', 'text', (column) =>
        column.primaryKey().notNull().references('jobs.id').onDelete('cascade'),
      )
      .addColumn('sealed', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('job_files')
      .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('bytes', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('job_files_key', ['job_id', 'place'])
      .execute();

    await db.schema
      .createTable('job_results')
      .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('result', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('job_results_key', ['job_id', 'place'])
      .execute();
  },
};
