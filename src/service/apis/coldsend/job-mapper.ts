/** Jobs in the words of the ColdSend API. */
import type { components } from '../../../../generated/coldsend/received.ts';
import type { Job, JobStatus, MailboxCreation, MailboxDeletion } from '../../outreach/job.ts';

import { timestamp } from '../times.ts';
import { CONNECTION_FAILED, EMAIL_EXISTS, INBOX_IN_USE, INTERNAL, inboxNotFound } from './sentences.ts';

type Schemas = components['schemas'];

const STATUSES: Readonly<Record<JobStatus, Schemas['JobStatus']>> = {
  validating: 'VALIDATING',
  pending: 'PENDING',
  in_progress: 'IN_PROGRESS',
  completed: 'COMPLETED',
  failed: 'FAILED',
};

export function jobStatus({ status }: Job): Schemas['JobStatus'] {
  return STATUSES[status];
}

/** In whole percent; a hundred only when the job is done. */
export function progress({ status, counts: { processed, total } }: Job): number {
  if (status === 'completed') return 100;
  return total === 0 ? 0 : Math.floor((processed / total) * 100);
}

/** `2 inboxes` */
export function inboxes(count: number): string {
  return `${count} ${count === 1 ? 'inbox' : 'inboxes'}`;
}

export function creationView(
  job: Job,
  results: readonly MailboxCreation[],
): Schemas['BulkCreateProgress']['job'] {
  const { counts } = job;
  return {
    job_id: job.id,
    status: jobStatus(job),
    progress_percentage: progress(job),
    total_rows: counts.total,
    processed_count: counts.processed,
    success_count: counts.succeeded,
    failed_count: counts.failed,
    started_at: timestamp(job.startedAt),
    completed_at: timestamp(job.finishedAt),
    results: results.map(({ email, mailboxId, problem }) => ({
      email_address: email,
      success: mailboxId !== null,
      inbox_id: mailboxId,
      error: problem === null ? null : CREATION_ERRORS[problem],
    })),
  };
}

const CREATION_ERRORS: Readonly<Record<NonNullable<MailboxCreation['problem']>, string>> = {
  mailbox_exists: EMAIL_EXISTS,
  connection_failed: CONNECTION_FAILED,
  internal: INTERNAL,
};

export function deletionView(
  job: Job,
  results: readonly MailboxDeletion[],
): Schemas['BulkDeleteProgress']['job'] {
  const { counts } = job;
  return {
    job_id: job.id,
    status: jobStatus(job),
    progress_percentage: progress(job),
    total_rows: counts.total,
    processed_count: counts.processed,
    deleted_count: counts.succeeded,
    skipped_count: counts.skipped,
    failed_count: counts.failed,
    started_at: timestamp(job.startedAt),
    completed_at: timestamp(job.finishedAt),
    results: results.map(({ mailboxId, problem }) => ({
      inbox_id: mailboxId,
      outcome: problem === null ? 'DELETED' : problem === 'internal' ? 'FAILED' : 'SKIPPED',
      reason: problem === null ? null : deletionReason(problem, mailboxId),
    })),
  };
}

function deletionReason(problem: NonNullable<MailboxDeletion['problem']>, mailboxId: string): string {
  switch (problem) {
    case 'not_found':
      return inboxNotFound(mailboxId);
    case 'mailbox_in_use':
      return INBOX_IN_USE;
    case 'internal':
      return INTERNAL;
  }
}
