import type { Campaign } from './campaign.ts';
import { Refusal } from './refusal.ts';
import type { OutreachStorage } from './storage.ts';

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
