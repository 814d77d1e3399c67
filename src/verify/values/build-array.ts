/** Builds arrays: how many items they have, and a value for each. */
import { isObject, type Json } from '@countersign/contract';
import { satisfyCrossFields } from './cross-fields.ts';
import { distinctItems } from './distinct.ts';
import { atLeast, atMost, type EffectiveSchema, itemPointers } from './effective-schema.ts';
import { type GenerationContext, plainSchema } from './generation-context.ts';
import { LONGEST_ARRAY } from './largest.ts';
import type { BuildPart, InnerWish } from './part-wish.ts';
import type { Recipe } from './recipe.ts';

/** An array of the effective schema, or `undefined` where an item that it must have cannot be built. */
export function buildArray(
  generation: GenerationContext,
  recipe: Recipe,
  buildPart: BuildPart,
  effective: EffectiveSchema,
  { hint, route, path, depth }: InnerWish<readonly Json[]>,
): Json[] | undefined {
  const [step, ...below] = route;
  const wanted = step?.to === 'item' ? step.index : -1;
  const usual = hint?.length ?? (recipe.optional === 'all' || recipe.isText === true ? 1 : 0);
  const contains = effective.schemas.flatMap(({ schema, pointer }) =>
    isObject(schema['contains']) ? [`${pointer}/contains`] : [],
  );
  const containing = contains.length === 0 ? 0 : atLeast(effective, 'minContains', 1);
  const count = Math.min(
    Math.max(atLeast(effective, 'minItems', 0), containing, wanted + 1, usual),
    atMost(effective, 'maxItems'),
  );
  if (count > LONGEST_ARRAY) return undefined;
  const items: Json[] = [];
  for (let index = 0; index < count; index++) {
    const pointers = [...itemPointers(effective, index), ...(index < containing ? contains : [])];
    const near = hint?.[index] ?? hint?.[0];
    const wish = {
      pointers,
      hint: near,
      route: index === wanted ? below : undefined,
      path: `${path}/${index}`,
      depth: depth + 1,
    };
    const item = pointers.length === 0 ? (near ?? 'example') : buildPart(wish);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return distinctItems(generation, effective, items).map((item, index) =>
    satisfyCrossFields(plainSchema(generation, itemPointers(effective, index)), item, items, generation.now),
  );
}
