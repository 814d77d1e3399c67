/** Valid requests for what a clause offers to choose from: members of an enum, null, branches, edge cases. */
import type { Clause, Operation } from '@countersign/contract';
import { arrayOf, choiceKeywords } from '@countersign/contract';
import { editDraft } from '../../requests/edit.ts';
import { draftRecipes, type Focus, makeFocusedDraft } from '../../requests/make-draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { describeValue } from '../../values/describe-value.ts';
import { edgeCasesFor, isOftenMisread } from '../../values/edge-cases.ts';
import { valuesForKeyword } from '../../values/keywords/keywords.ts';
import type { Route } from '../../values/schema-location.ts';
import type { EdgeCase } from '../../values/variant.ts';
import { describeClause } from '../case-factory.ts';
import { focusOf, isChosenElsewhere } from '../negative/focus.ts';
import type { PositiveCases } from './positive-cases.ts';

/** Adds a case for each alternative of `clause` that can be shown to be valid. */
export function addAlternatives(
  context: PlanContext,
  accepted: PositiveCases,
  operation: Operation,
  clause: Clause,
): void {
  const focus = focusOf(context, operation, clause);
  if (focus === undefined) return;
  for (const { value, why } of valuesForKeyword(clause.keyword).offers?.(clause.value) ?? []) {
    const variant = { value, label: describeValue(value) };
    addValue(context, accepted, operation, clause, focus, variant, why);
  }
  const branches = choiceKeywords.includes(clause.keyword) ? arrayOf(clause.value) : [];
  for (const index of branches.keys()) {
    const route: Route = [...focus.route, { to: 'branch', pointer: clause.pointer, index }];
    addBranch(context, accepted, operation, clause, { ...focus, route }, index);
  }
  if (isOftenMisread(clause.keyword)) addEdgeCases(context, accepted, operation, clause, focus);
}

/** Adds what is valid and easily misread. */
function addEdgeCases(
  context: PlanContext,
  accepted: PositiveCases,
  operation: Operation,
  clause: Clause,
  focus: Focus,
): void {
  const [recipe] = draftRecipes;
  const focused = recipe && makeFocusedDraft(context, operation, recipe, focus);
  if (focused === undefined || isChosenElsewhere(context, focus, focused)) return;
  for (const variant of edgeCasesFor(clause, focused.place.effective, context.generation.now)) {
    addValue(
      context,
      accepted,
      operation,
      clause,
      focus,
      variant,
      'It is valid, and easily taken for something else.',
    );
  }
}

function addValue(
  context: PlanContext,
  accepted: PositiveCases,
  operation: Operation,
  clause: Clause,
  focus: Focus,
  { value, label, beside }: EdgeCase,
  why: string,
): void {
  for (const recipe of draftRecipes) {
    const focused = makeFocusedDraft(context, operation, recipe, focus);
    if (focused === undefined) continue;
    const draft = editDraft(context, focused.draft, focused.where, value);
    if (context.prover.doubtsValid(draft) !== undefined) continue;
    const subject = { where: focused.where, clause };
    const before =
      beside === undefined ? undefined : editDraft(context, focused.draft, focused.where, beside);
    accepted.add(draft, [describeClause(clause), label], why, subject, before);
    return;
  }
}

function addBranch(
  context: PlanContext,
  accepted: PositiveCases,
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
