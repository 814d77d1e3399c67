import { describe, expect, it } from 'vitest';
import type { NewCampaign } from '../../../src/service/outreach/campaign.ts';
import { outreachWithMailbox, refusalOf } from './outreach-fixture.ts';
import { newCampaign, newStep } from './outreach-values.ts';

const DAY = 24 * 3600;

const step = (stepIndex: number, delayDays?: number) => newStep(stepIndex, { delayDays, delayHours: 2 });

describe('creating a campaign', () => {
  it('makes a draft that reads back as it was answered', async () => {
    const { outreach, workspaceId, clock, draft } = await outreachWithMailbox();
    const campaign = await draft({ startDate: clock.in(DAY), endDate: clock.in(2 * DAY) });
    expect(campaign).toMatchObject({ status: 'draft', closedReason: null, createdAt: clock.now() });
    expect(await outreach.campaigns.get(workspaceId, campaign.id)).toEqual(campaign);
  });

  it('puts the steps in order; the first is sent at once, the others after a day if nothing is said', async () => {
    const { draft } = await outreachWithMailbox();
    const { steps } = await draft({ steps: [step(7), step(2, 5), step(4, 3)] });
    expect(steps.map(({ stepIndex, delayDays, delayHours }) => [stepIndex, delayDays, delayHours])).toEqual([
      [2, 0, 0],
      [4, 3, 2],
      [7, 1, 2],
    ]);
  });

  it('keeps the order of the mailboxes and takes each once', async () => {
    const { outreach, workspaceId, mailboxId, draft } = await outreachWithMailbox();
    const { id: second } = await outreach.mailboxes.connect(workspaceId, { email: 'bea@example.com' });
    const { id } = await draft({ mailboxIds: [second, mailboxId, second] });
    expect((await outreach.campaigns.get(workspaceId, id)).mailboxIds).toEqual([second, mailboxId]);
  });

  it('enrolls the prospects that are named', async () => {
    const { outreach, workspaceId, draft } = await outreachWithMailbox();
    const { prospect } = await outreach.prospects.create(workspaceId, { email: 'rui@example.net' });
    const campaign = await draft({ prospectIds: [prospect.id] });
    const { items } = await outreach.enrollments.list(workspaceId, campaign.id, { limit: 10 });
    expect(items.map(({ email }) => email)).toEqual(['rui@example.net']);
    expect(campaign.stats.enrolled).toBe(1);
    expect(await outreach.campaigns.get(workspaceId, campaign.id)).toEqual(campaign);
  });

  it('stores nothing if one of the prospects is unknown', async () => {
    const { outreach, workspaceId, draft } = await outreachWithMailbox();
    const { prospect } = await outreach.prospects.create(workspaceId, { email: 'rui@example.net' });
    const facts = await refusalOf(draft({ prospectIds: [prospect.id, 'pro_nobody'] }));
    expect(facts).toEqual({ code: 'unknown_prospects', prospectIds: ['pro_nobody'] });
    expect(await outreach.campaigns.list(workspaceId, { limit: 10 })).toMatchObject({ items: [] });
  });

  it('refuses an end date that has passed, or is not after the start date', async () => {
    const { clock, draft } = await outreachWithMailbox();
    expect(await refusalOf(draft({ endDate: clock.now() }))).toMatchObject({ problem: 'end_not_in_future' });
    const facts = await refusalOf(draft({ startDate: clock.in(DAY), endDate: clock.in(DAY) }));
    expect(facts).toMatchObject({ code: 'invalid_dates', problem: 'end_not_after_start' });
  });

  it('names each mailbox that cannot send, with the reason', async () => {
    const { outreach, workspaceId, draft } = await outreachWithMailbox();
    const connect = async (email: string) => (await outreach.mailboxes.connect(workspaceId, { email })).id;
    const away = await connect('away@example.com');
    const mute = await connect('mute@example.com');
    await outreach.mailboxes.update(workspaceId, away, { connected: false });
    await outreach.mailboxes.update(workspaceId, mute, { sendingEnabled: false });
    expect(await refusalOf(draft({ mailboxIds: [away, 'mbx_none', mute] }))).toEqual({
      code: 'unusable_mailboxes',
      mailboxes: [
        { id: away, place: 0, reason: 'disconnected' },
        { id: 'mbx_none', place: 1, reason: 'unknown' },
        { id: mute, place: 2, reason: 'sending_disabled' },
      ],
    });
  });
});

