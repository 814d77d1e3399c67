/** Random requests: what is drawn, how it is proven, how a failure is made small, and when it ends. */
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Operation } from '../../../src/contract/contract.ts';
import { findAndShrink } from '../../../src/verify/cases/random/find-and-shrink.ts';
import { planRandom } from '../../../src/verify/cases/random/plan-random.ts';
import { requestArbitrary } from '../../../src/verify/cases/random/request-arbitrary.ts';
import type { ObservedDeviation } from '../../../src/verify/cases/stateful/observed-deviation.ts';
import { RequestTemplates } from '../../../src/verify/cases/stateful/request-templates.ts';
import { planContext } from '../../../src/verify/run/create-plan-context.ts';
import { verify } from '../../../src/verify/verify.ts';
import { isValid } from '../faults/tracker/checks.ts';
import { startTracker, tokens } from '../faults/tracker/server.ts';
import { roles, tracker } from '../faults/tracker/verify-tracker.ts';

const DRAWS = 300;

const context = planContext(tracker, { now: new Date('2026-06-01T00:00:00Z') });
const templates = new RequestTemplates(context);

function operation(id: string): Operation {
  const found = tracker.operations.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found;
}

function drawn(id: string, seed = 1) {
  const base = templates.plain(operation(id));
  const requests = typeof base === 'string' ? undefined : requestArbitrary(context, base);
  return requests === undefined ? [] : fc.sample(requests, { numRuns: DRAWS, seed });
}

describe.each([
  ['addProject', 'NewProject'],
  ['changeProject', 'ProjectChange'],
  ['addTask', 'NewTask'],
  ['addMember', 'NewMember'],
  ['putLabel', 'LabelBody'],
])('random requests of %s', (id, form) => {
  const requests = drawn(id);

  test('are valid or invalid as the server, which has checks of its own, finds them', () => {
    const valid = requests.filter((draft) => context.prover.doubtsValid(draft) === undefined);
    const broken = requests.filter((draft) => context.prover.whatBreaks(draft, []) !== undefined);
    expect(valid.filter(({ body }) => !isValid(form, body?.value))).toEqual([]);
    expect(
      broken.filter(({ body, parameters }) => parameters.length === 0 && isValid(form, body?.value)),
    ).toEqual([]);
    expect(valid.length).toBeGreaterThan(DRAWS / 3);
    expect(broken.length).toBeGreaterThan(DRAWS / 10);
    expect(valid.length + broken.length).toBeGreaterThan(DRAWS * 0.9);
  });

  test('break a clause that can be named', () => {
    const clauses = context.clausesOf(id);
    const unnamed = requests.filter(
      (draft) => context.prover.whatBreaks(draft, clauses)?.clauses.length === 0,
    );
    expect(unnamed).toEqual([]);
  });

  test('are the same for the same seed, and others for another', () => {
    const bodies = (seed: number): string => JSON.stringify(drawn(id, seed).map(({ body }) => body?.value));
    expect(bodies(1)).toBe(bodies(1));
    expect(bodies(2)).not.toBe(bodies(1));
  });
});

test('an operation of which all requests are the same has no random ones', () => {
  expect(drawn('removeProject')).toEqual([]);
});

describe('a hunt', () => {
  const bounds = { seed: 1, draws: 200, shrinks: 200, hasEnded: () => false };
  const observed = (message: string, pointer = ''): ObservedDeviation => ({
    operation: operation('addTask'),
    exchange: undefined,
    deviation: {
      severity: 'error',
      kind: 'server error',
      pointer,
      detail: '',
      message,
      expected: '',
      actual: '',
    },
  });

  test('finds the smallest value that shows the same', async () => {
    const found = await findAndShrink(fc.nat(), bounds, async (value) =>
      value > 1_000 ? [observed(`${value}`)] : [],
    );
    expect(found?.deviation.message).toBe('1001');
  });

  test('does not take another trouble for the one that it makes small', async () => {
    const found = await findAndShrink(fc.nat(), bounds, async (value) => {
      if (value > 1_000) return [observed(`${value}`, '/large')];
      return value > 10 ? [observed(`${value}`, '/small')] : [];
    });
    expect(found?.deviation).toMatchObject({ message: '1001', pointer: '/large' });
  });

  test('looks at no more values than it may', async () => {
    let looks = 0;
    await findAndShrink(fc.nat(), { ...bounds, shrinks: 5 }, async () => {
      looks += 1;
      return looks === 1 ? [observed('first')] : [];
    });
    expect(looks).toBeLessThanOrEqual(7);
  });

  test('looks at none once the run has ended', async () => {
    let looks = 0;
    await findAndShrink(fc.nat(), { ...bounds, hasEnded: () => looks === 3 }, async () => {
      looks += 1;
      return [];
    });
    expect(looks).toBe(3);
  });

  test('lets an error through that is no trouble', async () => {
    const failing = findAndShrink(fc.nat(), bounds, async () => {
      throw new TypeError('a mistake of ours');
    });
    await expect(failing).rejects.toThrow(new TypeError('a mistake of ours'));
  });
});

test('rounds differ, and what nothing deletes is made in the first of them alone', () => {
  const rounds = planRandom(context, templates, tracker.operations, true);
  const [first, , , , fifth] = Array.from({ length: 5 }, () => [...(rounds.next().value ?? [])]);
  if (first === undefined || fifth === undefined) throw new Error('five rounds');
  expect(new Set([...first, ...fifth].map(({ name }) => name)).size).toBe(first.length + fifth.length);
  expect(first.map((each) => each.operation.id)).toContain('putLabel');
  expect(fifth.map((each) => each.operation.id)).not.toContain('putLabel');
  expect(fifth.map((each) => each.operation.id)).toContain('addProject');
});

test('random requests fill the time that is given, and the run is complete all the same', async () => {
  // Time is up when more was asked at random than without it, however long that takes.
  const timer = new AbortController();
  const timers = vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(timer.signal);
  const server = await startTracker();
  onTestFinished(async () => {
    timers.mockRestore();
    await server.close();
  });
  let asked = 0;
  const operations = (id: string): boolean => id === 'addProject';
  const report = await verify(
    tracker,
    {
      target: { baseUrl: server.url, roles },
      time: 4_000,
      operations,
      phases: ['positive', 'random'],
    },
    {
      result({ phase }) {
        if (phase === 'random') asked += 1;
        if (asked > 4) timer.abort();
      },
    },
  );
  expect(timers).toHaveBeenCalledExactlyOnceWith(4_000);
  const random = report.cases.filter(({ phase }) => phase === 'random');
  expect(random.length).toBeGreaterThan(4);
  expect(report).toMatchObject({ ended: 'complete', findings: [] });
  expect(report.coverage.operations.gaps).toEqual([]);
});

test('a run whose time is up in the middle cleans up, at no higher rate than it may', async () => {
  const server = await startTracker();
  const target = { baseUrl: server.url, roles };
  const report = await verify(tracker, { target, time: 500, rate: 60, phases: ['random'] });
  const headers = { Authorization: `Bearer ${tokens.default}` };
  const left: unknown = await (await fetch(`${server.url}/projects`, { headers })).json();
  await server.close();
  expect(report.findings).toEqual([]);
  expect(left).toEqual({ items: [], nextCursor: null });
});
