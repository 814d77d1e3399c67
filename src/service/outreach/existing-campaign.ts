import type { Campaign } from './campaign.ts';
import { Refusal } from './refusal.ts';
import { requireStatus } from './require-status.ts';
import type { OutreachStorage } from './storage.ts';
import { requireActiveSubscription } from './subscriptions.ts';

/** @throws Refusal `not_found` for one that another API made, too */
export async function existingCampaign(
  storage: OutreachStorage,
  origin: string,
  workspaceId: string,
  id: string,
): Promise<Campaign> {
  const campaign = await storage.campaigns.find(workspaceId, id);
  if (campaign?.origin !== origin) throw new Refusal({ code: 'not_found', what: 'campaign', id });
  return campaign;
}

/**
 * A campaign in which somebody may be enrolled.
 *
 * @throws Refusal `not_found`, `subscription_blocked`, `invalid_status`
 */
export async function openCampaign(
  storage: OutreachStorage,
  origin: string,
  workspaceId: string,
  id: string,
): Promise<Campaign> {
  const campaign = await existingCampaign(storage, origin, workspaceId, id);
  await requireActiveSubscription(storage, workspaceId);
  requireStatus('enroll', campaign.status);
  return campaign;
}
