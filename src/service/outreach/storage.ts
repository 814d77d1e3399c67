/**
 * What the domain asks of its storage. `src/storage` answers; each method that names a workspace sees
 * nothing of any other workspace.
 */

import type { StoredApiKey } from './api-key.ts';
import type { Campaign, CampaignStats, CampaignSummary } from './campaign.ts';
import type { CampaignStatus } from './campaign-status.ts';
import type { Delivery, ProspectReply } from './delivery.ts';
import type { Enrollment, EnrollmentStage, EnrollmentStatus } from './enrollment.ts';
import type { CampaignFigures, DayFigures, TotalFigures } from './figures.ts';
import type { JobFileRepository, JobRepository } from './job-storage.ts';
import type { MailConnection } from './mail.ts';
import type { Mailbox } from './mailbox.ts';
import type { NumberedPage, NumberedPageRequest, Slice } from './page.ts';
import type { Prospect } from './prospect.ts';
import type { Subscription } from './subscription.ts';
import type { Workspace } from './workspace.ts';

export interface OutreachStorage {
  readonly unitOfWork: UnitOfWork;
  readonly workspaces: WorkspaceRepository;
  readonly subscriptions: SubscriptionRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly mailboxes: MailboxRepository;
  readonly mailConnections: MailConnectionRepository;
  readonly campaigns: CampaignRepository;
  readonly prospects: ProspectRepository;
  readonly enrollments: EnrollmentRepository;
  readonly deliveries: DeliveryRepository;
  readonly figures: FigureRepository;
  readonly jobs: JobRepository;
  readonly jobFiles: JobFileRepository;
}

export interface UnitOfWork {
  /**
   * Runs `run` so that everything it stores is stored together: all of it once the promise resolves, nothing
   * of it if it rejects. A call inside another one joins that one, and a failure of the inner one undoes both.
   */
  transaction<T>(run: () => Promise<T>): Promise<T>;
  /**
   * For what waits for others, and must not keep everyone waiting with it.
   *
   * @throws Error within a transaction
   */
  requireNone(): void;
}

export interface WorkspaceRepository {
  insert(workspace: Workspace): Promise<void>;
  find(id: string): Promise<Workspace | undefined>;
  list(slice: Slice): Promise<Workspace[]>;
  save(workspace: Workspace): Promise<void>;
}

export interface SubscriptionRepository {
  find(workspaceId: string): Promise<Subscription | undefined>;
  /** Inserts it, or replaces the workspace's earlier one. */
  save(subscription: Subscription): Promise<void>;
}

export interface ApiKeyRepository {
  insert(key: StoredApiKey): Promise<void>;
  find(workspaceId: string, id: string): Promise<StoredApiKey | undefined>;
  /** Over all workspaces: who asks is not known yet. */
  findByHint(hint: string): Promise<StoredApiKey[]>;
  list(workspaceId: string, slice: Slice): Promise<StoredApiKey[]>;
  save(key: StoredApiKey): Promise<void>;
}

export interface MailboxFilter {
  /** Compared without regard to upper and lower case. */
  readonly email?: string | undefined;
}

/** Which mailboxes a numbered page is of. */
export interface MailboxQuery {
  readonly connected?: boolean | undefined;
  readonly sendingEnabled?: boolean | undefined;
  /** In the address or the name, whatever its case. */
  readonly search?: string | undefined;
}

export interface MailboxRepository {
  insert(mailbox: Mailbox): Promise<void>;
  find(workspaceId: string, id: string): Promise<Mailbox | undefined>;
  /** Those that exist, in no particular order. */
  findAll(workspaceId: string, ids: readonly string[]): Promise<Mailbox[]>;
  findByEmail(workspaceId: string, email: string): Promise<Mailbox | undefined>;
  list(workspaceId: string, filter: MailboxFilter, slice: Slice): Promise<Mailbox[]>;
  /** The newest first. */
  page(
    workspaceId: string,
    query: MailboxQuery,
    request: NumberedPageRequest,
  ): Promise<NumberedPage<Mailbox>>;
  save(mailbox: Mailbox): Promise<void>;
  /** Whether a campaign sends from it that is not over. */
  isInUse(workspaceId: string, id: string): Promise<boolean>;
  /** With its connection. */
  delete(workspaceId: string, id: string): Promise<void>;
}

/**
 * Keeps secrets, sealed. A mailbox id is only ever passed on after the mailbox has been found in the workspace.
 */
export interface MailConnectionRepository {
  insert(mailboxId: string, connection: MailConnection): Promise<void>;
  find(mailboxId: string): Promise<MailConnection | undefined>;
}

