/** The domain's refusals in the words of "Campaign API Error Handling"; the Settings API uses the same. */
import { isObject } from '@countersign/contract';
import type { Problem } from '@countersign/server';
import type { CampaignAction, CampaignStatus } from '../outreach/campaign-status.ts';
import { Refusal, type RefusalFacts, type Resource, type UnusableMailbox } from '../outreach/refusal.ts';
import { type ErrorDetail, refusal, validationError } from './coded-errors.ts';
import { publicId } from './public-ids.ts';

/** What a handler threw, as a problem; `undefined` if it is no refusal of the domain. */
export function toProblem(thrown: unknown, { body }: { readonly body: unknown }): Problem | undefined {
  return thrown instanceof Refusal ? write(thrown.facts, body) : undefined;
}

function write(facts: RefusalFacts, body: unknown): Problem | undefined {
  switch (facts.code) {
    case 'not_found':
      return refusal(404, 'not_found', NOT_FOUND[facts.what]);
    case 'subscription_blocked':
      return refusal(403, 'subscription_blocked', 'Your subscription is inactive, past due, or expired.');
    case 'invalid_status':
      return refusal(400, 'invalid_status', wrongStatus(facts.action, facts.status));
    case 'end_date_expired':
      return refusal(
        400,
        'end_date_expired',
        'The end date is already in the past. Update the end date (PATCH) or set it to null to remove it.',
      );
    case 'invalid_dates':
      return validationError([
        { field: 'endDate', message: "'endDate' must be in the future and after 'startDate'" },
      ]);
    case 'unusable_mailboxes':
      return refusal(
        400,
        'unusable_mailboxes',
        'One or more mailboxes are disconnected or have sending disabled.',
        facts.mailboxes.map(unusableMailbox),
      );
    case 'unknown_prospects':
      return validationError(
        facts.prospectIds.map(publicProspectId).map((id) => ({
          field: fieldIn(body, 'prospectIds', id),
          message: `${id} is not a prospect of this workspace`,
        })),
      );
    case 'unknown_lists':
      return validationError(
        facts.listIds.map((id) => ({
          field: fieldIn(body, 'listIds', id),
          message: `no prospect of this workspace is on the list ${id}`,
        })),
      );
    case 'too_many_prospects':
      return validationError([
        {
          field: 'listIds',
          message: `must have at most ${facts.limit.toLocaleString('en')} prospects together`,
        },
      ]);
    case 'already_enrolled':
      return refusal(
        409,
        'conflict',
        'Duplicate prospect enrollment (same prospect already enrolled in this campaign).',
        facts.prospects.map(({ id, email }) => alreadyEnrolled(publicProspectId(id), email, body)),
      );
    case 'bad_cursor':
      return validationError([{ field: 'cursor', message: 'is not a cursor that a list has given out' }]);
    case 'mailbox_exists':
      return refusal(409, 'conflict', 'The workspace already has a mailbox with this address.', [
        {
          field: 'email',
          message: `${facts.email} is the address of ${publicId('mailbox', facts.mailboxId)}`,
        },
      ]);
    // Nothing else comes of what these APIs ask of the domain.
    default:
      return undefined;
  }
}

const NOT_FOUND: Readonly<Record<Resource, string>> = {
  campaign: 'The campaign ID does not exist, belongs to a different workspace, or was deleted.',
  prospect: 'The prospect ID does not exist or belongs to a different workspace.',
  mailbox: 'The mailbox ID does not exist or belongs to a different workspace.',
  api_key: 'The API key ID does not exist or belongs to a different workspace.',
  enrollment: 'The enrollment ID does not exist or belongs to a different campaign.',
  job: 'The job ID does not exist or belongs to a different workspace.',
  workspace: 'The workspace ID does not exist.',
};

function wrongStatus(action: CampaignAction, status: CampaignStatus): string {
  const isOver = status === 'completed' || status === 'errored';
  switch (action) {
    case 'update':
      return isOver
        ? 'Cannot update a completed or errored campaign'
        : 'Cannot update a running campaign — pause it first (POST /:id/pause)';
    case 'start':
    case 'launch':
      return isOver
        ? 'Cannot start a completed or errored campaign'
        : 'Cannot start a campaign that is already running';
    case 'pause':
      return isOver
        ? 'Cannot pause a completed or errored campaign'
        : 'Cannot pause a draft or already-paused campaign';
    case 'delete':
      return 'Cannot delete a running campaign — pause it first (POST /:id/pause)';
    case 'enroll':
      return 'Cannot enroll prospects in a completed or errored campaign';
    case 'close':
      return 'Cannot close a completed or errored campaign';
  }
}

function unusableMailbox({ id, reason, place }: UnusableMailbox): ErrorDetail {
  return { field: `mailboxIds[${place}]`, message: `${publicId('mailbox', id)} ${UNUSABLE[reason]}` };
}

const UNUSABLE: Readonly<Record<UnusableMailbox['reason'], string>> = {
  unknown: 'does not exist',
  disconnected: 'is disconnected',
  sending_disabled: 'has sending disabled',
};

function alreadyEnrolled(id: string, email: string, body: unknown): ErrorDetail {
  const [field, name] =
    listIn(body, 'emails') !== undefined
      ? [fieldIn(body, 'emails', email), email]
      : listIn(body, 'prospectIds') !== undefined
        ? [fieldIn(body, 'prospectIds', id), id]
        : ['listIds', email];
  return { field, message: `${name} is already enrolled in this campaign` };
}

function publicProspectId(id: string): string {
  return publicId('prospect', id);
}

/** Where `value` stands in the list `name` of the body: `emails[2]`. */
function fieldIn(body: unknown, name: string, value: string): string {
  const place = (listIn(body, name) ?? []).findIndex(
    (item) => String(item).toLowerCase() === value.toLowerCase(),
  );
  return place === -1 ? name : `${name}[${place}]`;
}

function listIn(body: unknown, name: string): readonly unknown[] | undefined {
  const list = isObject(body) ? body[name] : undefined;
  return Array.isArray(list) ? list : undefined;
}
