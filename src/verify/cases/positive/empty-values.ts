/** Query parameters that may stand there with nothing in them. */
import type { Draft } from '../../model/draft.ts';
import { withoutPart } from '../../requests/edit.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import type { PositiveCases } from './positive-cases.ts';

/**
 * Adds a valid request for each parameter with `allowEmptyValue`: `?name=`, which means no more than leaving it out,
 * whatever its schema says (OpenAPI 3.1 §4.8.12.2).
 */
export function addEmptyValues(context: PlanContext, accepted: PositiveCases, base: Draft): void {
  for (const parameter of base.operation.parameters) {
    if (!parameter.allowEmptyValue) continue;
    const others = withoutPart(base, parameter);
    const draft = { ...others, parameters: [...others.parameters, { parameter, value: '' }] };
    if (context.prover.doubtsValid(draft) !== undefined) continue;
    accepted.add(
      draft,
      [`query ${parameter.name} empty`],
      'The contract allows this parameter to have no value.',
    );
  }
}
