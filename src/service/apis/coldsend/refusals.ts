/** The domain's refusals in the words of the ColdSend API. */

import type { HandlerInput, Problem } from '@countersign/server';
import type { CampaignAction } from '../../outreach/campaign-status.ts';
import type { LaunchPart } from '../../outreach/launch-part.ts';
import type { FileProblem } from '../../outreach/prospect-file.ts';
import { Refusal, type RefusalFacts, type Resource } from '../../outreach/refusal.ts';
import { type LaunchRequirement, launchNotReady, refusal } from './errors.ts';
import {
  CONNECTION_FAILED,
  EMAIL_EXISTS,
  fileSentence,
  INBOX_IN_USE,
  inboxNotFound,
  LEAD_EXISTS,
} from './sentences.ts';

/** What a handler threw, as a problem; `undefined` if it is no refusal of the domain. */
export function toProblem(thrown: unknown, input: HandlerInput): Problem | undefined {
  return thrown instanceof Refusal ? write(thrown.facts, input) : undefined;
}

function write(facts: RefusalFacts, { params }: HandlerInput): Problem | undefined {
  const { code } = facts;
  switch (code) {
    case 'not_found':
      return notFound(facts.what, facts.id, params);
    case 'subscription_blocked':
      return refusal(403, code, 'Your subscription is inactive, past due, or expired');
    case 'invalid_status':
      return refusal(400, code, WRONG_STATUS[facts.action]);
    case 'not_launch_ready':
      return launchNotReady(facts.missing.map((part) => REQUIREMENTS[part]));
    case 'unusable_mailboxes':
      return refusal(400, code, inboxNotFound(facts.mailboxes[0]?.id ?? ''));
    case 'already_enrolled':
      return refusal(409, code, LEAD_EXISTS);
    case 'enrollment_not_pending':
      return refusal(400, code, 'Can only delete leads in PENDING status');
    case 'unreadable_file':
      return unreadableFile(facts.problem);
    case 'mailbox_exists':
      return refusal(409, code, EMAIL_EXISTS);
    case 'connection_failed':
      return refusal(400, code, CONNECTION_FAILED);
    case 'mailbox_in_use':
      return refusal(400, code, INBOX_IN_USE);
    case 'no_connection':
      return refusal(400, code, 'Inbox has no SMTP settings and cannot send');
    case 'mail_not_accepted':
      return refusal(400, code, 'Your email provider did not accept the email');
    case 'range_too_long':
      return refusal(400, code, `The range must not be longer than ${facts.days} days`);
    case 'too_many_jobs':
      return refusal(503, code, 'Service temporarily unavailable', { 'Retry-After': JOBS_RETRY_AFTER });
    // Nothing else comes of what this API asks of the domain.
    default:
      return undefined;
  }
}

/** Seconds: in that time a job has got on. */
const JOBS_RETRY_AFTER = '30';

/** The sentence names the id as it stands in the path (seed, "Campaign Not Found"). */
function notFound(what: Resource, id: string, params: HandlerInput['params']): Problem | undefined {
  const thing = THINGS[what];
  if (thing === undefined) return undefined;
  const { name, parameter } = thing;
  return refusal(404, 'not_found', `${name} ${String(params[parameter] ?? id)} not found`);
}

const THINGS: Readonly<Partial<Record<Resource, { readonly name: string; readonly parameter: string }>>> = {
  campaign: { name: 'Campaign', parameter: 'campaign_id' },
  enrollment: { name: 'Lead', parameter: 'lead_id' },
  mailbox: { name: 'Inbox', parameter: 'inbox_id' },
  job: { name: 'Job', parameter: 'job_id' },
};

export const REQUIREMENTS: Readonly<Record<LaunchPart, LaunchRequirement>> = {
  enrollments: 'leads',
  mailboxes: 'inboxes',
  steps: 'variants',
};

/** The seed speaks of drafts only, though its fix is to pause a campaign and then update it. */
const CANNOT_UPDATE = 'Can only update campaigns in DRAFT status';
const CANNOT_RESUME = 'Can only resume campaigns in PAUSED status';

const WRONG_STATUS: Readonly<Record<CampaignAction, string>> = {
  update: CANNOT_UPDATE,
  close: CANNOT_UPDATE,
  start: CANNOT_RESUME,
  launch: CANNOT_RESUME,
  pause: 'Can only pause campaigns in ACTIVE status',
  delete: 'Can only delete campaigns in DRAFT or PAUSED status',
  enroll: 'Can only add leads to campaigns in DRAFT, ACTIVE or PAUSED status',
};

function unreadableFile(problem: FileProblem): Problem {
  const status = problem.code === 'too_large' ? 413 : 400;
  return refusal(status, 'unreadable_file', fileSentence(problem));
}
