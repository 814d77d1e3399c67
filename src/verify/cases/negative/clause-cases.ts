/** For one clause: a request that just keeps it, and those that break it and nothing else. */
import type { Clause, Operation } from '@countersign/contract';
import { at, fromPointer, type Json, toPointer } from '@countersign/contract';
import type { Draft } from '../../model/draft.ts';
import type { LiftedClause } from '../../model/prover.ts';
import { editDraft, wholeAt, withoutPart } from '../../requests/edit.ts';
import type { Where } from '../../requests/id-slots.ts';
import { draftRecipes, type Focus, type FocusedDraft, makeFocusedDraft } from '../../requests/make-draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { boundariesOf } from '../../values/boundaries.ts';
import { violationsOf } from '../../values/violations.ts';
import { focusOf, isChosenElsewhere, isPresence } from './focus.ts';
import { impliedViolations } from './implied-violations.ts';
import { partVariants } from './part-cases.ts';

/** A request of a case-to-be. */
export interface Candidate {
  readonly draft: Draft;
  /** For the name: `201 characters`. */
  readonly label: string;
  /** The place that it is about. */
  readonly where: Where | undefined;
}

export interface ClausePair {
  /** The request nearest to breaking the clause, and a plainer one where that needs many ids. */
  readonly neighbours: readonly Candidate[];
  /** One for each way of breaking the clause. */
  readonly violations: readonly Candidate[];
  /** What the violations break as well, because it cannot be kept. */
  readonly implied: readonly LiftedClause[];
}

/** The pair for `clause`, or why there is none. */
export function pairFor(context: PlanContext, operation: Operation, clause: Clause): ClausePair | string {
  const focus = focusOf(context, operation, clause);
  if (focus === undefined) return 'its place in a request is not understood';
  const none = focus.in === 'body' ? context.bodies.whyNone(focus.media) : undefined;
  if (none !== undefined) return none;
  const reasons: string[] = [];
  for (const recipe of draftRecipes) {
    const focused = makeFocusedDraft(context, operation, recipe, focus);
    if (focused === undefined) {
      reasons.push('no request with that place in it could be made');
      continue;
    }
    const pair = isPresence(operation, clause)
      ? presencePair(context, clause, focused)
      : valuePair(context, clause, focus, focused);
    if (typeof pair !== 'string') return pair;
    reasons.push(pair);
  }
  return reasons[0] ?? 'no request could be made';
}

function presencePair(context: PlanContext, clause: Clause, { draft }: FocusedDraft): ClausePair | string {
  const [name = ''] = fromPointer(clause.path);
  const place = clause.in;
  if (place === 'security' || place === 'response') return 'it is no part of a request';
  const without = withoutPart(draft, { in: place, name });
  const doubt = context.prover.doubtsValid(draft) ?? context.prover.doubtsViolation(without, clause, []);
  if (doubt !== undefined) return doubt;
  return {
    neighbours: [{ draft, label: '', where: undefined }],
    violations: [{ draft: without, label: 'left out', where: undefined }],
    implied: [],
  };
}

function valuePair(
  context: PlanContext,
  clause: Clause,
  focus: Focus,
  { draft, where, place }: FocusedDraft,
): ClausePair | string {
  const root = wholeAt(draft, where);
  const current = root === undefined ? undefined : at(root, where.pointer);
  if (root === undefined || current === undefined) return 'no request with that place in it could be made';
  const { generation, prover } = context;
  const edit = (value: Json): Draft => editDraft(context, draft, where, value);

  const plain = { draft, label: '', where: undefined };
  const isGiven = isChosenElsewhere(context, focus, { draft, where });
  const boundaries = isGiven
    ? []
    : boundariesOf(generation, place.effective, clause.keyword, clause.value, current);
  const boundary = boundaries
    .map(({ value, label }) => ({ draft: edit(value), label, where }))
    .find((candidate) => prover.doubtsValid(candidate.draft) === undefined);
  const doubt = boundary === undefined ? prover.doubtsValid(draft) : undefined;
  if (doubt !== undefined) return `no valid request with that place in it: ${doubt}`;
  const neighbours: Candidate[] = boundary === undefined ? [plain] : [boundary];
  if (boundary !== undefined && boundary.draft.slots.length > draft.slots.length) neighbours.push(plain);

  const parent =
    where.pointer === '' ? undefined : at(root, toPointer(fromPointer(where.pointer).slice(0, -1)));
  const variants = [
    ...partVariants(context, draft, clause).map((partVariant) => ({
      ...partVariant,
      make: () => partVariant.draft,
    })),
    ...violationsOf(generation, clause, { effective: place.effective, current, parent }).map(
      ({ value, ...variant }) => ({ ...variant, make: () => edit(value) }),
    ),
  ];
  const [first] = variants;
  if (first === undefined) return `no value that breaks ${clause.keyword} is known`;
  const [sure, ...likely] = impliedViolations(context, clause, place.effective);
  for (const implied of [sure, ...likely]) {
    const violations = [...Map.groupBy(variants, ({ aspect = '' }) => aspect).values()].flatMap((aspect) => {
      for (const { make, label } of aspect) {
        const draft = make();
        if (prover.doubtsViolation(draft, clause, implied) === undefined) return [{ draft, label, where }];
      }
      return [];
    });
    if (violations.length > 0) return { neighbours, violations, implied };
  }
  const reason = prover.doubtsViolation(first.make(), clause, sure);
  return `no value was found that breaks ${clause.keyword} alone: ${reason}`;
}
