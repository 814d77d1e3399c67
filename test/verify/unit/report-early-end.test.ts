import { expect, test } from 'vitest';
import { RequestRate } from '../../../src/verify/http/request-rate.ts';
import { runLibrary, takesAnyPages } from './report-run.ts';

const whole = await runLibrary();

test('a run that is interrupted reports what it has done, and does not take the rest for covered', async () => {
  const stop = new AbortController();
  const report = await runLibrary({
    options: { concurrency: 1 },
    events: { result: (_, { done }) => done === 20 && stop.abort() },
    signal: stop.signal,
  });
  expect(report.ended).toBe('interrupted');
  expect(report.cases.map(({ name }) => name)).toEqual(whole.cases.slice(0, 20).map(({ name }) => name));
  for (const name of ['operations', 'answers', 'parameters', 'clauses', 'parts'] as const) {
    expect(report.coverage[name].total, name).toBe(whole.coverage[name].total);
    expect(report.coverage[name].covered, name).toBeLessThan(whole.coverage[name].total);
  }
  expect(report.coverage.operations.gaps).toContainEqual({
    id: 'removeBook',
    reason: 'the run ended before it came to this operation',
  });
});

test('a run ends when its time is up', async () => {
  const report = await runLibrary({ options: { time: 100, rate: 100 } });
  expect(report.ended).toBe('time');
  expect(report.cases.length).toBeLessThan(whole.cases.length);
});

test('a run ends at its first finding, if it is told to', async () => {
  const report = await runLibrary({ behaviour: takesAnyPages, options: { bail: true, concurrency: 1 } });
  expect(report.ended).toBe('bail');
  expect(report.findings.map(({ clause }) => clause)).toEqual(['addBook body /pages maximum']);
  expect(report.cases.at(-1)?.outcome).toBe('fail');
});

test('who stops a run that waits for its target does not wait with it', async () => {
  const stop = new AbortController();
  const waits: number[] = [];
  const report = await runLibrary({
    behaviour: {
      answer: (answer) => ({ ...answer, status: 429, headers: { ...answer.headers, 'retry-after': '100' } }),
    },
    events: {
      waiting: (milliseconds) => {
        waits.push(milliseconds);
        stop.abort();
      },
    },
    signal: stop.signal,
  });
  expect(Math.round(waits[0] ?? 0)).toBe(100_000);
  expect(report).toMatchObject({ ended: 'interrupted', cases: [] });
});

test('requests begin as far apart as the rate says', async () => {
  const pauses: number[] = [];
  const clock = { now: 1_000 };
  const pause = async (milliseconds: number): Promise<void> => void pauses.push(milliseconds);
  const requestRate = new RequestRate(200, pause, () => clock.now);
  await requestRate.turn();
  await requestRate.turn();
  clock.now += 2.5;
  await requestRate.turn();
  clock.now += 100;
  await requestRate.turn();
  // The first at once, the second 5 ms later, the third 10 ms after the first, and the fourth at once again.
  expect(pauses).toEqual([5, 8]);
});
