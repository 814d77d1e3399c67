/** Clauses that break together. */
import type { Clause } from '@countersign/contract';
import { factsOf } from '@countersign/contract';
import type { LiftedClause } from '../../model/prover.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { crossFieldKeyword } from '../../values/cross-fields.ts';
import type { EffectiveSchema } from '../../values/effective-schema.ts';

/**
 * What a violation of `clause` may break as well: first, what it must; then, for want of a violation that breaks
 * no more than that, what there may be no value to keep.
 */
export function impliedViolations(
  context: PlanContext,
  clause: Clause,
  effective: EffectiveSchema,
): readonly [readonly LiftedClause[], ...(readonly LiftedClause[])[]] {
  const { surely = [], maybe = [] } = factsOf(clause.keyword).implies ?? {};
  const sure = clausesOfSchema(effective, surely);
  const likely = [
    ...clausesOfSchema(effective, maybe),
    ...judgesAround(context, clause),
    ...crossFieldsAround(context, clause),
    ...clausesBelow(context, clause),
  ].filter(({ pointer }) => pointer !== clause.pointer);
  return likely.length === 0 ? [sure] : [sure, [...sure, ...likely]];
}

function clausesOfSchema(effective: EffectiveSchema, keywords: readonly string[]): LiftedClause[] {
  return effective.schemas.flatMap(({ schema, pointer }) =>
    keywords.flatMap((keyword) => {
      const value = schema[keyword];
      return value === undefined ? [] : [{ keyword, value, pointer: `${pointer}/${keyword}` }];
    }),
  );
}

/** Choices at the place or around it: what breaks in each of the branches leaves none that fits. */
function judgesAround({ clausesOf }: PlanContext, { operation, in: place, path }: Clause): LiftedClause[] {
  return clausesOf(operation).filter(
    (clause) =>
      clause.in === place &&
      (path === clause.path || path.startsWith(`${clause.path}/`)) &&
      factsOf(clause.keyword).judgesParts === true,
  );
}

/** Cross-field clauses of what holds the place: a share that is left out changes the sum. */
function crossFieldsAround(
  { clausesOf }: PlanContext,
  { operation, in: place, path }: Clause,
): LiftedClause[] {
  return clausesOf(operation).filter(
    (clause) =>
      clause.in === place &&
      path.startsWith(`${clause.path}/`) &&
      crossFieldKeyword(clause.keyword) !== undefined,
  );
}

/** What keeps a list short, at its place or in its items. */
function clausesBelow(
  { clausesOf }: PlanContext,
  { operation, in: place, path, keyword }: Clause,
): LiftedClause[] {
  const { maybeAtPlace = [], maybeInItems = [] } = factsOf(keyword).implies ?? {};
  if (maybeAtPlace.length === 0 && maybeInItems.length === 0) return [];
  return clausesOf(operation).filter(
    (clause) =>
      clause.in === place &&
      ((clause.path === path && maybeAtPlace.includes(clause.keyword)) ||
        (clause.path.startsWith(`${path}/*`) && maybeInItems.includes(clause.keyword))),
  );
}
