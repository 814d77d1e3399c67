import { Analytics } from './analytics.ts';
import { ApiKeys } from './api-keys.ts';
import { Campaigns } from './campaigns.ts';
import { Closing } from './closing.ts';
import { creationWork } from './creation-work.ts';
import { deletionWork } from './deletion-work.ts';
import { EnrollmentImports } from './enrollment-imports.ts';
import { Enrollments } from './enrollments.ts';
import { importWork } from './import-work.ts';
import { JobRunner } from './job-runner.ts';
import { MailboxJobs } from './mailbox-jobs.ts';
import { Mailboxes } from './mailboxes.ts';
import type { OutreachParts } from './parts.ts';
import { Prospects } from './prospects.ts';
import { Subscriptions } from './subscriptions.ts';
import { Workspaces } from './workspaces.ts';

/**
 * The outreach domain. Its methods throw a `Refusal` for what they will not do, and have changed nothing then.
 *
 * What a contract can say about one request alone (lengths, ranges, unique step indexes) is the contract's
 * business; here stands what depends on the state, the clock or the tenant.
 */
export interface Outreach {
  readonly workspaces: Workspaces;
  readonly apiKeys: ApiKeys;
  readonly subscriptions: Subscriptions;
  readonly mailboxes: Mailboxes;
  readonly prospects: Prospects;
  readonly closing: Closing;
  readonly mailboxJobs: MailboxJobs;
  /** Does what imports and mailbox jobs are begun for: nothing, before `resume`. */
  readonly jobs: JobRunner;
  /** What there is around the campaigns of one API: `origin` is its name, as in `ApiKey.api` (decision 30). */
  campaignsOf(origin: string): CampaignOutreach;
}

/** The part of the domain that is about the campaigns of one API. */
export interface CampaignOutreach {
  readonly campaigns: Campaigns;
  readonly enrollments: Enrollments;
  readonly imports: EnrollmentImports;
  readonly analytics: Analytics;
}

export function createOutreach(parts: OutreachParts): Outreach {
  const mailboxes = new Mailboxes(parts);
  const jobs = new JobRunner(parts, {
    enrollment_import: importWork(parts),
    mailbox_creation: creationWork(parts, mailboxes),
    mailbox_deletion: deletionWork(parts, mailboxes),
  });
  return {
    workspaces: new Workspaces(parts),
    apiKeys: new ApiKeys(parts),
    subscriptions: new Subscriptions(parts),
    mailboxes,
    prospects: new Prospects(parts),
    closing: new Closing(parts),
    mailboxJobs: new MailboxJobs(parts, jobs),
    jobs,
    campaignsOf: (origin) => ({
      campaigns: new Campaigns(parts, origin),
      enrollments: new Enrollments(parts, origin),
      imports: new EnrollmentImports(parts, jobs, origin),
      analytics: new Analytics(parts, origin),
    }),
  };
}
