/** Clauses that break together. */
import type { Clause } from '@countersign/contract';
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
  const sure = impliedBy(effective, clause.keyword);
  const likely = [
    ...likelyImpliedBy(effective, clause.keyword),
    ...choicesAround(context, clause),
    ...clausesAround(context, clause),
    ...clausesBelow(context, clause),
  ].filter(({ pointer }) => pointer !== clause.pointer);
  return likely.length === 0 ? [sure] : [sure, [...sure, ...likely]];
}

/** Clauses of the effective schema that cannot be kept once `keyword` is broken, because they say the same and more. */
function impliedBy(effective: EffectiveSchema, keyword: string): LiftedClause[] {
  return keyword === 'type'
    ? clausesOfSchema(effective, ['type', 'enum', 'const', 'oneOf', 'anyOf', 'not'])
    : [];
}

/**
 * Clauses of the effective schema that may leave no value that breaks `keyword` and keeps them: no time zone has a
 * name of 65 characters, no address has two, of seven days there are no eight different ones, and what is
 * below 1 is below 10 as well.
 */
function likelyImpliedBy(effective: EffectiveSchema, keyword: string): LiftedClause[] {
  const family = FAMILIES.find(([keywords]) => keywords.includes(keyword));
  return family === undefined ? [] : clausesOfSchema(effective, family[1]);
}

const MEMBERS = ['enum', 'const'];
const LOWER = ['minimum', 'exclusiveMinimum'];
const UPPER = ['maximum', 'exclusiveMaximum'];

/** Keywords, and those whose clauses may break with theirs. */
const FAMILIES: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['minLength', 'maxLength', 'pattern', 'format'],
    ['x-known', ...MEMBERS, 'format', 'minLength', 'maxLength', 'pattern'],
  ],
  [LOWER, [...LOWER, ...MEMBERS]],
  [UPPER, [...UPPER, ...MEMBERS]],
  [['multipleOf'], ['multipleOf', ...MEMBERS]],
  [MEMBERS, [...MEMBERS, 'pattern', 'format']],
  [['maxItems'], ['uniqueItems']],
  [['minContains'], ['contains']],
  [['required'], ['minProperties']],
];

function clausesOfSchema(effective: EffectiveSchema, keywords: readonly string[]): LiftedClause[] {
  return effective.schemas.flatMap(({ schema, pointer }) =>
    keywords.flatMap((keyword) => {
      const value = schema[keyword];
      return value === undefined ? [] : [{ keyword, value, pointer: `${pointer}/${keyword}` }];
    }),
  );
}

/** Cross-field clauses of what holds the place: a share that is left out changes the sum. */
function clausesAround({ clausesOf }: PlanContext, { operation, in: place, path }: Clause): LiftedClause[] {
  return clausesOf(operation).filter(
    (clause) =>
      clause.in === place &&
      path.startsWith(`${clause.path}/`) &&
      crossFieldKeyword(clause.keyword) !== undefined,
  );
}

/** Choices at the place or around it: what breaks in each of the branches leaves none that fits. */
function choicesAround({ clausesOf }: PlanContext, { operation, in: place, path }: Clause): LiftedClause[] {
  return clausesOf(operation).filter(
    (clause) =>
      clause.in === place &&
      (path === clause.path || path.startsWith(`${clause.path}/`)) &&
      CHOICES.has(clause.keyword),
  );
}

const CHOICES: ReadonlySet<string> = new Set(['oneOf', 'anyOf', 'unevaluatedProperties', 'unevaluatedItems']);

/** What keeps a list short: of items that must differ in a choice of three, there are no four. */
function clausesBelow(
  { clausesOf }: PlanContext,
  { operation, in: place, path, keyword }: Clause,
): LiftedClause[] {
  if (keyword !== 'maxItems') return [];
  return clausesOf(operation).filter(
    (clause) =>
      clause.in === place &&
      ((clause.path === path && clause.keyword === 'x-unique-by') ||
        (clause.path.startsWith(`${path}/*`) && ['enum', 'minimum', 'maximum'].includes(clause.keyword))),
  );
}
