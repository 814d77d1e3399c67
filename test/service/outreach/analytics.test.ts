import { describe, expect, it } from 'vitest';
import { outreachWithMailbox, refusalOf } from './outreach-fixture.ts';

const NOTHING = { sent: 0, opened: 0, replied: 0, bounced: 0 };

/** Two campaigns in which something has happened, and one in which nothing has. */
async function threeCampaigns() {
  const fixture = await outreachWithMailbox();
  const { storage, workspaceId, draft, clock } = fixture;
  const ids: string[] = [];
  for (const name of ['Winter', 'Spring', 'Summer']) {
    clock.advance(1);
    ids.push((await draft({ name })).id);
  }
  const [winter = '', spring = '', summer = ''] = ids;
  const count = (id: string, figures: Partial<typeof NOTHING>, day: string) =>
    storage.campaigns.count(workspaceId, id, figures, new Date(`${day}T23:59:59.999Z`));
  await count(winter, { sent: 10, opened: 4 }, '2027-01-05');
  await count(winter, { sent: 5, bounced: 1 }, '2027-01-06');
  await count(winter, { replied: 2 }, '2027-01-06');
  await count(spring, { sent: 3, opened: 3, replied: 1 }, '2027-01-06');
  return { ...fixture, winter, spring, summer };
}

describe('what campaigns have achieved', () => {
  it('is told of each, the newest first, and of all together', async () => {
    const { outreach, workspaceId, winter, spring, summer } = await threeCampaigns();
    const { total, items } = await outreach.analytics.campaigns(workspaceId, {});
    expect(total).toEqual({ campaigns: 3, sent: 18, opened: 7, replied: 3, bounced: 1 });
    expect(items).toMatchObject([
      { id: summer, name: 'Summer', ...NOTHING },
      { id: spring, name: 'Spring', sent: 3, opened: 3, replied: 1, bounced: 0 },
      { id: winter, name: 'Winter', sent: 15, opened: 4, replied: 2, bounced: 1 },
    ]);
  });

  it('is told of those with a status, or started within a time', async () => {
    const { outreach, workspaceId, winter, spring, clock } = await threeCampaigns();
    await outreach.campaigns.start(workspaceId, winter);
    clock.advance(60);
    const between = clock.now();
    await outreach.campaigns.start(workspaceId, spring);
    await outreach.campaigns.pause(workspaceId, spring);
    const idsOf = async (filter: Parameters<typeof outreach.analytics.campaigns>[1]) => {
      const { total, items } = await outreach.analytics.campaigns(workspaceId, filter);
      expect(total.campaigns).toBe(items.length);
      return items.map(({ id }) => id);
    };
    expect(await idsOf({ status: 'running' })).toEqual([winter]);
    expect(await idsOf({ startedFrom: between })).toEqual([spring]);
    expect(await idsOf({ startedBefore: between })).toEqual([winter]);
    expect(await idsOf({ startedFrom: between, startedBefore: between })).toEqual([]);
  });

  it('is nothing where there is no campaign', async () => {
    const { outreach, workspaceId } = await outreachWithMailbox();
    const told = await outreach.analytics.campaigns(workspaceId, {});
    expect(told).toEqual({ total: { campaigns: 0, ...NOTHING }, items: [] });
  });
});

describe('a timeline', () => {
  it('has each day, also those on which nothing happened', async () => {
    const { outreach, workspaceId } = await threeCampaigns();
    const range = { from: '2027-01-04', to: '2027-01-07' };
    expect(await outreach.analytics.timeline(workspaceId, range)).toEqual([
      { day: '2027-01-04', ...NOTHING },
      { day: '2027-01-05', sent: 10, opened: 4, replied: 0, bounced: 0 },
      { day: '2027-01-06', sent: 8, opened: 3, replied: 3, bounced: 1 },
      { day: '2027-01-07', ...NOTHING },
    ]);
  });

  it('adds up to what the campaigns tell', async () => {
    const { outreach, workspaceId } = await threeCampaigns();
    const days = await outreach.analytics.timeline(workspaceId, { from: '2027-01-01', to: '2027-12-31' });
    const { total } = await outreach.analytics.campaigns(workspaceId, {});
    expect(days).toHaveLength(365);
    expect(days.reduce((sum, { sent }) => sum + sent, 0)).toBe(total.sent);
    expect(days.reduce((sum, { replied }) => sum + replied, 0)).toBe(total.replied);
  });

  it.each([
    ['2027-01-01', '2027-01-01', 1],
    ['2027-01-02', '2027-01-01', 0],
    ['2028-01-01', '2028-12-31', 366],
    ['2027-02-28', '2027-03-01', 2],
  ])('from %s to %s has %d days', async (from, to, days) => {
    const { outreach, workspaceId } = await outreachWithMailbox();
    expect(await outreach.analytics.timeline(workspaceId, { from, to })).toHaveLength(days);
  });

  it('is refused above 366 days', async () => {
    const { outreach, workspaceId } = await outreachWithMailbox();
    const attempt = outreach.analytics.timeline(workspaceId, { from: '2027-01-01', to: '2028-01-02' });
    expect(await refusalOf(attempt)).toEqual({ code: 'range_too_long', days: 366 });
  });

  it('tells nothing of the campaigns of another API or workspace', async () => {
    const { outreach, workspaceId } = await threeCampaigns();
    const range = { from: '2027-01-05', to: '2027-01-05' };
    const nothing = [{ day: '2027-01-05', ...NOTHING }];
    const { id: stranger } = await outreach.workspaces.create({ name: 'Stranger' });
    const { analytics } = outreach.campaignsOf('coldsend');
    expect(await analytics.timeline(workspaceId, range)).toEqual(nothing);
    expect(await outreach.analytics.timeline(stranger, range)).toEqual(nothing);
    const none = { total: { campaigns: 0, ...NOTHING }, items: [] };
    expect(await analytics.campaigns(workspaceId, {})).toEqual(none);
    expect(await outreach.analytics.campaigns(stranger, {})).toEqual(none);
  });
});
