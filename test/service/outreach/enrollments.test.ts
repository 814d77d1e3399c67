import { describe, expect, it } from 'vitest';
import { outreachWithMailbox, refusalOf } from './outreach-fixture.ts';

async function campaignWithRui() {
  const fixture = await outreachWithMailbox();
  const { outreach, workspaceId, draft } = fixture;
  const { id: campaignId } = await draft();
  const { prospect: rui } = await outreach.prospects.create(workspaceId, {
    email: 'Rui@Example.net',
    listIds: ['spring-fair', 'partners'],
  });
  const emailsOf = async () => {
    const { items } = await outreach.enrollments.list(workspaceId, campaignId, { limit: 100 });
    return items.map(({ email, status }) => `${email} ${status}`).sort();
  };
  const enrolledOf = async () => (await outreach.campaigns.get(workspaceId, campaignId)).stats.enrolled;
  return { ...fixture, campaignId, rui, emailsOf, enrolledOf };
}

describe('enrolling', () => {
  it('by id, each prospect once', async () => {
    const { outreach, workspaceId, campaignId, rui, emailsOf, enrolledOf } = await campaignWithRui();
    const enrollments = await outreach.enrollments.enroll(workspaceId, campaignId, {
      by: 'prospect',
      prospectIds: [rui.id, rui.id],
    });
    expect(enrollments).toMatchObject([{ prospectId: rui.id, status: 'active' }]);
    expect(await emailsOf()).toEqual(['Rui@Example.net active']);
    expect(await enrolledOf()).toBe(1);
  });

  it('by address: a known one whatever its case, an unknown one as a new prospect', async () => {
    const { outreach, workspaceId, campaignId, emailsOf } = await campaignWithRui();
    await outreach.enrollments.enroll(workspaceId, campaignId, {
      by: 'email',
      emails: ['rui@example.net', 'Eva@example.net', 'eva@EXAMPLE.net'],
    });
    expect(await emailsOf()).toEqual(['Eva@example.net active', 'Rui@Example.net active']);
    const { items } = await outreach.prospects.list(workspaceId, { limit: 10, email: 'eva@example.net' });
    expect(items).toMatchObject([{ email: 'Eva@example.net', status: 'active', firstName: null }]);
  });

  it('by list: everyone who is on one of them, once', async () => {
    const { outreach, workspaceId, campaignId, emailsOf } = await campaignWithRui();
    await outreach.prospects.create(workspaceId, { email: 'eva@example.net', listIds: ['partners'] });
    await outreach.prospects.create(workspaceId, { email: 'leo@example.net', listIds: ['others'] });
    await outreach.enrollments.enroll(workspaceId, campaignId, {
      by: 'list',
      listIds: ['spring-fair', 'partners'],
    });
    expect(await emailsOf()).toEqual(['Rui@Example.net active', 'eva@example.net active']);
  });

  it('refuses a list that nobody is on', async () => {
    const { outreach, workspaceId, campaignId } = await campaignWithRui();
    const attempt = outreach.enrollments.enroll(workspaceId, campaignId, {
      by: 'list',
      listIds: ['spring-fair', 'empty'],
    });
    expect(await refusalOf(attempt)).toEqual({ code: 'unknown_lists', listIds: ['empty'] });
  });

  it('refuses lists with more than 1,000 prospects together', async () => {
    const { outreach, storage, workspaceId, campaignId, rui } = await campaignWithRui();
    const crowd = Array.from({ length: 1000 }, (_, n) => ({
      ...rui,
      id: `pro_${n}`,
      email: `${n}@example.net`,
      listIds: ['crowd'],
    }));
    await storage.prospects.insertAll(crowd);
    const enroll = (...listIds: string[]) =>
      outreach.enrollments.enroll(workspaceId, campaignId, { by: 'list', listIds });
    expect(await refusalOf(enroll('crowd', 'partners'))).toEqual({ code: 'too_many_prospects', limit: 1000 });
    expect(await enroll('crowd')).toHaveLength(1000);
  });

  it('refuses everybody if one is enrolled already, and stores nothing', async () => {
    const { outreach, workspaceId, campaignId, rui, emailsOf, enrolledOf } = await campaignWithRui();
    const enroll = (...emails: string[]) =>
      outreach.enrollments.enroll(workspaceId, campaignId, { by: 'email', emails });
    await enroll('rui@example.net');
    expect(await refusalOf(enroll('new@example.net', 'rui@example.net'))).toEqual({
      code: 'already_enrolled',
      prospects: [{ id: rui.id, email: 'Rui@Example.net' }],
    });
    expect(await emailsOf()).toEqual(['Rui@Example.net active']);
    expect(await enrolledOf()).toBe(1);
    expect(await outreach.prospects.list(workspaceId, { limit: 10, email: 'new@example.net' })).toMatchObject(
      {
        items: [],
      },
    );
  });

  it('marks a prospect suppressed who does not receive e-mail any more', async () => {
    const { outreach, storage, workspaceId, campaignId, rui, enrolledOf } = await campaignWithRui();
    await storage.prospects.save({ ...rui, status: 'unsubscribed' });
    const [enrollment] = await outreach.enrollments.enroll(workspaceId, campaignId, {
      by: 'prospect',
      prospectIds: [rui.id],
    });
    expect(enrollment?.status).toBe('suppressed');
    expect(await enrolledOf()).toBe(1);
  });

  it('checks 404, subscription, status and prospects in this order', async () => {
    const { outreach, workspaceId, campaignId } = await campaignWithRui();
    const codeOf = async (id = campaignId) => {
      const nobody = { by: 'prospect', prospectIds: ['pro_nobody'] } as const;
      return (await refusalOf(outreach.enrollments.enroll(workspaceId, id, nobody))).code;
    };
    await outreach.subscriptions.setStatus(workspaceId, 'inactive');
    expect(await codeOf('cmp_none')).toBe('not_found');
    expect(await codeOf()).toBe('subscription_blocked');
    await outreach.subscriptions.setStatus(workspaceId, 'active');
    expect(await codeOf()).toBe('unknown_prospects');
    await outreach.closing.close(workspaceId, campaignId, { status: 'completed', reason: 'Season over' });
    expect(await codeOf()).toBe('invalid_status');
  });
});

