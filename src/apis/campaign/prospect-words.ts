/** Prospects and enrollments in the words of the Campaign API, and back. */
import type { components } from '../../../generated/campaign/received.ts';
import type { Enrollment, EnrollSelection, ProspectSelection } from '../../outreach/enrollment.ts';
import type { Prospect } from '../../outreach/prospect.ts';
import { timestamp } from '../times.ts';

type Schemas = components['schemas'];

export function prospectView(prospect: Prospect): Schemas['Prospect'] {
  const { workspaceId: _, status, createdAt, updatedAt, ...details } = prospect;
  return {
    ...details,
    listIds: [...details.listIds],
    globalStatus: status,
    createdAt: timestamp(createdAt),
    updatedAt: timestamp(updatedAt),
  };
}

export function enrollmentView(enrollment: Enrollment): Schemas['Enrollment'] {
  const { createdAt, updatedAt, ...rest } = enrollment;
  return { ...rest, createdAt: timestamp(createdAt), updatedAt: timestamp(updatedAt) };
}

/** The contract allows exactly one of the three lists. */
export function enrollSelection(body: Schemas['NewEnrollments']): EnrollSelection {
  return body.listIds === undefined ? prospectSelection(body) : { by: 'list', listIds: body.listIds };
}

/** The contract allows exactly one of the two lists. */
export function prospectSelection(body: Schemas['ProspectSelection']): ProspectSelection {
  return body.prospectIds === undefined
    ? { by: 'email', emails: body.emails ?? [] }
    : { by: 'prospect', prospectIds: body.prospectIds };
}
