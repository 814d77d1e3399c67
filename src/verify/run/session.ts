/** Runs cases against one target, and keeps what they show. */
import { setImmediate as breath, setTimeout as sleep } from 'node:timers/promises';
import type { Contract } from '../../contract/contract.ts';
import type { Case, Draft } from '../case.ts';
import type { Exchange, HeaderLine } from '../exchange.ts';
import { answersOf } from '../judge/answers.ts';
import type { Deviation } from '../judge/deviation.ts';
import { judgeCase } from '../judge/judge-case.ts';
import { CONCURRENCY, type RunEvents, type VerifyOptions } from '../options.ts';
import { type PlanContext, planContext } from '../plan/context.ts';
import { tagger } from '../plan/tags.ts';
import type { Findings } from '../report/findings.ts';
import type { CaseResult, Throttled } from '../report/report.ts';
import type { ScenarioCase } from '../scenario/scenario-case.ts';
import { loadScenarios, type Scenarios } from '../scenario/scenarios.ts';
import { Materials } from '../state/materials.ts';
import type { SequenceCase } from '../state/sequence-case.ts';
import { type ReadyCase, Readying } from '../supply/readying.ts';
import { MOST_IDS, Supply } from '../supply/supply.ts';
import { Unavailable } from '../supply/unavailable.ts';
import type { CoverageRecord } from '../tally/coverage-record.ts';
import type { Role } from '../target.ts';
import { encodeRequest } from '../wire/encode.ts';
import { Unwritable } from '../wire/unwritable.ts';
import { CleanUp } from './clean-up.ts';
import { roleFor, withCredential } from './credentials.ts';
import { Limit } from './limit.ts';
import { Pace } from './pace.ts';
import { type Pause, pauseUntil } from './pause.ts';
import { Recorder } from './recorder.ts';
import { ScenarioRun } from './scenario-run.ts';
import { SequenceRun } from './sequence-run.ts';
import { connectSources, createSource, type Source } from './sources.ts';
import { Throttle } from './throttle.ts';

/** One request, several, or a scenario. */
export type AnyCase = Case | SequenceCase | ScenarioCase;

/** What one case has shown. */
export interface Outcome {
  readonly result: CaseResult;
  readonly deviations: readonly Deviation[];
  readonly exchange: Exchange | undefined;
}

export class Session {
  /** What the plan of the run is made with. */
  readonly context: PlanContext;
  readonly #options: VerifyOptions;
  readonly #main: Source;
  readonly #scenarioRun: ScenarioRun | undefined;
  readonly #recorder: Recorder;
  readonly #throttle: Throttle;
  readonly #limit: Limit;
  #pace: Pace | undefined;
  readonly #readying: Readying;
  readonly #sequenceRun: SequenceRun;
  readonly #cleanUp: CleanUp;
  /** What the sequences of the run are made of. */
  readonly materials: Materials;
  /** What a run is repeated by. */
  readonly seed: number;
  readonly runId: string;
  readonly #ended = new AbortController();
  #order = 0;

  /** @throws {ScenarioError} {ContractError} the scenarios cannot be used */
  static async open(
    contract: Contract,
    options: VerifyOptions,
    events: Partial<RunEvents> = {},
  ): Promise<Session> {
    const { scenarios, target } = options;
    // A mock has no state that a scenario could lead through.
    const loaded =
      scenarios === undefined || target.prefer === true
        ? undefined
        : await loadScenarios(scenarios.files, { [contract.name]: contract });
    return new Session(contract, options, events, loaded);
  }

