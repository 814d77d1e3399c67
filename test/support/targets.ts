/** The service as something to verify: in this process, in memory, with a credential for each role. */
import type { paths as SettingsPaths } from '../../generated/settings/types.ts';
import type { StartedTarget } from '../../src/cli/config.ts';
import { createClient } from '../../src/client/client.ts';
import { testService } from './service.ts';

/** Requests a minute: more than a run sends. */
const PLENTY = 1_000_000;

/** Milliseconds from now to the moment that a scenario waits for. */
const SOON = 6_000;

const ALL_SCOPES = [
  'campaigns:read',
  'campaigns:write',
  'enrollments:write',
  'prospects:read',
  'prospects:write',
  'mailboxes:read',
] as const;
type Scope = (typeof ALL_SCOPES)[number];

/** A new service, seen as its Campaign API. What its operator has to provide is made through the Settings API. */
export async function campaignTarget(): Promise<StartedTarget> {
  const service = await testService();
  const operator = createClient<SettingsPaths>({
    baseUrl: `${service.url}/settings/v1`,
    headers: { Authorization: `Bearer ${service.operatorToken}` },
  });

  const newWorkspace = async (name: string): Promise<string> => {
    const made = await operator.POST('/workspaces', { body: { name, rateLimit: PLENTY } });
    if (!made.ok) throw new Error(`no workspace: ${made.status}`);
    return made.data.data.id;
  };
  const newRole = async (workspaceId: string, scopes: readonly Scope[]) => {
    const made = await operator.POST('/workspaces/{workspaceId}/api-keys', {
      params: { path: { workspaceId } },
      body: { name: scopes.join(' ').slice(0, 100), scopes: [...scopes] },
    });
    if (!made.ok) throw new Error(`no API key: ${made.status}`);
    return { schemes: { apiKey: made.data.data.secret }, scopes };
  };
  const newMailbox = async (workspaceId: string, email: string): Promise<string> => {
    const made = await operator.POST('/workspaces/{workspaceId}/mailboxes', {
      params: { path: { workspaceId } },
      body: { email },
    });
    if (!made.ok) throw new Error(`no mailbox: ${made.status}`);
    return made.data.data.id;
  };

  const own = await newWorkspace('Own');
  const foreign = await newWorkspace('Foreign');
  return {
    baseUrl: `${service.url}/api/v1`,
    roles: {
      default: await newRole(own, ALL_SCOPES),
      // A key has at least one scope, so it takes two keys to lack each of them.
      limited: [await newRole(own, ['mailboxes:read']), await newRole(own, ['campaigns:read'])],
      stranger: await newRole(foreign, ALL_SCOPES),
    },
    given: {
      MailboxId: [await newMailbox(own, 'ana@own.example'), await newMailbox(own, 'rui@own.example')],
    },
    inputs: () => inputs(service.operatorToken),
    close: () => service.close(),
  };
}

/** A new service, seen as its Settings API. Its one operator reaches everything, so there are no other roles. */
export async function settingsTarget(): Promise<StartedTarget> {
  const service = await testService();
  return {
    baseUrl: `${service.url}/settings/v1`,
    roles: { default: { schemes: { operatorToken: service.operatorToken } } },
    inputs: () => inputs(service.operatorToken),
    close: () => service.close(),
  };
}

function inputs(operatorToken: string) {
  return { operatorToken, soon: new Date(Date.now() + SOON).toISOString() };
}
