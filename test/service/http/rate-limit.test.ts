import { expect, test } from 'vitest';
import { createCampaignClient } from '../../../src/service/apis/campaign/client.ts';
import { startService } from '../../../src/service/start-service.ts';

const quiet = { dataFile: ':memory:', port: 0, host: '127.0.0.1', log: () => {} };

test('a workspace has 60 requests a minute', async () => {
  const service = await startService({ ...quiet, demo: true });
  const api = createCampaignClient({
    baseUrl: `${service.url}/api/v1`,
    apiKey: service.demo?.apiKey ?? '',
  });
  const answers = [];
  for (let sent = 0; sent < 61; sent++) answers.push(await api.GET('/me'));
  await service.close();

  expect(answers.filter(({ ok }) => ok)).toHaveLength(60);
  const last = answers.at(-1);
  expect(last).toMatchObject({
    status: 429,
    error: { error: { code: 'rate_limited', message: 'Exceeded 60 requests per minute.' } },
  });
  expect(last?.response.headers.get('X-RateLimit-Remaining')).toBe('0');
  const wait = Number(last?.response.headers.get('Retry-After'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
});

test('the operator has the limit that the configuration gives', async () => {
  const service = await startService({
    ...quiet,
    demo: false,
    operatorRateLimits: [{ limit: 2, window: 60 }],
  });
  const headers = { Authorization: `Bearer ${service.operatorToken}` };
  const ask = () => fetch(`${service.url}/settings/v1/workspaces`, { headers });
  const answers = [await ask(), await ask(), await ask()];
  const refused: unknown = await answers.at(-1)?.json();
  await service.close();

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(refused).toMatchObject({
    error: { code: 'rate_limited', message: 'Exceeded 2 requests per minute.' },
  });
});
