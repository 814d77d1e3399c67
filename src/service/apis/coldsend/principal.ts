import type { Authenticate, Principal } from '@countersign/server';
import type { Outreach } from '../../outreach/outreach.ts';
import { COLDSEND_KEYS } from '../coldsend-keys.ts';

/** Who calls the ColdSend API: a key of a team, which the domain calls a workspace. */
export interface ColdSendPrincipal extends Principal {
  readonly workspaceId: string;
  /** Requests a minute that the operator allows the workspace; `null`: nothing was said. */
  readonly rateLimit: number | null;
}

/** Finds the workspace of a key; keys of other APIs are unknown here. */
export function authenticateKey({ apiKeys, workspaces }: Outreach): Authenticate<ColdSendPrincipal> {
  return async ({ secret }) => {
    const key = await apiKeys.authenticate(secret);
    if (key === undefined || key.api !== COLDSEND_KEYS.api) return undefined;
    const { workspaceId, scopes } = key;
    const { rateLimit } = await workspaces.get(workspaceId);
    return { workspaceId, scopes, rateLimit };
  };
}
