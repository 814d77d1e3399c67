import { expect, it } from 'vitest';
import { outreachWithMailbox, refusalOf } from './outreach-fixture.ts';

it('creates a prospect that reads back as it was answered', async () => {
  const { outreach, workspaceId } = await outreachWithMailbox();
  const { prospect, created } = await outreach.prospects.create(workspaceId, {
    email: 'rui@example.net',
    firstName: 'Rui',
    customFields: { favouriteColour: 'blue' },
    listIds: ['spring-fair', 'partners', 'spring-fair'],
  });
  expect(created).toBe(true);
  expect(prospect).toMatchObject({
    firstName: 'Rui',
    lastName: null,
    status: 'active',
    listIds: ['spring-fair', 'partners'],
  });
  expect(await outreach.prospects.get(workspaceId, prospect.id)).toEqual(prospect);
});

it('answers the existing prospect of an address, unchanged', async () => {
  const { outreach, workspaceId } = await outreachWithMailbox();
  const first = await outreach.prospects.create(workspaceId, { email: 'rui@example.net', firstName: 'Rui' });
  const again = await outreach.prospects.create(workspaceId, {
    email: 'RUI@example.net',
    firstName: 'Rodrigo',
  });
  expect(again).toEqual({ prospect: first.prospect, created: false });
});

it('changes what is given; custom fields and lists are replaced as a whole', async () => {
  const { outreach, workspaceId, clock } = await outreachWithMailbox();
  const { prospect } = await outreach.prospects.create(workspaceId, {
    email: 'rui@example.net',
    firstName: 'Rui',
    company: 'Oficina Norte',
    customFields: { a: '1', b: '2' },
    listIds: ['old'],
  });
  clock.advance(60);
  const changes = { firstName: null, customFields: { c: '3' }, listIds: ['new', 'new'] };
  const changed = await outreach.prospects.update(workspaceId, prospect.id, changes);
  expect(changed).toEqual({ ...prospect, ...changes, listIds: ['new'], updatedAt: clock.now() });
  expect(await outreach.prospects.get(workspaceId, prospect.id)).toEqual(changed);
});

it('does not know a prospect that does not exist', async () => {
  const { outreach, workspaceId } = await outreachWithMailbox();
  const facts = { code: 'not_found', what: 'prospect', id: 'pro_none' };
  expect(await refusalOf(outreach.prospects.get(workspaceId, 'pro_none'))).toEqual(facts);
  expect(await refusalOf(outreach.prospects.update(workspaceId, 'pro_none', { role: 'x' }))).toEqual(facts);
});
