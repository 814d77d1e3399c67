/** Valid requests for what a clause offers to choose from: members of an enum, null, branches. */
import type { Clause } from '../../contract/clauses.ts';
import type { Operation } from '../../contract/contract.ts';
import type { Json } from '../../contract/json.ts';
import { describeValue } from '../values/describe-value.ts';
import { arrayOf } from '../values/level.ts';
import type { Route } from '../values/site.ts';
import type { AcceptedCases } from './accepted.ts';
import { describeClause } from './case-factory.ts';
import type { PlanContext } from './context.ts';
import { draftRecipes, type Focus, makeFocusedDraft } from './draft.ts';
import { editDraft } from './edit.ts';
import { focusOf } from './focus.ts';

/** Adds a case for each alternative of `clause` that can be shown to be valid. */
export function addAlternatives(
  context: PlanContext,
  accepted: AcceptedCases,
  operation: Operation,
  clause: Clause,
): void {
  const focus = focusOf(context, operation, clause);
  if (focus === undefined) return;
  switch (clause.keyword) {
    case 'enum':
      for (const member of arrayOf(clause.value)) {
        addValue(
          context,
          accepted,
          operation,
          clause,
          focus,
          member,
          'The contract lists this value as allowed.',
        );
      }
      return;
    case 'type':
      if (arrayOf(clause.value).includes('null')) {
        addValue(context, accepted, operation, clause, focus, null, 'The contract allows null here.');
      }
      return;
    case 'oneOf':
    case 'anyOf':
      for (const index of arrayOf(clause.value).keys()) {
        const route: Route = [...focus.route, { to: 'branch', pointer: clause.pointer, index }];
        addBranch(context, accepted, operation, clause, { ...focus, route }, index);
      }
      return;
    default:
  }
}

function addValue(
  context: PlanContext,
  accepted: AcceptedCases,
  operation: Operation,
  clause: Clause,
  focus: Focus,
  value: Json,
  why: string,
): void {
  for (const recipe of draftRecipes) {
    const focused = makeFocusedDraft(context, operation, recipe, focus);
    if (focused === undefined) continue;
    const draft = editDraft(context, focused.draft, focused.where, value);
    if (context.prover.doubtsValid(draft) !== undefined) continue;
    accepted.add(draft, [describeClause(clause), describeValue(value)], why, {
      where: focused.where,
      clause,
    });
    return;
  }
}

function addBranch(
  context: PlanContext,
  accepted: AcceptedCases,
  operation: Operation,
  clause: Clause,
  focus: Focus,
  index: number,
): void {
  for (const recipe of draftRecipes) {
    const focused = makeFocusedDraft(context, operation, recipe, focus);
    if (focused === undefined || context.prover.doubtsValid(focused.draft) !== undefined) continue;
    const label = `alternative ${index + 1} of ${arrayOf(clause.value).length}`;
    accepted.add(
      focused.draft,
      [describeClause(clause), label],
      'Each alternative of the contract is allowed.',
      { where: undefined, clause },
    );
    return;
  }
}
