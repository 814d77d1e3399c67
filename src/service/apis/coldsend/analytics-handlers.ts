import type { Handlers } from '@countersign/server';
import type { components, operations } from '../../../../generated/coldsend/received.ts';
import type { Figures } from '../../outreach/figures.ts';
import type { Outreach } from '../../outreach/outreach.ts';
import { COLDSEND_KEYS } from '../coldsend-keys.ts';
import { timestamp } from '../times.ts';
import { STATUSES, statusView } from './campaign-mapper.ts';
import { dayOf, daysBefore, endOf, startOf, USUAL_DAYS } from './days.ts';
import type { ColdSendPrincipal } from './principal.ts';
import { fraction } from './rates.ts';

/** The operations of the tag "Analytics". */
export function analyticsHandlers({ campaignsOf }: Outreach, now: () => Date) {
  const { analytics } = campaignsOf(COLDSEND_KEYS.api);
  return {
    getCampaignAnalytics: async ({ query, principal }) => {
      const { total, items } = await analytics.campaigns(principal.workspaceId, {
        status: query.status && STATUSES[query.status],
        startedFrom: query.from_date === undefined ? undefined : startOf(query.from_date),
        startedBefore: query.to_date === undefined ? undefined : endOf(query.to_date),
      });
      const { open_rate, reply_rate, bounce_rate } = rates(total);
      return {
        status: 200,
        body: {
          success: true,
          message: 'Campaign analytics retrieved successfully',
          workspace_kpis: {
            total_campaigns: total.campaigns,
            total_sends: total.sent,
            avg_open_rate: open_rate,
            avg_reply_rate: reply_rate,
            avg_bounce_rate: bounce_rate,
          },
          campaigns: items.map((campaign) => ({
            campaign_id: campaign.id,
            campaign_name: campaign.name,
            status: statusView(campaign.status),
            total_leads: campaign.enrolled,
            total_sent: campaign.sent,
            total_opened: campaign.opened,
            total_replied: campaign.replied,
            total_bounced: campaign.bounced,
            ...rates(campaign),
            created_at: timestamp(campaign.createdAt),
          })),
        },
      };
    },

    getCampaignTimeline: async ({ query, principal }) => {
      const to = query.to_date ?? dayOf(now());
      const from = query.from_date ?? daysBefore(USUAL_DAYS, to);
      const days = await analytics.timeline(principal.workspaceId, { from, to });
      return {
        status: 200,
        body: {
          success: true,
          message: 'Timeline retrieved successfully',
          from_date: from,
          to_date: to,
          timeline: days.map((figures) => {
            const { day, sent, opened, replied, bounced } = figures;
            return { date: day, sent, opened, replied, bounced, ...rates(figures) };
          }),
        },
      };
    },
  } satisfies Partial<Handlers<operations, ColdSendPrincipal>>;
}

type Rates = Pick<components['schemas']['DayFigures'], 'open_rate' | 'reply_rate' | 'bounce_rate'>;

function rates({ sent, opened, replied, bounced }: Figures): Rates {
  return {
    open_rate: fraction(opened, sent),
    reply_rate: fraction(replied, sent),
    bounce_rate: fraction(bounced, sent),
  };
}
