/**
 * The signatures that handlers can be written against while the services are being made. Each service replaces its
 * part of this file; the file goes when nothing is left in it.
 *
 * `outreach.campaignsOf(origin)` gives the services below, bound to the campaigns that one API made; `origin` is
 * the API's name, as in `ApiKey.api`. All other services of `Outreach` are the workspace's.
 */
import type { Campaign, CampaignSummary } from './campaign.ts';
import type { CampaignStatus } from './campaign-status.ts';
import type { Changes } from './changes.ts';
import type { Delivery, ProspectReply } from './delivery.ts';
import type { EnrollmentStatus, EnrollmentValues } from './enrollment.ts';
import type { Job } from './job.ts';
import type { MailConnection, MailServers } from './mail.ts';
import type { ColumnMapping, RowProblem } from './prospect-file.ts';

// --- Pages by number, for lists that say how many pages there are.

export interface NumberedPageRequest {
  /** From 1. */
  readonly page: number;
  /** Items on a page, from 1. */
  readonly limit: number;
}

export interface NumberedPage<T> {
  readonly items: readonly T[];
  /** Items on all pages together. */
  readonly total: number;
}

// --- Campaigns. `Campaign` and `CampaignSummary` will have these in addition, or in place of what they have.

export interface CampaignSummaryAdditions {
  /** The API that made it. */
  readonly origin: string;
  /** Over all mailboxes; null: no limit of its own. */
  readonly dailySendLimit: number | null;
  /** When it was started first. */
  readonly startedAt: Date | null;
  /** `unsubscribed` is new (prospects). */
  readonly stats: CampaignSummary['stats'] & { readonly unsubscribed: number };
}

export interface CampaignAdditions extends CampaignSummaryAdditions {
  /** In ascending order of `stepIndex`; may be empty in a draft. */
  readonly steps: readonly FutureStep[];
  readonly dailyLimitPerMailbox: number | null;
  readonly rampUp: {
    readonly enabled: boolean;
    /** E-mails a mailbox may send more each day. */
    readonly increment: number;
    /** E-mails a day of one mailbox in the end. */
    readonly maximum: number;
  };
  /** Whether each e-mail offers to unsubscribe. */
  readonly offerUnsubscribe: boolean;
  /** For imports that bring no mapping: kept as it is given, in the words of the API that made the campaign. */
  readonly importMapping: Readonly<Record<string, string>>;
}

export interface FutureStep {
  readonly stepIndex: number;
  /** At least one; their percentages add up to 100. */
  readonly variants: readonly FutureVariant[];
  /** Who gets it; null: everyone. A campaign can be launched when a step without trigger opens it. */
  readonly trigger: 'not_opened' | 'not_replied' | 'opened_but_not_replied' | null;
  readonly delayDays: number;
  readonly delayHours: number;
  /** Overrides the campaign's; null: that one holds. */
  readonly offerUnsubscribe: boolean | null;
}

export interface FutureVariant {
  readonly name: string;
  readonly label: string | null;
  /** Null: it answers the e-mail before. */
  readonly subject: string | null;
  /** HTML, or plain text. */
  readonly body: string;
  /** The plain text that goes with HTML; null: it is made from `body`. */
  readonly bodyText: string | null;
  readonly distributionPercent: number;
}

/** What a launch needs, in this order. */
export type LaunchPart = 'enrollments' | 'mailboxes' | 'steps';

export interface CampaignQuery {
  readonly status?: CampaignStatus | undefined;
  /** In the name, whatever its case. */
  readonly search?: string | undefined;
  readonly createdAfter?: Date | undefined;
  /** @default 'createdAt' */
  readonly sortBy?: 'createdAt' | 'updatedAt' | 'name' | undefined;
  /** @default 'descending' */
  readonly order?: 'ascending' | 'descending' | undefined;
}

