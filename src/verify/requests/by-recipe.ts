/** What was made of something by a recipe: whoever asks again gets the very same, which need not be proven again. */
import { memoize } from '../values/memoize.ts';
import type { DraftRecipe } from './draft-recipe.ts';

export class ByRecipe<Source extends object, Made> {
  readonly #made = new WeakMap<Source, Map<string, Made>>();

  of(source: Source, { examples, optional, attempt }: DraftRecipe, make: () => Made): Made {
    const byRecipe = memoize(this.#made, source, () => new Map<string, Made>());
    return memoize(byRecipe, `${examples} ${optional} ${attempt}`, make);
  }
}
