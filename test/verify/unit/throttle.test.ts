import { expect, test } from 'vitest';
import { MOST_RETRIES, Throttle } from '../../../src/verify/http/throttle.ts';
import type { Exchange } from '../../../src/verify/model/exchange.ts';

const now = () => new Date('2026-01-31T12:00:00Z');

/** A throttle whose pauses take no time, and the pauses that it has made. */
function throttling() {
  const announced: number[] = [];
  const throttle = new Throttle(
    now,
    async () => {},
    (milliseconds) => announced.push(milliseconds),
  );
  return { throttle, announced };
}

function answered(status: number, retryAfter?: string): Exchange {
  const headers = retryAfter === undefined ? [] : [['retry-after', retryAfter] as const];
  const request = { method: 'GET', target: '/', headers: [], body: undefined };
  const response = { status, headers, body: new Uint8Array() };
  return { baseUrl: 'http://localhost', request, response, failure: undefined, duration: 1 };
}

test('a request is sent again after the wait that a 429 asks for, and the run says so', async () => {
  const answers = [answered(429, '0'), answered(429, 'Sat, 31 Jan 2026 11:59:00 GMT'), answered(200)];
  const { throttle } = throttling();
  const exchange = await throttle.send(async () => answers.shift() ?? answered(500));
  expect(exchange.response?.status).toBe(200);
  expect(throttle.throttled).toEqual({ count: 2, waited: 0 });
});

test('a wait is announced before it begins', async () => {
  const answers = [answered(429, '2'), answered(200)];
  const { throttle, announced } = throttling();
  await throttle.send(async () => answers.shift() ?? answered(500));
  expect(announced).toEqual([2_000]);
  expect(throttle.throttled).toEqual({ count: 1, waited: 2_000 });
});

test('a wait that is too long is not waited for', async () => {
  const { throttle } = throttling();
  const exchange = await throttle.send(async () => answered(429, '86400'));
  expect(exchange.response?.status).toBe(429);
  expect(throttle.throttled.count).toBe(0);
});

test('a target that always says 429 is asked a bounded number of times', async () => {
  let sent = 0;
  await throttling().throttle.send(async () => {
    sent += 1;
    return answered(429, '0');
  });
  expect(sent).toBe(MOST_RETRIES + 1);
});