export interface FutureCampaigns {
  page(ws: string, request: NumberedPageRequest & CampaignQuery): Promise<NumberedPage<CampaignSummary>>;
  /**
   * As today; a function gets the campaign as it is, once its existence and status have been checked, and may
   * throw. With `launch`, the changed campaign is launched, or nothing is changed (`not_launch_ready`).
   */
  update(
    ws: string,
    id: string,
    changes: Changes<Campaign> | ((current: Campaign) => Changes<Campaign>),
    options?: { readonly launch?: boolean },
  ): Promise<Campaign>;
  /** Draft or paused → running. `onlyIn` narrows the statuses in which it is allowed (resume: `['paused']`). */
  launch(
    ws: string,
    id: string,
    options?: { readonly onlyIn?: readonly CampaignStatus[] },
  ): Promise<Campaign>;
  delete(ws: string, id: string, options?: { readonly onlyIn?: readonly CampaignStatus[] }): Promise<void>;
  missingForLaunch(campaign: Campaign): Promise<LaunchPart[]>;
}

/** New refusals: `not_launch_ready` has `missing: LaunchPart[]`; `invalid_status` knows the action `launch`. */

// --- Enrollments (leads).

export interface EnrollmentAdditions {
  /** Null: those of the prospect hold. Never null where the enrollment was made with values. */
  readonly values: EnrollmentValues | null;
  /** The import that it came with: the id of its job. */
  readonly importId: string | null;
  readonly stage: EnrollmentStage;
  /** The place of the step that was sent last, from 1; 0: none. */
  readonly step: number;
  readonly contactedAt: Date | null;
  readonly openedAt: Date | null;
  readonly repliedAt: Date | null;
  readonly unsubscribedAt: Date | null;
}

/** What happened last. */
export type EnrollmentStage =
  | 'pending'
  | 'queued'
  | 'sent'
  | 'opened'
  | 'replied'
  | 'failed'
  | 'bounced'
  | 'unsubscribed'
  | 'external';

