import type { Handlers } from '@countersign/server';
import type { operations } from '../../../../generated/campaign/received.ts';
import type { Outreach } from '../../outreach/outreach.ts';
import { CAMPAIGN_KEYS } from '../campaign-keys.ts';
import { mailboxView } from '../mailbox-view.ts';
import { listed, pageRequest } from '../paging.ts';
import { domainId, publicId } from '../public-ids.ts';
import { campaignChanges, campaignView, newCampaign, summaryView } from './campaign-mapper.ts';
import type { CampaignPrincipal } from './principal.ts';
import { enrollmentView, enrollSelection, prospectSelection, prospectView } from './prospect-mapper.ts';

/** The Campaign API: one handler for each operation of `openapi/campaign`. */
export function campaignHandlers({ prospects, mailboxes, campaignsOf }: Outreach) {
  const { campaigns, enrollments } = campaignsOf(CAMPAIGN_KEYS.api);
  return {
    getMe: ({ principal, requestId }) => ({
      status: 200,
      body: {
        apiKey: {
          id: publicId('apiKey', principal.keyId),
          name: principal.keyName,
          scopes: [...principal.scopes],
        },
        workspace: { id: publicId('workspace', principal.workspaceId) },
        meta: { request_id: requestId },
      },
    }),

    createCampaign: async ({ body, principal, requestId }) => {
      const campaign = await campaigns.create(principal.workspaceId, newCampaign(body));
      return {
        status: 201,
        headers: { Location: `/api/v1/campaigns/${publicId('campaign', campaign.id)}` },
        body: { data: campaignView(campaign), meta: { request_id: requestId } },
      };
    },
    listCampaigns: async ({ query, principal, requestId }) => {
      const page = await campaigns.list(principal.workspaceId, {
        ...pageRequest(query),
        ...(query.status !== undefined && { status: query.status }),
      });
      return { status: 200, body: { ...listed(page, summaryView), meta: { request_id: requestId } } };
    },
    getCampaign: async ({ params, principal, requestId }) => {
      const campaign = await campaigns.get(principal.workspaceId, domainId('campaign', params.campaignId));
      return { status: 200, body: { data: campaignView(campaign), meta: { request_id: requestId } } };
    },
    updateCampaign: async ({ params, body, principal, requestId }) => {
      const campaign = await campaigns.update(
        principal.workspaceId,
        domainId('campaign', params.campaignId),
        campaignChanges(body),
      );
      return { status: 200, body: { data: campaignView(campaign), meta: { request_id: requestId } } };
    },
    deleteCampaign: async ({ params, principal }) => {
      await campaigns.delete(principal.workspaceId, domainId('campaign', params.campaignId));
      return { status: 204 };
    },
    startCampaign: async ({ params, principal, requestId }) => {
      const campaign = await campaigns.start(principal.workspaceId, domainId('campaign', params.campaignId));
      return { status: 200, body: { data: campaignView(campaign), meta: { request_id: requestId } } };
    },
    pauseCampaign: async ({ params, principal, requestId }) => {
      const campaign = await campaigns.pause(principal.workspaceId, domainId('campaign', params.campaignId));
      return { status: 200, body: { data: campaignView(campaign), meta: { request_id: requestId } } };
    },

    enrollProspects: async ({ params, body, principal, requestId }) => {
      const made = await enrollments.enroll(
        principal.workspaceId,
        domainId('campaign', params.campaignId),
        enrollSelection(body),
      );
      const suppressed = made.filter(({ status }) => status === 'suppressed').length;
      return {
        status: 201,
        headers: { Location: `/api/v1/campaigns/${params.campaignId}/enrollments` },
        body: { data: { enrolled: made.length, suppressed }, meta: { request_id: requestId } },
      };
    },
    listEnrollments: async ({ params, query, principal, requestId }) => {
      const page = await enrollments.list(principal.workspaceId, domainId('campaign', params.campaignId), {
        ...pageRequest(query),
        ...(query.status !== undefined && { status: query.status }),
      });
      return { status: 200, body: { ...listed(page, enrollmentView), meta: { request_id: requestId } } };
    },
    unenrollProspects: async ({ params, body, principal, requestId }) => {
      const unenrolled = await enrollments.unenroll(
        principal.workspaceId,
        domainId('campaign', params.campaignId),
        prospectSelection(body),
      );
      return { status: 200, body: { data: { unenrolled }, meta: { request_id: requestId } } };
    },

    createProspect: async ({ body, principal, requestId }) => {
      const { prospect, created } = await prospects.create(principal.workspaceId, body);
      const answer = { data: prospectView(prospect), meta: { request_id: requestId } };
      if (!created) return { status: 200, body: answer };
      return {
        status: 201,
        headers: { Location: `/api/v1/prospects/${publicId('prospect', prospect.id)}` },
        body: answer,
      };
    },
    listProspects: async ({ query, principal, requestId }) => {
      const page = await prospects.list(principal.workspaceId, {
        ...pageRequest(query),
        ...(query.email !== undefined && { email: query.email }),
      });
      return { status: 200, body: { ...listed(page, prospectView), meta: { request_id: requestId } } };
    },
    getProspect: async ({ params, principal, requestId }) => {
      const prospect = await prospects.get(principal.workspaceId, domainId('prospect', params.prospectId));
      return { status: 200, body: { data: prospectView(prospect), meta: { request_id: requestId } } };
    },
    updateProspect: async ({ params, body, principal, requestId }) => {
      const prospect = await prospects.update(
        principal.workspaceId,
        domainId('prospect', params.prospectId),
        body,
      );
      return { status: 200, body: { data: prospectView(prospect), meta: { request_id: requestId } } };
    },

    listMailboxes: async ({ query, principal, requestId }) => {
      const page = await mailboxes.list(principal.workspaceId, {
        ...pageRequest(query),
        ...(query.email_address !== undefined && { email: query.email_address }),
      });
      return { status: 200, body: { ...listed(page, mailboxView), meta: { request_id: requestId } } };
    },
    getMailbox: async ({ params, principal, requestId }) => {
      const mailbox = await mailboxes.get(principal.workspaceId, domainId('mailbox', params.mailboxId));
      return { status: 200, body: { data: mailboxView(mailbox), meta: { request_id: requestId } } };
    },
  } satisfies Handlers<operations, CampaignPrincipal>;
}
