import type { SequenceCase } from '../cases/stateful/sequence-case.ts';
import type { Case } from '../model/case.ts';
import type { Deviation } from '../model/deviation.ts';
import type { Exchange } from '../model/exchange.ts';
import type { CaseResult } from '../model/outcome.ts';
import type { ScenarioCase } from '../scenario/scenario-case.ts';

/** One request, several, or a scenario. */
export type AnyCase = Case | SequenceCase | ScenarioCase;

/** What one case has shown. */
export interface CaseOutcome {
  readonly result: CaseResult;
  readonly deviations: readonly Deviation[];
  readonly exchange: Exchange | undefined;
}

/** Of a case that was not sent. */
export function skipped(testCase: AnyCase, reason: string): CaseOutcome {
  return { result: resultOf(testCase, 'skipped', reason, undefined, 0), deviations: [], exchange: undefined };
}

/**
 * @param reason why it was skipped
 * @param duration milliseconds
 */
export function resultOf(
  testCase: AnyCase,
  outcome: CaseResult['outcome'],
  reason: string | undefined,
  status: number | undefined,
  duration: number,
): CaseResult {
  const operation = 'workflow' in testCase ? undefined : testCase.operation.id;
  const clause = 'draft' in testCase ? testCase.clause?.id : undefined;
  return { name: testCase.name, operation, clause, phase: testCase.phase, outcome, reason, status, duration };
}
