/** contract + target → verdict. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract, Operation } from '../contract/contract.ts';
import { usualPhases } from './case.ts';
import { CONCURRENCY, type RunEvents, type VerifyOptions } from './options.ts';
import { notesOn } from './plan/notes.ts';
import { type OperationPlan, planContract } from './plan/plan.ts';
import { planRandom, ROUNDS } from './random/plan-random.ts';
import type { CaseResult, Dropped, Ended, Report } from './report/report.ts';
import { secretsOf } from './report/secrets.ts';
import { RunEnded } from './run/pause.ts';
import { type AnyCase, Session } from './run/session.ts';
import { isInShard } from './run/shard.ts';
import { planState, type StatePlan } from './state/plan-state.ts';
import type { SequenceCase } from './state/sequence-case.ts';
import { type PlannedOperation, plannedOperation } from './tally/planned-operation.ts';
import { type RoleName, roleNames } from './target.ts';

/** Milliseconds that requests under way have to be answered when a run is ended. */
const LAST_ANSWERS = 1_000;

/**
 * Asks `target` everything that the contract lets one ask, and tells what the answers show.
 *
 * @param events told while it goes on
 * @param signal ends the run early; the report then tells what was done until then
 * @throws {ScenarioError} {ContractError} the scenarios cannot be used
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
  const results: (CaseResult | undefined)[] = [];
  let done = 0;
  const dropped: Dropped[] = [];
  const waiting = casesOf(contract, options, session, plans, dropped);
  const work = async (): Promise<void> => {
    for (const each of waiting) {
      if (end.signal.aborted) return;
      const place = results.push(undefined) - 1;
      const { result } = await session.run(each);
      results[place] = result;
      done += 1;
      events.result?.(result, { done, findings: session.findings.size });
      if (options.bail === true && session.findings.size > 0) end.bail();
    }
  };
  try {
    await untilEnd(Array.from({ length: options.concurrency ?? CONCURRENCY }, work), session, end.signal);
    return reportOf(contract, options, session, {
      plans,
      dropped,
      results: results.filter((result) => result !== undefined),
      ended: end.reason(),
      startedAt,
      duration: now().getTime() - startedAt.getTime(),
    });
  } finally {
    await session.cleanUp();
    session.close();
  }
}

interface RunEnd {
  readonly signal: AbortSignal;
  bail(): void;
  reason(): Ended;
}

function endOf({ time }: VerifyOptions, signal: AbortSignal | undefined): RunEnd {
  const timeUp = time === undefined ? undefined : AbortSignal.timeout(time);
  const bailed = new AbortController();
  const all = [signal, timeUp, bailed.signal].filter((each) => each !== undefined);
  return {
    signal: AbortSignal.any(all),
    bail: () => bailed.abort(),
    reason: () => {
      if (signal?.aborted === true) return 'interrupted';
      if (bailed.signal.aborted) return 'bail';
      return timeUp?.aborted === true ? 'time' : 'complete';
    },
  };
}

/** Until all is done; or, once the run is ended, until what is under way is answered or given up. */
async function untilEnd(
  workers: readonly Promise<void>[],
  session: Session,
  end: AbortSignal,
): Promise<void> {
  const done = Promise.all(
    workers.map((worker) =>
      worker.catch((error: unknown) => {
        if (!(error instanceof RunEnded)) throw error;
      }),
    ),
  );
  const ended = new Promise<void>((resolve) => {
    if (end.aborted) resolve();
    end.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([done, ended]);
  if (!end.aborted) return;
  session.endWaits();
  const givenUp = new AbortController();
  const patience = sleep(LAST_ANSWERS, undefined, { signal: givenUp.signal }).catch(() => undefined);
  await Promise.race([done, patience]);
  givenUp.abort();
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
  const isWanted = (each: AnyCase): boolean => wanted.has(each.phase) && isInShard(each.name, options.shard);
  // First, since some wait for time to pass.
  yield* session.scenarioCases.filter(isWanted);
  for (const plan of planFor(contract, options, session)) {
    plans.push(plannedOperation(plan));
    yield* plan.cases.filter(isWanted);
  }
  const state = stateFor(contract, options, session);
  dropped.push(...state.dropped);
  yield* state.cases.filter(isWanted);
  if (!wanted.has('random')) return;
  const rounds = options.time === undefined ? ROUNDS : Number.POSITIVE_INFINITY;
  for (const each of randomFor(contract, options, session, rounds)) if (isWanted(each)) yield each;
}

/** The random cases of a run with these options. */
export function randomFor(
  contract: Contract,
  options: VerifyOptions,
  { context, materials }: Session,
  rounds: number,
): Iterable<SequenceCase> {
  return context.mock ? [] : planRandom(context, materials, chosenOperations(contract, options), rounds);
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
  { context, materials }: Session,
): StatePlan {
  // A mock has no state.
  if (context.mock) return { cases: [], dropped: [] };
  return planState(context, materials, chosenOperations(contract, options), givenRoles(options));
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
    /** In the order in which they were planned. */
    readonly results: readonly CaseResult[];
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
    seed: options.seed ?? 1,
    shard: options.shard,
    ended: run.ended,
    startedAt: run.startedAt,
    duration: run.duration,
    cases: run.results,
    findings: session.findings.all(),
    fixed: [],
    coverage: session.coverage.coverage(chosen, run.plans, session.context),
    dropped: [...run.plans.flatMap((plan) => plan.dropped), ...run.dropped],
    notes: notesOn(contract, chosen, run.startedAt),
    throttled: session.throttled,
    secrets: secretsOf(contract),
  };
}
