/** Runs cases against one target, and keeps what they show. */
import type { Contract, Operation } from '../../contract/contract.ts';
import type { Json } from '../../contract/json.ts';
import type { Case, Draft } from '../case.ts';
import type { Exchange, HeaderLine, WireRequest } from '../exchange.ts';
import { answersOf, recognize } from '../judge/answers.ts';
import type { Deviation } from '../judge/deviation.ts';
import { judgeAnswer } from '../judge/judge-answer.ts';
import { judgeCase } from '../judge/judge-case.ts';
import { CONCURRENCY, type VerifyOptions } from '../options.ts';
import { planContext } from '../plan/context.ts';
import { CoverageRecord } from '../report/coverage.ts';
import { Findings } from '../report/findings.ts';
import type { CaseResult, Throttled } from '../report/report.ts';
import { runWorkflow, type WorkflowRunner } from '../scenario/run-workflow.ts';
import { type ScenarioCase, scenarioCases } from '../scenario/scenario-case.ts';
import { loadScenarios, type Scenarios } from '../scenario/scenarios.ts';
import { Preparations } from '../supply/preparation.ts';
import { Readying } from '../supply/readying.ts';
import { MOST_IDS, Supply, Unavailable } from '../supply/supply.ts';
import type { Role } from '../target.ts';
import { encodeRequest } from '../wire/encode.ts';
import { roleFor, withCredential } from './credentials.ts';
import { Limit } from './limit.ts';
import { connectSources, createSource, isSame, type Source } from './sources.ts';
import { Throttle } from './throttle.ts';

/** What one case has shown. */
export interface Outcome {
  readonly result: CaseResult;
  readonly deviations: readonly Deviation[];
  readonly exchange: Exchange | undefined;
}

/** What stands in a finding beside the deviation itself. */
interface Occasion {
  readonly caseName: string;
  readonly why: string;
  readonly clause: string | undefined;
}

export class Session {
  readonly findings = new Findings();
  readonly coverage: CoverageRecord;
  readonly scenarioCases: readonly ScenarioCase[];
  readonly #options: VerifyOptions;
  readonly #main: Source;
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #scenarios: Scenarios | undefined;
  readonly #throttle: Throttle;
  readonly #limit: Limit;
  readonly #readying: Readying;

  /** Loads the scenarios, if there are any. @throws {ScenarioError} {ContractError} they cannot be used */
  static async open(contract: Contract, options: VerifyOptions): Promise<Session> {
    const { scenarios } = options;
    if (scenarios === undefined || options.target.prefer === true)
      return new Session(contract, options, undefined);
    return new Session(contract, options, await loadScenarios(scenarios.file, { [contract.name]: contract }));
  }

