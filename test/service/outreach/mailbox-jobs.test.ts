import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NewConnectedMailbox } from '../../../src/service/outreach/mailbox.ts';
import { mailAccount } from '../../support/mail-account.ts';
import { newFile } from '../storage/storage-fixture.ts';
import { outreachWithMailbox, refusalOf, whenFinished } from './outreach-fixture.ts';

async function account(file?: string) {
  const mail = await mailAccount();
  const fixture = await outreachWithMailbox({
    ...(file !== undefined && { file }),
    mail: { extraCertificates: [mail.authority] },
  });
  const { outreach, workspaceId } = fixture;
  const mailbox = (email: string, password?: string): NewConnectedMailbox => {
    const smtp = { ...mail.connection.smtp, ...(password !== undefined && { password }) };
    const connection = { ...mail.connection, smtp };
    return { email, displayName: null, provider: 'custom', dailyLimit: 100, connection };
  };
  const created = (id: string) => whenFinished(() => outreach.mailboxJobs.creation(workspaceId, id));
  const deleted = (id: string) => whenFinished(() => outreach.mailboxJobs.deletion(workspaceId, id));
  return { ...fixture, ...mail, mailbox, created, deleted };
}

describe('a job that creates mailboxes', () => {
  it('tells of each in their order why it was not created, and stops at none', async () => {
    const { outreach, workspaceId, mailbox, created } = await account();
    const begun = await outreach.mailboxJobs.create(workspaceId, [
      mailbox('ana@example.com'),
      mailbox('bea@example.com', 'a guess'),
      mailbox('eva@example.com'),
    ]);
    expect(begun).toMatchObject({ kind: 'mailbox_creation', status: 'pending', counts: { total: 3 } });
    const { job, results } = await created(begun.id);
    expect(job).toMatchObject({ status: 'completed', failure: null });
    expect(job.counts).toEqual({ total: 3, processed: 3, succeeded: 1, skipped: 0, failed: 2 });
    const mailboxId = results[2]?.mailboxId ?? '';
    expect(results).toEqual([
      { email: 'ana@example.com', mailboxId: null, problem: 'mailbox_exists' },
      { email: 'bea@example.com', mailboxId: null, problem: 'connection_failed' },
      { email: 'eva@example.com', mailboxId, problem: null },
    ]);
    expect(await outreach.mailboxes.get(workspaceId, mailboxId)).toMatchObject({ email: 'eva@example.com' });
  });

  it('creates a mailbox that is named twice once', async () => {
    const { outreach, workspaceId, mailbox, created } = await account();
    const twice = [mailbox('eva@example.com'), mailbox('EVA@example.com')];
    const { id } = await outreach.mailboxJobs.create(workspaceId, twice);
    const { results } = await created(id);
    expect(results.map(({ problem }) => problem).sort()).toEqual(['mailbox_exists', null]);
  });

  it('goes on after a restart with those that are left', async () => {
    const { outreach, restart, storage, workspaceId, mailbox, created, smtp } = await account();
    await outreach.jobs.stop();
    const { id } = await outreach.mailboxJobs.create(workspaceId, [
      mailbox('bea@example.com'),
      mailbox('eva@example.com'),
    ]);
    // As a process leaves it that ends between the two.
    const first = { email: 'bea@example.com', mailboxId: 'made before', problem: null };
    await storage.jobs.insertResults(id, [{ place: 0, value: first }]);
    await storage.jobs.count(id, { processed: 1, succeeded: 1 });
    await restart();
    const { job, results } = await created(id);
    expect(job.counts).toMatchObject({ processed: 2, succeeded: 2 });
    expect(results).toMatchObject([first, { email: 'eva@example.com', problem: null }]);
    expect(smtp.passwords).toHaveLength(1);
  });

  it('keeps the passwords that it was given sealed, and no longer than it needs them', async () => {
    const file = newFile();
    const { outreach, restart, workspaceId, mailbox, created, connection } = await account(file);
    await outreach.jobs.stop();
    const { id } = await outreach.mailboxJobs.create(workspaceId, [mailbox('eva@example.com')]);
    const stored = () =>
      readFileSync(file).toString('latin1') + readFileSync(`${file}-wal`).toString('latin1');
    const { password } = connection.smtp;
    const forms = [password, Buffer.from(password).toString('base64')];
    expect(forms.filter((form) => stored().includes(form))).toEqual([]);
    await restart();
    await created(id);
    expect(forms.filter((form) => stored().includes(form))).toEqual([]);
  });
});

describe('a job that deletes mailboxes', () => {
  it('skips those that are in use or not there', async () => {
    const { outreach, workspaceId, mailboxId, draft, deleted } = await account();
    await draft();
    const { id: spare } = await outreach.mailboxes.connect(workspaceId, { email: 'eva@example.com' });
    const begun = await outreach.mailboxJobs.delete(workspaceId, [spare, mailboxId, 'none']);
    const { job, results } = await deleted(begun.id);
    expect(job.counts).toEqual({ total: 3, processed: 3, succeeded: 1, skipped: 2, failed: 0 });
    expect(results).toEqual([
      { mailboxId: spare, problem: null },
      { mailboxId, problem: 'mailbox_in_use' },
      { mailboxId: 'none', problem: 'not_found' },
    ]);
    const { total } = await outreach.mailboxes.page(workspaceId, { page: 1, limit: 10 });
    expect(total).toBe(1);
  });
});

it('a job of one kind is none of another', async () => {
  const { outreach, workspaceId, deleted } = await account();
  const { id } = await outreach.mailboxJobs.delete(workspaceId, ['none']);
  await deleted(id);
  const facts = { code: 'not_found', what: 'job', id };
  expect(await refusalOf(outreach.mailboxJobs.creation(workspaceId, id))).toEqual(facts);
});

it('jobs that fail by a fault of ours say so, tell the operator, and let the next one go on', async () => {
  const { outreach, restart, storage, workspaceId, mailboxId, deleted, reported } = await account();
  await outreach.jobs.stop();
  const broken = await outreach.mailboxJobs.delete(workspaceId, [mailboxId]);
  const next = await outreach.mailboxJobs.delete(workspaceId, [mailboxId]);
  // Its input is gone, which nothing does.
  await storage.jobs.finish(broken);
  await restart();
  expect((await deleted(broken.id)).job).toMatchObject({ status: 'failed', failure: { code: 'internal' } });
  expect((await deleted(next.id)).job).toMatchObject({ status: 'completed' });
  expect(reported).toHaveLength(1);
});
