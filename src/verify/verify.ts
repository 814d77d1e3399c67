/** contract + target → findings and coverage. */
import type { Contract, Operation } from '@countersign/contract';
import { notesOn } from './cases/notes.ts';
import { type OperationPlan, planContract } from './cases/plan.ts';
import { planRandom } from './cases/random/plan-random.ts';
import { planState, type StatePlan } from './cases/stateful/plan-sequences.ts';
import type { SequenceCase } from './cases/stateful/sequence-case.ts';
import { type PlannedOperation, plannedOperation } from './coverage/planned-operation.ts';
import { usualPhases } from './model/case.ts';
import type { Dropped } from './model/gaps.ts';
import { CONCURRENCY, type RunEvents, type VerifyOptions } from './model/options.ts';
import type { CaseResult } from './model/outcome.ts';
import type { Ended } from './model/run.ts';
import { type RoleName, roleNames } from './model/target.ts';
import type { Report } from './report/report.ts';
import { secretsOf } from './report/secrets.ts';
import type { AnyCase } from './run/outcome.ts';
import { Results } from './run/results.ts';
import { endOf, unlessEnded, untilEnd } from './run/run-end.ts';
import { Session } from './run/session.ts';
import { isInShard } from './run/shard.ts';

/**
 * Asks `target` everything that the contract lets one ask, and tells what the answers show.
 *
 * @param events told while it goes on
 * @param signal ends the run early; the report then tells what was done until then
 * @throws {TypeError} the options, or {ScenarioError} {ContractError} the scenarios cannot be used
 */
export async function verify(
  contract: Contract,
  options: VerifyOptions,
  events: Partial<RunEvents> = {},
  signal?: AbortSignal,
): Promise<Report> {
  const now = options.now ?? (() => new Date());
  const startedAt = now();
  const end = endOf(options, signal);
  const session = await Session.open(contract, options, events);
  const plans: PlannedOperation[] = [];
  const results = new Results();
  const dropped: Dropped[] = [];
  const run = async (testCase: AnyCase): Promise<CaseResult> => {
    const result = await results.of(testCase, async () => (await session.run(testCase)).result);
    events.result?.(result, { done: results.done, findings: session.findings.size });
    if (options.bail === true && session.findings.size > 0) end.bail();
    return result;
  };
  const work = async (cases: Iterator<AnyCase>, seen: CaseResult[]): Promise<void> => {
    for (let next = cases.next(); next.done !== true && !end.signal.aborted; next = cases.next()) {
      seen.push(await run(next.value));
    }
  };
  /** All of them, side by side. */
  const runCases = async (cases: Iterator<AnyCase>): Promise<readonly CaseResult[]> => {
    const seen: CaseResult[] = [];
    const workers = Array.from({ length: options.concurrency ?? CONCURRENCY }, () => work(cases, seen));
    await Promise.all(workers.map((worker) => worker.catch(unlessEnded)));
    return seen;
  };
  const runAll = async (): Promise<void> => {
    await runCases(casesOf(contract, options, session, plans, dropped));
    if (!end.signal.aborted) end.planIsDone();
    for (const round of roundsOf(contract, options, session)) {
      await session.nextRound();
      if (end.signal.aborted) return;
      const seen = await runCases(round.values());
      // Where nothing can be sent in one round, nothing can in the next.
      if (seen.length > 0 && seen.every(({ outcome }) => outcome === 'skipped')) return;
    }
  };
  try {
    await untilEnd(runAll(), session, end.signal);
    return reportOf(contract, options, session, {
      plans,
      dropped,
      results,
      ended: end.reason(),
      startedAt,
      duration: now().getTime() - startedAt.getTime(),
    });
  } finally {
    await session.cleanUp();
    session.close();
  }
}

/** Plans as it goes; the plans that were made are put into `plans`. */
function* casesOf(
  contract: Contract,
  options: VerifyOptions,
  session: Session,
  plans: PlannedOperation[],
  dropped: Dropped[],
): Generator<AnyCase> {
  const wanted = new Set(options.phases ?? usualPhases(options));
  const isWanted = (testCase: AnyCase): boolean =>
    wanted.has(testCase.phase) && isInShard(testCase.name, options.shard);
  // First, since some wait for time to pass.
  yield* session.scenarioCases.filter(isWanted);
  for (const plan of planFor(contract, options, session)) {
    plans.push(plannedOperation(plan));
    yield* plan.cases.filter(isWanted);
  }
  const state = stateFor(contract, options, session);
  dropped.push(...state.dropped);
  yield* state.cases.filter(isWanted);
}

/**
 * The random cases of a run with these options: as many rounds as its time allows, or, where no time is given, a few.
 * The first begins when all other cases are done, since it is about what they do not show.
 */
export function* roundsOf(
  contract: Contract,
  options: VerifyOptions,
  { context, templates }: Session,
): Generator<readonly SequenceCase[]> {
  // A mock has no state, and answers from examples.
  if (context.mock || !(options.phases ?? usualPhases(options)).includes('random')) return;
  const operations = chosenOperations(contract, options);
  for (const round of planRandom(context, templates, operations, options.time !== undefined)) {
    yield round.filter(({ name }) => isInShard(name, options.shard));
  }
}

/** The plan of a run with these options. */
export function planFor(
  contract: Contract,
  options: VerifyOptions,
  { context }: Session,
): Generator<OperationPlan> {
  return planContract(context, chosenOperations(contract, options), givenRoles(options));
}

/** The sequences of a run with these options. */
export function stateFor(
  contract: Contract,
  options: VerifyOptions,
  { context, templates }: Session,
): StatePlan {
  // A mock has no state.
  if (context.mock) return { cases: [], dropped: [] };
  return planState(context, templates, chosenOperations(contract, options), givenRoles(options));
}

function givenRoles({ target }: VerifyOptions): Set<RoleName> {
  return new Set(roleNames.filter((name) => target.roles[name] !== undefined));
}

function chosenOperations(
  { operations }: Contract,
  { operations: isChosen = () => true }: VerifyOptions,
): Operation[] {
  return operations.filter((operation) => isChosen(operation.id, operation));
}

/** What a session has shown. */
export function reportOf(
  contract: Contract,
  options: VerifyOptions,
  session: Session,
  run: {
    readonly plans: readonly PlannedOperation[];
    /** What could not be turned into a sequence. */
    readonly dropped: readonly Dropped[];
    readonly results: Pick<Results, 'listed' | 'unlisted'>;
    readonly ended: Ended;
    readonly startedAt: Date;
    /** Milliseconds. */
    readonly duration: number;
  },
): Report {
  const { name, title, version } = contract;
  const chosen = chosenOperations(contract, options);
  return {
    contract: { name, title, version, location: contract.locate('') },
    operations: chosen,
    baseUrl: options.target.baseUrl,
    seed: session.seed,
    runId: session.runId,
    shard: options.shard,
    ended: run.ended,
    startedAt: run.startedAt,
    duration: run.duration,
    cases: run.results.listed,
    unlisted: run.results.unlisted,
    findings: session.findings.all(),
    fixed: [],
    coverage: session.coverage.coverage(chosen, run.plans, session.context),
    dropped: [...run.plans.flatMap((plan) => plan.dropped), ...run.dropped],
    notes: notesOn(contract, chosen, session.unusable, session.context.cutParts, run.startedAt),
    throttled: session.throttled,
    secrets: secretsOf(contract),
  };
}
