import { ApiKeys } from './api-keys.ts';
import { Campaigns } from './campaigns.ts';
import { Closing } from './closing.ts';
import { Enrollments } from './enrollments.ts';
import { Mailboxes } from './mailboxes.ts';
import type { OutreachParts } from './parts.ts';
import { Prospects } from './prospects.ts';
import { Subscriptions } from './subscriptions.ts';
import { Workspaces } from './workspaces.ts';

/**
 * The outreach domain. Its methods throw a `Refusal` for what they will not do, and have changed nothing then.
 *
 * What a contract can say about one request alone (lengths, ranges, unique step indexes) is the contract's
 * business; here stands what depends on the state, the clock or the tenant.
 */
export interface Outreach {
  readonly workspaces: Workspaces;
  readonly apiKeys: ApiKeys;
  readonly subscriptions: Subscriptions;
  readonly mailboxes: Mailboxes;
  readonly prospects: Prospects;
  readonly closing: Closing;
  /** What there is around the campaigns of one API: `origin` is its name, as in `ApiKey.api` (decision 30). */
  campaignsOf(origin: string): CampaignOutreach;
}

/** The part of the domain that is about the campaigns of one API. */
export interface CampaignOutreach {
  readonly campaigns: Campaigns;
  readonly enrollments: Enrollments;
}

export function createOutreach(parts: OutreachParts): Outreach {
  return {
    workspaces: new Workspaces(parts),
    apiKeys: new ApiKeys(parts),
    subscriptions: new Subscriptions(parts),
    mailboxes: new Mailboxes(parts),
    prospects: new Prospects(parts),
    closing: new Closing(parts),
    campaignsOf: (origin) => ({
      campaigns: new Campaigns(parts, origin),
      enrollments: new Enrollments(parts, origin),
    }),
  };
}
