import type { Campaign, CampaignSettings, CampaignSummary } from '../outreach/campaign.ts';
import { fromTime, fromTimeOrNull, toTimeOrNull } from './columns.ts';
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
  'name',
  'status',
  'daily_send_limit',
  'start_date',
  'end_date',
  'closed_reason',
  'started_at',
  'enrolled',
  'sent',
  'opened',
  'replied',
  'bounced',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof CampaignsTable)[];

type SummaryRow = Pick<CampaignsTable, (typeof SUMMARY_COLUMNS)[number]>;

export function toRow(campaign: Campaign): CampaignsTable {
  const settings: StoredSettings = {
    description: campaign.description,
    steps: campaign.steps,
    timezone: campaign.timezone,
    scheduleDays: campaign.scheduleDays,
    sendingWindowStart: campaign.sendingWindowStart,
    sendingWindowEnd: campaign.sendingWindowEnd,
    trackOpens: campaign.trackOpens,
    trackClicks: campaign.trackClicks,
    stopOnReply: campaign.stopOnReply,
    stopOnBounce: campaign.stopOnBounce,
    stopOnUnsubscribe: campaign.stopOnUnsubscribe,
  };
  return {
    id: campaign.id,
    workspace_id: campaign.workspaceId,
    name: campaign.name,
    status: campaign.status,
    daily_send_limit: campaign.dailySendLimit,
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
    name: row.name,
    status: row.status,
    closedReason: row.closed_reason,
    dailySendLimit: row.daily_send_limit,
    startDate: toTimeOrNull(row.start_date),
    endDate: toTimeOrNull(row.end_date),
    startedAt: toTimeOrNull(row.started_at),
    stats: {
      enrolled: row.enrolled,
      sent: row.sent,
      opened: row.opened,
      replied: row.replied,
      bounced: row.bounced,
    },
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