  private constructor(
    contract: Contract,
    options: VerifyOptions,
    events: Partial<RunEvents>,
    scenarios: Scenarios | undefined,
  ) {
    const {
      target,
      given = {},
      concurrency = CONCURRENCY,
      timeout,
      now = () => new Date(),
      seed = 1,
    } = options;
    const { runId = seed.toString(36) } = options;
    this.seed = seed;
    this.runId = runId;
    const pause = pauseUntil(this.#ended.signal);
    this.#pace = paceOf(options, pause);
    const connection = {
      watch: { now, turn: this.#pace && (async () => this.#pace?.turn()), onExchange: events.exchange },
      connections: concurrency,
      ...(target.headers === undefined ? {} : { headers: target.headers }),
      ...(timeout === undefined ? {} : { timeout }),
    };
    this.#options = options;
    this.#throttle = new Throttle(now, pause, (milliseconds) => events.waiting?.(milliseconds));
    this.#limit = new Limit(concurrency);
    this.#main = createSource(contract, target.baseUrl, connection);
    this.#recorder = new Recorder(this.#main, events.proven);
    const { inputs, servers = {} } = options.scenarios ?? {};
    this.#scenarioRun =
      scenarios === undefined
        ? undefined
        : new ScenarioRun(
            scenarios,
            inputs,
            this.#main,
            connectSources(scenarios, this.#main, servers, connection),
            this.#throttle,
            this.#recorder,
            pause,
          );
    this.context = planContext(contract, {
      now: now(),
      given: Object.keys(given),
      mock: target.prefer === true,
      seed,
      runId,
    });
    this.#cleanUp = new CleanUp(this.context);
    const send = (draft: Draft): Promise<Exchange> => this.#prepare(draft);
    const mostIds = options.mostIds ?? MOST_IDS;
    // Tags of its own: what is supplied, and when, must not change what the cases say.
    const context = { ...this.context, nextTag: tagger(`${runId}s`) };
    const supply = new Supply({ context, given, mostIds, send });
    this.#readying = new Readying(context, supply, this.#scenarioRun?.preparations, send);
    this.materials = new Materials(this.context);
    this.#sequenceRun = new SequenceRun({
      main: this.#main,
      roles: target.roles,
      context: this.context,
      materials: this.materials,
      readying: this.#readying,
      throttle: this.#throttle,
      recorder: this.#recorder,
      cleanUp: this.#cleanUp,
      hasEnded: () => this.#ended.signal.aborted,
      runId,
    });
  }

  get findings(): Findings {
    return this.#recorder.findings;
  }

  get coverage(): CoverageRecord {
    return this.#recorder.coverage;
  }

  get scenarioCases(): readonly ScenarioCase[] {
    return this.#scenarioRun?.cases ?? [];
  }

  /** The schemas of answers that could not be used, by where they stand, and why. */
  get unusable(): ReadonlyMap<string, string> {
    return this.#main.unusable;
  }

  get throttled(): Throttled {
    return this.#throttle.throttled;
  }

  /** Sends one case, judges the answer and keeps what it shows. At most `concurrency` run at once. */
  run(each: AnyCase): Promise<Outcome> {
    const order = this.#order++;
    const task = async (): Promise<Outcome> => {
      const outcome = await this.#runOne(each, order);
      // Random cases are about no clause, and have no end.
      if (each.phase !== 'random') this.coverage.sawResult(outcome.result);
      return outcome;
    };
    return 'play' in each && each.alone ? this.#limit.runAlone(task) : this.#limit.run(task);
  }

  /** Ends every wait; who waits gets a `RunEnded`. Requests that are under way may still be answered. */
  endWaits(): void {
    this.#ended.abort();
    // What is deleted afterwards keeps the rate, too.
    this.#pace = paceOf(this.#options, (milliseconds) => sleep(milliseconds));
  }

  /**
   * Between two rounds: what was found until now is known from now on, and what was made for it is deleted, so that
   * a run that goes on for hours does not fill its target.
   */
  async nextRound(): Promise<void> {
    this.findings.settle();
    await this.cleanUp();
    this.#readying.forget();
    // Rounds in which nothing is sent would never let a timer end the run.
    await breath();
  }

  /** Deletes what the run has made, as far as the contract and the time for it allow. */
  async cleanUp(): Promise<void> {
    const { concurrency = CONCURRENCY, rate = concurrency, now = () => new Date(), target } = this.#options;
    if (target.prefer === true) return;
    // No more than can begin within a second, so that none waits long beyond the time for it.
    await this.#cleanUp.run((draft) => this.#sendAsDefault(draft), Math.min(concurrency, rate), now);
  }

  close(): void {
    this.endWaits();
    this.#main.client.close();
    this.#scenarioRun?.close();
  }

  #runOne(each: AnyCase, order: number): Promise<Outcome> {
    if ('workflow' in each) return this.#runScenario(each, order);
    return 'play' in each ? this.#runSequence(each, order) : this.#runCase(each, order);
  }

  async #runCase(each: Case, order: number): Promise<Outcome> {
    const role = roleFor(this.#options.target.roles, each.role, each.operation);
    if (role === undefined) return skipped(each, `no credential of the role "${each.role}" was given for it`);
    try {
      const ready = await this.#ready(each);
      const first = ready.before && (await this.#send(each, ready.before, role, ready.signature));
      if (first !== undefined && (first.response?.status ?? 500) >= 300) {
        return skipped(
          each,
          `the request before it was answered ${first.response?.status ?? 'with nothing'}`,
        );
      }
      return this.#judge(each, order, await this.#send(each, ready.draft, role, ready.signature), first);
    } catch (error) {
      // An id of the target may have no form where the sample had one.
      const isExpected = error instanceof Unavailable || error instanceof Unwritable;
      if (isExpected) return skipped(each, error.message);
      throw error;
    }
  }

  async #runScenario(each: ScenarioCase, order: number): Promise<Outcome> {
    const started = performance.now();
    const outcome = await this.#scenarioRun?.run(each, order);
    if (outcome === undefined) return skipped(each, 'no scenarios were given');
    const { deviations, exchange } = outcome;
    const verdict = deviations.length === 0 ? 'kept' : 'broken';
    const duration = performance.now() - started;
    return { ...outcome, result: resultOf(each, verdict, undefined, exchange?.response?.status, duration) };
  }

