import { Refusal } from './refusal.ts';

/** `draft` → `running` ⇄ `paused`; `completed` and `errored` are final. */
export type CampaignStatus = 'draft' | 'running' | 'paused' | ClosedStatus;

/** How a campaign ends. */
export type ClosedStatus = (typeof CLOSED_STATUSES)[number];

export const CLOSED_STATUSES = ['completed', 'errored'] as const;

export type CampaignAction = 'update' | 'delete' | 'start' | 'launch' | 'pause' | 'enroll' | 'close';

/** The statuses in which each action is allowed (design.md, decisions). */
const ALLOWED_IN: Readonly<Record<CampaignAction, readonly CampaignStatus[]>> = {
  update: ['draft', 'paused'],
  delete: ['draft', 'paused', 'completed', 'errored'],
  start: ['draft', 'paused'],
  launch: ['draft', 'paused'],
  pause: ['running'],
  enroll: ['draft', 'running', 'paused'],
  close: ['draft', 'running', 'paused'],
};

/** Whether the action is allowed in that status. */
export function isOpenTo(action: CampaignAction, status: CampaignStatus): boolean {
  return ALLOWED_IN[action].includes(status);
}

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
