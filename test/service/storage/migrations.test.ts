import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { migrations } from '../../../src/service/storage/migrations/migrations.ts';
import { openSqlite } from '../../../src/service/storage/sqlite.ts';
import { newFile, opened } from './storage-fixture.ts';

/** A database as an earlier version left it, after the migration of that name. */
async function databaseOf(migration: string, ...rows: string[]): Promise<string> {
  const file = newFile();
  const db = new Kysely<unknown>({ dialect: openSqlite(file) });
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error } = await new Migrator({ db, provider }).migrateTo(migration);
  expect(error).toBeUndefined();
  for (const row of rows) await sql.raw(row).execute(db);
  await db.destroy();
  return file;
}

const AT = "'2027-01-05T10:00:00.000Z'";

const settings = JSON.stringify({
  steps: [
    {
      stepIndex: 0,
      subject: 'A question',
      bodyHtml: '<p>Hi</p>',
      bodyText: null,
      delayDays: 0,
      delayHours: 0,
    },
  ],
  timezone: 'Europe/Lisbon',
});

it('what was stored before campaigns belonged to APIs is theirs that made them, and found again', async () => {
  const file = await databaseOf(
    '0002-requests',
    `insert into workspaces values ('w', 'Oficina Norte', 90, ${AT}, ${AT})`,
    `insert into mailboxes values ('m', 'w', 'Ana@example.com', 'ana@example.com', 'Ana', 1, 1, ${AT}, ${AT})`,
    `insert into campaigns values ('c', 'w', 'Spring Fair', 'draft', 80, null, null, '${settings}', null, null,
      1, 2, 3, 4, 5, ${AT}, ${AT})`,
    "insert into campaign_mailboxes values ('c', 'm', 0)",
    `insert into prospects values ('p', 'w', 'rui@example.net', 'rui@example.net', 'active', null, null, null,
      null, null, null, '{}', ${AT}, ${AT})`,
    `insert into enrollments values ('e', 'c', 'p', 'active', ${AT}, ${AT})`,
  );
  const storage = await opened(file);
  const campaign = await storage.campaigns.find('w', 'c');
  expect(campaign).toMatchObject({ origin: 'campaign', dailySendLimit: 80, mailboxIds: ['m'] });
  expect(campaign?.steps).toMatchObject([
    { stepIndex: 0, trigger: null, variants: [{ subject: 'A question', body: '<p>Hi</p>' }] },
  ]);
  expect(campaign?.stats).toEqual({
    enrolled: 1,
    sent: 2,
    opened: 3,
    replied: 4,
    bounced: 5,
    unsubscribed: 0,
  });
  const page = { page: 1, limit: 10 };
  const found = await storage.campaigns.page('w', { origin: 'campaign', search: 'fair' }, page);
  expect(found.total).toBe(1);
  const [mailbox] = (await storage.mailboxes.page('w', { search: 'ana@' }, page)).items;
  expect(mailbox).toMatchObject({ id: 'm', provider: null, dailyLimit: null, servers: null });
  const { items } = await storage.enrollments.page('c', {}, page);
  expect(items).toMatchObject([{ id: 'e', email: 'rui@example.net', stage: 'pending', values: null }]);
  await storage.campaigns.delete('w', 'c');
  expect((await storage.enrollments.page('c', {}, page)).total).toBe(0);
});
