import { Refusal } from './refusal.ts';

/** `draft` → `running` ⇄ `paused`; `completed` and `errored` are final. */
export type CampaignStatus = 'draft' | 'running' | 'paused' | ClosedStatus;

/** How a campaign ends. */
export type ClosedStatus = 'completed' | 'errored';

export type CampaignAction = 'update' | 'delete' | 'start' | 'pause' | 'enroll' | 'close';

/** The statuses in which each action is allowed (design.md, decisions on the Campaign API). */
const ALLOWED_IN: Readonly<Record<CampaignAction, readonly CampaignStatus[]>> = {
  update: ['draft', 'paused'],
  delete: ['draft', 'paused', 'completed', 'errored'],
  start: ['draft', 'paused'],
  pause: ['running'],
  enroll: ['draft', 'running', 'paused'],
  close: ['draft', 'running', 'paused'],
};

/** @throws Refusal `invalid_status` if the action is not allowed in that status */
export function requireStatus(action: CampaignAction, status: CampaignStatus): void {
  const allowed = ALLOWED_IN[action];
  if (!allowed.includes(status)) throw new Refusal({ code: 'invalid_status', action, status, allowed });
}
