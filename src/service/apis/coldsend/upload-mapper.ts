/** Imports in the words of the ColdSend API, which calls them uploads of leads. */
import type { components } from '../../../../generated/coldsend/received.ts';
import type { Job, JobFailure } from '../../outreach/job.ts';
import type { ColumnMapping, RowProblem } from '../../outreach/prospect-file.ts';
import { timestamp } from '../times.ts';
import { jobStatus, progress } from './job-mapper.ts';
import { fileSentence, INTERNAL, rowSentence } from './sentences.ts';

type Schemas = components['schemas'];

/** @param mapping CSV columns by lead field; whatever is no field of a lead is a custom field */
export function columnMapping(mapping: Readonly<Record<string, string>>): ColumnMapping {
  const { email, first_name: firstName, last_name: lastName, company, ...customFields } = mapping;
  return { fields: { email, firstName, lastName, company }, customFields };
}

/**
 * The `lead_mapping` of a campaign the other way round: CSV columns by lead field. Of two columns for one field
 * the first counts.
 */
export function byField(leadMapping: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries(leadMapping).map(([column, field]) => [field, column] as const);
  return Object.fromEntries(pairs.toReversed());
}

export function uploadView(
  job: Job,
  campaignId: string,
  problems: readonly { readonly line: number; readonly problem: RowProblem }[],
): Schemas['LeadUploadJob'] {
  const { counts, failure } = job;
  return {
    job_id: job.id,
    campaign_id: campaignId,
    status: jobStatus(job),
    progress_percentage: progress(job),
    processed_count: counts.processed,
    success_count: counts.succeeded,
    duplicate_count: counts.skipped,
    error_count: counts.failed,
    total_count: counts.total,
    errors: [
      ...problems.map(({ line, problem }) => ({ row: line, message: rowSentence(problem) })),
      ...(failure === null ? [] : [{ row: null, message: failureSentence(failure) }]),
    ],
    started_at: timestamp(job.startedAt),
    completed_at: timestamp(job.finishedAt),
  };
}

function failureSentence(failure: JobFailure): string {
  switch (failure.code) {
    case 'campaign_closed':
      return 'The campaign is over';
    case 'unreadable_file':
      return fileSentence(failure.problem);
    case 'internal':
      return INTERNAL;
  }
}
