import { type Job, type JobCounts, type JobKind, type JobKinds, MAX_OPEN_JOBS, type Placed } from './job.ts';
import type { OutreachParts } from './parts.ts';
import { Refusal } from './refusal.ts';

const NO_COUNTS: JobCounts = { total: 0, processed: 0, succeeded: 0, skipped: 0, failed: 0 };

/** A job as it begins, and what it is given. */
interface NewJob<Kind extends JobKind> {
  readonly workspaceId: string;
  readonly kind: Kind;
  readonly status: 'validating' | 'pending';
  readonly total: number;
  readonly campaignId?: string;
  readonly input: JobKinds[Kind]['input'];
}

/**
 * Stores a new job. Within the caller's transaction; the caller wakes the runner.
 *
 * @throws Refusal `too_many_jobs`
 */
export async function insertJob<Kind extends JobKind>(
  { storage, now, newId }: OutreachParts,
  { workspaceId, kind, status, total, campaignId, input }: NewJob<Kind>,
): Promise<Job> {
  if ((await storage.jobs.countOpen(workspaceId)) >= MAX_OPEN_JOBS) {
    throw new Refusal({ code: 'too_many_jobs', limit: MAX_OPEN_JOBS });
  }
  const job: Job = {
    id: newId(),
    workspaceId,
    kind,
    campaignId: campaignId ?? null,
    status,
    counts: { ...NO_COUNTS, total },
    failure: null,
    createdAt: now(),
    startedAt: null,
    finishedAt: null,
  };
  await storage.jobs.insert(job);
  await storage.jobs.insertInput(job.id, input);
  return job;
}

/** @throws Refusal `not_found` */
export async function existingJob<Kind extends JobKind>(
  { storage }: OutreachParts,
  workspaceId: string,
  kind: Kind,
  id: string,
): Promise<{ readonly job: Job; readonly results: readonly JobKinds[Kind]['result'][] }> {
  return storage.unitOfWork.transaction(async () => {
    const job = await storage.jobs.find(workspaceId, kind, id);
    if (job === undefined || job.status === 'validating')
      throw new Refusal({ code: 'not_found', what: 'job', id });
    const placed = await storage.jobs.results(id, kind);
    return { job, results: placed.map(({ value }) => value) };
  });
}

/** Those of the items of which no result tells yet. */
export async function itemsLeft<Item>(
  { storage }: OutreachParts,
  { id, kind }: Job,
  items: readonly Item[],
): Promise<Placed<Item>[]> {
  const done = new Set((await storage.jobs.results(id, kind)).map(({ place }) => place));
  return items.map((value, place) => ({ place, value })).filter(({ place }) => !done.has(place));
}
