import type { Handlers } from '@countersign/server';
import type { operations } from '../../../../generated/coldsend/received.ts';
import type { Campaign } from '../../outreach/campaign.ts';
import type { Outreach } from '../../outreach/outreach.ts';
import { COLDSEND_KEYS } from '../coldsend-keys.ts';
import { timestamp } from '../times.ts';
import {
  campaignChanges,
  campaignView,
  currentStep,
  newCampaign,
  STATUSES,
  statusView,
  summaryView,
} from './campaign-mapper.ts';
import { daysAgo } from './days.ts';
import { domainId } from './ids.ts';
import { pagination } from './pages.ts';
import type { ColdSendPrincipal } from './principal.ts';
import { REQUIREMENTS } from './refusals.ts';

const SORT_KEYS = { created_at: 'createdAt', updated_at: 'updatedAt', name: 'name' } as const;

/** The operations of the tag "Campaigns". */
export function campaignHandlers({ campaignsOf, mailboxes }: Outreach, now: () => Date) {
  const { campaigns, imports } = campaignsOf(COLDSEND_KEYS.api);
  return {
    listCampaigns: async ({ query, principal }) => {
      const { items, total } = await campaigns.page(principal.workspaceId, {
        page: query.page,
        limit: query.limit,
        status: query.status && STATUSES[query.status],
        search: query.search,
        createdAfter: query.days === undefined ? undefined : daysAgo(query.days, now()),
        sortBy: SORT_KEYS[query.sort_by],
        order: query.sort_order === 'asc' ? 'ascending' : 'descending',
      });
      return {
        status: 200,
        body: {
          success: true,
          message: 'Campaigns retrieved successfully',
          campaigns: items.map(summaryView),
          pagination: pagination(query, total),
        },
      };
    },

    createCampaign: async ({ body, principal }) => {
      const campaign = await campaigns.create(principal.workspaceId, newCampaign(body));
      return {
        status: 201,
        headers: { Location: `/api/public/v1/campaigns/${campaign.id}` },
        body: {
          success: true,
          message: 'Campaign created successfully',
          campaign_id: campaign.id,
          name: campaign.name,
          status: statusView(campaign.status),
          current_step: currentStep(campaign),
          created_at: timestamp(campaign.createdAt),
        },
      };
    },

    getCampaign: async ({ params, principal: { workspaceId } }) => {
      const campaign = await campaigns.get(workspaceId, domainId(params.campaign_id));
      const batches = await imports.batches(workspaceId, campaign.id);
      return {
        status: 200,
        body: campaignView(campaign, {
          mailboxes: await mailboxes.known(workspaceId, campaign.mailboxIds),
          batches: batches.map(({ id, enrolled, createdAt }) => ({
            batch_id: id,
            lead_count: enrolled,
            created_at: timestamp(createdAt),
          })),
        }),
      };
    },

    updateCampaign: async ({ params, body, principal }) => {
      const campaign = await campaigns.update(
        principal.workspaceId,
        domainId(params.campaign_id),
        campaignChanges(body),
        { launch: body.launch, mailboxes: 'known' },
      );
      const missing = await campaigns.missingForLaunch(campaign);
      return {
        status: 200,
        body: {
          success: true,
          message: 'Campaign updated successfully',
          campaign_id: campaign.id,
          name: campaign.name,
          status: statusView(campaign.status),
          is_launch_ready: missing.length === 0,
          updated_at: timestamp(campaign.updatedAt),
          missing_requirements: missing.map((part) => REQUIREMENTS[part]),
        },
      };
    },

    deleteCampaign: async ({ params, principal }) => {
      const id = domainId(params.campaign_id);
      await campaigns.delete(principal.workspaceId, id, { onlyIn: ['draft', 'paused'] });
      return { status: 204 };
    },

    pauseCampaign: async ({ params, principal }) => {
      const campaign = await campaigns.pause(principal.workspaceId, domainId(params.campaign_id));
      return { status: 200, body: statusChanged(campaign, 'Campaign paused successfully') };
    },

    resumeCampaign: async ({ params, principal }) => {
      const id = domainId(params.campaign_id);
      const campaign = await campaigns.launch(principal.workspaceId, id, { onlyIn: ['paused'] });
      return { status: 200, body: statusChanged(campaign, 'Campaign resumed successfully') };
    },
  } satisfies Partial<Handlers<operations, ColdSendPrincipal>>;
}

function statusChanged({ id, status }: Campaign, message: string) {
  return { success: true as const, message, campaign_id: id, status: statusView(status) };
}
