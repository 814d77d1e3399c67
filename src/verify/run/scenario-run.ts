/** Runs the scenarios of a run, and lends them to cases that need the state that they make. */
import type { Json, Operation } from '@countersign/contract';
import type { Pause } from '../http/pause.ts';
import type { Throttle } from '../http/throttle.ts';
import type { Deviation } from '../model/deviation.ts';
import type { Exchange, WireRequest } from '../model/exchange.ts';
import type { ScenarioOptions } from '../model/options.ts';
import { runWorkflow, type WorkflowFailure, type WorkflowRunner } from '../scenario/run-workflow.ts';
import { type ScenarioCase, scenarioCases } from '../scenario/scenario-case.ts';
import { ScenarioPreparations } from '../scenario/scenario-preparations.ts';
import type { Scenarios } from '../scenario/scenarios.ts';
import type { Recorder } from './recorder.ts';
import { isSame, type Source } from './sources.ts';

/** How a scenario went. */
export interface ScenarioOutcome {
  readonly deviations: readonly Deviation[];
  /** The last exchange, or the one that it failed at. */
  readonly exchange: Exchange | undefined;
}

export class ScenarioRun {
  readonly cases: readonly ScenarioCase[];
  /** How scenarios prepare cases of the contract that is verified, if they speak of it. */
  readonly preparations: ScenarioPreparations | undefined;
  readonly #scenarios: Scenarios;
  readonly #main: Source;
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #inputs: ScenarioOptions['inputs'];
  readonly #throttle: Throttle;
  readonly #recorder: Recorder;
  readonly #pause: Pause;

  constructor(
    scenarios: Scenarios,
    inputs: ScenarioOptions['inputs'],
    main: Source,
    sources: ReadonlyMap<string, Source>,
    throttle: Throttle,
    recorder: Recorder,
    pause: Pause,
  ) {
    this.cases = scenarioCases(scenarios);
    this.#scenarios = scenarios;
    this.#main = main;
    this.#sources = sources;
    this.#inputs = inputs;
    this.#throttle = throttle;
    this.#recorder = recorder;
    this.#pause = pause;
    const [name] = [...sources].find(([, { contract }]) => isSame(contract, main.contract)) ?? [];
    this.preparations =
      name === undefined
        ? undefined
        : new ScenarioPreparations(this.#runner('preparation'), name, () => this.#currentInputs());
  }

  async run(scenarioCase: ScenarioCase, order: number): Promise<ScenarioOutcome> {
    const { workflow, name } = scenarioCase;
    const inputs = Object.entries(this.#currentInputs()).filter(([input]) => workflow.inputs.includes(input));
    const { failure, scope } = await runWorkflow(this.#runner(name), workflow, Object.fromEntries(inputs));
    if (failure === undefined) return { deviations: [], exchange: scope.exchange };
    const deviation = this.#note(scenarioCase, order, failure);
    return { deviations: [deviation], exchange: failure.exchange ?? scope.exchange };
  }

  close(): void {
    for (const { client } of this.#sources.values()) client.close();
  }

  #note(
    { name, workflow }: ScenarioCase,
    order: number,
    { step, message, exchange, ...failure }: WorkflowFailure,
  ): Deviation {
    const called = 'workflowId' in step.does ? step.does.workflowId : step.does.operationId;
    const operation = this.#main.contract.operations.find(({ id }) => id === called);
    const deviation: Deviation = {
      severity: 'error',
      kind: 'scenario failed',
      pointer: operation?.pointer ?? '',
      detail: `${failure.workflow.id} ${step.id}`,
      message: `step ${step.id} (${called}): ${message}`,
      expected: step.successCriteria.map(({ condition }) => condition).join(' and '),
      actual: String(exchange?.response?.status ?? 'no answer'),
    };
    this.#recorder.findings.add({
      contract: this.#main.contract,
      deviation,
      operation: called,
      exchange,
      caseName: name,
      order,
      why: workflow.summary,
      clause: undefined,
    });
    return deviation;
  }

  #runner(caseName: string): WorkflowRunner {
    const send = async (
      name: string,
      operation: Operation,
      request: WireRequest,
      mayBeThrottled: boolean,
    ): Promise<Exchange> => {
      const source = this.#sources.get(name) ?? this.#main;
      const attempt = (): Promise<Exchange> => source.client.send(request);
      const exchange = await (mayBeThrottled ? this.#throttle.send(attempt) : attempt());
      this.#recorder.observe(source, operation, exchange, caseName);
      return exchange;
    };
    return { scenarios: this.#scenarios, send, pause: this.#pause };
  }

  #currentInputs(): Readonly<Record<string, Json>> {
    return typeof this.#inputs === 'function' ? this.#inputs() : (this.#inputs ?? {});
  }
}
