/** A campaign in the words of the Campaign API, and back. */
import type { components } from '../../../../generated/campaign/received.ts';
import type {
  Campaign,
  CampaignInput,
  CampaignSettings,
  CampaignSummary,
  NewCampaign,
} from '../../outreach/campaign.ts';
import type { Changes } from '../../outreach/changes.ts';
import { domainId, publicId } from '../public-ids.ts';
import { givenDate, timestamp } from '../times.ts';
import { newStep, stepView } from './step-mapper.ts';

type Schemas = components['schemas'];

const MINUTES_PER_HOUR = 60;

/** Only e-mail is served; the contract has no other value. */
const CHANNEL = 'email';

/** What campaigns of other APIs can have. */
const NOT_OFFERED = {
  dailyLimitPerMailbox: null,
  rampUp: { enabled: false, increment: 0, maximum: 0 },
  offerUnsubscribe: true,
  importMapping: {},
} as const satisfies Partial<CampaignSettings>;

export function newCampaign(body: Schemas['NewCampaign']): NewCampaign {
  const { channel: _, ...given } = body;
  return {
    ...NOT_OFFERED,
    ...given,
    steps: given.steps.map(newStep),
    mailboxIds: given.mailboxIds.map(mailboxId),
    prospectIds: given.prospectIds.map((id) => domainId('prospect', id)),
    sendingWindowStart: given.sendingWindowStart * MINUTES_PER_HOUR,
    sendingWindowEnd: given.sendingWindowEnd * MINUTES_PER_HOUR,
    startDate: givenDate(given.startDate),
    endDate: givenDate(given.endDate),
  };
}

/** A field that is not in the body stays as it is. */
export function campaignChanges(body: Schemas['CampaignUpdate']): Changes<CampaignInput> {
  const { steps, mailboxIds, sendingWindowStart, sendingWindowEnd, startDate, endDate, ...given } = body;
  return {
    ...given,
    ...(steps !== undefined && { steps: steps.map(newStep) }),
    ...(mailboxIds !== undefined && { mailboxIds: mailboxIds.map(mailboxId) }),
    ...(sendingWindowStart !== undefined && { sendingWindowStart: sendingWindowStart * MINUTES_PER_HOUR }),
    ...(sendingWindowEnd !== undefined && { sendingWindowEnd: sendingWindowEnd * MINUTES_PER_HOUR }),
    ...(startDate !== undefined && { startDate: givenDate(startDate) }),
    ...(endDate !== undefined && { endDate: givenDate(endDate) }),
  };
}

function mailboxId(id: string): string {
  return domainId('mailbox', id);
}

export function campaignView(campaign: Campaign): Schemas['Campaign'] {
  const { id, name, status, closedReason, channel, dailySendLimit, ...others } = summaryView(campaign);
  return {
    id,
    name,
    description: campaign.description,
    status,
    closedReason,
    channel,
    steps: campaign.steps.map(stepView),
    mailboxIds: campaign.mailboxIds.map((id) => publicId('mailbox', id)),
    dailySendLimit,
    timezone: campaign.timezone,
    scheduleDays: [...campaign.scheduleDays],
    sendingWindowStart: campaign.sendingWindowStart / MINUTES_PER_HOUR,
    sendingWindowEnd: campaign.sendingWindowEnd / MINUTES_PER_HOUR,
    trackOpens: campaign.trackOpens,
    trackClicks: campaign.trackClicks,
    stopOnReply: campaign.stopOnReply,
    stopOnBounce: campaign.stopOnBounce,
    stopOnUnsubscribe: campaign.stopOnUnsubscribe,
    ...others,
  };
}

export function summaryView(campaign: CampaignSummary): Schemas['CampaignSummary'] {
  const { dailySendLimit } = campaign;
  if (dailySendLimit === null) throw new Error(`campaign ${campaign.id} was not made by this API`);
  const { unsubscribed: _, ...stats } = campaign.stats;
  return {
    id: publicId('campaign', campaign.id),
    name: campaign.name,
    status: campaign.status,
    closedReason: campaign.closedReason,
    channel: CHANNEL,
    dailySendLimit,
    startDate: timestamp(campaign.startDate),
    endDate: timestamp(campaign.endDate),
    stats,
    createdAt: timestamp(campaign.createdAt),
    updatedAt: timestamp(campaign.updatedAt),
  };
}
