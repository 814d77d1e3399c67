import { expect, it } from 'vitest';
import { outreachWithMailbox, refusalOf } from './outreach-fixture.ts';

it('connects a mailbox that can send at once', async () => {
  const { outreach, workspaceId } = await outreachWithMailbox();
  const mailbox = await outreach.mailboxes.connect(workspaceId, {
    email: 'bea@example.com',
    displayName: 'Bea',
  });
  expect(mailbox).toMatchObject({ displayName: 'Bea', connected: true, sendingEnabled: true });
  expect(await outreach.mailboxes.get(workspaceId, mailbox.id)).toEqual(mailbox);
});

it('refuses an address that the workspace has already, whatever its case', async () => {
  const { outreach, workspaceId, mailboxId } = await outreachWithMailbox();
  expect(await refusalOf(outreach.mailboxes.connect(workspaceId, { email: 'ANA@example.com' }))).toEqual({
    code: 'mailbox_exists',
    email: 'ana@example.com',
    mailboxId,
  });
});

it('is disconnected and kept from sending, one thing at a time', async () => {
  const { outreach, workspaceId, mailboxId, clock } = await outreachWithMailbox();
  clock.advance(60);
  await outreach.mailboxes.update(workspaceId, mailboxId, { connected: false });
  await outreach.mailboxes.update(workspaceId, mailboxId, { sendingEnabled: false, connected: undefined });
  expect(await outreach.mailboxes.get(workspaceId, mailboxId)).toMatchObject({
    connected: false,
    sendingEnabled: false,
    updatedAt: clock.now(),
  });
});

it('is found in the list by its address', async () => {
  const { outreach, workspaceId } = await outreachWithMailbox();
  await outreach.mailboxes.connect(workspaceId, { email: 'bea@example.com' });
  const { items } = await outreach.mailboxes.list(workspaceId, { limit: 10, email: 'BEA@example.com' });
  expect(items.map(({ email }) => email)).toEqual(['bea@example.com']);
});
