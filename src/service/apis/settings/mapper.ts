/** What an operator sees, in the words of the Settings API. */
import type { components } from '../../../../generated/settings/received.ts';
import type { Campaign } from '../../outreach/campaign.ts';
import type { Subscription } from '../../outreach/subscription.ts';
import type { Workspace } from '../../outreach/workspace.ts';
import { CAMPAIGN_KEYS } from '../campaign-keys.ts';
import { domainId, isDomainId, publicId } from '../public-ids.ts';
import { timestamp } from '../times.ts';

type Schemas = components['schemas'];

export function workspaceView(workspace: Workspace): Schemas['Workspace'] {
  const { id, createdAt, updatedAt, ...rest } = workspace;
  return {
    id: publicId('workspace', id),
    ...rest,
    createdAt: timestamp(createdAt),
    updatedAt: timestamp(updatedAt),
  };
}

export function subscriptionView({ status, updatedAt }: Subscription): Schemas['Subscription'] {
  return { status, updatedAt: timestamp(updatedAt) };
}

/** A campaign is called here as the API that made it calls it. */
export function closedCampaignId(text: string): string {
  return isDomainId(text) ? text : domainId('campaign', text);
}

export function closedCampaignView(
  campaign: Campaign,
  status: Schemas['ClosedStatus'],
  closedReason: string,
): Schemas['ClosedCampaign'] {
  const { name, updatedAt } = campaign;
  const id = campaign.origin === CAMPAIGN_KEYS.api ? publicId('campaign', campaign.id) : campaign.id;
  return { id, name, status, closedReason, updatedAt: timestamp(updatedAt) };
}
