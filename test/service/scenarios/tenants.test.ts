/** Two teams of the ColdSend API: nothing of one is there for the other, wherever the contract takes an id. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/contract/contract.ts';
import { isObject, type Json } from '../../../src/contract/json.ts';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { type ColdSendTeam, coldSendTeam } from '../../support/coldsend-team.ts';
import { type TestService, testService } from '../../support/service.ts';

const contract = await loadContract('openapi/coldsend/openapi.yaml');

/** An id that nobody has. */
const NOBODYS = '550e8400-e29b-41d4-a716-446655440000';

/** Of each kind of id, by its component schema, one of a team. */
type Ids = ReadonlyMap<string, string>;

let service: TestService;
let owner: { team: ColdSendTeam; ids: Ids };
let stranger: { team: ColdSendTeam; ids: Ids };

beforeAll(async () => {
  service = await testService();
  owner = await newTeam();
  stranger = await newTeam();
});
afterAll(() => service.close());

/** A team that has one of everything. */
async function newTeam(): Promise<{ team: ColdSendTeam; ids: Ids }> {
  const team = await coldSendTeam(service);
  const answerOf = async (response: Promise<Response>) => (await response).json();
  const { campaign_id } = await answerOf(team.send('POST', '/campaigns', { name: 'Autumn webinar' }));
  const leads = `/campaigns/${campaign_id}/leads`;
  const { lead_id } = await answerOf(team.send('POST', `${leads}/manual`, { email: 'mira@example.org' }));
  const file = new FormData();
  file.append('file', new Blob(['email\nrui@example.net\n']), 'leads.csv');
  const upload = await answerOf(team.call('POST', leads, { body: file }));
  await team.connectMailbox('nadia@example.org');
  const { sender_accounts } = await answerOf(team.call('GET', '/sender-accounts'));
  const deletion = await answerOf(
    team.send('POST', '/sender-accounts/bulk/delete', { inbox_ids: [NOBODYS], confirm_deletion: true }),
  );
  const creation = await answerOf(
    team.send('POST', '/sender-accounts/smtp/bulk', exampleOf('bulkCreateSmtpAccounts')),
  );
  const ids = new Map<string, string>([
    ['CampaignId', campaign_id],
    ['LeadId', lead_id],
    ['LeadUploadJobId', upload.job_id],
    ['InboxId', sender_accounts[0].inbox_id],
    ['BulkDeleteJobId', deletion.job_id],
    ['BulkCreateJobId', creation.job_id],
  ]);
  return { team, ids };
}

function exampleOf(operationId: string): Json | undefined {
  const operation = contract.operations.find(({ id }) => id === operationId);
  return operation?.body?.content[0]?.examples[0]?.value;
}

/** The kind of id that stands at each place of the path. */
function pathKinds({ parameters }: Operation): { name: string; kind: string }[] {
  return parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name, schema }) => ({
      name,
      kind: isObject(schema) ? (String(schema['$ref']).split('/').at(-1) ?? '') : '',
    }));
}

const places = contract.operations.flatMap((operation) =>
  pathKinds(operation).map(({ name, kind }) => ({ operation, id: operation.id, name, kind })),
);

/** Asks as the stranger, with ids of its own but for one. */
async function ask(operation: Operation, odd: { name: string; id: string }): Promise<Response> {
  const path = pathKinds(operation).reduce((text, { name, kind }) => {
    const id = name === odd.name ? odd.id : stranger.ids.get(kind);
    return text.replace(`{${name}}`, id ?? '');
  }, operation.path);
  const method = operation.method.toUpperCase();
  const [media] = operation.body?.content ?? [];
  const value = media?.examples[0]?.value;
  if (media === undefined || !isObject(value)) return stranger.team.call(method, path);
  if (media.form === undefined) return stranger.team.send(method, path, value);
  const body = new FormData();
  for (const { name, content } of media.form) {
    const part = value[name];
    if (content === 'file') body.append(name, new Blob([String(part)]), 'leads.csv');
    else body.append(name, JSON.stringify(part));
  }
  return stranger.team.call(method, path, { body });
}

async function sentenceOf(response: Response): Promise<string> {
  const { detail } = await response.json();
  return detail;
}

test('there is one of everything that has an id in a path', () => {
  expect(new Set(places.map(({ kind }) => kind))).toEqual(new Set(owner.ids.keys()));
});

describe('the id of another team is answered as one that nobody has', () => {
  test.each(places)('$id: $name', async ({ operation, name, kind }) => {
    const foreign = owner.ids.get(kind) ?? '';
    const refused = await ask(operation, { name, id: foreign });
    const unknown = await ask(operation, { name, id: NOBODYS });

    expect([refused.status, unknown.status]).toEqual([404, 404]);
    expect(await sentenceOf(refused)).toBe((await sentenceOf(unknown)).replace(NOBODYS, foreign));
  });

  test('in the inboxes of a campaign', async () => {
    const path = `/campaigns/${stranger.ids.get('CampaignId')}`;
    const foreign = owner.ids.get('InboxId');
    const refused = await stranger.team.send('PUT', path, { inbox_ids: [foreign] });
    expect([refused.status, await sentenceOf(refused)]).toEqual([400, `Inbox ${foreign} not found`]);
  });

  test('in a bulk deletion', async () => {
    const foreign = owner.ids.get('InboxId');
    const deletion = { inbox_ids: [foreign], confirm_deletion: true };
    const { job_id } = await (
      await stranger.team.send('POST', '/sender-accounts/bulk/delete', deletion)
    ).json();
    const progress = async () =>
      (await stranger.team.call('GET', `/sender-accounts/bulk/delete/${job_id}/progress`)).json();
    await expect.poll(async () => (await progress()).job.status).toBe('COMPLETED');
    expect((await progress()).job.results).toEqual([
      { inbox_id: foreign, outcome: 'SKIPPED', reason: `Inbox ${foreign} not found` },
    ]);
    expect((await owner.team.call('GET', `/sender-accounts/${foreign}`)).status).toBe(200);
  });
});

describe('a list shows what the team itself has', () => {
  test.each([
    ['/campaigns', 'CampaignId'],
    ['/sender-accounts', 'InboxId'],
    ['/analytics/campaigns', 'CampaignId'],
  ])('%s', async (path, kind) => {
    const shown = await (await stranger.team.call('GET', path)).text();
    expect(shown).toContain(stranger.ids.get(kind));
    expect(shown).not.toContain(owner.ids.get(kind));
  });
});
