import { describe, expect, it } from 'vitest';
import { newFile, opened } from './storage-fixture.ts';
import { Clock } from './storage-values.ts';

const perMinute = { limit: 3, window: 60 };
const perHour = { limit: 5, window: 3600 };

async function limits(file?: string) {
  const clock = new Clock();
  const { rateLimits, close } = await opened(file, clock);
  const take = (...windows: (typeof perMinute)[]) => rateLimits.take({ tenant: 'ws_1', windows });
  return { clock, rateLimits, take, close };
}

describe('a rate limit', () => {
  it('counts down from the first request to none, then refuses until the window ends', async () => {
    const { clock, take } = await limits();
    const resetAt = new Date(clock.now().getTime() + 60_000);
    const open = { allowed: true, limit: 3, resetAt, retryAfterSeconds: 0 };
    expect(await take(perMinute)).toEqual({ ...open, remaining: 2 });
    clock.advance(10);
    expect(await take(perMinute)).toEqual({ ...open, remaining: 1 });
    expect(await take(perMinute)).toEqual({ ...open, remaining: 0 });
    clock.advance(20.5);
    const refused = { allowed: false, limit: 3, remaining: 0, resetAt, retryAfterSeconds: 30 };
    expect(await take(perMinute)).toEqual(refused);
    clock.advance(29.5);
    expect(await take(perMinute)).toMatchObject({ allowed: true, remaining: 2 });
  });

  it('does not count what it refuses', async () => {
    const { clock, take } = await limits();
    for (let request = 0; request < 10; request++) await take(perMinute, perHour);
    clock.advance(60);
    expect(await take(perMinute, perHour)).toMatchObject({ allowed: true, limit: 5, remaining: 1 });
  });

  it('shows the window that leaves least, and of equal ones the longer', async () => {
    const { take } = await limits();
    expect(await take(perHour, perMinute)).toMatchObject({ limit: 3, remaining: 2 });
    expect(await take({ ...perMinute, limit: 5 }, perHour)).toMatchObject({ limit: 5, remaining: 3 });
    const { resetAt } = await take({ ...perMinute, limit: 5 }, perHour);
    expect(resetAt).toEqual(new Date('2027-01-05T11:00:00Z'));
  });

  it('waits for the last of the windows that are full', async () => {
    const { take } = await limits();
    await take({ limit: 1, window: 60 }, { limit: 1, window: 3600 });
    const refused = await take({ limit: 1, window: 60 }, { limit: 1, window: 3600 });
    expect(refused).toMatchObject({ allowed: false, retryAfterSeconds: 3600 });
  });

  it('takes a limit that is lowered or raised within the window', async () => {
    const { take } = await limits();
    await take(perMinute);
    await take(perMinute);
    expect(await take({ ...perMinute, limit: 1 })).toMatchObject({ allowed: false, limit: 1, remaining: 0 });
    expect(await take({ ...perMinute, limit: 10 })).toMatchObject({ allowed: true, remaining: 7 });
  });

  it('is counted for each tenant alone', async () => {
    const { take, rateLimits } = await limits();
    await take({ limit: 1, window: 60 });
    const other = { tenant: 'ws_2', windows: [{ limit: 1, window: 60 }] };
    expect(await rateLimits.take(other)).toMatchObject({ allowed: true });
  });

  it('lets exactly as many through when many come at once', async () => {
    const { take } = await limits();
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => take(perMinute)));
    expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(3);
  });

  it('goes on counting after the file has been closed and opened again', async () => {
    const file = newFile();
    const before = await limits(file);
    await before.take(perMinute);
    await before.close();
    const after = await limits(file);
    expect(await after.take(perMinute)).toMatchObject({ remaining: 1 });
  });

  it('fails inside a transaction, rather than waiting for its own caller', async () => {
    const storage = await opened();
    const attempt = storage.unitOfWork.transaction(() =>
      storage.rateLimits.take({ tenant: 'ws_1', windows: [perMinute] }),
    );
    await expect(attempt).rejects.toThrow('inside a transaction');
  });
});