  constructor(contract: Contract, options: VerifyOptions, scenarios: Scenarios | undefined) {
    const { target, given = {}, concurrency = CONCURRENCY, timeout, now = () => new Date() } = options;
    const connection = {
      now,
      connections: concurrency,
      ...(target.headers === undefined ? {} : { headers: target.headers }),
      ...(timeout === undefined ? {} : { timeout }),
    };
    this.#options = options;
    this.#scenarios = scenarios;
    this.coverage = new CoverageRecord(contract);
    this.scenarioCases = scenarios === undefined ? [] : scenarioCases(scenarios);
    this.#main = createSource(contract, target.baseUrl, connection);
    const servers = options.scenarios?.servers ?? {};
    this.#sources =
      scenarios === undefined ? new Map() : connectSources(scenarios, this.#main, servers, connection);
    this.#throttle = new Throttle(now);
    this.#limit = new Limit(concurrency);
    const context = planContext(contract, {
      now: now(),
      given: Object.keys(given),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
    });
    const mostIds = options.mostIds ?? MOST_IDS;
    const send = (draft: Draft): Promise<Exchange> => this.#prepare(draft);
    const supply = new Supply({ context, given, mostIds, send });
    this.#readying = new Readying(context, supply, this.#preparations(contract), send);
  }

  get throttled(): Throttled {
    return this.#throttle.throttled;
  }

  /** Sends one case, judges the answer and keeps what it shows. At most `concurrency` run at once. */
  run(each: Case | ScenarioCase): Promise<Outcome> {
    return this.#limit.run(async () => {
      const outcome = 'workflow' in each ? await this.#runScenario(each) : await this.#runCase(each);
      this.coverage.sawResult(outcome.result);
      return outcome;
    });
  }

  close(): void {
    this.#main.client.close();
    for (const { client } of this.#sources.values()) client.close();
  }

  async #runCase(each: Case): Promise<Outcome> {
    const role = roleFor(this.#options.target.roles, each.role, each.operation);
    if (role === undefined) return skipped(each, `no credential of the role "${each.role}" was given for it`);
    try {
      const { draft, before, signature } =
        this.#options.target.prefer === true
          ? { draft: each.draft, before: each.before, signature: undefined }
          : await this.#readying.ready(each);
      const first = before === undefined ? undefined : await this.#sendCase(each, before, role, signature);
      if (first !== undefined && (first.response?.status ?? 500) >= 300) {
        return skipped(
          each,
          `the request before it was answered ${first.response?.status ?? 'with nothing'}`,
        );
      }
      const exchange = await this.#sendCase(each, draft, role, signature);
      return this.#judge(each, exchange, first);
    } catch (error) {
      if (error instanceof Unavailable) return skipped(each, error.message);
      throw error;
    }
  }

  #judge(each: Case, exchange: Exchange, first: Exchange | undefined): Outcome {
    const { contract, checker } = this.#main;
    const { verdict, deviations, answer } = judgeCase(contract, checker, each, exchange, first);
    const status = exchange.response?.status;
    if (
      answer !== undefined &&
      status !== undefined &&
      !deviations.some(({ severity }) => severity === 'error')
    ) {
      this.coverage.sawAnswer(each.operation, status, answer);
    }
    if (each.phase !== 'accepted' && verdict === 'broken') this.#readying.discard(each.operation);
    const occasion = { caseName: each.name, why: each.why, clause: each.clause?.id };
    this.#note(contract, each.operation, deviations, exchange, occasion);
    return { result: resultOf(each, verdict, undefined, status, exchange.duration), deviations, exchange };
  }

  #sendCase(
    each: Case,
    draft: Draft,
    role: Role,
    signature: readonly HeaderLine[] | undefined,
  ): Promise<Exchange> {
    const encoded = encodeRequest(draft);
    const { contract, client } = this.#main;
    const request =
      signature === undefined
        ? withCredential(contract, each.operation, role, each.credential, encoded)
        : { ...encoded, headers: [...encoded.headers, ...signature] };
    const headers = [...request.headers, ...this.#preference(each)];
    const send = (): Promise<Exchange> => client.send({ ...request, headers });
    return each.expects.statuses.includes('429') ? send() : this.#throttle.send(send);
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
    const { contract, client } = this.#main;
    const role = this.#options.target.roles.default;
    const request = withCredential(contract, operation, role, 'valid', encodeRequest(draft));
    const exchange = await this.#throttle.send(() => client.send(request));
    this.#observe(this.#main, operation, exchange, `preparation: ${operation.id}`);
    return exchange;
  }

  /** Proves an answer that no case of its own asked for. */
  #observe({ contract, checker }: Source, operation: Operation, exchange: Exchange, caseName: string): void {
    const { request, response } = exchange;
    if (response === undefined) return;
    const { spec, body, deviations } = judgeAnswer(contract, checker, operation, request.method, response);
    const why = 'Every answer is proven, whatever the request was for.';
    this.#note(contract, operation, deviations, exchange, { caseName, why, clause: undefined });
    const answer = spec === undefined ? undefined : recognize(spec, body);
    const isKept = !deviations.some(({ severity }) => severity === 'error');
    if (answer !== undefined && isKept && isSame(contract, this.#main.contract)) {
      this.coverage.sawAnswer(operation, response.status, answer);
    }
  }

  #note(
    contract: Contract,
    operation: Operation,
    deviations: readonly Deviation[],
    exchange: Exchange | undefined,
    occasion: Occasion,
  ): void {
    for (const deviation of deviations) {
      this.findings.add({ contract, deviation, operation: operation.id, exchange, ...occasion });
    }
  }

  async #runScenario(each: ScenarioCase): Promise<Outcome> {
    const runner = this.#runner(each.name);
    if (runner === undefined) return skipped(each, 'no scenarios were given');
    const started = performance.now();
    const { failure, scope } = await runWorkflow(runner, each.workflow, this.#inputsOf(each));
    const duration = performance.now() - started;
    const exchange = failure?.exchange ?? scope.exchange;
    const status = exchange?.response?.status;
    if (failure === undefined) {
      return { result: resultOf(each, 'kept', undefined, status, duration), deviations: [], exchange };
    }
    const { step } = failure;
    const operationId = 'workflowId' in step.does ? step.does.workflowId : step.does.operationId;
    const operation = this.#main.contract.operations.find(({ id }) => id === operationId);
    const deviation: Deviation = {
      severity: 'error',
      kind: 'scenario failed',
      pointer: operation?.pointer ?? '',
      detail: `${failure.workflow.id} ${step.id}`,
      message: `step ${step.id} (${operationId}): ${failure.message}`,
      expected: step.successCriteria.map(({ condition }) => condition).join(' and '),
      actual: String(status ?? 'no answer'),
    };
    this.findings.add({
      contract: this.#main.contract,
      deviation,
      operation: operationId,
      exchange,
      caseName: each.name,
      why: each.workflow.summary,
      clause: undefined,
    });
    return {
      result: resultOf(each, 'broken', undefined, status, duration),
      deviations: [deviation],
      exchange,
    };
  }

  #runner(caseName: string): WorkflowRunner | undefined {
    const scenarios = this.#scenarios;
    if (scenarios === undefined) return undefined;
    const send = async (
      name: string,
      operation: Operation,
      request: WireRequest,
      mayBeThrottled: boolean,
    ) => {
      const source = this.#sources.get(name) ?? this.#main;
      const attempt = (): Promise<Exchange> => source.client.send(request);
      const exchange = await (mayBeThrottled ? this.#throttle.send(attempt) : attempt());
      this.#observe(source, operation, exchange, caseName);
      return exchange;
    };
    return { scenarios, send };
  }

  #preparations(contract: Contract): Preparations | undefined {
    const runner = this.#runner('preparation');
    const [source] = [...this.#sources].find(([, each]) => isSame(each.contract, contract)) ?? [];
    if (runner === undefined || source === undefined) return undefined;
    return new Preparations(runner, source, () => this.#inputs());
  }

  #inputsOf({ workflow }: ScenarioCase): Readonly<Record<string, Json>> {
    const known = Object.entries(this.#inputs());
    return Object.fromEntries(known.filter(([name]) => workflow.inputs.includes(name)));
  }

  #inputs(): Readonly<Record<string, Json>> {
    const inputs = this.#options.scenarios?.inputs ?? {};
    return typeof inputs === 'function' ? inputs() : inputs;
  }
}

function skipped(each: Case | ScenarioCase, reason: string): Outcome {
  return { result: resultOf(each, 'skipped', reason, undefined, 0), deviations: [], exchange: undefined };
}

function resultOf(
  each: Case | ScenarioCase,
  verdict: CaseResult['verdict'],
  reason: string | undefined,
  status: number | undefined,
  duration: number,
): CaseResult {
  const operation = 'workflow' in each ? undefined : each.operation.id;
  return { name: each.name, operation, phase: each.phase, verdict, reason, status, duration };
}
