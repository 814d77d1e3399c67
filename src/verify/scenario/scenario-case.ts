/** Each scenario is a case of its own. */
import type { Scenarios, Workflow } from './scenarios.ts';

export interface ScenarioCase {
  /** `scenario end_date_expired · A campaign whose end date has passed cannot be started` */
  readonly name: string;
  readonly phase: 'scenario';
  readonly workflow: Workflow;
}

/** The workflows that stand for themselves: one that another one builds on is run with it. */
export function scenarioCases({ workflows }: Scenarios): ScenarioCase[] {
  const parts = new Set(
    [...workflows.values()].flatMap(({ steps }) =>
      steps.flatMap(({ does }) => ('workflowId' in does ? [does.workflowId] : [])),
    ),
  );
  return [...workflows.values()]
    .filter(({ id }) => !parts.has(id))
    .map((workflow) => ({
      name: `scenario ${workflow.id} · ${workflow.summary}`,
      phase: 'scenario',
      workflow,
    }));
}
