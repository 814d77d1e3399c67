import type { Campaign, CampaignSettings, CampaignSummary } from '../outreach/campaign.ts';
import { fromTime, fromTimeOrNull, toTimeOrNull } from './columns.ts';
import { searchKey } from './search.ts';
import type { CampaignsTable } from './tables.ts';

/** The settings that have no column or table of their own: nothing is ever looked up by them. */
type StoredSettings = Omit<
  CampaignSettings,
  'name' | 'dailySendLimit' | 'startDate' | 'endDate' | 'mailboxIds'
>;

/** The columns of a summary: all but `settings`, which can be long. */
export const SUMMARY_COLUMNS = [
  'id',
  'workspace_id',
  'origin',
  'name',
  'status',
  'daily_limit',
  'start_date',
  'end_date',
  'closed_reason',
  'started_at',
  'enrolled',
  'sent',
  'opened',
  'replied',
  'bounced',
  'unsubscribed',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof CampaignsTable)[];

type SummaryRow = Pick<CampaignsTable, (typeof SUMMARY_COLUMNS)[number]>;

export function toRow(campaign: Campaign): CampaignsTable {
  const settings: StoredSettings = {
    description: campaign.description,
    steps: campaign.steps,
    timezone: campaign.timezone,
    dailyLimitPerMailbox: campaign.dailyLimitPerMailbox,
    rampUp: campaign.rampUp,
    scheduleDays: campaign.scheduleDays,
    sendingWindowStart: campaign.sendingWindowStart,
    sendingWindowEnd: campaign.sendingWindowEnd,
    trackOpens: campaign.trackOpens,
    trackClicks: campaign.trackClicks,
    offerUnsubscribe: campaign.offerUnsubscribe,
    stopOnReply: campaign.stopOnReply,
    stopOnBounce: campaign.stopOnBounce,
    stopOnUnsubscribe: campaign.stopOnUnsubscribe,
    importMapping: campaign.importMapping,
  };
  return {
    id: campaign.id,
    workspace_id: campaign.workspaceId,
    origin: campaign.origin,
    name: campaign.name,
    name_key: searchKey(campaign.name),
    status: campaign.status,
    daily_limit: campaign.dailySendLimit,
    start_date: fromTimeOrNull(campaign.startDate),
    end_date: fromTimeOrNull(campaign.endDate),
    settings: JSON.stringify(settings),
    closed_reason: campaign.closedReason,
    started_at: fromTimeOrNull(campaign.startedAt),
    ...campaign.stats,
    created_at: fromTime(campaign.createdAt),
    updated_at: fromTime(campaign.updatedAt),
  };
}

export function fromRow(row: CampaignsTable, mailboxIds: readonly string[]): Campaign {
  const settings: StoredSettings = JSON.parse(row.settings);
  return { ...settings, ...summaryFromRow(row), mailboxIds };
}

export function summaryFromRow(row: SummaryRow): CampaignSummary {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    origin: row.origin,
    name: row.name,
    status: row.status,
    closedReason: row.closed_reason,
    dailySendLimit: row.daily_limit,
    startDate: toTimeOrNull(row.start_date),
    endDate: toTimeOrNull(row.end_date),
    startedAt: toTimeOrNull(row.started_at),
    stats: {
      enrolled: row.enrolled,
      sent: row.sent,
      opened: row.opened,
      replied: row.replied,
      bounced: row.bounced,
      unsubscribed: row.unsubscribed,
    },
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
