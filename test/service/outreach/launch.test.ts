import { describe, expect, it } from 'vitest';
import { outreachWithMailbox, refusalOf } from './outreach-fixture.ts';
import { newStep } from './outreach-values.ts';

/** A draft of which nothing is known but its name. */
async function emptyDraft() {
  const fixture = await outreachWithMailbox();
  const { outreach, workspaceId, draft } = fixture;
  const { id } = await draft({ steps: [], mailboxIds: [] });
  const enroll = () =>
    outreach.enrollments.enroll(workspaceId, id, { by: 'email', emails: ['rui@example.net'] });
  return { ...fixture, id, enroll };
}

const parts = ['enrollments', 'mailboxes', 'steps'] as const;

/** Each way in which something is missing. */
const subsets = [1, 2, 3, 4, 5, 6, 7].map((bits) => parts.filter((_, place) => (bits >> place) % 2 === 1));

describe('launching a campaign', () => {
  it.each(subsets.map((missing) => ({ missing })))(
    'is refused for what is missing: $missing',
    async (given) => {
      const { outreach, workspaceId, mailboxId, id, enroll } = await emptyDraft();
      const lacks = (part: (typeof parts)[number]) => given.missing.includes(part);
      if (!lacks('enrollments')) await enroll();
      const draft = await outreach.campaigns.update(workspaceId, id, {
        ...(!lacks('mailboxes') && { mailboxIds: [mailboxId] }),
        ...(!lacks('steps') && { steps: [newStep(1)] }),
      });
      expect(await outreach.campaigns.missingForLaunch(draft)).toEqual(given.missing);
      const facts = await refusalOf(outreach.campaigns.launch(workspaceId, id));
      expect(facts).toEqual({ code: 'not_launch_ready', missing: given.missing });
      expect(await outreach.campaigns.get(workspaceId, id)).toEqual(draft);
    },
  );

  it('needs one mailbox that can send, not all', async () => {
    const { outreach, workspaceId, mailboxId, draft } = await outreachWithMailbox();
    const { id: other } = await outreach.mailboxes.connect(workspaceId, { email: 'bea@example.com' });
    const { id } = await draft({ mailboxIds: [mailboxId, other] });
    await outreach.enrollments.enroll(workspaceId, id, { by: 'email', emails: ['rui@example.net'] });
    await outreach.mailboxes.update(workspaceId, mailboxId, { connected: false });
    expect(await outreach.campaigns.launch(workspaceId, id)).toMatchObject({ status: 'running' });
    await outreach.campaigns.pause(workspaceId, id);
    await outreach.mailboxes.update(workspaceId, other, { sendingEnabled: false });
    expect(await refusalOf(outreach.campaigns.launch(workspaceId, id))).toMatchObject({
      missing: ['mailboxes'],
    });
  });

  it('needs an e-mail to open with: a follow-up alone looks back at nothing', async () => {
    const { outreach, workspaceId, mailboxId, id, enroll } = await emptyDraft();
    await enroll();
    const followUp = newStep(2, { trigger: 'not_replied', delayDays: 3 });
    await outreach.campaigns.update(workspaceId, id, { mailboxIds: [mailboxId], steps: [followUp] });
    const { steps } = await outreach.campaigns.get(workspaceId, id);
    expect(steps).toEqual([followUp]);
    expect(await refusalOf(outreach.campaigns.launch(workspaceId, id))).toMatchObject({ missing: ['steps'] });
    const { status } = await outreach.campaigns.update(
      workspaceId,
      id,
      (current) => ({ steps: [newStep(1), ...current.steps] }),
      { launch: true },
    );
    expect(status).toBe('running');
  });

  it('keeps the moment of the first start', async () => {
    const { outreach, workspaceId, draft, clock } = await outreachWithMailbox();
    const { id } = await draft();
    const { startedAt } = await outreach.campaigns.start(workspaceId, id);
    await outreach.campaigns.pause(workspaceId, id);
    clock.advance(60);
    expect((await outreach.campaigns.start(workspaceId, id)).startedAt).toEqual(startedAt);
  });
});

describe('an update that launches', () => {
  it('changes nothing if something is missing', async () => {
    const { outreach, workspaceId, id } = await emptyDraft();
    const before = await outreach.campaigns.get(workspaceId, id);
    const update = outreach.campaigns.update(workspaceId, id, { name: 'Autumn' }, { launch: true });
    expect(await refusalOf(update)).toEqual({ code: 'not_launch_ready', missing: parts });
    expect(await outreach.campaigns.get(workspaceId, id)).toEqual(before);
  });

  it('needs an active subscription, which another update does not', async () => {
    const { outreach, workspaceId, id } = await emptyDraft();
    await outreach.subscriptions.setStatus(workspaceId, 'past_due');
    await outreach.campaigns.update(workspaceId, id, { name: 'Autumn' });
    const update = outreach.campaigns.update(workspaceId, id, { name: 'Winter' }, { launch: true });
    expect(await refusalOf(update)).toEqual({ code: 'subscription_blocked', status: 'past_due' });
  });
});

it('an update may name mailboxes that cannot send, but none that is not there', async () => {
  const { outreach, workspaceId, mailboxId, id } = await emptyDraft();
  await outreach.mailboxes.update(workspaceId, mailboxId, { connected: false });
  const known = { mailboxes: 'known' } as const;
  const { mailboxIds } = await outreach.campaigns.update(workspaceId, id, { mailboxIds: [mailboxId] }, known);
  expect(mailboxIds).toEqual([mailboxId]);
  const unknown = outreach.campaigns.update(workspaceId, id, { mailboxIds: [mailboxId, 'none'] }, known);
  expect(await refusalOf(unknown)).toEqual({
    code: 'unusable_mailboxes',
    mailboxes: [{ id: 'none', place: 1, reason: 'unknown' }],
  });
});

it('what makes changes of a campaign is asked only when they are allowed, and may refuse', async () => {
  const { outreach, workspaceId, id } = await emptyDraft();
  const before = await outreach.campaigns.get(workspaceId, id);
  const never = () => expect.fail('asked');
  expect(await refusalOf(outreach.campaigns.update(workspaceId, 'none', never))).toMatchObject({
    code: 'not_found',
  });
  const refusing = outreach.campaigns.update(workspaceId, id, () => {
    throw new Error('not like that');
  });
  await expect(refusing).rejects.toThrow('not like that');
  expect(await outreach.campaigns.get(workspaceId, id)).toEqual(before);
});
