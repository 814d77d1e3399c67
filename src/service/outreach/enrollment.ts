import type { ProspectStatus } from './prospect.ts';

/** One prospect's way through one campaign. One that has ended stays as history. */
export interface Enrollment extends EnrollmentProgress {
  readonly id: string;
  readonly campaignId: string;
  readonly prospectId: string;
  /** The prospect's address. */
  readonly email: string;
  readonly status: EnrollmentStatus;
  /** `null`: what the prospect says of itself holds. */
  readonly values: EnrollmentValues | null;
  /** The import that it came with: the id of that job. */
  readonly importId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** `suppressed`: enrolled, but nothing is sent, since the prospect was not `active` at enrolling. */
export type EnrollmentStatus = 'active' | 'suppressed' | 'unenrolled';

/** What its campaign knows of an enrolled prospect, apart from what other campaigns know (decision 30). */
export interface EnrollmentValues {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly customFields: Readonly<Record<string, string>>;
}

/** What has been sent and what came back. */
export interface EnrollmentProgress {
  readonly stage: EnrollmentStage;
  /** The `stepIndex` of the e-mail that was sent last; `null`: none. */
  readonly stepIndex: number | null;
  readonly contactedAt: Date | null;
  readonly openedAt: Date | null;
  readonly repliedAt: Date | null;
  readonly unsubscribedAt: Date | null;
}

/** What happened last. `external`: the prospect wrote first. */
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

/** Where an enrollment begins: nothing will be sent to whom nothing may be sent. */
export const FIRST_STAGE: Readonly<Record<ProspectStatus, EnrollmentStage>> = {
  active: 'pending',
  bounced: 'bounced',
  unsubscribed: 'unsubscribed',
  suppressed: 'failed',
};

/** Prospects that one call may enroll (design.md, decisions on the Campaign API). */
export const MAX_ENROLLED_AT_ONCE = 1000;

/** Whom to enroll: exactly one way of saying it. */
export type EnrollSelection =
  | ProspectSelection
  | { readonly by: 'list'; readonly listIds: readonly string[] };

/** Whom to unenroll. */
export type ProspectSelection =
  | { readonly by: 'prospect'; readonly prospectIds: readonly string[] }
  | { readonly by: 'email'; readonly emails: readonly string[] };
