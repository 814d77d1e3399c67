import type { CampaignAction, CampaignStatus } from './campaign-status.ts';
import type { EnrollmentStage } from './enrollment.ts';
import type { LaunchPart } from './launch-part.ts';
import type { MailFault } from './mail.ts';
import type { FileProblem } from './prospect-file.ts';
import type { BlockedSubscriptionStatus } from './subscription.ts';

/** The things that are known by an id. */
export type Resource = 'workspace' | 'api_key' | 'mailbox' | 'campaign' | 'prospect' | 'enrollment' | 'job';

export interface UnusableMailbox {
  readonly id: string;
  /** Its place among the campaign's mailboxes, from 0. */
  readonly place: number;
  /** `unknown`: the workspace has no mailbox of that id. */
  readonly reason: 'unknown' | 'disconnected' | 'sending_disabled';
}

/** Why the domain refuses: facts only. An API's folder puts them into that API's words. */
export type RefusalFacts =
  /** The id does not exist, belongs to another workspace, or was deleted: nobody can tell which. */
  | { readonly code: 'not_found'; readonly what: Resource; readonly id: string }
  | { readonly code: 'subscription_blocked'; readonly status: BlockedSubscriptionStatus }
  | {
      readonly code: 'invalid_status';
      readonly action: CampaignAction;
      readonly status: CampaignStatus;
      readonly allowed: readonly CampaignStatus[];
    }
  /** At least one part. */
  | { readonly code: 'not_launch_ready'; readonly missing: readonly LaunchPart[] }
  | { readonly code: 'end_date_expired'; readonly endDate: Date }
  | {
      readonly code: 'invalid_dates';
      readonly problem: 'end_not_in_future' | 'end_not_after_start';
      readonly startDate: Date | null;
      readonly endDate: Date;
    }
  | { readonly code: 'unusable_mailboxes'; readonly mailboxes: readonly UnusableMailbox[] }
  | { readonly code: 'unknown_prospects'; readonly prospectIds: readonly string[] }
  | { readonly code: 'unknown_lists'; readonly listIds: readonly string[] }
  | { readonly code: 'too_many_prospects'; readonly limit: number }
  | {
      readonly code: 'already_enrolled';
      readonly prospects: readonly { readonly id: string; readonly email: string }[];
    }
  | { readonly code: 'enrollment_not_pending'; readonly id: string; readonly stage: EnrollmentStage }
  | { readonly code: 'mailbox_exists'; readonly email: string; readonly mailboxId: string }
  /** By a campaign that is not over. */
  | { readonly code: 'mailbox_in_use'; readonly id: string }
  | ({ readonly code: 'connection_failed' } & MailFault)
  /** Nobody has told how to log in to the mailbox. */
  | { readonly code: 'no_connection'; readonly id: string }
  | { readonly code: 'mail_not_accepted'; readonly id: string }
  | { readonly code: 'unreadable_file'; readonly problem: FileProblem }
  | { readonly code: 'too_many_jobs'; readonly limit: number }
  /** More days than may be told at once. */
  | { readonly code: 'range_too_long'; readonly days: number }
  | { readonly code: 'bad_cursor'; readonly cursor: string };

/** What the domain throws when it will not do what was asked; nothing has been changed then. */
export class Refusal extends Error {
  /** Switch on `facts.code`. */
  readonly facts: RefusalFacts;

  constructor(facts: RefusalFacts) {
    super(facts.code);
    this.name = 'Refusal';
    this.facts = facts;
  }
}
