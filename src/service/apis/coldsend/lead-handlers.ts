import type { Handlers } from '@countersign/server';
import type { operations } from '../../../../generated/coldsend/received.ts';
import type { Outreach } from '../../outreach/outreach.ts';
import { COLDSEND_KEYS } from '../coldsend-keys.ts';
import { domainId } from './ids.ts';
import { jobStatus } from './job-mapper.ts';
import { leadDetail, leadValues, leadView, STAGES } from './lead-mapper.ts';
import { pagination } from './pages.ts';
import type { ColdSendPrincipal } from './principal.ts';
import { byField, columnMapping, uploadView } from './upload-mapper.ts';

/** The operations of the tag "Leads". */
export function leadHandlers({ campaignsOf }: Outreach) {
  const { campaigns, enrollments, imports } = campaignsOf(COLDSEND_KEYS.api);
  return {
    listLeads: async ({ params, query, principal }) => {
      const { items, total } = await enrollments.page(principal.workspaceId, domainId(params.campaign_id), {
        page: query.page,
        limit: query.limit,
        stage: query.status && STAGES[query.status],
        search: query.search,
      });
      return {
        status: 200,
        body: {
          success: true,
          message: 'Leads retrieved successfully',
          leads: items.map(leadView),
          pagination: pagination(query, total),
        },
      };
    },

    uploadLeads: async ({ params, body: { file, mapping }, principal: { workspaceId } }) => {
      const campaign = await campaigns.get(workspaceId, domainId(params.campaign_id));
      const job = await imports.begin(workspaceId, campaign.id, {
        bytes: file.bytes(),
        mapping: columnMapping(mapping ?? byField(campaign.importMapping)),
      });
      return {
        status: 200,
        body: {
          success: true,
          message: 'Lead upload started',
          job_id: job.id,
          campaign_id: campaign.id,
          status: jobStatus(job),
        },
      };
    },

    getLeadUpload: async ({ params, principal }) => {
      const campaignId = domainId(params.campaign_id);
      const { job, problems } = await imports.get(principal.workspaceId, campaignId, domainId(params.job_id));
      return { status: 200, body: uploadView(job, campaignId, problems) };
    },

    addLead: async ({ params, body, principal }) => {
      const campaignId = domainId(params.campaign_id);
      const lead = await enrollments.add(principal.workspaceId, campaignId, leadValues(body));
      return {
        status: 201,
        headers: { Location: `/api/public/v1/campaigns/${campaignId}/leads/${lead.id}` },
        body: leadView(lead),
      };
    },

    getLead: async ({ params, principal }) => {
      const history = await enrollments.get(
        principal.workspaceId,
        domainId(params.campaign_id),
        domainId(params.lead_id),
      );
      return { status: 200, body: leadDetail(history) };
    },

    deleteLead: async ({ params, principal }) => {
      await enrollments.remove(principal.workspaceId, domainId(params.campaign_id), domainId(params.lead_id));
      return { status: 204 };
    },
  } satisfies Partial<Handlers<operations, ColdSendPrincipal>>;
}
