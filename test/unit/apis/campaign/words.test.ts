import { expect, it } from 'vitest';
import { campaignView, summaryView } from '../../../../src/apis/campaign/campaign-words.ts';
import { isObject } from '../../../../src/contract/json.ts';
import { loadContract } from '../../../../src/contract/load.ts';
import type { Campaign } from '../../../../src/outreach/campaign.ts';

const at = new Date('2027-01-05T10:00:00Z');

const campaign: Campaign = {
  id: '3f9a1c27d84e4b06',
  workspaceId: 'w',
  origin: 'campaign',
  name: 'Spring',
  description: null,
  status: 'draft',
  closedReason: null,
  steps: [],
  mailboxIds: [],
  timezone: 'UTC',
  dailySendLimit: 100,
  dailyLimitPerMailbox: null,
  rampUp: { enabled: false, increment: 0, maximum: 0 },
  scheduleDays: [1],
  sendingWindowStart: 540,
  sendingWindowEnd: 1020,
  trackOpens: false,
  trackClicks: false,
  offerUnsubscribe: true,
  stopOnReply: true,
  stopOnBounce: true,
  stopOnUnsubscribe: true,
  startDate: null,
  endDate: null,
  startedAt: null,
  importMapping: {},
  stats: { enrolled: 0, sent: 0, opened: 0, replied: 0, bounced: 0, unsubscribed: 0 },
  createdAt: at,
  updatedAt: at,
};

it.each([
  ['Campaign', campaignView(campaign)],
  ['CampaignSummary', summaryView(campaign)],
  ['CampaignStats', summaryView(campaign).stats],
])('the members of a %s come in the order of the contract', async (name, view) => {
  const { document } = await loadContract(
    new URL('../../../../generated/campaign/contract.json', import.meta.url),
  );
  const { components } = document;
  const schemas = isObject(components) && isObject(components['schemas']) ? components['schemas'] : {};
  const schema = schemas[name];
  const properties = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
  expect(Object.keys(view)).toEqual(Object.keys(properties));
});
