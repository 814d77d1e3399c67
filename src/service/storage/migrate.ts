import type { Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import { migrations } from './migrations/migrations.ts';
import { StorageError } from './storage-error.ts';
import type { Tables } from './tables.ts';

/**
 * Brings the tables up to date; each migration is done wholly or not at all.
 *
 * @param place where the database is, for messages
 * @throws StorageError
 */
export async function migrate(db: Kysely<Tables>, place: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const newer = (await doneMigrations(db)).filter((name) => !(name in migrations));
  if (newer.length > 0) {
    throw new StorageError(
      `The database ${place} was written by a newer version of Countersign (it has ${newer.join(', ')}). ` +
        'Start that version, or name another file.',
    );
  }
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new StorageError(
      `The tables of the database ${place} cannot be brought up to date: ${error instanceof Error ? error.message : error}. ` +
        'Nothing has been changed. Is it a database of Countersign, and may it be written to?',
      { cause: error },
    );
  }
}

/** Kysely names those of them which it does not know in no list of its own. */
async function doneMigrations(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return [];
  const done = await db
    .withTables<{ [DEFAULT_MIGRATION_TABLE]: { name: string } }>()
    .selectFrom(DEFAULT_MIGRATION_TABLE)
    .select('name')
    .execute();
  return done.map(({ name }) => name);
}
