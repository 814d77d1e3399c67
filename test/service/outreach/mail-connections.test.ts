import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MailConnection } from '../../../src/service/outreach/mail.ts';
import type { NewConnectedMailbox } from '../../../src/service/outreach/mailbox.ts';
import { mailAccount, UNKNOWN_RECIPIENT } from '../../support/mail-account.ts';
import { closedPort } from '../../support/tcp-server.ts';
import { newFile } from '../storage/storage-fixture.ts';
import { outreachWithMailbox, refusalOf } from './outreach-fixture.ts';

async function account(file?: string) {
  const mail = await mailAccount();
  const fixture = await outreachWithMailbox({
    ...(file !== undefined && { file }),
    mail: { extraCertificates: [mail.authority] },
  });
  const { outreach, workspaceId } = fixture;
  const given: NewConnectedMailbox = {
    email: 'nadia@example.org',
    displayName: 'Nadia from Example',
    provider: 'custom',
    dailyLimit: 40,
    connection: mail.connection,
  };
  const add = (more: Partial<NewConnectedMailbox> = {}) =>
    outreach.mailboxes.add(workspaceId, { ...given, ...more });
  const changed = (server: 'smtp' | 'imap', login: Partial<MailConnection['smtp']>): MailConnection => ({
    ...mail.connection,
    [server]: { ...mail.connection[server], ...login },
  });
  return { ...fixture, ...mail, add, changed };
}

const letter = { to: 'ops@example.net', subject: 'A test', text: 'It works.' };

describe('a mailbox with a connection', () => {
  it('is added once both servers have let it in, and can send at once', async () => {
    const { outreach, workspaceId, add, connection, clock, smtp } = await account();
    const mailbox = await add();
    const { host, port, useTls } = connection.smtp;
    expect(mailbox).toMatchObject({
      email: 'nadia@example.org',
      displayName: 'Nadia from Example',
      provider: 'custom',
      dailyLimit: 40,
      connected: true,
      sendingEnabled: true,
      servers: { smtp: { host, port, useTls }, imap: { host, port: connection.imap.port, useTls } },
    });
    expect(await outreach.mailboxes.get(workspaceId, mailbox.id)).toEqual(mailbox);
    clock.advance(60);
    const sent = await outreach.mailboxes.sendTest(workspaceId, mailbox.id, letter);
    expect(sent).toMatchObject({ mailbox, sentAt: clock.now(), messageId: expect.stringMatching(/^<.+>$/) });
    expect(smtp.mails).toMatchObject([{ from: 'nadia@example.org', to: ['ops@example.net'] }]);
    expect(smtp.mails[0]?.source).toMatch(/^From: "?Nadia from Example"? <nadia@example.org>\r$/m);
  });

  it.each([
    ['smtp', 'a wrong password', { password: 'a guess' }, 'credentials'],
    ['imap', 'a wrong password', { password: 'a guess' }, 'credentials'],
    ['smtp', 'a host that is not there', { host: 'nowhere.invalid' }, 'unreachable'],
    ['imap', 'a host that is not there', { host: 'nowhere.invalid' }, 'unreachable'],
  ] as const)('is not added with %s at %s', async (server, _, login, reason) => {
    const { outreach, workspaceId, add, changed } = await account();
    const facts = await refusalOf(add({ connection: changed(server, login) }));
    expect(facts).toEqual({ code: 'connection_failed', server, reason });
    const { total } = await outreach.mailboxes.page(workspaceId, { page: 1, limit: 10, search: 'nadia' });
    expect(total).toBe(0);
  });

  it('is not tested if the workspace has the address already', async () => {
    const { add, mailboxId, smtp } = await account();
    expect(await refusalOf(add({ email: 'ANA@example.com' }))).toEqual({
      code: 'mailbox_exists',
      email: 'ana@example.com',
      mailboxId,
    });
    expect(smtp.passwords).toEqual([]);
  });

  it('is added once, if two are added at the same time', async () => {
    const { outreach, workspaceId, add } = await account();
    const outcomes = await Promise.allSettled([add(), add({ email: 'Nadia@Example.org' })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { total } = await outreach.mailboxes.page(workspaceId, { page: 1, limit: 10, search: 'nadia' });
    expect(total).toBe(1);
  });

  it('is never tested within a transaction, which everyone would wait for', async () => {
    const { storage, add, outreach, workspaceId, mailboxId } = await account();
    const { transaction } = storage.unitOfWork;
    const inside = <T>(run: () => Promise<T>) => transaction.call(storage.unitOfWork, run);
    await expect(inside(() => add())).rejects.toThrow('inside a transaction');
    const send = () => outreach.mailboxes.sendTest(workspaceId, mailboxId, letter);
    await expect(inside(send)).rejects.toThrow('inside a transaction');
  });

  it('keeps its passwords sealed, and takes them with it', async () => {
    const file = newFile();
    const { outreach, storage, workspaceId, add, connection } = await account(file);
    const { id } = await add();
    expect(await storage.mailConnections.find(id)).toEqual(connection);
    const bytes = readFileSync(file).toString('latin1') + readFileSync(`${file}-wal`).toString('latin1');
    expect(bytes).toContain('nadia@example.org');
    for (const text of [connection.smtp.password, Buffer.from(connection.smtp.password).toString('base64')]) {
      expect(bytes).not.toContain(text);
    }
    await outreach.mailboxes.delete(workspaceId, id);
    expect(await storage.mailConnections.find(id)).toBeUndefined();
  });
});

describe('a test e-mail', () => {
  it('cannot be sent from a mailbox of which nobody has told how to log in', async () => {
    const { outreach, workspaceId, mailboxId } = await account();
    const facts = await refusalOf(outreach.mailboxes.sendTest(workspaceId, mailboxId, letter));
    expect(facts).toEqual({ code: 'no_connection', id: mailboxId });
  });

  it('may not be accepted', async () => {
    const { outreach, workspaceId, add } = await account();
    const { id } = await add();
    const send = outreach.mailboxes.sendTest(workspaceId, id, { ...letter, to: UNKNOWN_RECIPIENT });
    expect(await refusalOf(send)).toEqual({ code: 'mail_not_accepted', id });
  });

  it('does not arrive if the server has gone', async () => {
    const { outreach, storage, workspaceId, mailboxId, changed } = await account();
    await storage.mailConnections.insert(mailboxId, changed('smtp', { port: await closedPort() }));
    expect(await refusalOf(outreach.mailboxes.sendTest(workspaceId, mailboxId, letter))).toEqual({
      code: 'connection_failed',
      server: 'smtp',
      reason: 'unreachable',
    });
  });
});
