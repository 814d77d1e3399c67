import { ApiKeys } from './api-keys.ts';
import { Campaigns } from './campaigns.ts';
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
  readonly campaigns: Campaigns;
  readonly prospects: Prospects;
  readonly enrollments: Enrollments;
}

export function createOutreach(parts: OutreachParts): Outreach {
  return {
    workspaces: new Workspaces(parts),
    apiKeys: new ApiKeys(parts),
    subscriptions: new Subscriptions(parts),
    mailboxes: new Mailboxes(parts),
    campaigns: new Campaigns(parts),
    prospects: new Prospects(parts),
    enrollments: new Enrollments(parts),
  };
}
