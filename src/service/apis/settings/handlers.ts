import type { Handlers } from '@countersign/server';
import type { operations } from '../../../../generated/settings/received.ts';
import type { Outreach } from '../../outreach/outreach.ts';
import { mailboxView } from '../mailbox-view.ts';
import { listed, pageRequest } from '../paging.ts';
import { domainId, publicId } from '../public-ids.ts';
import { apiKeyView, newApiKey, newApiKeyView } from './key-mapper.ts';
import { closedCampaignId, closedCampaignView, subscriptionView, workspaceView } from './mapper.ts';
import type { Operator } from './operator.ts';

/** The Settings API: one handler for each operation of `openapi/settings`. */
export function settingsHandlers({ workspaces, apiKeys, subscriptions, mailboxes, closing }: Outreach) {
  return {
    createWorkspace: async ({ body, requestId }) => {
      const workspace = await workspaces.create(body);
      return {
        status: 201,
        headers: { Location: `/settings/v1/workspaces/${publicId('workspace', workspace.id)}` },
        body: { data: workspaceView(workspace), meta: { request_id: requestId } },
      };
    },
    listWorkspaces: async ({ query, requestId }) => {
      const page = await workspaces.list(pageRequest(query));
      return { status: 200, body: { ...listed(page, workspaceView), meta: { request_id: requestId } } };
    },
    getWorkspace: async ({ params, requestId }) => {
      const workspace = await workspaces.get(domainId('workspace', params.workspaceId));
      return { status: 200, body: { data: workspaceView(workspace), meta: { request_id: requestId } } };
    },
    updateWorkspace: async ({ params, body, requestId }) => {
      const workspace = await workspaces.update(domainId('workspace', params.workspaceId), body);
      return { status: 200, body: { data: workspaceView(workspace), meta: { request_id: requestId } } };
    },

    createApiKey: async ({ params: { workspaceId }, body, requestId }) => {
      const { key, secret } = await apiKeys.create(domainId('workspace', workspaceId), newApiKey(body));
      return {
        status: 201,
        headers: {
          Location: `/settings/v1/workspaces/${workspaceId}/api-keys/${publicId('apiKey', key.id)}`,
        },
        body: { data: newApiKeyView(key, secret), meta: { request_id: requestId } },
      };
    },
    listApiKeys: async ({ params, query, requestId }) => {
      const page = await apiKeys.list(domainId('workspace', params.workspaceId), pageRequest(query));
      return { status: 200, body: { ...listed(page, apiKeyView), meta: { request_id: requestId } } };
    },
    revokeApiKey: async ({ params }) => {
      await apiKeys.revoke(domainId('workspace', params.workspaceId), domainId('apiKey', params.apiKeyId));
      return { status: 204 };
    },

    getSubscription: async ({ params, requestId }) => {
      const subscription = await subscriptions.get(domainId('workspace', params.workspaceId));
      return { status: 200, body: { data: subscriptionView(subscription), meta: { request_id: requestId } } };
    },
    updateSubscription: async ({ params, body, requestId }) => {
      const subscription = await subscriptions.setStatus(
        domainId('workspace', params.workspaceId),
        body.status,
      );
      return { status: 200, body: { data: subscriptionView(subscription), meta: { request_id: requestId } } };
    },

    connectMailbox: async ({ params: { workspaceId }, body, requestId }) => {
      const mailbox = await mailboxes.connect(domainId('workspace', workspaceId), body);
      return {
        status: 201,
        headers: {
          Location: `/settings/v1/workspaces/${workspaceId}/mailboxes/${publicId('mailbox', mailbox.id)}`,
        },
        body: { data: mailboxView(mailbox), meta: { request_id: requestId } },
      };
    },
    listWorkspaceMailboxes: async ({ params, query, requestId }) => {
      const page = await mailboxes.list(domainId('workspace', params.workspaceId), pageRequest(query));
      return { status: 200, body: { ...listed(page, mailboxView), meta: { request_id: requestId } } };
    },
    updateMailbox: async ({ params, body, requestId }) => {
      const mailbox = await mailboxes.update(
        domainId('workspace', params.workspaceId),
        domainId('mailbox', params.mailboxId),
        body,
      );
      return { status: 200, body: { data: mailboxView(mailbox), meta: { request_id: requestId } } };
    },

    closeCampaign: async ({ params, body: { status, reason }, requestId }) => {
      const campaign = await closing.close(
        domainId('workspace', params.workspaceId),
        closedCampaignId(params.campaignId),
        { status, reason },
      );
      return {
        status: 200,
        body: { data: closedCampaignView(campaign, status, reason), meta: { request_id: requestId } },
      };
    },
  } satisfies Handlers<operations, Operator>;
}
