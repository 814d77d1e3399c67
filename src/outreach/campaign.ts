import type { CampaignStatus } from './campaign-status.ts';

/** A sequence of e-mails to the prospects that are enrolled in it. */
export interface Campaign extends CampaignSettings, CampaignSummary {}

/** A campaign as it stands in a list: without what can be long. */
export interface CampaignSummary {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly status: CampaignStatus;
  /** Why an operator closed it. */
  readonly closedReason: string | null;
  /** E-mails a day, over all mailboxes. */
  readonly dailySendLimit: number;
  readonly startDate: Date | null;
  /** It may have passed. */
  readonly endDate: Date | null;
  /** When it was started last. */
  readonly startedAt: Date | null;
  readonly stats: CampaignStats;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What has happened in a campaign so far. */
export interface CampaignStats {
  /** Prospects enrolled now, the suppressed ones included. */
  readonly enrolled: number;
  /** E-mails. */
  readonly sent: number;
  /** E-mails. */
  readonly opened: number;
  /** Prospects. */
  readonly replied: number;
  /** E-mails. */
  readonly bounced: number;
}

/** What a user sets, and may change while the campaign is no more than a draft or paused. */
export interface CampaignSettings {
  readonly name: string;
  readonly description: string | null;
  /** In ascending order of `stepIndex`. */
  readonly steps: readonly Step[];
  /** Without duplicates, in the order in which they were given. */
  readonly mailboxIds: readonly string[];
  /** IANA name; days and hours below are counted in it. */
  readonly timezone: string;
  readonly dailySendLimit: number;
  /** 0 is Sunday, 6 is Saturday. */
  readonly scheduleDays: readonly number[];
  /** Minutes after midnight; may be later than the end, then the window spans midnight. */
  readonly sendingWindowStart: number;
  /** Minutes after midnight; equal to the start: open all day. */
  readonly sendingWindowEnd: number;
  readonly trackOpens: boolean;
  readonly trackClicks: boolean;
  readonly stopOnReply: boolean;
  readonly stopOnBounce: boolean;
  readonly stopOnUnsubscribe: boolean;
  readonly startDate: Date | null;
  /** After `startDate`, and in the future when it is set. */
  readonly endDate: Date | null;
}

/** One e-mail of the sequence. */
export interface Step {
  /** Unique in its campaign; the order of sending. */
  readonly stepIndex: number;
  readonly subject: string;
  readonly bodyHtml: string;
  readonly bodyText: string | null;
  /** Waiting time after the step before, together with `delayHours`; the first step never waits. */
  readonly delayDays: number;
  readonly delayHours: number;
}

/** Days that a step waits when nothing is said. */
export const DEFAULT_DELAY_DAYS = 1;

/** A step as it is given: the first one of a campaign is sent at once, whatever its delay says. */
export interface NewStep extends Omit<Step, 'delayDays'> {
  /** @default DEFAULT_DELAY_DAYS */
  readonly delayDays?: number | undefined;
}

/** Campaign settings as they are given: steps in any order. */
export interface CampaignInput extends Omit<CampaignSettings, 'steps'> {
  readonly steps: readonly NewStep[];
}

export interface NewCampaign extends CampaignInput {
  /** Enrolled at once, together with the creation or not at all. */
  readonly prospectIds?: readonly string[] | undefined;
}
