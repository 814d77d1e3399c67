import type { FileProblem } from './prospect-file.ts';

/** Work that goes on after its request has been answered, and goes on again after a restart. */
export interface Job {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: JobKind;
  /** The campaign that an import is for. */
  readonly campaignId: string | null;
  readonly status: JobStatus;
  readonly counts: JobCounts;
  /** Why a `failed` job could not go on. What it had done before stays done. */
  readonly failure: JobFailure | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export type JobKind = 'enrollment_import' | 'mailbox_creation' | 'mailbox_deletion';

/** `validating`: what an import reads is being received and looked through; nobody knows the job yet. */
export type JobStatus = 'validating' | 'pending' | 'in_progress' | 'completed' | 'failed';

/** In items: rows of a file, or mailboxes. */
export interface JobCounts {
  readonly total: number;
  /** The sum of the three that follow. */
  readonly processed: number;
  readonly succeeded: number;
  /** Passed over without harm: enrolled already, in use, not there. */
  readonly skipped: number;
  readonly failed: number;
}

export type JobFailure =
  | { readonly code: 'campaign_closed' }
  | { readonly code: 'unreadable_file'; readonly problem: FileProblem }
  /** A fault of ours; the operator has been told. */
  | { readonly code: 'internal' };

/** Jobs of a workspace that are not through yet: each import may hold 50 MB. */
export const MAX_OPEN_JOBS = 20;
