/** Values that a property may be changed to. */
import { isObject, type Json } from '@countersign/contract';
import type { Draft } from '../../model/draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { boundariesOf } from '../../values/boundaries.ts';
import { build } from '../../values/build.ts';
import { type Level, levelOf, propertyPointers } from '../../values/effective-schema.ts';
import { plainLevel } from '../../values/generation-context.ts';
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
  return Object.entries(value).reduce((each, [name, part]) => {
    const [other] = withOtherValues(context, each, name, [part]);
    return other ?? each;
  }, draft);
}

function* candidates(
  { workshop }: PlanContext,
  bodyPointer: string,
  current: Json | undefined,
  name: string,
): Generator<Json> {
  const { schemas } = workshop;
  for (let branch = 0; branch < MOST_BRANCHES; branch++) {
    const choose = (_: string, count: number): number => branch % count;
    const level = levelOf(schemas, propertyPointers(levelOf(schemas, [bodyPointer], choose), name), choose);
    if (level.schemas.length === 0) continue;
    for (const index of [1, 2]) {
      if (current !== undefined && current !== null) yield* variations(level, current, index, workshop);
    }
    for (const type of ['string', 'boolean', 'integer', 'number'] as const) {
      yield* scalarsFor(level, type, workshop);
    }
    yield* lists(workshop, level, current);
    yield* objects(workshop, level, current);
  }
}

/** Alternatives beyond these are not searched. */
const MOST_BRANCHES = 3;

/** The list with one item more or fewer. */
function* lists(workshop: PlanContext['workshop'], level: Level, current: Json | undefined): Generator<Json> {
  if (!Array.isArray(current)) return;
  for (const length of [current.length + 1, current.length - 1]) {
    for (const { value } of boundariesOf(workshop, level, 'maxItems', length, current)) yield value;
  }
}

/** The object with one property changed, or another one altogether. */
function* objects(
  workshop: PlanContext['workshop'],
  level: Level,
  current: Json | undefined,
): Generator<Json> {
  if (isObject(current)) {
    for (const [name, part] of Object.entries(current)) {
      const below = plainLevel(workshop, propertyPointers(level, name));
      for (const other of variations(below, part, 1, workshop)) yield { ...current, [name]: other };
    }
  }
  const pointers = level.schemas.map(({ pointer }) => pointer);
  for (const optional of ['none', 'all'] as const) {
    const made = build(workshop, pointers, {
      hint: undefined,
      route: [],
      optional,
      together: [],
      attempt: 0,
    });
    if (isObject(made?.value)) yield made.value;
  }
}
