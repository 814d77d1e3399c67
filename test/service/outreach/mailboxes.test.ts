import { describe, expect, it } from 'vitest';
import type { MailboxQuery } from '../../../src/service/outreach/storage.ts';
import { outreachWithMailbox, refusalOf } from './outreach-fixture.ts';
import { newCampaign } from './outreach-values.ts';

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

describe('deleting a mailbox', () => {
  it.each(['draft', 'running', 'paused'])(
    'is refused while a campaign that is %s uses it',
    async (status) => {
      const { outreach, workspaceId, mailboxId, draft } = await outreachWithMailbox();
      const { id } = await draft();
      if (status !== 'draft') await outreach.campaigns.start(workspaceId, id);
      if (status === 'paused') await outreach.campaigns.pause(workspaceId, id);
      const facts = await refusalOf(outreach.mailboxes.delete(workspaceId, mailboxId));
      expect(facts).toEqual({ code: 'mailbox_in_use', id: mailboxId });
      await outreach.mailboxes.get(workspaceId, mailboxId);
    },
  );

  it('is allowed once its campaigns are over, which go on telling of it', async () => {
    const { outreach, workspaceId, mailboxId, draft } = await outreachWithMailbox();
    const { id } = await draft();
    await outreach.closing.close(workspaceId, id, { status: 'completed', reason: 'Season over' });
    await outreach.mailboxes.delete(workspaceId, mailboxId);
    expect(await refusalOf(outreach.mailboxes.get(workspaceId, mailboxId))).toMatchObject({
      code: 'not_found',
    });
    expect(await outreach.campaigns.get(workspaceId, id)).toMatchObject({ mailboxIds: [mailboxId] });
    await outreach.mailboxes.connect(workspaceId, { email: 'ana@example.com' });
  });

  it('counts the campaigns of every API, and none that is deleted', async () => {
    const { outreach, workspaceId, mailboxId } = await outreachWithMailbox();
    const { campaigns } = outreach.campaignsOf('coldsend');
    const { id } = await campaigns.create(workspaceId, newCampaign(mailboxId));
    const remove = () => outreach.mailboxes.delete(workspaceId, mailboxId);
    expect(await refusalOf(remove())).toMatchObject({ code: 'mailbox_in_use' });
    await campaigns.delete(workspaceId, id);
    await remove();
  });
});

it('a numbered page of mailboxes is filtered by what they can do, and searched', async () => {
  const { outreach, workspaceId, mailboxId, clock } = await outreachWithMailbox();
  clock.advance(1);
  const bea = { email: 'bea@example.com', displayName: 'Béa Prata' };
  const { id } = await outreach.mailboxes.connect(workspaceId, bea);
  await outreach.mailboxes.update(workspaceId, id, { sendingEnabled: false });
  const page = async (query: MailboxQuery) => {
    const { items, total } = await outreach.mailboxes.page(workspaceId, { page: 1, limit: 10, ...query });
    return { ids: items.map((mailbox) => mailbox.id), total };
  };
  expect(await page({})).toEqual({ ids: [id, mailboxId], total: 2 });
  expect(await page({ connected: true, sendingEnabled: false })).toEqual({ ids: [id], total: 1 });
  expect(await page({ connected: false })).toEqual({ ids: [], total: 0 });
  expect(await page({ search: 'BÉA' })).toEqual({ ids: [id], total: 1 });
  expect(await page({ search: 'ana@' })).toEqual({ ids: [mailboxId], total: 1 });
});

it('those that a campaign names are found in its order, without those that are gone', async () => {
  const { outreach, workspaceId, mailboxId } = await outreachWithMailbox();
  const { id } = await outreach.mailboxes.connect(workspaceId, { email: 'bea@example.com' });
  const { id: stranger } = await outreach.workspaces.create({ name: 'Stranger' });
  const ids = ['none', id, mailboxId];
  const found = await outreach.mailboxes.known(workspaceId, ids);
  expect(found.map((mailbox) => mailbox.id)).toEqual([id, mailboxId]);
  expect(await outreach.mailboxes.known(stranger, ids)).toEqual([]);
});
