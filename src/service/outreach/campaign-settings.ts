import type { Campaign, CampaignInput, CampaignSettings } from './campaign.ts';
import { type Changes, withChanges } from './changes.ts';
import { Refusal } from './refusal.ts';
import { stepsInOrder } from './step.ts';

/**
 * The settings of a new campaign in the form in which they are kept.
 *
 * @throws Refusal `invalid_dates`
 */
export function settingsOf(given: CampaignInput, at: Date): CampaignSettings {
  requireFutureEnd(given, at);
  requireEndAfterStart(given);
  return {
    name: given.name,
    description: given.description,
    steps: stepsInOrder(given.steps),
    mailboxIds: [...new Set(given.mailboxIds)],
    timezone: given.timezone,
    dailySendLimit: given.dailySendLimit,
    dailyLimitPerMailbox: given.dailyLimitPerMailbox,
    rampUp: given.rampUp,
    scheduleDays: given.scheduleDays,
    sendingWindowStart: given.sendingWindowStart,
    sendingWindowEnd: given.sendingWindowEnd,
    trackOpens: given.trackOpens,
    trackClicks: given.trackClicks,
    offerUnsubscribe: given.offerUnsubscribe,
    stopOnReply: given.stopOnReply,
    stopOnBounce: given.stopOnBounce,
    stopOnUnsubscribe: given.stopOnUnsubscribe,
    startDate: given.startDate,
    endDate: given.endDate,
    importMapping: given.importMapping,
  };
}

/**
 * The campaign with its settings changed. An end date that is not given may have passed meanwhile; one that is
 * given must lie in the future.
 *
 * @throws Refusal `invalid_dates`
 */
export function withSettingsChanged(current: Campaign, changes: Changes<CampaignInput>, at: Date): Campaign {
  const { steps, mailboxIds, ...others } = changes;
  const changed = withChanges(current, {
    ...others,
    ...(steps !== undefined && { steps: stepsInOrder(steps) }),
    ...(mailboxIds !== undefined && { mailboxIds: [...new Set(mailboxIds)] }),
  });
  if (changes.endDate !== undefined) requireFutureEnd(changed, at);
  if (changes.startDate !== undefined || changes.endDate !== undefined) requireEndAfterStart(changed);
  return changed;
}

type Dates = Pick<CampaignSettings, 'startDate' | 'endDate'>;

function requireFutureEnd({ startDate, endDate }: Dates, at: Date): void {
  if (endDate !== null && endDate <= at) {
    throw new Refusal({ code: 'invalid_dates', problem: 'end_not_in_future', startDate, endDate });
  }
}

function requireEndAfterStart({ startDate, endDate }: Dates): void {
  if (startDate !== null && endDate !== null && endDate <= startDate) {
    throw new Refusal({ code: 'invalid_dates', problem: 'end_not_after_start', startDate, endDate });
  }
}
