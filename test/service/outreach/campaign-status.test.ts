import { describe, expect, it } from 'vitest';
import type { CampaignAction, CampaignStatus } from '../../../src/service/outreach/campaign-status.ts';
import { outreachWithMailbox, refusalOf, type WorkspaceFixture } from './outreach-fixture.ts';

const statuses: readonly CampaignStatus[] = ['draft', 'running', 'paused', 'completed', 'errored'];

/** What an action makes of a campaign in each of the `statuses`; `no` is refused (design.md, decisions). */
const table: Readonly<Record<CampaignAction, readonly string[]>> = {
  update: ['draft', 'no', 'paused', 'no', 'no'],
  start: ['running', 'no', 'running', 'no', 'no'],
  launch: ['running', 'no', 'running', 'no', 'no'],
  pause: ['no', 'paused', 'no', 'no', 'no'],
  delete: ['gone', 'no', 'gone', 'gone', 'gone'],
  enroll: ['draft', 'running', 'paused', 'no', 'no'],
  close: ['errored', 'errored', 'errored', 'no', 'no'],
};

async function campaignIn(status: CampaignStatus, { outreach, workspaceId, draft }: WorkspaceFixture) {
  const { prospect } = await outreach.prospects.create(workspaceId, { email: 'mira@example.org' });
  const { id } = await draft({ prospectIds: [prospect.id] });
  if (status === 'running' || status === 'paused') await outreach.campaigns.start(workspaceId, id);
  if (status === 'paused') await outreach.campaigns.pause(workspaceId, id);
  if (status === 'completed' || status === 'errored') {
    await outreach.closing.close(workspaceId, id, { status, reason: 'Season over' });
  }
  return outreach.campaigns.get(workspaceId, id);
}

function act(action: CampaignAction, id: string, { outreach, workspaceId }: WorkspaceFixture) {
  const { campaigns, enrollments } = outreach;
  switch (action) {
    case 'update':
      return campaigns.update(workspaceId, id, { name: 'Autumn partners' });
    case 'enroll':
      return enrollments.enroll(workspaceId, id, { by: 'email', emails: ['rui@example.net'] });
    case 'close':
      return outreach.closing.close(workspaceId, id, { status: 'errored', reason: 'Domain blocked' });
    default:
      return campaigns[action](workspaceId, id);
  }
}

const actions: readonly CampaignAction[] = [
  'update',
  'start',
  'launch',
  'pause',
  'delete',
  'enroll',
  'close',
];

const cells = actions.flatMap((action) =>
  statuses.map((status, column) => ({ action, status, becomes: table[action][column] })),
);

describe('a campaign', () => {
  it.each(cells.filter(({ becomes }) => becomes !== 'no' && becomes !== 'gone'))(
    'that is $status may be asked to $action, and is $becomes then',
    async ({ action, status, becomes }) => {
      const fixture = await outreachWithMailbox();
      const { id } = await campaignIn(status, fixture);
      await act(action, id, fixture);
      expect(await fixture.outreach.campaigns.get(fixture.workspaceId, id)).toMatchObject({
        status: becomes,
      });
    },
  );

  it.each(cells.filter(({ becomes }) => becomes === 'gone'))(
    'that is $status may be asked to $action, and is gone then',
    async ({ action, status }) => {
      const fixture = await outreachWithMailbox();
      const { id } = await campaignIn(status, fixture);
      await act(action, id, fixture);
      expect(await refusalOf(fixture.outreach.campaigns.get(fixture.workspaceId, id))).toEqual({
        code: 'not_found',
        what: 'campaign',
        id,
      });
    },
  );

  it.each(cells.filter(({ becomes }) => becomes === 'no'))(
    'that is $status may not be asked to $action, and stays as it is',
    async ({ action, status }) => {
      const fixture = await outreachWithMailbox();
      const before = await campaignIn(status, fixture);
      expect(await refusalOf(act(action, before.id, fixture))).toMatchObject({
        code: 'invalid_status',
        action,
        status,
      });
      expect(await fixture.outreach.campaigns.get(fixture.workspaceId, before.id)).toEqual(before);
    },
  );

  it('tells in a refusal in which statuses the action is allowed', async () => {
    const fixture = await outreachWithMailbox();
    const { id } = await campaignIn('running', fixture);
    const facts = await refusalOf(act('update', id, fixture));
    expect(facts).toMatchObject({ allowed: ['draft', 'paused'] });
  });

  it('may be asked less by an API that is stricter', async () => {
    const fixture = await outreachWithMailbox();
    const { outreach, workspaceId } = fixture;
    const draft = await campaignIn('draft', fixture);
    const resume = outreach.campaigns.launch(workspaceId, draft.id, { onlyIn: ['paused'] });
    expect(await refusalOf(resume)).toMatchObject({ action: 'launch', status: 'draft', allowed: ['paused'] });
    const narrowed = { onlyIn: ['draft', 'running'] } as const;
    const { id } = await outreach.campaigns.launch(workspaceId, draft.id);
    expect(await refusalOf(outreach.campaigns.delete(workspaceId, id, narrowed))).toMatchObject({
      action: 'delete',
      status: 'running',
      allowed: ['draft'],
    });
  });

  it('keeps the reason for which it was closed', async () => {
    const fixture = await outreachWithMailbox();
    const { closedReason } = await campaignIn('completed', fixture);
    expect(closedReason).toBe('Season over');
  });
});
