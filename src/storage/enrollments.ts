import { sql } from 'kysely';
import type { Enrollment, EnrollmentStatus } from '../outreach/enrollment.ts';
import type { Slice } from '../outreach/page.ts';
import type { EnrollmentFilter, EnrollmentRepository } from '../outreach/storage.ts';
import { chunks, fromTime } from './columns.ts';
import { inSlice } from './slices.ts';
import type { EnrollmentsTable } from './tables.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

/** A literal, not a parameter: only so does the planner see that `enrollments_current` has these rows. */
const NOT_CURRENT = sql.lit<EnrollmentStatus>('unenrolled');

/** Columns of a row of `enrollments`. */
const COLUMNS = 6;

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

function toRow(enrollment: Enrollment): EnrollmentsTable {
  return {
    id: enrollment.id,
    campaign_id: enrollment.campaignId,
    prospect_id: enrollment.prospectId,
    status: enrollment.status,
    created_at: fromTime(enrollment.createdAt),
    updated_at: fromTime(enrollment.updatedAt),
  };
}

function fromRow(row: EnrollmentsTable & { email: string }): Enrollment {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    prospectId: row.prospect_id,
    email: row.email,
    status: row.status,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
