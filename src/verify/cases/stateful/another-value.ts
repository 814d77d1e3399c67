/** Values that a property may be changed to. */
import { isObject, type Json } from '@countersign/contract';
import type { Draft } from '../../model/draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { boundariesOf } from '../../values/boundaries.ts';
import { build } from '../../values/build.ts';
import { type EffectiveSchema, effectiveSchemaOf, propertyPointers } from '../../values/effective-schema.ts';
import { plainSchema } from '../../values/generation-context.ts';
import { scalarsFor, variations } from '../../values/scalars.ts';
import { withBody } from './with-body.ts';

/** How many values of a property are tried: a few are enough to find two that differ. */
const MOST_TRIES = 12;

/**
 * Drafts like `draft` in which the property `name` of the body has another value; each proven valid, no two with the
 * same value, and none with one of `not`.
 */
export function* withOtherValues(
  context: PlanContext,
  draft: Draft,
  name: string,
  not: readonly Json[],
): Generator<Draft> {
  const { body } = draft;
  if (body === undefined || !isObject(body.value)) return;
  const seen = new Set(not.map((value) => JSON.stringify(value)));
  let tries = 0;
  for (const value of candidates(context, body.schemaPointer, body.value[name] ?? not[0], name)) {
    const key = JSON.stringify(value);
    if (seen.has(key)) continue;
    if (tries++ >= MOST_TRIES) return;
    seen.add(key);
    const changed = withBody(context, draft, { ...body.value, [name]: value });
    const refersToMore = changed.slots.length > draft.slots.length;
    if (!refersToMore && context.prover.doubtsValid(changed) === undefined) yield changed;
  }
}

/** `draft` with another value for each property of the body for which one is known. */
export function withAllOthers(context: PlanContext, draft: Draft): Draft {
  const { value } = draft.body ?? {};
  if (!isObject(value)) return draft;
  return Object.entries(value).reduce((draft, [name, part]) => {
    const [other] = withOtherValues(context, draft, name, [part]);
    return other ?? draft;
  }, draft);
}

function* candidates(
  { generation }: PlanContext,
  bodyPointer: string,
  current: Json | undefined,
  name: string,
): Generator<Json> {
  const { schemas } = generation;
  for (let branch = 0; branch < MOST_BRANCHES; branch++) {
    const choose = (_: string, count: number): number => branch % count;
    const effective = effectiveSchemaOf(
      schemas,
      propertyPointers(effectiveSchemaOf(schemas, [bodyPointer], choose), name),
      choose,
    );
    if (effective.schemas.length === 0) continue;
    for (const index of [1, 2]) {
      if (current !== undefined && current !== null) yield* variations(effective, current, index, generation);
    }
    for (const type of ['string', 'boolean', 'integer', 'number'] as const) {
      yield* scalarsFor(effective, type, generation);
    }
    yield* lists(generation, effective, current);
    yield* objects(generation, effective, current);
  }
}

/** Alternatives beyond these are not searched. */
const MOST_BRANCHES = 3;

/** The list with one item more or fewer. */
function* lists(
  generation: PlanContext['generation'],
  effective: EffectiveSchema,
  current: Json | undefined,
): Generator<Json> {
  if (!Array.isArray(current)) return;
  for (const length of [current.length + 1, current.length - 1]) {
    for (const { value } of boundariesOf(generation, effective, 'maxItems', length, current)) yield value;
  }
}

/** The object with one property changed, or another one altogether. */
function* objects(
  generation: PlanContext['generation'],
  effective: EffectiveSchema,
  current: Json | undefined,
): Generator<Json> {
  if (isObject(current)) {
    for (const [name, part] of Object.entries(current)) {
      const below = plainSchema(generation, propertyPointers(effective, name));
      for (const other of variations(below, part, 1, generation)) yield { ...current, [name]: other };
    }
  }
  const pointers = effective.schemas.map(({ pointer }) => pointer);
  for (const optional of ['none', 'all'] as const) {
    const made = build(generation, pointers, {
      hint: undefined,
      route: [],
      optional,
      together: [],
      attempt: 0,
    });
    if (isObject(made?.value)) yield made.value;
  }
}
