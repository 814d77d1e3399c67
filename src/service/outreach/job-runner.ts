import type { Job, JobFailure, JobKind } from './job.ts';
import type { OutreachParts } from './parts.ts';

/**
 * Does the work of a job, from where its counts and results say that it was left, and returns when there is nothing
 * left to do or `stopped` is aborted.
 *
 * @throws JobFailed if it cannot go on
 */
export type Work = (job: Job, stopped: AbortSignal) => Promise<void>;

/** Why a job cannot go on; what it has done stays. */
export class JobFailed extends Error {
  readonly failure: JobFailure;

  constructor(failure: JobFailure) {
    super(failure.code);
    this.name = 'JobFailed';
    this.failure = failure;
  }
}

const KINDS: readonly JobKind[] = ['enrollment_import', 'mailbox_creation', 'mailbox_deletion'];

/**
 * Does the jobs of all workspaces, the oldest first: one of each kind at a time, so that connections which are slow
 * to fail keep no import waiting. The queue is the table of jobs. One process at a time runs the jobs of a database.
 */
export class JobRunner {
  readonly #parts: OutreachParts;
  readonly #work: Readonly<Record<JobKind, Work>>;
  readonly #stopped = new AbortController();
  readonly #waiting = new Map<JobKind, () => void>();
  #lanes: readonly Promise<void>[] = [];

  constructor(parts: OutreachParts, work: Readonly<Record<JobKind, Work>>) {
    this.#parts = parts;
    this.#work = work;
  }

  /** Takes up what an earlier process left, and whatever comes. Called once, at boot. */
  async resume(): Promise<void> {
    await this.#parts.storage.jobs.deleteUnreceived();
    this.#lanes = KINDS.map((kind) => this.#lane(kind));
  }

  /** Says that there is a new job. It is begun at once, if no other of its kind is under way. */
  wake(kind: JobKind): void {
    this.#waiting.get(kind)?.();
  }

  /** Lets each job finish the part that it has in hand; the rest is done after the next `resume`. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    for (const kind of KINDS) this.wake(kind);
    await Promise.all(this.#lanes);
  }

  async #lane(kind: JobKind): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const { promise: woken, resolve } = Promise.withResolvers<void>();
      this.#waiting.set(kind, resolve);
      if (!(await this.#doNext(kind))) await woken;
    }
  }

  /** @returns whether there was a job to do */
  async #doNext(kind: JobKind): Promise<boolean> {
    const { storage, report } = this.#parts;
    try {
      const job = await storage.jobs.next(kind);
      if (job === undefined) return false;
      await this.#do(job);
      return true;
    } catch (error) {
      // The storage itself fails: there is no telling it, and no use in trying again at once.
      report(error);
      return false;
    }
  }

  async #do(job: Job): Promise<void> {
    const { storage, now, report } = this.#parts;
    const { signal } = this.#stopped;
    const begun: Job = { ...job, status: 'in_progress', startedAt: job.startedAt ?? now() };
    await storage.jobs.save(begun);
    try {
      await this.#work[job.kind](begun, signal);
      if (signal.aborted) return;
      await storage.jobs.finish({ ...begun, status: 'completed', finishedAt: now() });
    } catch (error) {
      if (!(error instanceof JobFailed)) report(error);
      const failure: JobFailure = error instanceof JobFailed ? error.failure : { code: 'internal' };
      await storage.jobs.finish({ ...begun, status: 'failed', failure, finishedAt: now() });
    }
  }
}

/** Lets whatever else has come in meanwhile have its turn. */
export async function takeTurns(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
