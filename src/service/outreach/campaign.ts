import type { CampaignStatus } from './campaign-status.ts';
import type { NewStep, Step } from './step.ts';

/** A sequence of e-mails to the prospects that are enrolled in it. */
export interface Campaign extends CampaignSettings, CampaignSummary {}

/** A campaign as it stands in a list: without what can be long. */
export interface CampaignSummary {
  readonly id: string;
  readonly workspaceId: string;
  /** The API that made it, as in `ApiKey.api`; no other shows it. The domain only keeps it. */
  readonly origin: string;
  readonly name: string;
  readonly status: CampaignStatus;
  /** Why an operator closed it. */
  readonly closedReason: string | null;
  /** E-mails a day, over all mailboxes; `null`: as many as the mailboxes may send. */
  readonly dailySendLimit: number | null;
  readonly startDate: Date | null;
  /** It may have passed. */
  readonly endDate: Date | null;
  /** When it was started first. */
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
  /** Prospects. */
  readonly unsubscribed: number;
}

/** What a user sets, and may change while the campaign is no more than a draft or paused. */
export interface CampaignSettings {
  readonly name: string;
  readonly description: string | null;
  /** In ascending order of `stepIndex`; none in a draft that is not ready. */
  readonly steps: readonly Step[];
  /** Without duplicates, in the order in which they were given. */
  readonly mailboxIds: readonly string[];
  /** IANA name; days and hours below are counted in it. */
  readonly timezone: string;
  readonly dailySendLimit: number | null;
  /** E-mails a day from each mailbox; `null`: as many as that mailbox may send. */
  readonly dailyLimitPerMailbox: number | null;
  readonly rampUp: RampUp;
  /** 0 is Sunday, 6 is Saturday. */
  readonly scheduleDays: readonly number[];
  /** Minutes after midnight; may be later than the end, then the window spans midnight. */
  readonly sendingWindowStart: number;
  /** Minutes after midnight, up to 1,440; equal to the start: open all day. */
  readonly sendingWindowEnd: number;
  readonly trackOpens: boolean;
  readonly trackClicks: boolean;
  /** Whether e-mails offer to unsubscribe. */
  readonly offerUnsubscribe: boolean;
  readonly stopOnReply: boolean;
  readonly stopOnBounce: boolean;
  readonly stopOnUnsubscribe: boolean;
  readonly startDate: Date | null;
  /** After `startDate`, and in the future when it is set. */
  readonly endDate: Date | null;
  /** Which column of a file holds what, for imports that bring no mapping; in the words of `origin`. */
  readonly importMapping: Readonly<Record<string, string>>;
}

/** How the e-mails of a day start low, and rise from day to day. */
export interface RampUp {
  readonly enabled: boolean;
  /** E-mails that each day adds for each mailbox. */
  readonly increment: number;
  /** E-mails a day of one mailbox in the end. */
  readonly maximum: number;
}

/** Campaign settings as they are given: steps in any order. */
export interface CampaignInput extends Omit<CampaignSettings, 'steps'> {
  readonly steps: readonly NewStep[];
}

export interface NewCampaign extends CampaignInput {
  /** Enrolled at once, together with the creation or not at all. */
  readonly prospectIds?: readonly string[] | undefined;
}
