import { describe, expect, it } from 'vitest';
import { startLibrary } from './library.ts';
import { RateLimitMemory } from './memory-stores.ts';

const limits = (limit: number) => ({
  rateLimit: { store: new RateLimitMemory(), limits: () => [{ limit, window: 60 }] },
});

describe('a rate limit', () => {
  it('stands on every answer to a tenant', async () => {
    await using library = await startLibrary();
    const accepted = await library.call('GET', '/books');
    expect(accepted.headers.get('x-ratelimit-limit')).toBe('1000');
    expect(accepted.headers.get('x-ratelimit-remaining')).toBe('999');
    // 2030-01-01T00:00:00.500Z in Unix seconds, rounded up: a client that waits for it waits long enough.
    expect(accepted.headers.get('x-ratelimit-reset')).toBe('1893456001');
    const refused = await library.call('GET', '/books?limit=0');
    expect(refused.status).toBe(400);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('998');
  });

  it('refuses what is above it with 429 and a time to wait', async () => {
    await using library = await startLibrary({ options: limits(2) });
    expect((await library.call('GET', '/books')).status).toBe(200);
    expect((await library.call('GET', '/books')).status).toBe(200);
    const refused = await library.call('GET', '/books');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('7');
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(await refused.json()).toMatchObject({
      code: 'rate_limited',
      details: { limit: 2, retryAfterSeconds: 7 },
    });
  });

  it('counts each tenant by itself, and all keys of a tenant together', async () => {
    await using library = await startLibrary({ options: limits(1) });
    const as = async (key: string): Promise<number> =>
      (await library.call('GET', '/books/b1', { headers: { authorization: `Bearer ${key}` } })).status;
    expect([await as('ann'), await as('bob'), await as('eve')]).toEqual([200, 200, 429]);
  });

  it('comes before scopes and after credentials', async () => {
    await using library = await startLibrary({ options: limits(1) });
    const as = async (key: string): Promise<number> =>
      (await library.call('POST', '/books', { headers: { authorization: `Bearer ${key}` } })).status;
    expect([await as('bob'), await as('bob'), await as('mallory')]).toEqual([403, 429, 401]);
  });
});
