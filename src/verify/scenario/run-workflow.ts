/** Runs a workflow: step after step, each answer proven against its contract, until one fails. */
import type { Json, JsonObject, Operation } from '@countersign/contract';
import type { Exchange, WireRequest } from '../model/exchange.ts';
import { describeFound, holds } from './criterion.ts';
import { resolveValue, type Scope } from './expression.ts';
import { type FailureAction, ScenarioError, type Scenarios, type Step, type Workflow } from './scenarios.ts';
import { stepRequest, stepValues } from './step-request.ts';

export interface WorkflowRunner {
  readonly scenarios: Scenarios;
  /** Sends a request of an operation of the named source, and proves the answer. */
  send(
    source: string,
    operation: Operation,
    request: WireRequest,
    mayBeThrottled: boolean,
  ): Promise<Exchange>;
  /** Waits for so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
}

export type WorkflowResult =
  | { readonly outputs: Readonly<Record<string, Json>>; readonly failure?: undefined }
  | { readonly failure: WorkflowFailure };

/** The step that did not go as its workflow says. */
export interface WorkflowFailure {
  readonly workflow: Workflow;
  readonly step: Step;
  /** `$statusCode == 400 does not hold: $statusCode is 200` */
  readonly message: string;
  readonly exchange: Exchange | undefined;
}

/** How often a step of one workflow is run in all: a bound for jumps back. */
const MOST_STEPS = 1_000;

/** @param before stops before this step; the scope then is what it would see */
export async function runWorkflow(
  runner: WorkflowRunner,
  workflow: Workflow,
  inputs: Readonly<Record<string, Json>>,
  before?: Step,
): Promise<WorkflowResult & { readonly scope: Scope }> {
  const steps = new Map<string, Readonly<Record<string, Json>>>();
  let scope: Scope = { inputs, steps, outputs: {}, exchange: undefined };
  const tries = new Map<FailureAction, number>();
  let index = 0;
  for (let count = 0; count < MOST_STEPS; count++) {
    const step = workflow.steps[index];
    if (step === undefined || step === before) return { outputs: resolveAll(workflow.outputs, scope), scope };
    const done = await runStep(runner, workflow, step, scope);
    scope = { ...scope, ...done.scope };
    if (done.failure === undefined) {
      steps.set(step.id, resolveAll(step.outputs, scope));
      index += 1;
      continue;
    }
    const action = [...step.failureActions, ...workflow.failureActions].find(
      (failureAction) =>
        failureAction.criteria.every((criterion) => holds(criterion, scope)) &&
        (failureAction.type !== 'retry' || (tries.get(failureAction) ?? 0) < failureAction.retryLimit),
    );
    if (action === undefined || action.type === 'end') return { failure: done.failure, scope };
    if (action.type === 'retry') {
      tries.set(action, (tries.get(action) ?? 0) + 1);
      await runner.pause(action.retryAfter * 1000);
    } else {
      index = workflow.steps.findIndex(({ id }) => id === action.stepId);
    }
  }
  throw new ScenarioError(`${workflow.id} did not end within ${MOST_STEPS} steps`);
}

interface DoneStep {
  readonly scope: Pick<Scope, 'outputs' | 'exchange'>;
  readonly failure: WorkflowFailure | undefined;
}

async function runStep(
  runner: WorkflowRunner,
  workflow: Workflow,
  step: Step,
  scope: Scope,
): Promise<DoneStep> {
  if ('workflowId' in step.does) return runNested(runner, step.does.workflowId, step, scope);
  const { source, operation } = findOperation(runner.scenarios, workflow, step, step.does);
  const request = stepRequest(operation, step, stepValues(workflow, step, scope));
  // A 429 that a criterion speaks of is what the scenario is about.
  const mayBeThrottled = !step.successCriteria.some(({ condition }) => condition.includes('429'));
  const exchange = await runner.send(source, operation, request, mayBeThrottled);
  const answered: Scope = { ...scope, exchange };
  const failure = firstFailure(workflow, step, answered);
  return { scope: { outputs: {}, exchange }, failure };
}

async function runNested(
  runner: WorkflowRunner,
  workflowId: string,
  step: Step,
  scope: Scope,
): Promise<DoneStep> {
  const nested = runner.scenarios.workflows.get(workflowId);
  if (nested === undefined) throw new ScenarioError(`step ${step.id}: there is no workflow ${workflowId}`);
  const inputs = Object.fromEntries(
    step.parameters.map(({ name, value }) => [name, resolveValue(value, scope) ?? null]),
  );
  const result = await runWorkflow(runner, nested, inputs);
  const outputs = result.failure === undefined ? result.outputs : {};
  return { scope: { outputs, exchange: result.scope.exchange }, failure: result.failure };
}

function firstFailure(workflow: Workflow, step: Step, scope: Scope): WorkflowFailure | undefined {
  const { exchange } = scope;
  if (exchange?.response === undefined) {
    return { workflow, step, message: `no answer came: ${exchange?.failure ?? 'nothing'}`, exchange };
  }
  const broken = step.successCriteria.find((criterion) => !holds(criterion, scope));
  if (broken === undefined) return undefined;
  const message = `${broken.condition} does not hold: ${describeFound(broken, scope)}`;
  return { workflow, step, message, exchange };
}

/** @throws {ScenarioError} no source has such an operation, or several have */
export function findOperation(
  { sources }: Scenarios,
  workflow: Workflow,
  step: Step,
  { source, operationId }: { readonly source: string | undefined; readonly operationId: string },
): { source: string; operation: Operation } {
  const found = [...sources]
    .filter(([name]) => source === undefined || name === source)
    .flatMap(([name, { operations }]) =>
      operations.filter(({ id }) => id === operationId).map((operation) => ({ source: name, operation })),
    );
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const problem = only === undefined ? 'no source has' : 'more than one source has';
  throw new ScenarioError(`${workflow.id}, step ${step.id}: ${problem} an operation ${operationId}`);
}

function resolveAll(outputs: JsonObject, scope: Scope): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, expression]) => [name, resolveValue(expression, scope) ?? null]),
  );
}
