import type { Campaign } from './campaign.ts';
import { LAUNCH_PARTS, type LaunchPart } from './launch-part.ts';
import { Refusal } from './refusal.ts';
import { isOpening } from './step.ts';
import type { OutreachStorage } from './storage.ts';
import { whyUnusable } from './usable-mailboxes.ts';

/** What is missing for a launch. */
export async function missingForLaunch(storage: OutreachStorage, campaign: Campaign): Promise<LaunchPart[]> {
  const mailboxes = await storage.mailboxes.findAll(campaign.workspaceId, campaign.mailboxIds);
  const has: Readonly<Record<LaunchPart, boolean>> = {
    enrollments: campaign.stats.enrolled > 0,
    mailboxes: mailboxes.some((mailbox) => whyUnusable(mailbox) === undefined),
    steps: campaign.steps.some(isOpening),
  };
  return LAUNCH_PARTS.filter((part) => !has[part]);
}

/**
 * The campaign, running.
 *
 * @throws Refusal `end_date_expired`, `not_launch_ready`
 */
export async function launched(storage: OutreachStorage, campaign: Campaign, at: Date): Promise<Campaign> {
  requireEndAhead(campaign, at);
  const missing = await missingForLaunch(storage, campaign);
  if (missing.length > 0) throw new Refusal({ code: 'not_launch_ready', missing });
  return running(campaign, at);
}

/** The campaign, running; it keeps the moment of its first start. */
export function running(campaign: Campaign, at: Date): Campaign {
  return { ...campaign, status: 'running', startedAt: campaign.startedAt ?? at };
}

/** @throws Refusal `end_date_expired` */
export function requireEndAhead({ endDate }: Campaign, at: Date): void {
  if (endDate !== null && endDate <= at) throw new Refusal({ code: 'end_date_expired', endDate });
}
