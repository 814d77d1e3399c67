import type { Authenticate, Principal } from '@countersign/server';
import type { Scope } from '../../../../generated/campaign/types.ts';
import type { Outreach } from '../../outreach/outreach.ts';
import { CAMPAIGN_KEYS, scopesOf } from '../campaign-keys.ts';

/** Who calls the Campaign API: a key of a workspace. */
export interface CampaignPrincipal extends Principal {
  readonly keyId: string;
  readonly keyName: string;
  readonly scopes: readonly Scope[];
  readonly workspaceId: string;
  /** Requests a minute that the operator allows the workspace; `null`: nothing was said. */
  readonly rateLimit: number | null;
}

/** Finds the workspace of a bearer key; keys of other APIs are unknown here. */
export function authenticateKey({ apiKeys, workspaces }: Outreach): Authenticate<CampaignPrincipal> {
  return async ({ secret }) => {
    const key = await apiKeys.authenticate(secret);
    if (key === undefined || key.api !== CAMPAIGN_KEYS.api) return undefined;
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