describe('unenrolling', () => {
  it('keeps the enrollment as history, and the prospect may be enrolled anew', async () => {
    const { outreach, workspaceId, campaignId, rui, clock, emailsOf, enrolledOf } = await campaignWithRui();
    const byId = { by: 'prospect', prospectIds: [rui.id] } as const;
    await outreach.enrollments.enroll(workspaceId, campaignId, byId);
    clock.advance(60);
    expect(await outreach.enrollments.unenroll(workspaceId, campaignId, byId)).toBe(1);
    const { items } = await outreach.enrollments.list(workspaceId, campaignId, { limit: 10 });
    expect(items).toMatchObject([{ status: 'unenrolled', updatedAt: clock.now() }]);
    expect(await enrolledOf()).toBe(0);
    await outreach.enrollments.enroll(workspaceId, campaignId, byId);
    expect(await emailsOf()).toEqual(['Rui@Example.net active', 'Rui@Example.net unenrolled']);
    expect(await enrolledOf()).toBe(1);
    const history = { limit: 10, status: 'unenrolled' } as const;
    const ended = await outreach.enrollments.list(workspaceId, campaignId, history);
    expect(ended.items.map(({ status }) => status)).toEqual(['unenrolled']);
  });

  it('passes over who is not enrolled, or unknown', async () => {
    const { outreach, workspaceId, campaignId } = await campaignWithRui();
    const emails = ['rui@example.net', 'nobody@example.net'];
    expect(await outreach.enrollments.unenroll(workspaceId, campaignId, { by: 'email', emails })).toBe(0);
  });

  it('is allowed in a campaign that is over', async () => {
    const { outreach, workspaceId, campaignId } = await campaignWithRui();
    const rui = { by: 'email', emails: ['rui@example.net'] } as const;
    await outreach.enrollments.enroll(workspaceId, campaignId, rui);
    await outreach.closing.close(workspaceId, campaignId, { status: 'errored', reason: 'Domain blocked' });
    expect(await outreach.enrollments.unenroll(workspaceId, campaignId, rui)).toBe(1);
  });
});

it('goes with its campaign when that is deleted', async () => {
  const { outreach, workspaceId, campaignId, rui } = await campaignWithRui();
  await outreach.enrollments.enroll(workspaceId, campaignId, { by: 'prospect', prospectIds: [rui.id] });
  await outreach.campaigns.delete(workspaceId, campaignId);
  const facts = await refusalOf(outreach.enrollments.list(workspaceId, campaignId, { limit: 10 }));
  expect(facts).toMatchObject({ code: 'not_found', what: 'campaign' });
  expect(await outreach.prospects.get(workspaceId, rui.id)).toEqual(rui);
});
