import type { Job, JobFailure } from '../outreach/job.ts';
import { fromTime, fromTimeOrNull, toTimeOrNull } from './columns.ts';
import type { JobsTable } from './tables.ts';

export function toRow(job: Job): JobsTable {
  return {
    id: job.id,
    workspace_id: job.workspaceId,
    kind: job.kind,
    campaign_id: job.campaignId,
    status: job.status,
    ...job.counts,
    failure: job.failure === null ? null : JSON.stringify(job.failure),
    created_at: fromTime(job.createdAt),
    started_at: fromTimeOrNull(job.startedAt),
    finished_at: fromTimeOrNull(job.finishedAt),
  };
}

export function fromRow(row: JobsTable): Job {
  const failure: JobFailure | null = row.failure === null ? null : JSON.parse(row.failure);
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    kind: row.kind,
    campaignId: row.campaign_id,
    status: row.status,
    counts: {
      total: row.total,
      processed: row.processed,
      succeeded: row.succeeded,
      skipped: row.skipped,
      failed: row.failed,
    },
    failure,
    createdAt: new Date(row.created_at),
    startedAt: toTimeOrNull(row.started_at),
    finishedAt: toTimeOrNull(row.finished_at),
  };
}
