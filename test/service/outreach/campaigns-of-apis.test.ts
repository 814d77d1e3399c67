import { describe, expect, it } from 'vitest';
import type { NumberedPageRequest } from '../../../src/service/outreach/page.ts';
import type { CampaignQuery } from '../../../src/service/outreach/storage.ts';
import { outreachWithMailbox, refusalOf } from './outreach-fixture.ts';
import { newCampaign } from './outreach-values.ts';

describe('the campaigns of one API', () => {
  it('do not exist for another', async () => {
    const { outreach, workspaceId, draft } = await outreachWithMailbox();
    const { id } = await draft();
    const { campaigns, enrollments } = outreach.campaignsOf('coldsend');
    const facts = { code: 'not_found', what: 'campaign', id };
    const one = { by: 'email', emails: ['x@y.z'] } as const;
    for (const attempt of [
      campaigns.get(workspaceId, id),
      campaigns.update(workspaceId, id, { name: 'Mine' }),
      campaigns.delete(workspaceId, id),
      campaigns.start(workspaceId, id),
      campaigns.launch(workspaceId, id),
      campaigns.pause(workspaceId, id),
      enrollments.enroll(workspaceId, id, one),
      enrollments.unenroll(workspaceId, id, one),
      enrollments.list(workspaceId, id, { limit: 10 }),
    ]) {
      expect(await refusalOf(attempt)).toEqual(facts);
    }
    expect(await campaigns.list(workspaceId, { limit: 10 })).toMatchObject({ items: [] });
    expect(await campaigns.page(workspaceId, { page: 1, limit: 10 })).toEqual({ items: [], total: 0 });
  });

  it('send from the mailboxes that the workspace has, whoever connected them', async () => {
    const { outreach, workspaceId, mailboxId } = await outreachWithMailbox();
    const { campaigns } = outreach.campaignsOf('coldsend');
    const { id } = await campaigns.create(workspaceId, newCampaign(mailboxId));
    expect(await campaigns.get(workspaceId, id)).toMatchObject({
      origin: 'coldsend',
      mailboxIds: [mailboxId],
    });
  });

  it('are all closed by the operator', async () => {
    const { outreach, workspaceId } = await outreachWithMailbox();
    const { campaigns } = outreach.campaignsOf('coldsend');
    const { id } = await campaigns.create(workspaceId, newCampaign());
    await outreach.closing.close(workspaceId, id, { status: 'completed', reason: 'Season over' });
    expect(await campaigns.get(workspaceId, id)).toMatchObject({ status: 'completed' });
  });
});

describe('a numbered page of campaigns', () => {
  async function threeCampaigns() {
    const { outreach, workspaceId, clock, draft } = await outreachWithMailbox();
    const names = ['Émile & friends', 'autumn 100 %', 'Autumn 100 people'];
    const ids: string[] = [];
    for (const name of names) {
      clock.advance(3600);
      ids.push((await draft({ name })).id);
    }
    const page = async (request: Partial<NumberedPageRequest> & CampaignQuery) => {
      const { items, total } = await outreach.campaigns.page(workspaceId, { page: 1, limit: 10, ...request });
      return { places: items.map(({ id }) => ids.indexOf(id)), total };
    };
    return { outreach, workspaceId, clock, ids, page };
  }

  it('has the newest first, and tells how many there are in all', async () => {
    const { page } = await threeCampaigns();
    expect(await page({})).toEqual({ places: [2, 1, 0], total: 3 });
    expect(await page({ limit: 2 })).toEqual({ places: [2, 1], total: 3 });
    expect(await page({ limit: 2, page: 2 })).toEqual({ places: [0], total: 3 });
    expect(await page({ limit: 2, page: 3 })).toEqual({ places: [], total: 3 });
  });

  it('is sorted as it is asked for', async () => {
    const { outreach, workspaceId, clock, ids, page } = await threeCampaigns();
    expect(await page({ order: 'ascending' })).toMatchObject({ places: [0, 1, 2] });
    expect(await page({ sortBy: 'name', order: 'ascending' })).toMatchObject({ places: [1, 2, 0] });
    clock.advance(60);
    await outreach.campaigns.update(workspaceId, ids[1] ?? '', { description: 'Changed' });
    expect(await page({ sortBy: 'updatedAt' })).toMatchObject({ places: [1, 2, 0] });
  });

  it.each([
    ['AUTUMN', [2, 1]],
    ['100 %', [1]],
    ['100_', []],
    ['éMILE', [0]],
    ['!', []],
  ])('is searched in all letters alike, and literally: %s', async (search, places) => {
    const { page } = await threeCampaigns();
    expect(await page({ search })).toEqual({ places, total: places.length });
  });

  it('is of one status, and of what is new enough', async () => {
    const { outreach, workspaceId, clock, ids, page } = await threeCampaigns();
    await outreach.campaigns.start(workspaceId, ids[0] ?? '');
    expect(await page({ status: 'running' })).toEqual({ places: [0], total: 1 });
    expect(await page({ createdAfter: clock.in(-2 * 3600) })).toEqual({ places: [2, 1], total: 2 });
  });
});
