import { ALLOWED_IN, type CampaignAction, type CampaignStatus } from './campaign-status.ts';
import { Refusal } from './refusal.ts';

/**
 * @param onlyIn narrows the statuses in which it is allowed, for an API that is stricter
 * @throws Refusal `invalid_status` if the action is not allowed in that status
 */
export function requireStatus(
  action: CampaignAction,
  status: CampaignStatus,
  onlyIn: readonly CampaignStatus[] = ALLOWED_IN[action],
): void {
  const allowed = ALLOWED_IN[action].filter((one) => onlyIn.includes(one));
  if (!allowed.includes(status)) throw new Refusal({ code: 'invalid_status', action, status, allowed });
}
