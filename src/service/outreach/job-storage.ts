/** What the domain asks of its storage for jobs. */
import type { Job, JobCounts, JobKind, JobKinds, Placed } from './job.ts';

/** What an import has enrolled. */
export interface ImportBatch {
  /** The id of the job. */
  readonly id: string;
  readonly enrolled: number;
  readonly createdAt: Date;
}

/** A job id without a workspace is only ever passed on after the job has been found, or by the one that runs it. */
export interface JobRepository {
  insert(job: Job): Promise<void>;
  /** Keeps what the job is given, sealed. */
  insertInput(id: string, input: JobKinds[JobKind]['input']): Promise<void>;
  find(workspaceId: string, kind: JobKind, id: string): Promise<Job | undefined>;
  /** Over all workspaces, the oldest that is in progress or pending. */
  next(kind: JobKind): Promise<Job | undefined>;
  /** Those that are neither completed nor failed. */
  countOpen(workspaceId: string): Promise<number>;
  /** @param kind that of the job */
  input<Kind extends JobKind>(id: string, kind: Kind): Promise<JobKinds[Kind]['input']>;
  /** All but its counts. */
  save(job: Job): Promise<void>;
  /** Adds to its counts. */
  count(id: string, change: Partial<JobCounts>): Promise<void>;
  insertResults(id: string, results: readonly Placed<JobKinds[JobKind]['result']>[]): Promise<void>;
  /**
   * In the order of their places.
   *
   * @param kind that of the job
   */
  results<Kind extends JobKind>(id: string, kind: Kind): Promise<Placed<JobKinds[Kind]['result']>[]>;
  /** `save`, and nothing is kept of what the job was given. */
  finish(job: Job): Promise<void>;
  /** With all that belongs to it. */
  delete(id: string): Promise<void>;
  /** Deletes those whose input an earlier process has not received to its end. */
  deleteUnreceived(): Promise<void>;
  /** The imports of a campaign that have enrolled somebody, the newest first. */
  batches(campaignId: string, limit: number): Promise<ImportBatch[]>;
}

/** The files that imports read. */
export interface JobFileRepository {
  /** The next piece; `place` is from 0. */
  insert(jobId: string, place: number, bytes: Uint8Array): Promise<void>;
  read(jobId: string): AsyncIterable<Uint8Array>;
}