export interface FutureEnrollment extends EnrollmentAdditions {
  readonly id: string;
  readonly campaignId: string;
  readonly prospectId: string;
  readonly email: string;
  readonly status: EnrollmentStatus;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface EnrollmentHistory {
  readonly enrollment: FutureEnrollment;
  /** The oldest first. */
  readonly deliveries: readonly Delivery[];
  /** The oldest first. */
  readonly replies: readonly ProspectReply[];
}

export interface FutureEnrollments {
  /** `not_found`, `subscription_blocked`, `invalid_status` (action `enroll`), `already_enrolled` */
  add(
    ws: string,
    campaignId: string,
    given: { readonly email: string } & EnrollmentValues,
  ): Promise<FutureEnrollment>;
  /** Those that have not ended, the newest first. `not_found` */
  page(
    ws: string,
    campaignId: string,
    request: NumberedPageRequest & { readonly stage?: EnrollmentStage; readonly search?: string },
  ): Promise<NumberedPage<FutureEnrollment>>;
  /** `not_found` with `what` `campaign` or `enrollment` */
  get(ws: string, campaignId: string, enrollmentId: string): Promise<EnrollmentHistory>;
  /** Takes it out without a trace. `not_found`, `enrollment_not_pending` */
  remove(ws: string, campaignId: string, enrollmentId: string): Promise<void>;
}

// --- Imports (lead uploads).

export interface EnrollmentImports {
  /**
   * Receives a file, looks it through, and begins the job. Not within a transaction.
   * `not_found`, `subscription_blocked`, `invalid_status` (action `enroll`), `unreadable_file` (`problem`:
   * `FileProblem`), `too_many_jobs` (`limit`)
   */
  begin(
    ws: string,
    campaignId: string,
    file: { readonly bytes: AsyncIterable<Uint8Array>; readonly mapping: ColumnMapping },
  ): Promise<Job>;
  /** `not_found` with `what` `campaign` or `job` */
  get(
    ws: string,
    campaignId: string,
    jobId: string,
  ): Promise<{
    readonly job: Job;
    /** In the order of the file; with the duplicates (`skipped`), at most one for each row. */
    readonly problems: readonly { readonly line: number; readonly problem: RowProblem }[];
  }>;
  /** What imports have enrolled, the newest first, at most 100. `not_found` */
  batches(
    ws: string,
    campaignId: string,
  ): Promise<readonly { readonly id: string; readonly enrolled: number; readonly createdAt: Date }[]>;
}

// --- Mailboxes (sender accounts).

export type MailProvider = 'google_workspace' | 'outlook_365' | 'custom';

/** `Mailbox` will have these in addition. */
export interface MailboxAdditions {
  readonly provider: MailProvider | null;
  /** E-mails a day, over all campaigns. */
  readonly dailyLimit: number | null;
  /** Null where nobody has told how to log in. */
  readonly servers: MailServers | null;
}

export interface NewConnectedMailbox {
  readonly email: string;
  readonly displayName: string | null;
  readonly provider: MailProvider;
  readonly dailyLimit: number;
  readonly connection: MailConnection;
}

export interface MailboxQuery {
  readonly connected?: boolean | undefined;
  readonly sendingEnabled?: boolean | undefined;
  /** In the address or the name, whatever its case. */
  readonly search?: string | undefined;
}

export interface FutureMailboxes<Mailbox> {
  page(ws: string, request: NumberedPageRequest & MailboxQuery): Promise<NumberedPage<Mailbox>>;
  /**
   * Tests the connection, then stores the mailbox. Not within a transaction. `mailbox_exists` (asked first),
   * `connection_failed`
   */
  add(ws: string, given: NewConnectedMailbox): Promise<Mailbox>;
  /** `not_found`, `mailbox_in_use` (by a campaign that is not over) */
  delete(ws: string, id: string): Promise<void>;
  /**
   * Sends one e-mail at once. Not within a transaction. `not_found`, `no_connection`, `connection_failed`,
   * `mail_not_accepted`
   */
  sendTest(
    ws: string,
    id: string,
    mail: { readonly to: string; readonly subject: string; readonly text: string },
  ): Promise<{ readonly mailbox: Mailbox; readonly sentAt: Date; readonly messageId: string }>;
}

/** `outreach.mailboxJobs` */
export interface MailboxJobs {
  /** `too_many_jobs` */
  create(ws: string, given: readonly NewConnectedMailbox[]): Promise<Job>;
  /** `too_many_jobs` */
  delete(ws: string, mailboxIds: readonly string[]): Promise<Job>;
  /** Results in the order of the request, of those that are done. `not_found` (`job`) */
  creation(ws: string, jobId: string): Promise<{ job: Job; results: readonly MailboxCreation[] }>;
  /** `not_found` (`job`) */
  deletion(ws: string, jobId: string): Promise<{ job: Job; results: readonly MailboxDeletion[] }>;
}

export interface MailboxCreation {
  readonly email: string;
  /** Null if it was not created. */
  readonly mailboxId: string | null;
  readonly problem: 'mailbox_exists' | 'connection_failed' | 'internal' | null;
}

export interface MailboxDeletion {
  readonly mailboxId: string;
  /** The first two are skipped, the last has failed. */
  readonly problem: 'not_found' | 'mailbox_in_use' | 'internal' | null;
}

// --- Analytics.

export interface Figures {
  readonly sent: number;
  readonly opened: number;
  readonly replied: number;
  readonly bounced: number;
}

export interface CampaignFigures extends Figures {
  readonly id: string;
  readonly name: string;
  readonly status: CampaignStatus;
  readonly enrolled: number;
  readonly createdAt: Date;
}

export interface Analytics {
  /** `total` and `campaigns` are of the same campaigns; `items` are the newest, at most 1,000. */
  campaigns(
    ws: string,
    filter: {
      readonly status?: CampaignStatus | undefined;
      /** Started at that moment or later. */
      readonly startedFrom?: Date | undefined;
      /** Started before that moment. */
      readonly startedBefore?: Date | undefined;
    },
  ): Promise<{
    readonly total: Figures & { readonly campaigns: number };
    readonly items: readonly CampaignFigures[];
  }>;
  /** A row for each day (`2027-03-02`, UTC) from `from` to `to`; none if `to` is earlier. `range_too_long` */
  timeline(
    ws: string,
    range: { readonly from: string; readonly to: string },
  ): Promise<readonly (Figures & { readonly day: string })[]>;
}

// --- Jobs as such.

/** `outreach.jobs` */
export interface Jobs {
  /** Takes up what an earlier process left. Called once, at boot. */
  resume(): Promise<void>;
  /** Lets running jobs finish what they have in hand, and begins nothing more. */
  stop(): Promise<void>;
}
