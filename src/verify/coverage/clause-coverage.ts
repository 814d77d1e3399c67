/** Which clauses a run has shown to be kept. */
import type { ClausePlan } from '../cases/negative/clauses-of-operation.ts';
import type { CaseResult } from '../model/outcome.ts';
import { kindOfClause } from './clause-kind.ts';
import type { CoverageItem } from './coverage.ts';

/** A clause counts only if a valid neighbour was accepted and each of its violations was refused. */
export function clauseItems(
  plans: readonly ClausePlan[],
  results: ReadonlyMap<string, CaseResult>,
): CoverageItem[] {
  return plans.map((plan) => {
    const { id, operation } = plan.clause;
    const item = { id, operation, kind: kindOfClause(plan.clause) };
    if ('untestable' in plan) return { ...item, state: 'untestable', reason: plan.untestable };
    const reason = 'gap' in plan ? plan.gap : gapOf(plan.neighbours, plan.violations, results);
    return { ...item, state: reason === undefined ? 'covered' : 'open', reason };
  });
}

function gapOf(
  neighbours: readonly string[],
  violations: readonly string[],
  results: ReadonlyMap<string, CaseResult>,
): string | undefined {
  const refused = violations.map((name) => results.get(name));
  const unshown = refused.findIndex((result) => result?.outcome !== 'pass');
  if (unshown >= 0) return `its violation ${describeResult(refused[unshown])}`;
  const accepted = neighbours.map((name) => results.get(name));
  if (accepted.some((result) => result?.outcome === 'pass')) return undefined;
  return `the valid request beside it ${describeResult(accepted[0])}`;
}

/** `was answered 500`, to be read on from what it is about. */
export function describeResult(result: CaseResult | undefined): string {
  if (result === undefined) return 'was not sent';
  if (result.outcome === 'skipped') return `was not sent: ${result.reason}`;
  const answered = result.status === undefined ? 'got no answer' : `was answered ${result.status}`;
  if (result.outcome === 'fail') return `${answered}: see the findings`;
  return result.outcome === 'inconclusive' ? `${answered}, which proves nothing` : answered;
}
