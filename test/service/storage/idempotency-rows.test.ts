import { Kysely } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { IdempotencyRows } from '../../../src/service/storage/idempotency-rows.ts';
import { migrate } from '../../../src/service/storage/migrate.ts';
import { openSqlite } from '../../../src/service/storage/sqlite.ts';
import type { Tables } from '../../../src/service/storage/tables.ts';
import { SqlUnitOfWork } from '../../../src/service/storage/unit-of-work.ts';
import { Clock } from './storage-values.ts';

const claim = {
  tenant: 'ws_1',
  operation: 'createCampaign',
  key: 'k',
  fingerprint: 'a body',
  ttlSeconds: 3600,
};
const reply = { status: 201, headers: {}, body: undefined };

/** Two servers over one database. */
async function twoOwners() {
  const clock = new Clock();
  const db = new Kysely<Tables>({ dialect: openSqlite(':memory:') });
  onTestFinished(() => db.destroy());
  await migrate(db, 'in memory');
  const work = new SqlUnitOfWork(db);
  const owner = (name: string) => new IdempotencyRows(work, clock.now, name);
  return { clock, db, one: owner('one'), other: owner('other') };
}

it("another server's request runs until its lease is over; then its key is free, and it can keep nothing", async () => {
  const { clock, one, other } = await twoOwners();
  expect(await one.claim('id', claim)).toBeUndefined();
  clock.advance(59);
  expect(await other.claim('id', claim)).toEqual({ fingerprint: 'a body', reply: undefined });
  clock.advance(1);
  expect(await other.claim('id', claim)).toBeUndefined();
  await expect(one.keep('id', reply)).rejects.toThrow('lost');
  await one.free('id');
  await other.keep('id', reply);
  expect(await one.claim('id', claim)).toEqual({ fingerprint: 'a body', reply });
});

it('a lease says nothing once the reply is kept', async () => {
  const { clock, one, other } = await twoOwners();
  await one.claim('id', claim);
  await one.keep('id', reply);
  clock.advance(61);
  expect(await other.claim('id', claim)).toMatchObject({ reply });
});

it('a new server frees what others left running, and nothing else', async () => {
  const { one, other } = await twoOwners();
  await one.claim('left running', claim);
  await one.claim('answered', claim);
  await one.keep('answered', reply);
  await other.claim('own', claim);
  await other.freeAbandoned();
  expect(await one.claim('own', claim)).toMatchObject({ reply: undefined });
  expect(await other.claim('answered', claim)).toMatchObject({ reply });
  expect(await other.claim('left running', claim)).toBeUndefined();
});

it('expired replies are swept away while new keys come', async () => {
  const { clock, db, one } = await twoOwners();
  for (let n = 0; n < 30; n++) {
    await one.claim(`old ${n}`, claim);
    await one.keep(`old ${n}`, reply);
  }
  clock.advance(claim.ttlSeconds);
  await one.claim('new 1', claim);
  await one.claim('new 2', claim);
  const left = await db.selectFrom('idempotency_keys').select('id').execute();
  expect(left.map(({ id }) => id).sort()).toEqual(['new 1', 'new 2']);
});
