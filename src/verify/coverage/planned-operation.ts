import type { OperationPlan } from '../cases/plan.ts';

/** What is kept of a plan: its cases are large, and forgotten once they are sent. */
export interface PlannedOperation extends Pick<OperationPlan, 'operation' | 'clauses' | 'dropped'> {
  /** The name of the first case that sends a valid request. */
  readonly validCase: string | undefined;
}

export function plannedOperation({ operation, clauses, dropped, cases }: OperationPlan): PlannedOperation {
  return { operation, clauses, dropped, validCase: cases.find(({ phase }) => phase === 'positive')?.name };
}
