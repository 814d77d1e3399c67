/** What a team may ask in a minute and in an hour. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coldSendTeam } from '../../support/coldsend-team.ts';
import { type TestService, testService } from '../../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

function windowOf({ headers }: Response) {
  return {
    limit: Number(headers.get('X-RateLimit-Limit')),
    remaining: Number(headers.get('X-RateLimit-Remaining')),
  };
}

test('a team has 100 requests a minute, and the sentence names the seconds until it has them again', async () => {
  const { call } = await coldSendTeam(service, { rateLimit: null });
  expect(windowOf(await call('GET', '/campaigns'))).toEqual({ limit: 100, remaining: 99 });
  await Promise.all(Array.from({ length: 99 }, () => call('GET', '/campaigns')));

  const refused = await call('GET', '/campaigns');
  const seconds = Number(refused.headers.get('Retry-After'));
  expect(refused.status).toBe(429);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(await refused.json()).toEqual({ detail: `Rate limit exceeded. Retry after ${seconds} seconds.` });
  expect(windowOf(refused)).toEqual({ limit: 100, remaining: 0 });
});

test('what the operator has set stands in place of both windows', async () => {
  const { call } = await coldSendTeam(service, { rateLimit: 2000 });
  await Promise.all(Array.from({ length: 1000 }, () => call('GET', '/sender-accounts?limit=1')));

  const response = await call('GET', '/campaigns');
  expect(response.status).toBe(200);
  expect(windowOf(response)).toEqual({ limit: 2000, remaining: 999 });
});

test('other keys of the team count with it, other teams do not', async () => {
  const team = await coldSendTeam(service, { rateLimit: 5 });
  const other = await coldSendTeam(service, { rateLimit: 5 });
  await other.call('GET', '/campaigns');

  expect(windowOf(await team.call('GET', '/campaigns'))).toEqual({ limit: 5, remaining: 4 });
});
