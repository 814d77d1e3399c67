import type { CampaignStatus } from '../outreach/campaign-status.ts';
import type { DeliveryStatus } from '../outreach/delivery.ts';
import type { EnrollmentStage, EnrollmentStatus } from '../outreach/enrollment.ts';
import type { JobKind, JobStatus } from '../outreach/job.ts';
import type { MailProvider } from '../outreach/mailbox.ts';
import type { ProspectStatus } from '../outreach/prospect.ts';
import type { SubscriptionStatus } from '../outreach/subscription.ts';

/**
 * The tables, as Kysely sees them. Only text and integer columns, which every dialect has: a time is ISO 8601 in
 * UTC with milliseconds (so that it sorts as text), a boolean 0 or 1, a structure JSON, bytes base64.
 */
export interface Tables {
  workspaces: WorkspacesTable;
  subscriptions: SubscriptionsTable;
  api_keys: ApiKeysTable;
  mailboxes: MailboxesTable;
  mail_connections: MailConnectionsTable;
  campaigns: CampaignsTable;
  campaign_mailboxes: CampaignMailboxesTable;
  campaign_days: CampaignDaysTable;
  prospects: ProspectsTable;
  prospect_lists: ProspectListsTable;
  enrollments: EnrollmentsTable;
  deliveries: DeliveriesTable;
  replies: RepliesTable;
  jobs: JobsTable;
  job_inputs: JobInputsTable;
  job_files: JobFilesTable;
  job_results: JobResultsTable;
  idempotency_keys: IdempotencyKeysTable;
  rate_limits: RateLimitsTable;
}

export interface WorkspacesTable {
  id: string;
  name: string;
  /** `null`: as many as each API allows. */
  requests_per_minute: number | null;
  created_at: string;
  updated_at: string;
}

export interface SubscriptionsTable {
  workspace_id: string;
  status: SubscriptionStatus;
  updated_at: string;
}

export interface ApiKeysTable {
  id: string;
  workspace_id: string;
  api: string;
  name: string;
  /** JSON */
  scopes: string;
  hint: string;
  digest: string;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

export interface MailboxesTable {
  id: string;
  workspace_id: string;
  email: string;
  /** In lower case. */
  email_key: string;
  display_name: string | null;
  connected: number;
  sending_enabled: number;
  provider: MailProvider | null;
  daily_limit: number | null;
  /** JSON */
  servers: string | null;
  search_key: string;
  created_at: string;
  updated_at: string;
}

export interface MailConnectionsTable {
  mailbox_id: string;
  /** A sealed JSON. */
  sealed: string;
}

export interface CampaignsTable {
  id: string;
  workspace_id: string;
  origin: string;
  name: string;
  /** In lower case. */
  name_key: string;
  status: CampaignStatus;
  daily_limit: number | null;
  start_date: string | null;
  end_date: string | null;
  /** JSON: every setting that has no column of its own. */
  settings: string;
  closed_reason: string | null;
  started_at: string | null;
  enrolled: number;
  sent: number;
  opened: number;
  replied: number;
  bounced: number;
  unsubscribed: number;
  created_at: string;
  updated_at: string;
}

/** What happened on a day (`2027-03-02`, UTC) on which something did. */
export interface CampaignDaysTable {
  campaign_id: string;
  day: string;
  sent: number;
  opened: number;
  replied: number;
  bounced: number;
}

export interface CampaignMailboxesTable {
  campaign_id: string;
  /** The mailbox may have been deleted when the campaign was over. */
  mailbox_id: string;
  /** From 0, in the order in which they were given. */
  position: number;
}

export interface ProspectsTable {
  id: string;
  workspace_id: string;
  email: string;
  /** In lower case. */
  email_key: string;
  status: ProspectStatus;
  first_name: string | null;
  last_name: string | null;
  company: string | null;
  role: string | null;
  phone: string | null;
  linkedin_url: string | null;
  /** JSON */
  custom_fields: string;
  created_at: string;
  updated_at: string;
}

export interface ProspectListsTable {
  prospect_id: string;
  list_id: string;
  /** The prospect's, so that a list can be looked up. */
  workspace_id: string;
  /** From 0, in the order in which they were given. */
  position: number;
}

export interface EnrollmentsTable {
  id: string;
  campaign_id: string;
  prospect_id: string;
  status: EnrollmentStatus;
  /** Of the values, `custom_fields` is `null` only if the enrollment has none of its own. */
  first_name: string | null;
  last_name: string | null;
  company: string | null;
  /** JSON */
  custom_fields: string | null;
  search_key: string;
  import_id: string | null;
  stage: EnrollmentStage;
  step_index: number | null;
  contacted_at: string | null;
  opened_at: string | null;
  replied_at: string | null;
  unsubscribed_at: string | null;
  created_at: string;
  updated_at: string;
}

export interface DeliveriesTable {
  id: string;
  enrollment_id: string;
  step_index: number;
  subject: string;
  mailbox_email: string;
  status: DeliveryStatus;
  created_at: string;
  sent_at: string | null;
  opened_at: string | null;
  replied_at: string | null;
}

export interface RepliesTable {
  id: string;
  enrollment_id: string;
  subject: string;
  preview: string;
  is_automatic: number;
  asks_to_unsubscribe: number;
  received_at: string;
}

export interface JobsTable {
  id: string;
  workspace_id: string;
  kind: JobKind;
  campaign_id: string | null;
  status: JobStatus;
  total: number;
  processed: number;
  succeeded: number;
  skipped: number;
  failed: number;
  /** JSON */
  failure: string | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export interface JobInputsTable {
  job_id: string;
  /** A sealed JSON. */
  sealed: string;
}

export interface JobFilesTable {
  job_id: string;
  place: number;
  /** A piece of the file. */
  bytes: string;
}

export interface JobResultsTable {
  job_id: string;
  place: number;
  /** JSON */
  result: string;
}

export interface IdempotencyKeysTable {
  /** JSON: tenant, operation, key. */
  id: string;
  fingerprint: string;
  /** The opened storage whose request runs, or ran. */
  owner: string;
  lease_until: string;
  expires_at: string;
  /** `null` while the first request runs, as the reply's other columns are. */
  reply_status: number | null;
  /** JSON */
  reply_headers: string | null;
  reply_body: string | null;
}

export interface RateLimitsTable {
  tenant: string;
  window_seconds: number;
  taken: number;
  resets_at: string;
}
