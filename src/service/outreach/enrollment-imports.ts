import { existingCampaign, openCampaign } from './existing-campaign.ts';
import type { ImportProblem, Job } from './job.ts';
import { type JobRunner, takeTurns } from './job-runner.ts';
import type { ImportBatch } from './job-storage.ts';
import { existingJob, insertJob } from './jobs.ts';
import type { OutreachParts } from './parts.ts';
import type { ColumnMapping } from './prospect-file.ts';
import { Refusal } from './refusal.ts';

/** Bytes of a file that are stored at once: each time, the disk is waited for. */
const PIECE_SIZE = 1024 * 1024;

/** Imports whose leads are told of a campaign. */
const MAX_BATCHES_TOLD = 100;

export interface ProspectFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly mapping: ColumnMapping;
}

/** Enrolls the people in a file, in the campaigns that one API has made. */
export class EnrollmentImports {
  readonly #parts: OutreachParts;
  readonly #runner: JobRunner;
  readonly #origin: string;

  constructor(parts: OutreachParts, runner: JobRunner, origin: string) {
    this.#parts = parts;
    this.#runner = runner;
    this.#origin = origin;
  }

  /**
   * Receives a file, keeps it, and looks it through; then it is for a job to enroll those in it.
   *
   * @returns the job, `pending`
   * @throws Refusal `not_found`, `subscription_blocked`, `invalid_status`, `too_many_jobs`, `unreadable_file`
   * @throws Error within a transaction, or if the bytes end in one
   */
  async begin(workspaceId: string, campaignId: string, { bytes, mapping }: ProspectFile): Promise<Job> {
    const { storage } = this.#parts;
    storage.unitOfWork.requireNone();
    const received = await storage.unitOfWork.transaction(async () => {
      await openCampaign(storage, this.#origin, workspaceId, campaignId);
      const job = {
        workspaceId,
        kind: 'enrollment_import',
        status: 'validating',
        total: 0,
        campaignId,
      } as const;
      return insertJob(this.#parts, { ...job, input: { mapping } });
    });
    try {
      const total = await this.#receive(received.id, bytes, mapping);
      if (total === 0) throw new Refusal({ code: 'unreadable_file', problem: { code: 'no_rows' } });
      const job: Job = { ...received, status: 'pending', counts: { ...received.counts, total } };
      await storage.unitOfWork.transaction(async () => {
        await openCampaign(storage, this.#origin, workspaceId, campaignId);
        await storage.jobs.save(job);
        await storage.jobs.count(job.id, { total });
      });
      this.#runner.wake(job.kind);
      return job;
    } catch (error) {
      await storage.jobs.delete(received.id);
      // The campaign may have been deleted, and its jobs with it: then it is that which stood in the way.
      await existingCampaign(storage, this.#origin, workspaceId, campaignId);
      throw error;
    }
  }

  /**
   * How far an import has got, and which rows enrolled nobody, in the order of the file.
   *
   * @throws Refusal `not_found`
   */
  async get(
    workspaceId: string,
    campaignId: string,
    id: string,
  ): Promise<{ readonly job: Job; readonly problems: readonly ImportProblem[] }> {
    await existingCampaign(this.#parts.storage, this.#origin, workspaceId, campaignId);
    const { job, results } = await existingJob(this.#parts, workspaceId, 'enrollment_import', id);
    if (job.campaignId !== campaignId) throw new Refusal({ code: 'not_found', what: 'job', id });
    return { job, problems: results };
  }

  /**
   * The imports that have enrolled somebody, the newest first; at most the last 100.
   *
   * @throws Refusal `not_found`
   */
  async batches(workspaceId: string, campaignId: string): Promise<readonly ImportBatch[]> {
    const { storage } = this.#parts;
    await existingCampaign(storage, this.#origin, workspaceId, campaignId);
    return storage.jobs.batches(campaignId, MAX_BATCHES_TOLD);
  }

  /** @returns how many rows there are */
  async #receive(jobId: string, bytes: AsyncIterable<Uint8Array>, mapping: ColumnMapping): Promise<number> {
    let rows = 0;
    for await (const _ of this.#parts.readProspectFile(this.#kept(jobId, bytes), mapping)) rows++;
    return rows;
  }

  /** The bytes as they come; all of them are stored when the last one has been handed on. */
  async *#kept(jobId: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    const { jobFiles } = this.#parts.storage;
    let pieces: Uint8Array[] = [];
    let size = 0;
    let place = 0;
    const store = async (): Promise<void> => {
      if (size > 0) await jobFiles.insert(jobId, place++, Buffer.concat(pieces));
      pieces = [];
      size = 0;
    };
    for await (const piece of bytes) {
      pieces.push(piece);
      size += piece.length;
      if (size >= PIECE_SIZE) {
        await store();
        await takeTurns();
      }
      yield piece;
    }
    await store();
  }
}
