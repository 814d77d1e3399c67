import type { ColdSendScope, paths as SettingsPaths } from '../../generated/settings/types.ts';
import { createClient } from '../../src/client/client.ts';

export interface ColdSendTeam {
  /** As the Settings API calls it. */
  readonly workspaceId: string;
  readonly apiKey: string;
  /** A request below `/api/public/v1` with the team's key. */
  call(method: string, path: string, init?: RequestInit): Promise<Response>;
  /** The same with a JSON body. */
  send(method: string, path: string, body: unknown): Promise<Response>;
  /** Makes an inbox through the Settings API, which tests no connection. */
  connectMailbox(email: string): Promise<void>;
}

export interface TeamOptions {
  /** @default every scope */
  readonly scopes?: ColdSendScope[];
  /** Requests a minute; `null`: those of the contract. @default more than any test sends */
  readonly rateLimit?: number | null;
}

interface Place {
  readonly url: string;
  readonly operatorToken: string;
}

/** A new workspace of a service with a key of the ColdSend API, made through the Settings API. */
export async function coldSendTeam(
  { url, operatorToken }: Place,
  { scopes = ['*'], rateLimit = 1_000_000 }: TeamOptions = {},
): Promise<ColdSendTeam> {
  const operator = createClient<SettingsPaths>({
    baseUrl: `${url}/settings/v1`,
    headers: { Authorization: `Bearer ${operatorToken}` },
  });
  const workspace = await operator.POST('/workspaces', { body: { name: 'Oficina Norte', rateLimit } });
  if (!workspace.ok) throw new Error(`no workspace: ${workspace.status}`);
  const workspaceId = workspace.data.data.id;
  const key = await operator.POST('/workspaces/{workspaceId}/api-keys', {
    params: { path: { workspaceId } },
    body: { api: 'coldsend', name: 'Test', scopes },
  });
  if (!key.ok) throw new Error(`no API key: ${key.status}`);
  const apiKey = key.data.data.secret;
  const call = (method: string, path: string, init: RequestInit = {}) =>
    fetch(`${url}/api/public/v1${path}`, {
      method,
      ...init,
      headers: { 'X-API-Key': apiKey, ...init.headers },
    });
  const send = (method: string, path: string, body: unknown) =>
    call(method, path, { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
  const connectMailbox = async (email: string) => {
    const made = await operator.POST('/workspaces/{workspaceId}/mailboxes', {
      params: { path: { workspaceId } },
      body: { email },
    });
    if (!made.ok) throw new Error(`no mailbox: ${made.status}`);
  };
  return { workspaceId, apiKey, call, send, connectMailbox };
}
