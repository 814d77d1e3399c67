/** `draft` → `running` ⇄ `paused`; `completed` and `errored` are final. */
export type CampaignStatus = 'draft' | 'running' | 'paused' | ClosedStatus;

/** How a campaign ends. */
export type ClosedStatus = (typeof CLOSED_STATUSES)[number];

export const CLOSED_STATUSES = ['completed', 'errored'] as const;

export type CampaignAction = 'update' | 'delete' | 'start' | 'launch' | 'pause' | 'enroll' | 'close';

/** The statuses in which each action is allowed (design.md, decisions). */
export const ALLOWED_IN: Readonly<Record<CampaignAction, readonly CampaignStatus[]>> = {
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
