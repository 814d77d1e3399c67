import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { StorageError } from '../../../src/service/storage/storage-error.ts';
import { gate, newFile, opened, storedIn } from './storage-fixture.ts';
import { workspace } from './storage-values.ts';

/** What another program sees in the file. */
function rowsOf(file: string, sql: string) {
  const database = new DatabaseSync(file);
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

async function whyNotOpened(file: string): Promise<string> {
  const error: unknown = await opened(file).catch((reason: unknown) => reason);
  if (error instanceof StorageError) return error.message;
  return expect.fail(`expected a StorageError, got ${String(error)}`);
}

describe('a new file', () => {
  it('gets all tables, in write-ahead logging', async () => {
    const file = newFile();
    await opened(file);
    const tables = rowsOf(file, "select name from sqlite_schema where type = 'table'").map(
      ({ name }) => name,
    );
    expect(tables).toEqual(expect.arrayContaining(['campaigns', 'idempotency_keys', 'rate_limits']));
    expect(rowsOf(file, 'pragma journal_mode')).toMatchObject([{ journal_mode: 'wal' }]);
  });

  it('keeps what was stored when it is opened again, and no migration runs twice', async () => {
    const file = newFile();
    const first = await opened(file);
    await first.workspaces.insert(workspace('one'));
    await first.close();
    const done = rowsOf(file, 'select * from kysely_migration order by name');
    expect(await storedIn(await opened(file))).toEqual(['one']);
    expect(rowsOf(file, 'select * from kysely_migration order by name')).toEqual(done);
  });

  it('holds the references between its tables', async () => {
    const storage = await opened();
    const orphan = { workspaceId: 'ws_none', status: 'active', updatedAt: new Date() } as const;
    await expect(storage.subscriptions.save(orphan)).rejects.toThrow(/FOREIGN KEY/);
  });
});

describe('a file that cannot be opened is named, with the reason and what to do', () => {
  it('its folder is missing', async () => {
    const file = join(dirname(newFile()), 'missing', 'outreach.db');
    expect(await whyNotOpened(file)).toBe(
      `The database ${file} cannot be opened: unable to open database file. ` +
        'Make its folder, and allow this user to write there.',
    );
  });

  it('it is a folder', async () => {
    const file = newFile();
    mkdirSync(file);
    expect(await whyNotOpened(file)).toContain(`The database ${file} cannot be opened`);
  });

  it('it is something else than a database', async () => {
    const file = newFile();
    writeFileSync(
      file,
      'A letter to the partners, long enough to be taken for the header of a database.\n'.repeat(20),
    );
    expect(await whyNotOpened(file)).toBe(
      `The database ${file} cannot be opened: file is not a database. The file is something else: name another one.`,
    );
  });

  it('somebody else has it open: what that one runs would be freed', async () => {
    const file = newFile();
    const storage = await opened(file);
    const started = gate();
    const finish = gate();
    const claim = { tenant: 't', operation: 'o', key: 'k', fingerprint: 'f', ttlSeconds: 60 };
    const first = storage.idempotency.once(claim, async () => {
      started.open();
      await finish.opened;
      return { status: 201, headers: {}, body: undefined };
    });
    await started.opened;
    expect(await whyNotOpened(file)).toBe(
      `The database ${file} cannot be opened: database is locked. Another process holds it: stop that one first.`,
    );
    finish.open();
    expect(await first).toMatchObject({ kind: 'first', reply: { status: 201 } });
    await storage.close();
    await opened(file);
  });

  it('it was written by a newer version, and it stays untouched', async () => {
    const file = newFile();
    await (await opened(file)).close();
    const database = new DatabaseSync(file);
    database.exec("insert into kysely_migration (name, timestamp) values ('9999-future', '2030-01-01')");
    database.close();
    expect(await whyNotOpened(file)).toBe(
      `The database ${file} was written by a newer version of Countersign (it has 9999-future). ` +
        'Start that version, or name another file.',
    );
  });

  it('it is the database of another program, and it stays untouched', async () => {
    const file = newFile();
    const other = new DatabaseSync(file);
    other.exec('create table campaigns (budget integer)');
    other.close();
    expect(await whyNotOpened(file)).toContain(
      'cannot be brought up to date: table "campaigns" already exists',
    );
    const tables = rowsOf(file, "select name from sqlite_schema where type = 'table' and name like 'w%'");
    expect(tables).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('this user may not write to it', async () => {
    const file = newFile();
    await (await opened(file)).close();
    chmodSync(file, 0o400);
    expect(await whyNotOpened(file)).toContain(`The database ${file} cannot be opened`);
  });
});