  async #runSequence(each: SequenceCase, order: number): Promise<Outcome> {
    const started = performance.now();
    const { verdict, reason, deviations, exchange } = await this.#sequenceRun.run(each, order);
    const duration = performance.now() - started;
    const status = verdict === 'skipped' ? undefined : exchange?.response?.status;
    return { result: resultOf(each, verdict, reason, status, duration), deviations, exchange };
  }

  /** A mock knows no ids, so that a sample is as good as any. */
  async #ready(each: Case): Promise<ReadyCase> {
    if (this.#options.target.prefer !== true) return this.#readying.ready(each);
    return { draft: each.draft, before: each.before, signature: undefined };
  }

  #judge(each: Case, order: number, exchange: Exchange, first: Exchange | undefined): Outcome {
    const { verdict, deviations, answer } = judgeCase(this.#main, each, exchange, first);
    const status = exchange.response?.status;
    this.#recorder.note(deviations, answer, each.operation, {
      contract: this.#main.contract,
      clause: each.clause?.id,
      caseName: each.name,
      order,
      why: each.why,
      earlier: first === undefined ? [] : [first],
      exchange,
    });
    if (verdict === 'kept' && status !== undefined && status < 400) this.coverage.sawAccepted(each);
    if (each.phase !== 'accepted' && verdict === 'broken') this.#readying.discard(each.operation);
    return { result: resultOf(each, verdict, undefined, status, exchange.duration), deviations, exchange };
  }

  async #send(each: Case, draft: Draft, role: Role, signature: ReadyCase['signature']): Promise<Exchange> {
    const { contract, client } = this.#main;
    const encoded = encodeRequest(draft);
    const request =
      signature === undefined
        ? withCredential(contract, each.operation, role, each.credential, encoded)
        : { ...encoded, headers: [...encoded.headers, ...signature] };
    const headers = [...request.headers, ...this.#preference(each)];
    const send = (): Promise<Exchange> => client.send({ ...request, headers });
    const exchange = await (each.expects.statuses.includes('429') ? send() : this.#throttle.send(send));
    const isOwn = each.role === 'default' && each.credential === 'valid' && signature === undefined;
    if (isOwn && exchange.response !== undefined) this.#cleanUp.saw(draft, exchange.response);
    return exchange;
  }

  /** Asks a mock for the answer that a server's state would give (RFC 7240; Prism's `code` and `example`). */
  #preference({ operation, expects }: Case): HeaderLine[] {
    if (this.#options.target.prefer !== true || !expects.ask) return [];
    const [status] = expects.statuses;
    const spec = operation.responses.find((response) => response.status === status);
    const answer = spec && answersOf(spec).find(({ code }) => code === expects.code);
    const example = answer?.example === undefined ? '' : `, example=${answer.example}`;
    return [['Prefer', `code=${status}${example}`]];
  }

  /** A request that only makes what a case needs; its answer is proven like any other. */
  async #prepare(draft: Draft): Promise<Exchange> {
    const { operation } = draft;
    const exchange = await this.#throttle.send(() => this.#sendAsDefault(draft));
    this.#recorder.observe(this.#main, operation, exchange, `preparation: ${operation.id}`);
    if (exchange.response !== undefined) this.#cleanUp.saw(draft, exchange.response);
    return exchange;
  }

  #sendAsDefault(draft: Draft): Promise<Exchange> {
    const { contract, client } = this.#main;
    const role = this.#options.target.roles.default;
    return client.send(withCredential(contract, draft.operation, role, 'valid', encodeRequest(draft)));
  }
}

function paceOf({ rate }: VerifyOptions, pause: Pause): Pace | undefined {
  return rate === undefined ? undefined : new Pace(rate, pause, () => performance.now());
}

function skipped(each: AnyCase, reason: string): Outcome {
  return { result: resultOf(each, 'skipped', reason, undefined, 0), deviations: [], exchange: undefined };
}

function resultOf(
  each: AnyCase,
  verdict: CaseResult['verdict'],
  reason: string | undefined,
  status: number | undefined,
  duration: number,
): CaseResult {
  const operation = 'workflow' in each ? undefined : each.operation.id;
  const clause = 'draft' in each ? each.clause?.id : undefined;
  return { name: each.name, operation, clause, phase: each.phase, verdict, reason, status, duration };
}
