/** What the package exports as `countersign/vitest`: each case of a contract is a test. */

import type { Contract } from '@countersign/contract';
import { afterAll, describe, test } from 'vitest';
import { plannedOperation } from './coverage/planned-operation.ts';
import { usualPhases } from './model/case.ts';
import type { VerifyOptions } from './model/options.ts';
import { compareGaps, type Exception } from './report/exceptions.ts';
import { renderFinding } from './report/render-finding.ts';
import { renderText } from './report/render-text.ts';
import type { Report } from './report/report.ts';
import { Results } from './run/results.ts';
import { Session } from './run/session.ts';
import { planFor, reportOf, roundsOf, stateFor } from './verify.ts';

export type { Given, ScenarioOptions } from './model/options.ts';
export type { Role, Roles, Target } from './model/target.ts';
export type { Exception, VerifyOptions };

/** Vitest itself ends early, and takes a part of the tests: `bail`, `shard`. */
export interface DescribeOptions extends Omit<VerifyOptions, 'time' | 'bail' | 'shard'> {
  /** What may stay uncovered, and why. One that is not needed fails, too. @default none */
  readonly exceptions?: readonly Exception[];
}

/** Milliseconds: a case may wait for a rate limit, and a scenario for time to pass. */
const CASE_TIMEOUT = 180_000;

/**
 * Makes each case of `contract` a test, and adds one at the end that prints what was covered and fails if
 * anything was left out that is not among the exceptions. Await it at the top of a test file, once the target
 * is up; as many tests run at once as Vitest's `maxConcurrency` says.
 *
 * @throws {TypeError} the options, or {ScenarioError} {ContractError} the scenarios cannot be used
 */
export async function describeContract(contract: Contract, options: DescribeOptions): Promise<void> {
  const startedAt = (options.now ?? (() => new Date()))();
  const session = await Session.open(contract, options);
  const plans = [...planFor(contract, options, session)];
  const wanted = new Set(options.phases ?? usualPhases({}));
  const state = stateFor(contract, options, session);
  const cases = [
    ...session.scenarioCases,
    ...plans.flatMap((plan) => plan.cases),
    ...state.cases,
    ...[...roundsOf(contract, options, session)].flat(),
  ].filter(({ phase }) => wanted.has(phase));
  const results = new Results();
  const started = performance.now();

  describe(`${contract.title} at ${options.target.baseUrl}`, () => {
    afterAll(async () => {
      await session.cleanUp();
      session.close();
    });

    for (const testCase of cases) {
      test.concurrent(testCase.name, { timeout: CASE_TIMEOUT }, async ({ skip }) => {
        const result = await results.of(testCase, async () => (await session.run(testCase)).result);
        if (result.outcome === 'skipped') skip(result.reason);
        if (result.outcome === 'fail') throw new BrokenContract(testCase.name, session);
      });
    }

    test('coverage', ({ skip }) => {
      if (results.done < cases.length) skip('not every case was run');
      const duration = performance.now() - started;
      const report = reportOf(contract, options, session, {
        plans: plans.map(plannedOperation),
        dropped: state.dropped,
        results,
        ended: 'complete',
        startedAt,
        duration,
      });
      console.log(renderText({ ...report, findings: [] }));
      assertCovered(report, options.exceptions ?? []);
    });
  });
}

/** Its message is the finding; a stack would lead into this package. */
class BrokenContract extends Error {
  constructor(caseName: string, session: Session) {
    const findings = session.findings.seenIn(caseName);
    super(findings.map((finding) => renderFinding(finding)).join('\n\n'));
    this.name = 'BrokenContract';
    this.stack = `${this.name}: ${this.message}`;
  }
}

function assertCovered({ coverage }: Report, exceptions: readonly Exception[]): void {
  const { open, stale } = compareGaps(coverage, exceptions);
  const problems = [
    ...open.map(({ id, reason }) => `not covered: ${id} (${reason})`),
    ...stale.map(({ gap }) => `an exception that nothing needs: ${gap}`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
