/**
 * The signatures that handlers can be written against while the services are being made. Each service replaces its
 * part of this file; the file goes when nothing is left in it.
 *
 * `outreach.campaignsOf(origin)` gives the services below, bound to the campaigns that one API made; `origin` is
 * the API's name, as in `ApiKey.api`. All other services of `Outreach` are the workspace's.
 */
import type { CampaignStatus } from './campaign-status.ts';
import type { Job } from './job.ts';
import type { NewConnectedMailbox } from './mailbox.ts';
import type { ColumnMapping, RowProblem } from './prospect-file.ts';

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
