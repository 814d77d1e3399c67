/** Runs cases against one target, and keeps what they show. */
import { setImmediate as breath, setTimeout as sleep } from 'node:timers/promises';
import type { Contract } from '@countersign/contract';
import type { RequestTemplates } from '../cases/stateful/request-templates.ts';
import type { SequenceCase } from '../cases/stateful/sequence-case.ts';
import type { CoverageRecord } from '../coverage/coverage-record.ts';
import { Semaphore } from '../http/semaphore.ts';
import type { Findings } from '../judge/findings.ts';
import { checkOptions } from '../model/check-options.ts';
import { CONCURRENCY, type RunEvents, type VerifyOptions } from '../model/options.ts';
import type { Throttled } from '../model/run.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import type { ScenarioCase } from '../scenario/scenario-case.ts';
import { loadScenarios, type Scenarios } from '../scenario/scenarios.ts';
import { type AnyCase, type CaseOutcome, resultOf, skipped } from './outcome.ts';
import { partsOf, type SessionParts } from './session-parts.ts';

export class Session {
  /** What a run is repeated by. */
  readonly seed: number;
  readonly runId: string;
  readonly #options: VerifyOptions;
  readonly #limit: Semaphore;
  readonly #ended = new AbortController();
  readonly #parts: SessionParts;
  #order = 0;

  /** @throws {TypeError} the options, or {ScenarioError} {ContractError} the scenarios cannot be used */
  static async open(
    contract: Contract,
    options: VerifyOptions,
    events: Partial<RunEvents> = {},
  ): Promise<Session> {
    checkOptions(options);
    const { scenarios, target } = options;
    // A mock has no state that a scenario could lead through.
    const loaded =
      scenarios === undefined || target.prefer === true
        ? undefined
        : await loadScenarios(scenarios.files, {
            known: { [contract.name]: contract },
            load: scenarios.load,
          });
    return new Session(contract, options, events, loaded);
  }

  private constructor(
    contract: Contract,
    options: VerifyOptions,
    events: Partial<RunEvents>,
    scenarios: Scenarios | undefined,
  ) {
    const { seed = 1, concurrency = CONCURRENCY } = options;
    this.seed = seed;
    this.runId = options.runId ?? seed.toString(36);
    this.#options = options;
    this.#limit = new Semaphore(concurrency);
    this.#parts = partsOf(contract, options, events, scenarios, this, this.#ended.signal);
  }

  /** What the plan of the run is made with. */
  get context(): PlanContext {
    return this.#parts.context;
  }

  /** What its sequences are made of. */
  get templates(): RequestTemplates {
    return this.#parts.templates;
  }

  get findings(): Findings {
    return this.#parts.recorder.findings;
  }

  get coverage(): CoverageRecord {
    return this.#parts.recorder.coverage;
  }

  get scenarioCases(): readonly ScenarioCase[] {
    return this.#parts.scenarioRun?.cases ?? [];
  }

  /** The schemas of answers that could not be used, by where they stand, and why. */
  get unusable(): ReadonlyMap<string, string> {
    return this.#parts.main.unusable;
  }

  get throttled(): Throttled {
    return this.#parts.throttle.throttled;
  }

  /** Sends one case, judges the answer and keeps what it shows. At most `concurrency` run at once. */
  run(testCase: AnyCase): Promise<CaseOutcome> {
    const order = this.#order++;
    const task = async (): Promise<CaseOutcome> => {
      const outcome = await this.#runOne(testCase, order);
      // Random cases are about no clause, and have no end.
      if (testCase.phase !== 'random') this.coverage.sawResult(outcome.result);
      return outcome;
    };
    return 'play' in testCase && testCase.alone ? this.#limit.runAlone(task) : this.#limit.run(task);
  }

  /** Ends every wait; who waits gets a `RunEnded`. Requests that are under way may still be answered. */
  endWaits(): void {
    this.#ended.abort();
    // What is deleted afterwards keeps the rate, too.
    this.#parts.requestRate?.restart((milliseconds) => sleep(milliseconds));
  }

  /**
   * Between two rounds: what was found until now is known from now on, and what was made for it is deleted, so that
   * a run that goes on for hours does not fill its target.
   */
  async nextRound(): Promise<void> {
    this.findings.settle();
    await this.cleanUp();
    this.#parts.preparer.forget();
    // Rounds in which nothing is sent would never let a timer end the run.
    await breath();
  }

  /** Deletes what the run has made, as far as the contract and the time for it allow. */
  async cleanUp(): Promise<void> {
    const { concurrency = CONCURRENCY, rate = concurrency, now = () => new Date(), target } = this.#options;
    if (target.prefer === true) return;
    const { cleanUp, send } = this.#parts;
    // No more than can begin within a second, so that none waits long beyond the time for it.
    await cleanUp.run(send, Math.min(concurrency, rate), now);
  }

  close(): void {
    this.endWaits();
    this.#parts.main.client.close();
    this.#parts.scenarioRun?.close();
  }

  #runOne(testCase: AnyCase, order: number): Promise<CaseOutcome> {
    if ('workflow' in testCase) return this.#runScenario(testCase, order);
    return 'play' in testCase ? this.#runSequence(testCase, order) : this.#parts.caseRun.run(testCase, order);
  }

  async #runScenario(scenarioCase: ScenarioCase, order: number): Promise<CaseOutcome> {
    const started = performance.now();
    const shown = await this.#parts.scenarioRun?.run(scenarioCase, order);
    if (shown === undefined) return skipped(scenarioCase, 'no scenarios were given');
    const { deviations, exchange } = shown;
    const outcome = deviations.length === 0 ? 'pass' : 'fail';
    const duration = performance.now() - started;
    return {
      ...shown,
      result: resultOf(scenarioCase, outcome, undefined, exchange?.response?.status, duration),
    };
  }

  async #runSequence(sequenceCase: SequenceCase, order: number): Promise<CaseOutcome> {
    const started = performance.now();
    const { outcome, reason, deviations, exchange } = await this.#parts.sequenceRun.run(sequenceCase, order);
    const duration = performance.now() - started;
    const status = outcome === 'skipped' ? undefined : exchange?.response?.status;
    return { result: resultOf(sequenceCase, outcome, reason, status, duration), deviations, exchange };
  }
}
