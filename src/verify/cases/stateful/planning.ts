/** What the planning of sequences shares. */
import type { Operation } from '@countersign/contract';
import type { RoleName } from '../../model/target.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import type { RequestTemplates } from './request-templates.ts';

export interface Planning {
  readonly context: PlanContext;
  readonly templates: RequestTemplates;
  /** Those that the target has a credential for. */
  readonly roles: ReadonlySet<RoleName>;
  /** Notes what could not be inferred from the contract, and why. */
  drop(operation: Operation, about: string, reason: string): void;
}
