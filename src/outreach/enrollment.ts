/** One prospect's way through one campaign. One that has ended stays as history. */
export interface Enrollment {
  readonly id: string;
  readonly campaignId: string;
  readonly prospectId: string;
  /** The prospect's address. */
  readonly email: string;
  readonly status: EnrollmentStatus;
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
