/** contract + target → verdict. */
import type { Contract } from '../contract/contract.ts';
import { type Case, phases } from './case.ts';
import { CONCURRENCY, type OnResult, type VerifyOptions } from './options.ts';
import { type OperationPlan, planContract } from './plan/plan.ts';
import type { CaseResult, Report } from './report/report.ts';
import { Session } from './run/session.ts';
import type { ScenarioCase } from './scenario/scenario-case.ts';
import { roleNames } from './target.ts';

/**
 * Asks `target` everything that the contract lets one ask, and tells what the answers show.
 *
 * @param onResult told after each case
 * @param signal ends the run early; the report then tells what was done until then
 */
export async function verify(
  contract: Contract,
  options: VerifyOptions,
  onResult: OnResult = () => undefined,
  signal?: AbortSignal,
): Promise<Report> {
  const now = options.now ?? (() => new Date());
  const startedAt = now();
  const session = await Session.open(contract, options);
  const plans: OperationPlan[] = [];
  const results: CaseResult[] = [];
  const waiting = casesOf(contract, options, session, startedAt, plans);
  const work = async (): Promise<void> => {
    for (const each of waiting) {
      if (signal?.aborted === true) return;
      const { result } = await session.run(each);
      results.push(result);
      onResult(result, { done: results.length, findings: session.findings.size });
    }
  };
  try {
    await Promise.all(Array.from({ length: options.concurrency ?? CONCURRENCY }, work));
  } finally {
    session.close();
  }
  return reportOf(contract, options, session, {
    plans,
    results,
    startedAt,
    duration: now().getTime() - startedAt.getTime(),
  });
}

/** Plans as it goes; the plans that were made are put into `plans`. */
function* casesOf(
  contract: Contract,
  options: VerifyOptions,
  session: Session,
  now: Date,
  plans: OperationPlan[],
): Generator<Case | ScenarioCase> {
  const wanted = new Set(options.phases ?? phases);
  // First, since some wait for time to pass.
  if (wanted.has('scenario')) yield* session.scenarioCases;
  for (const plan of planFor(contract, options, now)) {
    plans.push(plan);
    yield* plan.cases.filter(({ phase }) => wanted.has(phase));
  }
}

/** The plan of a run with these options. */
export function* planFor(contract: Contract, options: VerifyOptions, now: Date): Generator<OperationPlan> {
  const { seed, operations = () => true, target } = options;
  const planning = {
    now,
    mock: target.prefer === true,
    given: Object.keys(options.given ?? {}),
    roles: new Set(roleNames.filter((name) => target.roles[name] !== undefined)),
    ...(seed === undefined ? {} : { seed }),
  };
  const chosen = { ...contract, operations: contract.operations.filter(({ id }) => operations(id)) };
  yield* planContract(chosen, planning);
}

/** What a session has shown. */
export function reportOf(
  { name, title, version }: Contract,
  { target, seed = 1 }: VerifyOptions,
  session: Session,
  run: {
    readonly plans: readonly OperationPlan[];
    readonly results: readonly CaseResult[];
    readonly startedAt: Date;
    /** Milliseconds. */
    readonly duration: number;
  },
): Report {
  const operations = new Set(run.plans.map(({ operation }) => operation.id));
  return {
    contract: { name, title, version },
    baseUrl: target.baseUrl,
    seed,
    startedAt: run.startedAt,
    duration: run.duration,
    cases: run.results,
    findings: session.findings.all(),
    coverage: session.coverage.coverage(
      run.plans.flatMap(({ clauses }) => clauses),
      operations,
    ),
    dropped: run.plans.flatMap(({ dropped }) => dropped),
    throttled: session.throttled,
  };
}
