/** One prospect's way through one campaign. Cancelled ones stay as history. */
export interface Enrollment {
  readonly id: string;
  readonly campaignId: string;
  readonly prospectId: string;
  /** The prospect's address. */
  readonly email: string;
  readonly status: EnrollmentStatus;
  readonly createdAt: Date;
  readonly cancelledAt: Date | null;
}

/** `suppressed`: enrolled, but nothing is sent, since the prospect was not `active` at enrolling. */
export type EnrollmentStatus = 'active' | 'suppressed' | 'cancelled';

/** Whom to enroll: exactly one way of saying it. */
export type EnrollSelection =
  | ProspectSelection
  | { readonly by: 'list'; readonly listIds: readonly string[] };

/** Whom to unenroll. */
export type ProspectSelection =
  | { readonly by: 'prospect'; readonly prospectIds: readonly string[] }
  | { readonly by: 'email'; readonly emails: readonly string[] };
