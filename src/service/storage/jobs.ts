import type { Job, JobCounts, JobKind, JobKinds, Placed } from '../outreach/job.ts';
import type { ImportBatch, JobRepository } from '../outreach/job-storage.ts';
import { chunks } from './columns.ts';
import { fromRow, toRow } from './job-rows.ts';
import type { SecretBox } from './secret-box.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

/** Columns of a row of `job_results`. */
const RESULT_COLUMNS = 3;

export class SqlJobs implements JobRepository {
  readonly #work: SqlUnitOfWork;
  readonly #secrets: SecretBox;

  constructor(work: SqlUnitOfWork, secrets: SecretBox) {
    this.#work = work;
    this.#secrets = secrets;
  }

  async insert(job: Job): Promise<void> {
    await this.#work.db.insertInto('jobs').values(toRow(job)).execute();
  }

  async insertInput(id: string, input: JobKinds[JobKind]['input']): Promise<void> {
    const sealed = this.#secrets.seal(JSON.stringify(input), ownerOf(id));
    await this.#work.db
      .insertInto('job_inputs')
      .values({ job_id: id, sealed: Buffer.from(sealed).toString('base64') })
      .execute();
  }

  async input<Kind extends JobKind>(id: string, _kind: Kind): Promise<JobKinds[Kind]['input']> {
    const { sealed } = await this.#work.db
      .selectFrom('job_inputs')
      .select('sealed')
      .where('job_id', '=', id)
      .executeTakeFirstOrThrow();
    const input: JobKinds[Kind]['input'] = JSON.parse(
      this.#secrets.open(Buffer.from(sealed, 'base64'), ownerOf(id)),
    );
    return input;
  }

  async find(workspaceId: string, kind: JobKind, id: string): Promise<Job | undefined> {
    const row = await this.#work.db
      .selectFrom('jobs')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && fromRow(row);
  }

  async next(kind: JobKind): Promise<Job | undefined> {
    const row = await this.#work.db
      .selectFrom('jobs')
      .selectAll()
      .where('kind', '=', kind)
      .where('status', 'in', ['in_progress', 'pending'])
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return row && fromRow(row);
  }

  async countOpen(workspaceId: string): Promise<number> {
    const { open } = await this.#work.db
      .selectFrom('jobs')
      .select((count) => count.fn.countAll().as('open'))
      .where('workspace_id', '=', workspaceId)
      .where('status', 'in', ['validating', 'pending', 'in_progress'])
      .executeTakeFirstOrThrow();
    return Number(open);
  }

  async save(job: Job): Promise<void> {
    const { id, total, processed, succeeded, skipped, failed, ...changed } = toRow(job);
    await this.#work.db.updateTable('jobs').set(changed).where('id', '=', id).execute();
  }

  async count(id: string, change: Partial<JobCounts>): Promise<void> {
    const { total = 0, processed = 0, succeeded = 0, skipped = 0, failed = 0 } = change;
    await this.#work.db
      .updateTable('jobs')
      .set((column) => ({
        total: column('total', '+', total),
        processed: column('processed', '+', processed),
        succeeded: column('succeeded', '+', succeeded),
        skipped: column('skipped', '+', skipped),
        failed: column('failed', '+', failed),
      }))
      .where('id', '=', id)
      .execute();
  }

  async insertResults(id: string, results: readonly Placed<JobKinds[JobKind]['result']>[]): Promise<void> {
    const rows = results.map(({ place, value }) => ({ job_id: id, place, result: JSON.stringify(value) }));
    for (const some of chunks(rows, RESULT_COLUMNS)) {
      await this.#work.db.insertInto('job_results').values(some).execute();
    }
  }

  async results<Kind extends JobKind>(id: string, _kind: Kind): Promise<Placed<JobKinds[Kind]['result']>[]> {
    const rows = await this.#work.db
      .selectFrom('job_results')
      .select(['place', 'result'])
      .where('job_id', '=', id)
      .orderBy('place')
      .execute();
    return rows.map(({ place, result }) => ({ place, value: JSON.parse(result) }));
  }

  async finish(job: Job): Promise<void> {
    await this.#work.transaction(async () => {
      await this.save(job);
      await this.#work.db.deleteFrom('job_inputs').where('job_id', '=', job.id).execute();
      await this.#work.db.deleteFrom('job_files').where('job_id', '=', job.id).execute();
    });
  }

  async delete(id: string): Promise<void> {
    await this.#work.db.deleteFrom('jobs').where('id', '=', id).execute();
  }

  async deleteUnreceived(): Promise<void> {
    await this.#work.db.deleteFrom('jobs').where('status', '=', 'validating').execute();
  }

  async batches(campaignId: string, limit: number): Promise<ImportBatch[]> {
    const rows = await this.#work.db
      .selectFrom('jobs')
      .select(['id', 'succeeded', 'created_at'])
      .where('campaign_id', '=', campaignId)
      .where('succeeded', '>', 0)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      enrolled: row.succeeded,
      createdAt: new Date(row.created_at),
    }));
  }
}

function ownerOf(jobId: string): string {
  return `job ${jobId}`;
}
