import { expect, expectTypeOf, test } from 'vitest';
import type { Campaign } from '../../../generated/campaign/types.ts';
import { createCampaignClient } from '../../../src/service/apis/campaign/client.ts';

const baseUrl = 'http://api.test/api/v1';

test('the key goes with every request, and the path below the base URL', async () => {
  const requests: Request[] = [];
  const api = createCampaignClient({
    baseUrl,
    apiKey: 'wsk_secret',
    fetch: async (request) => {
      requests.push(request);
      return Response.json({ data: [], pagination: { has_more: false, next_cursor: null } });
    },
  });

  await api.GET('/campaigns', { params: { query: { limit: 5 } } });

  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET http://api.test/api/v1/campaigns?limit=5',
  ]);
  expect(requests[0]?.headers.get('Authorization')).toBe('Bearer wsk_secret');
});

test('answers have the types of the contract', async () => {
  const refusal = {
    error: { code: 'not_found', message: 'No such campaign.' },
    meta: { request_id: 'req_1' },
  };
  const fetch = async () => Response.json(refusal, { status: 404 });
  const api = createCampaignClient({ baseUrl, apiKey: 'wsk_secret', fetch });

  const result = await api.GET('/campaigns/{campaignId}', { params: { path: { campaignId: 'cmp_1' } } });

  if (result.ok) expectTypeOf(result.data.data).toEqualTypeOf<Campaign>();
  expect(result.ok ? undefined : result.error?.error.code).toBe('not_found');
});

test('a field with a default may be left out, a required one not', () => {
  const api = createCampaignClient({ baseUrl, apiKey: 'wsk_secret' });
  void [
    () => api.POST('/campaigns', { body: { name: 'Spring', steps: [], mailboxIds: ['mbx_1'] } }),
    // @ts-expect-error the name is required
    () => api.POST('/campaigns', { body: { steps: [], mailboxIds: ['mbx_1'] } }),
    // @ts-expect-error no campaign has this status
    () => api.GET('/campaigns', { params: { query: { status: 'sleeping' } } }),
  ];
});
