import { afterAll, expect, it } from 'vitest';
import { at, isObject, type Json, type JsonObject } from '../../../src/contract/json.ts';
import { testService } from '../../support/service.ts';

const service = await testService({ demo: true });
afterAll(() => service.close());

/** The schemas that speak of the same value: behind `$ref`, and in `allOf`, `oneOf` and `anyOf`. */
function schemasOf(document: JsonObject, schema: Json | undefined): JsonObject[] {
  if (!isObject(schema)) return [];
  const { $ref, allOf, oneOf, anyOf } = schema;
  const branches = [allOf, oneOf, anyOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const target = typeof $ref === 'string' ? at(document, $ref) : undefined;
  return [schema, ...[target, ...branches].flatMap((each) => schemasOf(document, each))];
}

/** Where the members of `value`, or of what is in it, come in another order than the schema has them. */
function disorder(document: JsonObject, schema: Json | undefined, value: unknown, place = ''): string[] {
  const schemas = schemasOf(document, schema);
  if (Array.isArray(value)) {
    const items = schemas.find(({ items }) => items !== undefined)?.['items'];
    return value.flatMap((item, index) => disorder(document, items, item, `${place}/${index}`));
  }
  if (!isObject(value)) return [];
  const properties = new Map(
    schemas.flatMap(({ properties }) => (isObject(properties) ? Object.entries(properties) : [])),
  );
  const expected = [...properties.keys()].filter((name) => name in value);
  const actual = Object.keys(value).filter((name) => properties.has(name));
  return [
    ...(expected.join() === actual.join() ? [] : [`${place}: ${actual.join()}`]),
    ...Object.entries(value).flatMap(([name, part]) =>
      disorder(document, properties.get(name), part, `${place}/${name}`),
    ),
  ];
}

/** Sends a request, proves the order of its answer, and gives the body. */
async function call(api: string, operationId: string, path: string, body?: object): Promise<JsonObject> {
  const contract = service.contracts.find(({ name }) => name === api);
  const operation = contract?.operations.find(({ id }) => id === operationId);
  if (contract === undefined || operation === undefined) throw new Error(`${api} has no ${operationId}`);
  const response = await fetch(service.url + contract.basePath + path, {
    method: operation.method.toUpperCase(),
    headers: {
      authorization: `Bearer ${api === 'settings' ? service.operatorToken : service.demo?.apiKey}`,
      'x-api-key': service.demo?.coldSendKey ?? '',
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  const documented = operation.responses.find(({ status }) => status === String(response.status));
  expect(response.ok, JSON.stringify(answer)).toBe(true);
  expect(disorder(contract.document, documented?.content[0]?.schema, answer)).toEqual([]);
  return answer;
}

function idIn(answer: JsonObject): string {
  const { data = answer } = answer;
  const first = Array.isArray(data) ? data[0] : data;
  return isObject(first) ? String(first['id'] ?? first['campaign_id']) : '';
}

it('the members of answers of the Campaign API come in the order of the contract', async () => {
  const prospect = idIn(await call('campaign', 'createProspect', '/prospects', { email: 'a@b.example' }));
  await call('campaign', 'getProspect', `/prospects/${prospect}`);
  const campaign = idIn(
    await call('campaign', 'createCampaign', '/campaigns', {
      name: 'Spring',
      steps: [{ stepIndex: 0, subject: 'Hello', bodyHtml: '<p>' }],
      mailboxIds: service.demo?.mailboxIds,
      prospectIds: [prospect],
    }),
  );
  await call('campaign', 'listCampaigns', '/campaigns');
  await call('campaign', 'listEnrollments', `/campaigns/${campaign}/enrollments`);
  await call('campaign', 'listMailboxes', '/mailboxes');
});

it('… of the ColdSend API', async () => {
  const campaign = idIn(await call('coldsend', 'createCampaign', '/campaigns', { name: 'Cold spring' }));
  await call('coldsend', 'getCampaign', `/campaigns/${campaign}`);
  await call('coldsend', 'listCampaigns', '/campaigns');
  await call('coldsend', 'addLead', `/campaigns/${campaign}/leads/manual`, { email: 'a@b.example' });
  await call('coldsend', 'listLeads', `/campaigns/${campaign}/leads`);
  await call('coldsend', 'listSenderAccounts', '/sender-accounts');
});

it('… of the Settings API', async () => {
  const workspace = idIn(await call('settings', 'listWorkspaces', '/workspaces'));
  await call('settings', 'listWorkspaceMailboxes', `/workspaces/${workspace}/mailboxes`);
  await call('settings', 'listApiKeys', `/workspaces/${workspace}/api-keys`);
});
