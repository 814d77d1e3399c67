import { sql } from 'kysely';
import type { Enrollment, EnrollmentStatus } from '../outreach/enrollment.ts';
import type { NumberedPage, NumberedPageRequest, Slice } from '../outreach/page.ts';
import type { EnrollmentFilter, EnrollmentQuery, EnrollmentRepository } from '../outreach/storage.ts';
import { chunks, fromTime } from './columns.ts';
import { fromRow, toRow } from './enrollment-rows.ts';
import { numberedPage } from './numbered-page.ts';
import { contains } from './search.ts';
import { inSlice } from './slices.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

/** A literal, not a parameter: only so does the planner see that `enrollments_current` has these rows. */
const NOT_CURRENT = sql.lit<EnrollmentStatus>('unenrolled');

/** Columns of a row of `enrollments`. */
const COLUMNS = 18;

export class SqlEnrollments implements EnrollmentRepository {
  readonly #work: SqlUnitOfWork;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
  }

  async insertAll(enrollments: readonly Enrollment[]): Promise<void> {
    for (const some of chunks(enrollments, COLUMNS)) {
      await this.#work.db.insertInto('enrollments').values(some.map(toRow)).execute();
    }
  }

  async findCurrent(campaignId: string, prospectIds: readonly string[]): Promise<Enrollment[]> {
    const found: Enrollment[] = [];
    for (const some of chunks(prospectIds)) {
      const rows = await this.#of(campaignId)
        .where('enrollments.prospect_id', 'in', some)
        .where('enrollments.status', '<>', NOT_CURRENT)
        .execute();
      found.push(...rows.map(fromRow));
    }
    return found;
  }

  async list(campaignId: string, { status }: EnrollmentFilter, slice: Slice): Promise<Enrollment[]> {
    let query = this.#of(campaignId).where(inSlice(slice, 'enrollments'));
    if (status !== undefined) query = query.where('enrollments.status', '=', status);
    const rows = await query
      .orderBy('enrollments.created_at', 'desc')
      .orderBy('enrollments.id', 'desc')
      .limit(slice.limit)
      .execute();
    return rows.map(fromRow);
  }

  async page(
    campaignId: string,
    { stage, search }: EnrollmentQuery,
    request: NumberedPageRequest,
  ): Promise<NumberedPage<Enrollment>> {
    return this.#work.transaction(async () => {
      let query = this.#of(campaignId).where('enrollments.status', '<>', NOT_CURRENT);
      if (stage !== undefined) query = query.where('enrollments.stage', '=', stage);
      if (search !== undefined) {
        query = query.where((column) => contains(column.ref('enrollments.search_key'), search));
      }
      const newestFirst = query.orderBy('enrollments.created_at', 'desc').orderBy('enrollments.id', 'desc');
      return await numberedPage(newestFirst, request, fromRow);
    });
  }

  async find(campaignId: string, id: string): Promise<Enrollment | undefined> {
    const row = await this.#of(campaignId)
      .where('enrollments.id', '=', id)
      .where('enrollments.status', '<>', NOT_CURRENT)
      .executeTakeFirst();
    return row && fromRow(row);
  }

  async delete(campaignId: string, id: string): Promise<void> {
    await this.#work.db
      .deleteFrom('enrollments')
      .where('campaign_id', '=', campaignId)
      .where('id', '=', id)
      .execute();
  }

  async setStatus(enrollmentIds: readonly string[], status: EnrollmentStatus, at: Date): Promise<void> {
    for (const some of chunks(enrollmentIds)) {
      await this.#work.db
        .updateTable('enrollments')
        .set({ status, updated_at: fromTime(at) })
        .where('id', 'in', some)
        .execute();
    }
  }

  #of(campaignId: string) {
    return this.#work.db
      .selectFrom('enrollments')
      .innerJoin('prospects', 'prospects.id', 'enrollments.prospect_id')
      .selectAll('enrollments')
      .select('prospects.email')
      .where('enrollments.campaign_id', '=', campaignId);
  }
}
