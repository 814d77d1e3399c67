import type { Job, MailboxCreation, MailboxDeletion } from './job.ts';
import type { JobRunner } from './job-runner.ts';
import { existingJob, insertJob } from './jobs.ts';
import type { NewConnectedMailbox } from './mailbox.ts';
import type { OutreachParts } from './parts.ts';

/** Creates and deletes many mailboxes at once. */
export class MailboxJobs {
  readonly #parts: OutreachParts;
  readonly #runner: JobRunner;

  constructor(parts: OutreachParts, runner: JobRunner) {
    this.#parts = parts;
    this.#runner = runner;
  }

  /**
   * A job that adds each of the mailboxes as `Mailboxes.add` does; one that fails does not stop the others.
   *
   * @throws Refusal `too_many_jobs`
   * @throws Error within a transaction
   */
  async create(workspaceId: string, mailboxes: readonly NewConnectedMailbox[]): Promise<Job> {
    return this.#begin(() =>
      insertJob(this.#parts, {
        workspaceId,
        kind: 'mailbox_creation',
        status: 'pending',
        total: mailboxes.length,
        input: { mailboxes },
      }),
    );
  }

  /**
   * A job that deletes each of the mailboxes as `Mailboxes.delete` does; those that it refuses are skipped.
   *
   * @throws Refusal `too_many_jobs`
   * @throws Error within a transaction
   */
  async delete(workspaceId: string, mailboxIds: readonly string[]): Promise<Job> {
    return this.#begin(() =>
      insertJob(this.#parts, {
        workspaceId,
        kind: 'mailbox_deletion',
        status: 'pending',
        total: mailboxIds.length,
        input: { mailboxIds },
      }),
    );
  }

  /**
   * How far a creation has got, and what became of each that it is through with, in the order in which they were given.
   *
   * @throws Refusal `not_found`
   */
  async creation(
    workspaceId: string,
    id: string,
  ): Promise<{ readonly job: Job; readonly results: readonly MailboxCreation[] }> {
    return existingJob(this.#parts, workspaceId, 'mailbox_creation', id);
  }

  /**
   * How far a deletion has got, and what became of each that it is through with, in the order in which they were given.
   *
   * @throws Refusal `not_found`
   */
  async deletion(
    workspaceId: string,
    id: string,
  ): Promise<{ readonly job: Job; readonly results: readonly MailboxDeletion[] }> {
    return existingJob(this.#parts, workspaceId, 'mailbox_deletion', id);
  }

  async #begin(insert: () => Promise<Job>): Promise<Job> {
    const { unitOfWork } = this.#parts.storage;
    unitOfWork.requireNone();
    const job = await unitOfWork.transaction(insert);
    this.#runner.wake(job.kind);
    return job;
  }
}
