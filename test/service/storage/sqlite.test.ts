import { statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite, relaxedTransaction } from '../../../src/service/storage/sqlite.ts';
import { newFile } from './storage-fixture.ts';

function database(): Kysely<unknown> {
  const db = new Kysely<unknown>({ dialect: openSqlite(newFile()) });
  onTestFinished(() => db.destroy());
  return db;
}

/** SQLite's numbers (https://sqlite.org/pragma.html#pragma_synchronous). */
const NORMAL = 1;
const FULL = 2;

async function synchronous(db: Kysely<unknown>): Promise<number | undefined> {
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
  return rows[0]?.synchronous;
}

it('waits for the disk at every commit but that of a relaxed transaction, whatever its outcome', async () => {
  const db = database();
  expect(await synchronous(db)).toBe(FULL);
  expect(await relaxedTransaction(db, synchronous)).toBe(NORMAL);
  expect(await synchronous(db)).toBe(FULL);
  const failing = relaxedTransaction(db, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await synchronous(db)).toBe(FULL);
  expect(await relaxedTransaction(db, synchronous)).toBe(NORMAL);
});

it('takes the write lock when a transaction begins', async () => {
  const file = newFile();
  const db = new Kysely<unknown>({ dialect: openSqlite(file) });
  const other = new DatabaseSync(file, { timeout: 0 });
  onTestFinished(async () => {
    other.close();
    await db.destroy();
  });
  await db.transaction().execute(async () => {
    expect(() => other.exec('begin immediate')).toThrow('database is locked');
  });
  other.exec('begin immediate');
});

it('makes a file that its owner alone can read, and those beside it likewise', async () => {
  const file = newFile();
  const db = new Kysely<unknown>({ dialect: openSqlite(file) });
  onTestFinished(() => db.destroy());
  await sql`create table people (name text)`.execute(db);
  const modes = ['', '-wal', '-shm'].map((suffix) => (statSync(file + suffix).mode & 0o777).toString(8));
  expect(modes).toEqual(['600', '600', '600']);
});

it('leaves the mode of a file that is there to its owner', async () => {
  const file = newFile();
  writeFileSync(file, '', { mode: 0o640 });
  const db = new Kysely<unknown>({ dialect: openSqlite(file) });
  onTestFinished(() => db.destroy());
  await sql`create table people (name text)`.execute(db);
  expect((statSync(file).mode & 0o777).toString(8)).toBe('640');
});

it('answers rightly after more different statements than it keeps', async () => {
  const db = database();
  const answer = async (n: number) => (await sql<{ n: number }>`select ${sql.lit(n)} as n`.execute(db)).rows;
  for (let n = 0; n < 500; n++) expect(await answer(n)).toEqual([{ n }]);
  expect(await answer(0)).toEqual([{ n: 0 }]);
});

it('refuses to store what no column has', async () => {
  const db = database();
  await expect(sql`select ${true}`.execute(db)).rejects.toThrow('a boolean cannot be stored');
});
