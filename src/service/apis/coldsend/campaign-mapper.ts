/** A campaign in the words of the ColdSend API, and back. */
import type { components } from '../../../../generated/coldsend/received.ts';
import type { Campaign, CampaignInput, CampaignSummary, NewCampaign } from '../../outreach/campaign.ts';
import type { CampaignStatus } from '../../outreach/campaign-status.ts';
import type { Changes } from '../../outreach/changes.ts';
import type { Mailbox } from '../../outreach/mailbox.ts';
import { givenDate, timestamp } from '../times.ts';
import { changedSteps, sequenceViews, variantViews } from './email-mapper.ts';
import { domainId } from './ids.ts';
import { percentage } from './rates.ts';
import { campaignInbox } from './sender-account-mapper.ts';
import { changedWindow, storedWindow, windowView } from './sending-window.ts';

type Schemas = components['schemas'];

/** What this API does not let its users choose. */
const FIXED = {
  description: null,
  dailySendLimit: null,
  trackClicks: false,
  stopOnReply: true,
  stopOnBounce: true,
  stopOnUnsubscribe: true,
  endDate: null,
} as const satisfies Partial<CampaignInput>;

export function newCampaign(body: Schemas['NewCampaign']): NewCampaign {
  return {
    ...FIXED,
    ...storedWindow(body),
    name: body.name,
    steps: [],
    mailboxIds: [],
    timezone: body.timezone,
    dailyLimitPerMailbox: body.daily_limit_per_inbox,
    rampUp: {
      enabled: body.ramp_up_enabled,
      increment: body.ramp_up_increment,
      maximum: body.ramp_up_max_limit,
    },
    scheduleDays: body.sending_days.map(scheduleDay),
    trackOpens: body.enable_tracking,
    offerUnsubscribe: body.enable_unsubscribe,
    startDate: givenDate(body.start_date),
    importMapping: {},
  };
}

/**
 * What an update makes of the campaign as it is; a field that is not in the body stays as it is.
 *
 * @throws {Problem} from what it gives: `window_conflict`, `variant_names_not_unique`
 */
export function campaignChanges(
  body: Schemas['CampaignUpdate'],
): (current: Campaign) => Changes<CampaignInput> {
  return (current) => ({
    ...changedWindow(current, body),
    ...changedSteps(current.steps, body),
    name: body.name,
    timezone: body.timezone,
    dailyLimitPerMailbox: body.daily_limit_per_inbox,
    rampUp: {
      enabled: body.ramp_up_enabled ?? current.rampUp.enabled,
      increment: body.ramp_up_increment ?? current.rampUp.increment,
      maximum: body.ramp_up_max_limit ?? current.rampUp.maximum,
    },
    scheduleDays: body.sending_days?.map(scheduleDay),
    trackOpens: body.enable_tracking,
    offerUnsubscribe: body.enable_unsubscribe,
    startDate: body.start_date === undefined ? undefined : givenDate(body.start_date),
    mailboxIds: body.inbox_ids?.map(domainId),
    importMapping: body.lead_mapping,
  });
}

/** 1 is Monday and 7 Sunday here; in the domain 0 is Sunday. */
function scheduleDay(day: number): number {
  return day % DAYS_PER_WEEK;
}

function sendingDay(day: number): number {
  return day === 0 ? DAYS_PER_WEEK : day;
}

const DAYS_PER_WEEK = 7;

export const STATUSES: Readonly<Record<Schemas['CampaignStatus'], CampaignStatus>> = {
  DRAFT: 'draft',
  ACTIVE: 'running',
  PAUSED: 'paused',
  COMPLETED: 'completed',
  FAILED: 'errored',
};

const STATUS_VIEWS: Readonly<Record<CampaignStatus, Schemas['CampaignStatus']>> = {
  draft: 'DRAFT',
  running: 'ACTIVE',
  paused: 'PAUSED',
  completed: 'COMPLETED',
  errored: 'FAILED',
};

export function statusView(status: CampaignStatus): Schemas['CampaignStatus'] {
  return STATUS_VIEWS[status];
}

/** For older clients: the configuration once went in five steps, of which the last was the launch. */
const LAUNCHED_STEP = 5;

export function currentStep({ startedAt }: CampaignSummary): number {
  return startedAt === null ? 0 : LAUNCHED_STEP;
}

function counts({ stats }: CampaignSummary) {
  return {
    total_leads: stats.enrolled,
    sent_count: stats.sent,
    reply_count: stats.replied,
    open_count: stats.opened,
    bounce_count: stats.bounced,
    unsubscribe_count: stats.unsubscribed,
  };
}

export function summaryView(campaign: CampaignSummary): Schemas['CampaignSummary'] {
  return {
    campaign_id: campaign.id,
    name: campaign.name,
    status: statusView(campaign.status),
    current_step: currentStep(campaign),
    created_at: timestamp(campaign.createdAt),
    launched_at: timestamp(campaign.startedAt),
    ...counts(campaign),
  };
}

/** What belongs to a campaign and is asked for separately. */
export interface CampaignParts {
  readonly mailboxes: readonly Mailbox[];
  readonly batches: readonly Schemas['LeadBatch'][];
}

export function campaignView(
  campaign: Campaign,
  { mailboxes, batches }: CampaignParts,
): Schemas['CampaignDetail'] {
  const { enrolled, sent, opened, replied, bounced } = campaign.stats;
  return {
    campaign_id: campaign.id,
    team_id: campaign.workspaceId,
    name: campaign.name,
    status: statusView(campaign.status),
    current_step: currentStep(campaign),
    daily_limit_per_inbox: campaign.dailyLimitPerMailbox,
    start_date: timestamp(campaign.startDate),
    timezone: campaign.timezone,
    sending_days: campaign.scheduleDays.map(sendingDay),
    ...windowView(campaign),
    enable_tracking: campaign.trackOpens,
    enable_unsubscribe: campaign.offerUnsubscribe,
    ramp_up_enabled: campaign.rampUp.enabled,
    ramp_up_increment: campaign.rampUp.increment,
    ramp_up_max_limit: campaign.rampUp.maximum,
    lead_mapping: campaign.importMapping,
    inboxes: mailboxes.map(campaignInbox),
    variants: variantViews(campaign.steps),
    sequences: sequenceViews(campaign.steps),
    batches: [...batches],
    ...counts(campaign),
    completion_rate: percentage(sent + bounced, enrolled),
    success_rate: percentage(sent, enrolled),
    open_to_reply_rate: percentage(replied, opened),
    created_at: timestamp(campaign.createdAt),
    updated_at: timestamp(campaign.updatedAt),
    launched_at: timestamp(campaign.startedAt),
  };
}
