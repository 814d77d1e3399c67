/** Prospects and enrollments in the words of the Campaign API, and back. */
import type { components } from '../../../../generated/campaign/received.ts';
import type { Enrollment, EnrollSelection, ProspectSelection } from '../../outreach/enrollment.ts';
import type { Prospect } from '../../outreach/prospect.ts';
import { domainId, publicId } from '../public-ids.ts';
import { timestamp } from '../times.ts';

type Schemas = components['schemas'];

export function prospectView(prospect: Prospect): Schemas['Prospect'] {
  const { id, workspaceId: _, status, createdAt, updatedAt, ...details } = prospect;
  return {
    id: publicId('prospect', id),
    ...details,
    listIds: [...details.listIds],
    globalStatus: status,
    createdAt: timestamp(createdAt),
    updatedAt: timestamp(updatedAt),
  };
}

export function enrollmentView(enrollment: Enrollment): Schemas['Enrollment'] {
  const { id, campaignId, prospectId, email, status, createdAt, updatedAt } = enrollment;
  return {
    id: publicId('enrollment', id),
    campaignId: publicId('campaign', campaignId),
    prospectId: publicId('prospect', prospectId),
    email,
    status,
    createdAt: timestamp(createdAt),
    updatedAt: timestamp(updatedAt),
  };
}

/** The contract allows exactly one of the three lists. */
export function enrollSelection(body: Schemas['NewEnrollments']): EnrollSelection {
  return body.listIds === undefined ? prospectSelection(body) : { by: 'list', listIds: body.listIds };
}

/** The contract allows exactly one of the two lists. */
export function prospectSelection(body: Schemas['ProspectSelection']): ProspectSelection {
  return body.prospectIds === undefined
    ? { by: 'email', emails: body.emails ?? [] }
    : { by: 'prospect', prospectIds: body.prospectIds.map((id) => domainId('prospect', id)) };
}
