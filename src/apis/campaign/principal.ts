import type { Scope } from '../../../generated/campaign/types.ts';
import type { Outreach } from '../../outreach/outreach.ts';
import type { Authenticate, Principal } from '../../server/options.ts';

/** Who calls the Campaign API: a key of a workspace. */
export interface CampaignPrincipal extends Principal {
  readonly keyId: string;
  readonly keyName: string;
  readonly scopes: readonly Scope[];
  readonly workspaceId: string;
  /** Requests a minute that the operator allows the workspace. */
  readonly rateLimit: number;
}

/** The name under which keys for this API are stored. */
export const CAMPAIGN_KEYS = 'campaign';

/** What a secret of this API starts with. */
export const CAMPAIGN_SECRET_PREFIX = 'wsk_';

/** Finds the workspace of a bearer key; keys of other APIs are unknown here. */
export function authenticateKey({ apiKeys, workspaces }: Outreach): Authenticate<CampaignPrincipal> {
  return async ({ secret }) => {
    const key = await apiKeys.authenticate(secret);
    if (key === undefined || key.api !== CAMPAIGN_KEYS) return undefined;
    const { rateLimit } = await workspaces.get(key.workspaceId);
    return {
      keyId: key.keyId,
      keyName: key.name,
      workspaceId: key.workspaceId,
      scopes: scopesOf(key.scopes),
      rateLimit,
    };
  };
}

const SCOPES: Readonly<Record<Scope, true>> = {
  'campaigns:read': true,
  'campaigns:write': true,
  'enrollments:write': true,
  'prospects:read': true,
  'prospects:write': true,
  'mailboxes:read': true,
};

/** The scopes that this API knows; a stored key may have been made by a later version. */
export function scopesOf(scopes: readonly string[]): Scope[] {
  return scopes.filter(isScope);
}

function isScope(scope: string): scope is Scope {
  return Object.hasOwn(SCOPES, scope);
}
