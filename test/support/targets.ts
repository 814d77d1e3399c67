/** The service as something to verify: in this process, in memory, with a credential for each role. */
import type { NewApiKey, paths as SettingsPaths } from '../../generated/settings/types.ts';
import { createClient } from '../../src/client/client.ts';
import { createCampaignClient } from '../../src/service/apis/campaign/client.ts';
import type { MailGateway } from '../../src/service/outreach/mail.ts';
import type { StartedTarget } from '../../src/toolkit/config/config.ts';
import { type TestService, testService } from './service.ts';

/** Requests a minute: more than a run sends. */
const PLENTY = 1_000_000;

/** Milliseconds from now to the moment that a scenario waits for. */
const SOON = 6_000;

/** One more than a campaign takes. */
const MAILBOXES = 101;

/** One more than a prospect may be on. */
const LISTS = 51;

/** One more than one request may enroll. */
const MOST_PROSPECTS = 1_001;

const ALL_SCOPES = [
  'campaigns:read',
  'campaigns:write',
  'enrollments:write',
  'prospects:read',
  'prospects:write',
  'mailboxes:read',
] as const;

type KeyOptions = Pick<NewApiKey, 'api' | 'scopes'>;

/** What an operator makes for those who call the APIs, through the Settings API. */
function operatorOf({ url, operatorToken }: TestService) {
  const settings = createClient<SettingsPaths>({
    baseUrl: `${url}/settings/v1`,
    headers: { Authorization: `Bearer ${operatorToken}` },
  });
  return {
    async newWorkspace(name: string): Promise<string> {
      const made = await settings.POST('/workspaces', { body: { name, rateLimit: PLENTY } });
      if (!made.ok) throw new Error(`no workspace: ${made.status}`);
      return made.data.data.id;
    },
    async newRole(workspaceId: string, key: KeyOptions) {
      const made = await settings.POST('/workspaces/{workspaceId}/api-keys', {
        params: { path: { workspaceId } },
        body: { ...key, name: 'Suite' },
      });
      if (!made.ok) throw new Error(`no API key: ${made.status}`);
      return { schemes: { apiKey: made.data.data.secret }, scopes: key.scopes };
    },
    async newMailbox(workspaceId: string, email: string): Promise<string> {
      const made = await settings.POST('/workspaces/{workspaceId}/mailboxes', {
        params: { path: { workspaceId } },
        body: { email },
      });
      if (!made.ok) throw new Error(`no mailbox: ${made.status}`);
      return made.data.data.id;
    },
  };
}

/** A new service, seen as its Campaign API. What its operator has to provide is made through the Settings API. */
export async function campaignTarget() {
  const service = await testService();
  const { newWorkspace, newRole, newMailbox } = operatorOf(service);
  const own = await newWorkspace('Own');
  const foreign = await newWorkspace('Foreign');
  const everything = await newRole(own, { scopes: [...ALL_SCOPES] });
  const mailboxIds = await Promise.all(numbers(MAILBOXES, (n) => newMailbox(own, `sender${n}@own.example`)));
  const listIds = numbers(LISTS, (n) => `list-${n}`);
  const api = createCampaignClient({ baseUrl: `${service.url}/api/v1`, apiKey: everything.schemes.apiKey });
  // A list is there as soon as a prospect is on it.
  for (const some of [listIds.slice(1), listIds.slice(0, 1)]) {
    const body = { email: `${some[0]}@prospect.example`, listIds: some };
    const listed = await api.POST('/prospects', { body });
    if (!listed.ok) throw new Error(`no prospect on ${some.length} lists: ${listed.status}`);
  }
  // On no list: a list of more than 1,000 prospects cannot be enrolled.
  const prospectIds = await Promise.all(
    numbers(MOST_PROSPECTS, async (n) => {
      const made = await api.POST('/prospects', { body: { email: `someone${n}@prospect.example` } });
      if (!made.ok) throw new Error(`no prospect: ${made.status}`);
      return made.data.data.id;
    }),
  );
  return {
    baseUrl: `${service.url}/api/v1`,
    roles: {
      default: everything,
      // A key has at least one scope, so it takes two keys to lack each of them.
      limited: [
        await newRole(own, { scopes: ['mailboxes:read'] }),
        await newRole(own, { scopes: ['campaigns:read'] }),
      ],
      otherTenant: await newRole(foreign, { scopes: [...ALL_SCOPES] }),
    },
    given: { MailboxId: mailboxIds, ListId: listIds, ProspectId: prospectIds },
    mostIds: MOST_PROSPECTS,
    inputs: () => inputs(service.operatorToken),
    close: () => service.close(),
  } satisfies StartedTarget;
}

/**
 * Takes every login and every e-mail, but for this machine's own addresses, which a service refuses to talk to.
 * `test/scenarios/sender-accounts.test.ts` has real mail servers.
 */
const OBLIGING: MailGateway = {
  test: async ({ smtp }) =>
    smtp.host === '127.0.0.1' ? { ok: false, server: 'smtp', reason: 'unreachable' } : { ok: true },
  send: async (_, { to }) => ({ ok: true, messageId: `<${to}>` }),
};

/** A new service, seen as its ColdSend API. */
export async function coldSendTarget() {
  const service = await testService({ mail: OBLIGING });
  const { newWorkspace, newRole } = operatorOf(service);
  const own = await newWorkspace('Own');
  const foreign = await newWorkspace('Foreign');
  return {
    baseUrl: `${service.url}/api/public/v1`,
    roles: {
      default: await newRole(own, { api: 'coldsend', scopes: ['*'] }),
      // A key has at least one scope, so it takes two keys to lack each of them.
      limited: [
        await newRole(own, { api: 'coldsend', scopes: ['leads:read'] }),
        await newRole(own, { api: 'coldsend', scopes: ['campaigns:read'] }),
      ],
      otherTenant: await newRole(foreign, { api: 'coldsend', scopes: ['*'] }),
    },
    inputs: () => inputs(service.operatorToken),
    close: () => service.close(),
  } satisfies StartedTarget;
}

/** A new service, seen as its Settings API. Its one operator reaches everything, so there are no other roles. */
export async function settingsTarget() {
  const service = await testService();
  return {
    baseUrl: `${service.url}/settings/v1`,
    roles: { default: { schemes: { operatorToken: service.operatorToken } } },
    inputs: () => inputs(service.operatorToken),
    close: () => service.close(),
  } satisfies StartedTarget;
}

function inputs(operatorToken: string) {
  return { operatorToken, soon: new Date(Date.now() + SOON).toISOString() };
}

function numbers<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}
