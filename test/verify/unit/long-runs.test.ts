/** A run that goes on for hours keeps no more than a reader can use. */
import { expect, test } from 'vitest';
import { Findings } from '../../../src/verify/judge/findings.ts';
import type { CaseResult } from '../../../src/verify/model/outcome.ts';
import { renderText } from '../../../src/verify/report/render-text.ts';
import { MOST_RANDOM_RESULTS, Results } from '../../../src/verify/run/results.ts';
import { library } from '../faults/library/verify-library.ts';
import { runLibrary } from './report-run.ts';

const result = (name: string, { phase = 'random', outcome = 'pass' }: Partial<CaseResult> = {}) =>
  ({
    name,
    operation: 'addBook',
    clause: undefined,
    phase,
    outcome,
    reason: undefined,
    status: 200,
    duration: 1,
  }) as const;

test('random cases that show nothing are counted, once there are many; the others are listed', async () => {
  const results = new Results();
  const add = (each: CaseResult) => results.of(each, async () => each);
  await add(result('planned', { phase: 'negative' }));
  for (let round = 1; round <= MOST_RANDOM_RESULTS; round++) await add(result(`round ${round}`));
  await add(result('one more'));
  await add(result('a finding', { outcome: 'fail' }));

  expect(results.done).toBe(MOST_RANDOM_RESULTS + 3);
  expect(results.listed).toHaveLength(MOST_RANDOM_RESULTS + 2);
  expect(results.listed.at(-1)?.name).toBe('a finding');
  expect(results.unlisted).toEqual({ pass: 1, inconclusive: 0, fail: 0, skipped: 0 });

  const report = await runLibrary({ options: { phases: ['positive'], bail: true } });
  const text = renderText({ ...report, cases: results.listed, unlisted: results.unlisted });
  expect(text).toContain(`${MOST_RANDOM_RESULTS + 2} cases were drawn at random with seed 1`);
  expect(text).toContain('1 of them showed nothing, and are counted and not listed.');
  expect(text).toContain(`${MOST_RANDOM_RESULTS + 3} cases in`);
});

test('what was known before a round is not seen again in it', () => {
  const findings = new Findings();
  const see = (caseName: string, detail: string) =>
    findings.add({
      contract: library,
      deviation: {
        severity: 'error',
        kind: 'wrong body',
        pointer: '',
        detail,
        message: '',
        expected: '',
        actual: '',
      },
      operation: 'addBook',
      clause: undefined,
      caseName,
      order: 1,
      why: '',
      exchange: undefined,
    });
  see('planned', 'one');
  findings.settle();
  see('round 1', 'one');
  see('round 1', 'two');
  expect(findings.all().map(({ cases }) => cases)).toEqual([['planned'], ['round 1']]);
});
