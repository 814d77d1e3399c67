/** Documented answers of the ColdSend API that depend on what a file holds or on what the operator has set. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ColdSendTeam, coldSendTeam } from '../../support/coldsend-team.ts';
import { type TestService, testService } from '../../support/service.ts';

let service: TestService;
let team: ColdSendTeam;
let campaign: string;
beforeAll(async () => {
  service = await testService();
  team = await coldSendTeam(service);
  campaign = `/campaigns/${await newCampaign()}`;
});
afterAll(() => service.close());

async function newCampaign(): Promise<string> {
  const { campaign_id } = await (await team.send('POST', '/campaigns', { name: 'Autumn webinar' })).json();
  return campaign_id;
}

function settings(method: string, path: string, body: object): Promise<Response> {
  return fetch(`${service.url}/settings/v1/workspaces/${team.workspaceId}${path}`, {
    method,
    headers: { Authorization: `Bearer ${service.operatorToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function upload(content: string, mapping?: object, path = campaign) {
  const form = new FormData();
  form.append('file', new Blob([content], { type: 'text/csv' }), 'leads.csv');
  if (mapping !== undefined) form.append('mapping', JSON.stringify(mapping));
  const response = await team.call('POST', `${path}/leads`, { body: form });
  return { status: response.status, body: await response.json() };
}

test('a mapping names columns of the file', async () => {
  expect(await upload('Email\na@b.co\n', { email: 'Mail' })).toEqual({
    status: 400,
    body: { detail: 'The file has no column Mail' },
  });
});

test('a campaign that is over takes no leads', async () => {
  const id = await newCampaign();
  await settings('POST', `/campaigns/${id}/close`, { status: 'completed', reason: 'Season over' });
  expect(await upload('Email\na@b.co\n', undefined, `/campaigns/${id}`)).toEqual({
    status: 400,
    body: { detail: 'Can only add leads to campaigns in DRAFT, ACTIVE or PAUSED status' },
  });
});

test('a blocked subscription stops what would send', async () => {
  await settings('PUT', '/subscription', { status: 'past_due' });
  const answers = [
    await team.send('POST', '/campaigns', { name: 'Winter webinar' }),
    await team.send('POST', `${campaign}/leads/manual`, { email: 'mira@example.org' }),
    await team.call('POST', `${campaign}/resume`),
  ];
  const uploaded = await upload('Email\na@b.co\n');
  await settings('PUT', '/subscription', { status: 'active' });

  const detail = 'Your subscription is inactive, past due, or expired';
  for (const answer of answers) {
    expect([answer.status, await answer.json()]).toEqual([403, { detail }]);
  }
  expect(uploaded).toEqual({ status: 403, body: { detail } });
});
