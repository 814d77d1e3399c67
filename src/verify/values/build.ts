/** Builds a value for a schema: deterministic, close to the contract's examples, and with a wanted part in it. */

import { isDeepStrictEqual } from 'node:util';
import { BuildPass } from './build-pass.ts';
import type { GenerationContext } from './generation-context.ts';
import type { Built, Recipe } from './recipe.ts';

/** How often a value is built again, since what it holds decides which conditions (`if`) it meets. */
const MOST_PASSES = 3;

/** A value for the schemas at `pointers` together, or `undefined` where none was found. It is not proven valid. */
export function build(
  generation: GenerationContext,
  pointers: readonly string[],
  recipe: Recipe,
): Built | undefined {
  let { built, isConditional } = new BuildPass(generation, recipe).run(pointers);
  for (let pass = 1; pass < MOST_PASSES && isConditional && built !== undefined; pass++) {
    const again = new BuildPass(generation, { ...recipe, hint: built.value }).run(pointers);
    if (again.built === undefined || isDeepStrictEqual(again.built.value, built.value)) break;
    ({ built, isConditional } = again);
  }
  return built;
}
