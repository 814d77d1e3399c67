import { expect, it } from 'vitest';
import { BASE64URL } from '../../../src/service/outreach/random-text.ts';
import { emptyOutreach, refusalOf } from './outreach-fixture.ts';

it('has no rate limit of its own and an active subscription from the start', async () => {
  const { outreach, clock } = await emptyOutreach();
  const workspace = await outreach.workspaces.create({ name: 'Oficina Norte' });
  expect(workspace).toMatchObject({ name: 'Oficina Norte', rateLimit: null, createdAt: clock.now() });
  expect(await outreach.workspaces.get(workspace.id)).toEqual(workspace);
  expect(await outreach.subscriptions.get(workspace.id)).toMatchObject({ status: 'active' });
});

it('changes what is given', async () => {
  const { outreach, clock } = await emptyOutreach();
  const workspace = await outreach.workspaces.create({ name: 'Oficina Norte', rateLimit: 5 });
  clock.advance(60);
  const changed = await outreach.workspaces.update(workspace.id, { rateLimit: 1_000_000 });
  expect(changed).toEqual({ ...workspace, rateLimit: 1_000_000, updatedAt: clock.now() });
  expect(await outreach.workspaces.get(workspace.id)).toEqual(changed);
});

it.each(['past_due', 'inactive', 'expired', 'active'] as const)(
  'may have a subscription that is %s',
  async (status) => {
    const { outreach, clock } = await emptyOutreach();
    const { id } = await outreach.workspaces.create({ name: 'Oficina Norte' });
    clock.advance(60);
    await outreach.subscriptions.setStatus(id, status);
    expect(await outreach.subscriptions.get(id)).toEqual({ workspaceId: id, status, updatedAt: clock.now() });
  },
);

it('is not found in any way if it does not exist', async () => {
  const { outreach } = await emptyOutreach();
  const attempts = [
    outreach.workspaces.get('ws_none'),
    outreach.workspaces.update('ws_none', { name: 'x' }),
    outreach.subscriptions.get('ws_none'),
    outreach.subscriptions.setStatus('ws_none', 'active'),
    outreach.apiKeys.create('ws_none', {
      api: 'campaign',
      name: 'x',
      scopes: [],
      secretForm: { prefix: 'wsk_', alphabet: BASE64URL, length: 43 },
    }),
    outreach.apiKeys.list('ws_none', { limit: 10 }),
    outreach.mailboxes.connect('ws_none', { email: 'ana@example.com' }),
    outreach.mailboxes.list('ws_none', { limit: 10 }),
  ];
  for (const attempt of attempts) {
    expect(await refusalOf(attempt)).toEqual({ code: 'not_found', what: 'workspace', id: 'ws_none' });
  }
});