export interface CampaignFilter {
  readonly origin: string;
  readonly status?: CampaignStatus | undefined;
}

/** Which campaigns a numbered page is of, and in which order. */
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

export interface CampaignRepository {
  insert(campaign: Campaign): Promise<void>;
  find(workspaceId: string, id: string): Promise<Campaign | undefined>;
  list(workspaceId: string, filter: CampaignFilter, slice: Slice): Promise<CampaignSummary[]>;
  page(
    workspaceId: string,
    query: CampaignQuery & { readonly origin: string },
    request: NumberedPageRequest,
  ): Promise<NumberedPage<CampaignSummary>>;
  /** All but its statistics. */
  save(campaign: Campaign): Promise<void>;
  /** Adds to its statistics, or takes away; at that moment, for those that are told from day to day. */
  count(workspaceId: string, id: string, change: Partial<CampaignStats>, at: Date): Promise<void>;
  /** With its enrollments. */
  delete(workspaceId: string, id: string): Promise<void>;
}

export interface ProspectFilter {
  /** Compared without regard to upper and lower case. */
  readonly email?: string | undefined;
}

export interface ProspectRepository {
  insertAll(prospects: readonly Prospect[]): Promise<void>;
  find(workspaceId: string, id: string): Promise<Prospect | undefined>;
  /** Those that exist, in no particular order. */
  findAll(workspaceId: string, ids: readonly string[]): Promise<Prospect[]>;
  /** Those that exist, in no particular order; compared without regard to upper and lower case. */
  findByEmails(workspaceId: string, emails: readonly string[]): Promise<Prospect[]>;
  /** At most `limit` of those who are on one of the lists, each once, in no particular order. */
  findByLists(workspaceId: string, listIds: readonly string[], limit: number): Promise<Prospect[]>;
  /** Those of the lists that somebody is on. */
  knownLists(workspaceId: string, listIds: readonly string[]): Promise<string[]>;
  list(workspaceId: string, filter: ProspectFilter, slice: Slice): Promise<Prospect[]>;
  save(prospect: Prospect): Promise<void>;
}

export interface EnrollmentFilter {
  readonly status?: EnrollmentStatus | undefined;
}

/** Which current enrollments a numbered page is of. */
export interface EnrollmentQuery {
  readonly stage?: EnrollmentStage | undefined;
  /** In the address, and in the names and the company that the campaign knows; whatever its case. */
  readonly search?: string | undefined;
}

/** A campaign id is only ever passed on after the campaign has been found in the workspace. */
export interface EnrollmentRepository {
  insertAll(enrollments: readonly Enrollment[]): Promise<void>;
  /** Those of the prospects' enrollments that have not ended. */
  findCurrent(campaignId: string, prospectIds: readonly string[]): Promise<Enrollment[]>;
  list(campaignId: string, filter: EnrollmentFilter, slice: Slice): Promise<Enrollment[]>;
  /** Those that have not ended, the newest first. */
  page(
    campaignId: string,
    query: EnrollmentQuery,
    request: NumberedPageRequest,
  ): Promise<NumberedPage<Enrollment>>;
  /** Of those that have not ended. */
  find(campaignId: string, id: string): Promise<Enrollment | undefined>;
  delete(campaignId: string, id: string): Promise<void>;
  /** Gives them that status. */
  setStatus(enrollmentIds: readonly string[], status: EnrollmentStatus, at: Date): Promise<void>;
}

/** An enrollment id is only ever passed on after the enrollment has been found in its campaign. */
export interface DeliveryRepository {
  /** The last `limit`, the oldest first. */
  ofEnrollment(enrollmentId: string, limit: number): Promise<Delivery[]>;
  /** The last `limit`, the oldest first. */
  repliesTo(enrollmentId: string, limit: number): Promise<ProspectReply[]>;
}

/** Which campaigns figures are of. */
export interface FigureFilter {
  readonly origin: string;
  readonly status?: CampaignStatus | undefined;
  /** Started first at that moment or later. */
  readonly startedFrom?: Date | undefined;
  /** Started first before that moment. */
  readonly startedBefore?: Date | undefined;
}

/** Days in UTC, `2027-03-02`; both are included. */
export interface DayRange {
  readonly origin: string;
  readonly from: string;
  readonly to: string;
}

export interface FigureRepository {
  total(workspaceId: string, filter: FigureFilter): Promise<TotalFigures>;
  /** The newest first. */
  ofCampaigns(workspaceId: string, filter: FigureFilter, limit: number): Promise<CampaignFigures[]>;
  /** The days on which something happened, in no particular order. */
  ofDays(workspaceId: string, range: DayRange): Promise<DayFigures[]>;
}
