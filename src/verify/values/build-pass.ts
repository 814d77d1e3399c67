/** One pass over a schema, which builds a value for it part by part. */

import { isObject, type Json } from '@countersign/contract';
import { isAvoiding } from './avoiding.ts';
import { buildArray } from './build-array.ts';
import { buildObject } from './build-object.ts';
import { chooser, splitRoute } from './choosing.ts';
import { satisfyCrossFields } from './cross-fields.ts';
import { type EffectiveSchema, effectiveSchemaOf, type JsonType, typesOf } from './effective-schema.ts';
import { first } from './first.ts';
import { type GenerationContext, plainSchema } from './generation-context.ts';
import type { BuildPart, PartWish } from './part-wish.ts';
import type { Built, Place, Recipe } from './recipe.ts';
import { isOfType, membersOf, scalarsFor } from './scalars.ts';
import type { Step } from './schema-location.ts';

/** Values nested deeper than this are left out where they may be: a schema can be inside itself. */
const DEEPEST = 8;

export interface PassResult {
  readonly built: Built | undefined;
  /** Whether it depends on what was built which schemas apply. */
  readonly isConditional: boolean;
}

export class BuildPass {
  readonly #generation: GenerationContext;
  readonly #recipe: Recipe;
  #place: Place | undefined;
  #isConditional = false;

  constructor(generation: GenerationContext, recipe: Recipe) {
    this.#generation = generation;
    this.#recipe = recipe;
  }

  /** A value for the schemas at `pointers` together. */
  run(pointers: readonly string[]): PassResult {
    const { hint, route } = this.#recipe;
    const value = this.#part({ pointers, hint, route, path: '', depth: 0 });
    const place = this.#place;
    const isConditional = this.#isConditional;
    if (value === undefined || place === undefined) return { built: undefined, isConditional };
    const effective = plainSchema(this.#generation, pointers);
    const satisfied = satisfyCrossFields(effective, value, null, this.#generation.now);
    return { built: { value: satisfied, place }, isConditional };
  }

  readonly #part: BuildPart = (wish) => {
    if (wish.depth > DEEPEST) return undefined;
    const { together, contentAt } = this.#recipe;
    const isPlain = wish.route === undefined && together.length === 0 && contentAt === undefined;
    return isPlain ? this.#remembered(wish) : this.#newPart(wish);
  };

  /** What no route leads into is made alike in every request. */
  #remembered(wish: PartWish): Json | undefined {
    const { optional, attempt, isText = false } = this.#recipe;
    const { pointers, hint, path, depth } = wish;
    const key = JSON.stringify([pointers, hint, optional, attempt, isText, path === '', depth]);
    const part = this.#generation.parts.of(key, () => {
      const before = this.#isConditional;
      this.#isConditional = false;
      const made = { value: this.#newPart(wish), isConditional: this.#isConditional };
      this.#isConditional = before;
      return made;
    });
    this.#isConditional ||= part.isConditional;
    return part.value;
  }

  /** @param turn how many branches further than the recipe's it is, since a value of that one cannot be made */
  #newPart(wish: PartWish, turn = 0): Json | undefined {
    const { pointers, hint, route, path, depth } = wish;
    const generation = this.#generation;
    const recipe = this.#recipe;
    const { branches, rest } = splitRoute(route ?? []);
    const choose = chooser(generation, branches, hint, recipe.attempt + turn, () => {
      this.#isConditional = true;
    });
    const effective = effectiveSchemaOf(generation.schemas, pointers, choose);
    if (route !== undefined && rest.length === 0) this.#place = { pointer: path, effective };
    const next = rest[0];
    const fits = (value: Json): boolean =>
      effective.schemas.every((schema) => generation.fits(schema.pointer, value)) &&
      isAvoiding(generation, effective, value);
    const type = typeFor(effective, hint, next);
    const members =
      next === undefined ? membersOf(effective).filter((member) => typeof member === 'object') : [];
    const member =
      members.length === 0
        ? undefined
        : [hint, ...members].find((member) => member !== undefined && fits(member));
    if (member !== undefined) return member;
    const kept = isWorthKeeping(hint, type) ? hint : undefined;
    const within = { route: rest, path, depth };
    if (type === 'object') {
      const inner = { ...within, hint: isObject(kept) ? kept : undefined };
      return buildObject(generation, recipe, this.#part, effective, inner);
    }
    if (type === 'array') {
      const inner = { ...within, hint: Array.isArray(kept) ? kept : undefined };
      return buildArray(generation, recipe, this.#part, effective, inner);
    }
    const again = route === undefined && turn < MOST_TURNS ? () => this.#newPart(wish, turn + 1) : NOTHING;
    if (type === undefined) return again();
    if (next !== undefined) return undefined;
    const content = recipe.contentAt?.(path);
    const known = [kept, content?.sample].find((value) => value !== undefined && fits(value));
    if (known !== undefined || content?.isFree === false) return known;
    const others = typesOf(effective).filter((other) => other !== type);
    const made = first(plainValues(generation, effective, [type, ...others]), fits);
    return made === undefined ? again() : made;
  }
}

/**
 * Branches of a single value that are tried beyond the recipe's: which one is possible may depend on what stands beside
 * the choice. Values of parts are not tried again for those around them, or deep schemas would take for ever.
 */
const MOST_TURNS = 3;

const NOTHING = (): undefined => undefined;

function* plainValues(
  generation: GenerationContext,
  effective: EffectiveSchema,
  types: readonly JsonType[],
): Generator<Json> {
  for (const type of types) yield* scalarsFor(effective, type, generation);
}

function typeFor(
  effective: EffectiveSchema,
  hint: Json | undefined,
  next: Step | undefined,
): JsonType | undefined {
  const types = typesOf(effective);
  if (next?.to === 'property') return types.find((type) => type === 'object');
  if (next?.to === 'item') return types.find((type) => type === 'array');
  const example = hint ?? membersOf(effective)[0];
  const like = example === undefined ? undefined : types.find((type) => isOfType(example, type));
  return like ?? types.find((type) => type !== 'null') ?? types[0];
}

function isWorthKeeping(hint: Json | undefined, type: JsonType | undefined): boolean {
  return hint !== undefined && type !== undefined && isOfType(hint, type);
}
