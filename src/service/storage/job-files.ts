import type { JobFileRepository } from '../outreach/job-storage.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

export class SqlJobFiles implements JobFileRepository {
  readonly #work: SqlUnitOfWork;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
  }

  async insert(jobId: string, place: number, bytes: Uint8Array): Promise<void> {
    await this.#work.db
      .insertInto('job_files')
      .values({ job_id: jobId, place, bytes: Buffer.from(bytes).toString('base64') })
      .execute();
  }

  async *read(jobId: string): AsyncGenerator<Uint8Array, void> {
    for (let place = 0; ; place++) {
      const row = await this.#work.db
        .selectFrom('job_files')
        .select('bytes')
        .where('job_id', '=', jobId)
        .where('place', '=', place)
        .executeTakeFirst();
      if (row === undefined) return;
      yield Buffer.from(row.bytes, 'base64');
    }
  }
}
