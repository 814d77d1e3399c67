import type { Enrollment, EnrollmentValues } from '../outreach/enrollment.ts';
import { fromTime, fromTimeOrNull, toTimeOrNull } from './columns.ts';
import { searchKey } from './search.ts';
import type { EnrollmentsTable } from './tables.ts';

export function toRow(enrollment: Enrollment): EnrollmentsTable {
  const { email, values } = enrollment;
  return {
    id: enrollment.id,
    campaign_id: enrollment.campaignId,
    prospect_id: enrollment.prospectId,
    status: enrollment.status,
    first_name: values?.firstName ?? null,
    last_name: values?.lastName ?? null,
    company: values?.company ?? null,
    custom_fields: values === null ? null : JSON.stringify(values.customFields),
    search_key: searchKey(email, values?.firstName, values?.lastName, values?.company),
    import_id: enrollment.importId,
    stage: enrollment.stage,
    step_index: enrollment.stepIndex,
    contacted_at: fromTimeOrNull(enrollment.contactedAt),
    opened_at: fromTimeOrNull(enrollment.openedAt),
    replied_at: fromTimeOrNull(enrollment.repliedAt),
    unsubscribed_at: fromTimeOrNull(enrollment.unsubscribedAt),
    created_at: fromTime(enrollment.createdAt),
    updated_at: fromTime(enrollment.updatedAt),
  };
}

export function fromRow(row: EnrollmentsTable & { readonly email: string }): Enrollment {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    prospectId: row.prospect_id,
    email: row.email,
    status: row.status,
    values: valuesFromRow(row),
    importId: row.import_id,
    stage: row.stage,
    stepIndex: row.step_index,
    contactedAt: toTimeOrNull(row.contacted_at),
    openedAt: toTimeOrNull(row.opened_at),
    repliedAt: toTimeOrNull(row.replied_at),
    unsubscribedAt: toTimeOrNull(row.unsubscribed_at),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}

function valuesFromRow(row: EnrollmentsTable): EnrollmentValues | null {
  if (row.custom_fields === null) return null;
  const customFields: Record<string, string> = JSON.parse(row.custom_fields);
  return { firstName: row.first_name, lastName: row.last_name, company: row.company, customFields };
}
