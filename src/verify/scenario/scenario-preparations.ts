/**
 * The second way to the state that a case needs: a scenario in which a step calls the operation and
 * succeeds. The steps before it are the preparation.
 */

import type { Operation } from '@countersign/contract';
import { at, type Json } from '@countersign/contract';
import type { Preparations, Prepared } from '../ids/case-preparer.ts';
import type { Draft } from '../model/draft.ts';
import type { HeaderLine } from '../model/exchange.ts';
import { Unavailable } from '../model/unavailable.ts';
import { replaceAt } from '../requests/edit.ts';
import { findOperation, runWorkflow, type WorkflowRunner } from './run-workflow.ts';
import type { Step, Workflow } from './scenarios.ts';
import { textOf } from './step-body.ts';
import { type StepValues, stepValues } from './step-request.ts';

interface Way {
  readonly workflow: Workflow;
  readonly step: Step;
}

export class ScenarioPreparations implements Preparations {
  readonly #runner: WorkflowRunner;
  readonly #inputs: () => Readonly<Record<string, Json>>;
  readonly #ways = new Map<string, Way>();
  readonly #shared = new Map<string, Promise<StepValues>>();

  /** @param source the name under which the scenarios know the contract that is verified */
  constructor(runner: WorkflowRunner, source: string, inputs: () => Readonly<Record<string, Json>>) {
    this.#runner = runner;
    this.#inputs = inputs;
    for (const workflow of runner.scenarios.workflows.values()) {
      for (const step of workflow.steps) {
        if ('workflowId' in step.does || !expectsSuccess(step)) continue;
        const found = findOperation(runner.scenarios, workflow, step, step.does);
        const known = this.#ways.get(found.operation.id);
        if (
          found.source !== source ||
          (known !== undefined && lengthOf(known) <= lengthOf({ workflow, step }))
        )
          continue;
        this.#ways.set(found.operation.id, { workflow, step });
      }
    }
  }

  has({ id }: Operation): boolean {
    return this.#ways.has(id);
  }

  /**
   * `draft` with the ids of a state in which its operation succeeds.
   *
   * @throws {Unavailable} the scenario does not get there, or lacks an id that the draft needs
   */
  async prepare(draft: Draft): Promise<Prepared> {
    const way = this.#ways.get(draft.operation.id);
    if (way === undefined) throw new Unavailable(`no scenario calls ${draft.operation.id}`);
    return place(draft, await this.#values(way, draft));
  }

  #values(way: Way, { resource, operation }: Draft): Promise<StepValues> {
    if (resource === 'own') return this.#run(way);
    const shared = this.#shared.get(operation.id) ?? this.#run(way);
    this.#shared.set(operation.id, shared);
    return shared;
  }

  async #run({ workflow, step }: Way): Promise<StepValues> {
    const { failure, scope } = await runWorkflow(this.#runner, workflow, this.#inputs(), step);
    if (failure !== undefined) {
      throw new Unavailable(`scenario ${workflow.id} stopped at step ${failure.step.id}: ${failure.message}`);
    }
    return stepValues(workflow, step, scope);
  }
}

function expectsSuccess({ successCriteria }: Step): boolean {
  return successCriteria.some(({ condition }) => /^\$statusCode\s*==\s*2\d\d$/.test(condition.trim()));
}

function lengthOf({ workflow, step }: Way): number {
  return workflow.steps.indexOf(step);
}

function place(draft: Draft, values: StepValues): Prepared {
  const filled = draft.slots
    .filter((slot) => !slot.unknown)
    .reduce((placed, slot) => {
      const value = slot.in === 'path' ? values.path.get(slot.name) : inPayload(values.payload, slot.pointer);
      if (value === undefined)
        throw new Unavailable(`the scenario has no id of kind ${slot.kind} for its place`);
      return replaceAt(placed, slot, value);
    }, draft);
  const declared = new Set(draft.operation.parameters.map(({ name }) => name.toLowerCase()));
  const signature = [...values.header]
    .filter(([name]) => !declared.has(name.toLowerCase()))
    .map(([name, value]): HeaderLine => [name, textOf(value)]);
  return { draft: { ...filled, slots: [] }, signature };
}

/** The scenario's own value at the place, or at the first item of its list. */
function inPayload(payload: Json | undefined, pointer: string): Json | undefined {
  return at(payload, pointer) ?? at(payload, pointer.replaceAll(/\/\d+/g, '/0'));
}
