import type { NewConnectedMailbox } from './mailbox.ts';
import type { ColumnMapping, FileProblem, RowProblem } from './prospect-file.ts';

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

/** What each kind of job is given, and what it tells of each item (of an import: of each that enrolled nobody). */
export interface JobKinds {
  readonly enrollment_import: {
    readonly input: { readonly mapping: ColumnMapping };
    readonly result: ImportProblem;
  };
  readonly mailbox_creation: {
    readonly input: { readonly mailboxes: readonly NewConnectedMailbox[] };
    readonly result: MailboxCreation;
  };
  readonly mailbox_deletion: {
    readonly input: { readonly mailboxIds: readonly string[] };
    readonly result: MailboxDeletion;
  };
}

export type JobKind = keyof JobKinds;

/** An item of a job, or what is told of it. */
export interface Placed<Value> {
  /** Among the items of the job, from 0. */
  readonly place: number;
  readonly value: Value;
}

/** A row of a file that enrolled nobody. */
export interface ImportProblem {
  /** Where the row begins in the file, from 1. */
  readonly line: number;
  readonly problem: RowProblem;
}

/** What became of one mailbox that a job was to create. */
export interface MailboxCreation {
  readonly email: string;
  /** `null` if it was not created. */
  readonly mailboxId: string | null;
  readonly problem: 'mailbox_exists' | 'connection_failed' | 'internal' | null;
}

/** What became of one mailbox that a job was to delete. */
export interface MailboxDeletion {
  readonly mailboxId: string;
  /** With the first two it was skipped, with the last it failed. */
  readonly problem: 'not_found' | 'mailbox_in_use' | 'internal' | null;
}

/** Jobs that a workspace may have which are not through; each import holds a file of up to 50 MB until it is. */
export const MAX_OPEN_JOBS = 20;