describe('updating a campaign', () => {
  it('changes what is given and nothing else', async () => {
    const { outreach, workspaceId, clock, draft } = await outreachWithMailbox();
    const before = await draft({ endDate: clock.in(DAY), description: 'Met at the fair' });
    clock.advance(60);
    const after = await outreach.campaigns.update(workspaceId, before.id, {
      name: 'Autumn partners',
      description: undefined,
      endDate: null,
    });
    expect(after).toEqual({ ...before, name: 'Autumn partners', endDate: null, updatedAt: clock.now() });
    expect(await outreach.campaigns.get(workspaceId, before.id)).toEqual(after);
  });

  it('replaces steps and mailboxes as a whole', async () => {
    const { outreach, workspaceId, draft } = await outreachWithMailbox();
    const { id: second } = await outreach.mailboxes.connect(workspaceId, { email: 'bea@example.com' });
    const { id } = await draft({ steps: [step(0), step(1)] });
    await outreach.campaigns.update(workspaceId, id, { steps: [step(5, 9)], mailboxIds: [second] });
    const { steps, mailboxIds } = await outreach.campaigns.get(workspaceId, id);
    expect(steps).toEqual([{ ...step(5), delayDays: 0, delayHours: 0 }]);
    expect(mailboxIds).toEqual([second]);
  });

  it('judges one date by the other one that is stored', async () => {
    const { outreach, workspaceId, clock, draft } = await outreachWithMailbox();
    const { id } = await draft({ startDate: clock.in(DAY), endDate: clock.in(2 * DAY) });
    const move = (dates: { startDate?: Date; endDate?: Date }) =>
      outreach.campaigns.update(workspaceId, id, dates);
    const refused = { code: 'invalid_dates', problem: 'end_not_after_start' };
    expect(await refusalOf(move({ startDate: clock.in(3 * DAY) }))).toMatchObject(refused);
    expect(await refusalOf(move({ endDate: clock.in(DAY - 1) }))).toMatchObject(refused);
    await move({ startDate: clock.in(3 * DAY), endDate: clock.in(4 * DAY) });
  });

  it('takes an end date only while it lies ahead, but minds no other change once it has passed', async () => {
    const { outreach, workspaceId, clock, draft } = await outreachWithMailbox();
    const endDate = clock.in(DAY);
    const { id } = await draft({ endDate });
    await outreach.campaigns.update(workspaceId, id, { endDate });
    clock.advance(DAY);
    const facts = await refusalOf(outreach.campaigns.update(workspaceId, id, { endDate }));
    expect(facts).toMatchObject({ code: 'invalid_dates', problem: 'end_not_in_future', endDate });
    await outreach.campaigns.update(workspaceId, id, { name: 'Late partners' });
  });

  it('looks at the mailboxes only if they are given', async () => {
    const { outreach, workspaceId, mailboxId, draft } = await outreachWithMailbox();
    const { id } = await draft();
    await outreach.mailboxes.update(workspaceId, mailboxId, { connected: false });
    await outreach.campaigns.update(workspaceId, id, { name: 'Autumn partners' });
    const facts = await refusalOf(outreach.campaigns.update(workspaceId, id, { mailboxIds: [mailboxId] }));
    expect(facts).toMatchObject({ code: 'unusable_mailboxes' });
  });
});

describe('starting a campaign', () => {
  it('is refused once the end date has passed, until it is moved or removed', async () => {
    const { outreach, workspaceId, clock, draft } = await outreachWithMailbox();
    const endDate = clock.in(DAY);
    const { id } = await draft({ endDate });
    clock.advance(DAY);
    expect(await refusalOf(outreach.campaigns.start(workspaceId, id))).toEqual({
      code: 'end_date_expired',
      endDate,
    });
    await outreach.campaigns.update(workspaceId, id, { endDate: null });
    expect(await outreach.campaigns.start(workspaceId, id)).toMatchObject({ status: 'running' });
  });
});

// design.md, decisions on the Campaign API: 404, subscription, status, end date, mailboxes.
describe('what is refused first', () => {
  it('when starting: each fault hides those behind it', async () => {
    const { outreach, workspaceId, mailboxId, clock, draft } = await outreachWithMailbox();
    const { campaigns, subscriptions, mailboxes } = outreach;
    const { id } = await draft({ endDate: clock.in(DAY) });
    await campaigns.start(workspaceId, id);
    await subscriptions.setStatus(workspaceId, 'past_due');
    await mailboxes.update(workspaceId, mailboxId, { connected: false });
    clock.advance(DAY);
    const codeOf = async (campaignId: string) =>
      (await refusalOf(campaigns.start(workspaceId, campaignId))).code;

    expect(await codeOf('cmp_none')).toBe('not_found');
    expect(await codeOf(id)).toBe('subscription_blocked');
    await subscriptions.setStatus(workspaceId, 'active');
    expect(await codeOf(id)).toBe('invalid_status');
    await campaigns.pause(workspaceId, id);
    expect(await codeOf(id)).toBe('end_date_expired');
    await campaigns.update(workspaceId, id, { endDate: null });
    expect(await codeOf(id)).toBe('unusable_mailboxes');
    await mailboxes.update(workspaceId, mailboxId, { connected: true });
    expect(await campaigns.start(workspaceId, id)).toMatchObject({ status: 'running' });
  });

  it('when creating: subscription, then dates, then mailboxes', async () => {
    const { outreach, workspaceId, clock } = await outreachWithMailbox();
    const bad = { ...newCampaign('mbx_none'), endDate: clock.now() };
    await outreach.subscriptions.setStatus(workspaceId, 'expired');
    const codeOf = async (given: NewCampaign) =>
      (await refusalOf(outreach.campaigns.create(workspaceId, given))).code;
    expect(await codeOf(bad)).toBe('subscription_blocked');
    await outreach.subscriptions.setStatus(workspaceId, 'active');
    expect(await codeOf(bad)).toBe('invalid_dates');
    expect(await codeOf(newCampaign('mbx_none'))).toBe('unusable_mailboxes');
  });
});

describe('listing campaigns', () => {
  it('shows the newest first, without what can be long', async () => {
    const { outreach, workspaceId, clock, draft } = await outreachWithMailbox();
    await draft({ name: 'First' });
    clock.advance(1);
    await draft({ name: 'Second' });
    const { items } = await outreach.campaigns.list(workspaceId, { limit: 10 });
    expect(items.map(({ name }) => name)).toEqual(['Second', 'First']);
    expect(items[0]).not.toHaveProperty('steps');
  });

  it('picks out a status', async () => {
    const { outreach, workspaceId, draft } = await outreachWithMailbox();
    await draft({ name: 'Waits' });
    const { id } = await draft({ name: 'Runs' });
    await outreach.campaigns.start(workspaceId, id);
    const { items } = await outreach.campaigns.list(workspaceId, { limit: 10, status: 'running' });
    expect(items.map(({ name }) => name)).toEqual(['Runs']);
  });
});
